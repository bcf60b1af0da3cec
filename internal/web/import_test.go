package web_test

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/riverqueue/river"

	"laowu/imports"
	"laowu/internal/db"
	"laowu/internal/work"
)

// working is a bureau whose imports are worked.
func working(t *testing.T) *bureau {
	t.Helper()
	b := newBureau(t)
	b.Imports.Desk = deskOf(b)
	all := river.NewWorkers()
	river.AddWorker(all, &imports.Worker{Service: b.Imports})
	queue, err := work.NewClient(b.DB, slog.New(slog.DiscardHandler), all, map[string]int{imports.Queue: 1})
	if err != nil {
		t.Fatal(err)
	}
	if err := queue.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { <-queue.Stopped() }) // the test's context has ended it
	b.Jobs = queue
	return b
}

// multipartForm is a form with files, as a browser sends it.
func multipartForm(t *testing.T, token string, files map[string][]byte) (kind string, body []byte) {
	t.Helper()
	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	if err := w.WriteField("_csrf", token); err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		part, err := w.CreateFormFile("files", name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return w.FormDataContentType(), out.Bytes()
}

// send posts files with the token of the last page that had one.
func (w *browserless) send(files map[string][]byte) *browserless {
	w.Helper()
	kind, body := multipartForm(w.T, w.token, files)
	req, err := http.NewRequestWithContext(w.Context(), http.MethodPost, w.site+"/imports", bytes.NewReader(body))
	if err != nil {
		w.Fatal(err)
	}
	req.Header.Set("Content-Type", kind)
	return w.take(w.client.Do(req))
}

// watch reads the events of an import to their end, and opens its page.
func (w *browserless) watch(path string) *browserless {
	w.Helper()
	for over := false; !over; over = strings.Contains(w.body, `"over":true`) {
		w.get(path+"/progress").wants(200, "data: {")
		if got := w.header.Get("Content-Type"); got != "text/event-stream; charset=utf-8" || w.header.Get("Content-Encoding") != "" {
			w.Fatalf("events come as %q, packed %q", got, w.header.Get("Content-Encoding"))
		}
	}
	return w.get(path).wants(200)
}

// roster41 is the township's list that clerks send.
func roster41(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile("../../imports/testdata/samples/" + rosterFile)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// A file of more than a megabyte is read, where somebody with a login sends it.
func TestLargeUpload(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	w := b.login(t, serve(t, b.Deps), "association")
	w.get("/imports").wants(200, "一共不超过 32 MB")
	big := append([]byte("姓名,身份证号码\n"), bytes.Repeat([]byte("王建,"+wang+"\n"), 100_000)...)
	w.send(map[string][]byte{"large.csv": big}).wants(303, "/imports/")
	path := w.at
	w.send(map[string][]byte{"again.csv": big}).wants(303, "/imports?same="+strings.TrimPrefix(path, "/imports/"))
	w.get(w.at).wants(200, "同样的文件已经送过", `href="`+path+`"`)
	w.send(nil).wants(422, "没有收到文件")
	w.send(map[string][]byte{"empty.xlsx": {}}).wants(422, "empty.xlsx", "是空的")
}

// A connection that is lost in the middle of an upload leaves nothing at all.
func TestLostUpload(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "association")
	w.get("/imports").wants(200)
	kind, body := multipartForm(t, w.token, map[string][]byte{"members.xlsx": roster41(t)})
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, site+"/imports", nil)
	if err != nil {
		t.Fatal(err)
	}
	var cookies []string
	for _, c := range w.client.Jar.Cookies(req.URL) {
		cookies = append(cookies, c.String())
	}
	for _, part := range []int{len(body) / 2, len(body) - 1} {
		var d net.Dialer
		conn, err := d.DialContext(t.Context(), "tcp", req.URL.Host)
		if err != nil {
			t.Fatal(err)
		}
		_, err = fmt.Fprintf(conn, "POST /imports HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", req.URL.Host, strings.Join(cookies, "; "), kind, len(body), body[:part])
		if err != nil {
			t.Fatal(err)
		}
		if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
			t.Fatal(err)
		}
		answer, err := io.ReadAll(conn) // until the service has given it up
		if err != nil || bytes.Contains(answer, []byte("303")) {
			t.Fatalf("%d of %d bytes: %v, %.200s", part, len(body), err, answer)
		}
		conn.Close()
	}
	b.tx(t, admin, func(tx *db.Tx) error {
		var n int
		if err := tx.QueryRow(t.Context(), "SELECT (SELECT count(*) FROM import) + (SELECT count(*) FROM import_file) + (SELECT count(*) FROM import_part)").Scan(&n); err != nil || n > 0 {
			t.Errorf("%d things are kept, %v", n, err)
		}
		return err
	})
	w.send(map[string][]byte{"members.xlsx": roster41(t)}).wants(303, "/imports/")
}

// send has each role that may send workbooks send one, and each foreign office of
// its kind another; county and admin see all of the county's.
func (g *gatekeeper) send(t *testing.T) {
	t.Helper()
	bureauID := g.offices["兴县人力资源和社会保障局"]
	g.tx(t, admin, func(tx *db.Tx) error {
		for role, offices := range map[db.Role][2]int64{
			db.Association: {g.association(t, tx, "甲村务工协会"), g.association(t, tx, "乙村务工协会")}, db.Township: {g.offices["康宁镇政府"], g.offices["瓦塘镇政府"]},
			db.Station: {g.offices["鄂尔多斯西部工作站"], g.offices["太原联络部"]}, db.Trainer: {g.offices["吕梁山护工培训基地"], 0},
			db.Enterprise: {g.enterprises[0], g.enterprises[1]}, db.County: {bureauID, 0}, db.Admin: {bureauID, 0},
		} {
			own := records{own: g.staged(t, role, offices[0]), foreign: "900001"}
			if offices[1] > 0 {
				own.foreign = g.staged(t, role, offices[1])
			}
			g.drafts[role] = own
		}
		return nil
	})
	g.owner(t, "UPDATE import_draft SET step = 'ended'") // nobody works them here
}

// staged is a draft of an office.
func (b *bureau) staged(t *testing.T, role db.Role, office int64) string {
	t.Helper()
	text := []byte("姓名,身份证号码\n王建," + wang + "\n" + string(role))
	id, err := b.Imports.Stage(t.Context(), b.Jobs, db.Actor{County: "141123", Role: role, Organisation: office, Name: "test"}, imports.Staged{
		Files: []imports.File{{Name: "a.csv", Data: bytes.NewReader(text), Size: int64(len(text))}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return strconv.FormatInt(id, 10)
}
