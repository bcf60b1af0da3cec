package web_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"laowu/imports"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// hostileText is what somebody writes into a workbook or a form who wants the
// pages of others to do something: tags, ends of attributes, addresses that
// run, formulas, marks that turn the direction, what no text may hold.
const hostileText = "=1<script>a</script><img src=x>\" onmouseover=\"a' onfocus='a</textarea>&lt;b&gt;\u202e\u2066\x00\r\n"

// taken are pieces of it that stand in a page only where it was taken for markup,
// turned those that turn what stands beside them.
var (
	taken  = []string{"<script>", "<img", "\" onmouseover", "' onfocus", "a</textarea>&", "a&lt;/textarea&gt;&lt;b"}
	turned = []string{"\u202e", "\u2066", "\x00"}
)

// hostileCounty has hostile words wherever somebody else's words are kept.
func hostileCounty(t *testing.T) *bureau {
	t.Helper()
	b := newBureau(t)
	var rows bytes.Buffer
	w := csv.NewWriter(&rows)
	head := []string{
		"乡镇", "村", "姓名", "身份证号码", "联系电话", "务工地点", "务工单位", "工种", "月工资", "民族", "文化程度", "健康状况", "技能特长", "期望工种", "期望地点", "备注", "与户主关系", "户编号", "户籍所在地",
	}
	row := make([]string, len(head))
	for i := range row {
		row[i] = strings.ReplaceAll(hostileText, "\x00", "") // a file that holds one is no CSV
	}
	row[0], row[1], row[3], row[4] = "康宁镇", "甲村", wang, familyPhone
	row[5], row[8] = "鄂尔多斯市东胜区", "4500"
	if err := w.WriteAll([][]string{head, row}); err != nil {
		t.Fatal(err)
	}
	kind, _ := imports.ByName("members")
	b.tx(t, admin, func(tx *db.Tx) error {
		r, err := imports.Run(t.Context(), tx, b.Vault, deskOf(b), imports.Request{
			Kind: kind, Files: []imports.File{{Name: "花名册.csv", Data: bytes.NewReader(rows.Bytes()), Size: int64(rows.Len())}},
		})
		if err == nil && r.Updated != 1 {
			t.Fatalf("%d updated; %+v", r.Updated, r.Problems)
		}
		return err
	})
	stored := strings.NewReplacer("\x00", "", "\u202e", "", "\u2066", "", "\r\n", " ").Replace(hostileText)
	for _, column := range []string{
		"enterprise SET name", "enterprise SET contact", "opening SET title", "opening SET place_text", "opening SET wage_text", "opening SET board_text", "opening SET education",
		"opening SET cert_text", "opening SET description", "opening SET contact", "association SET name", "association SET leader", "login SET holder",
	} {
		b.owner(t, "UPDATE "+column+" = $1 || coalesce(substr(md5(random()::text), 1, 4), '')", stored)
	}
	b.owner(t, "UPDATE office SET name = $1 || id", stored)
	return b
}

// Whatever stands in the records, every page shows it as text, to whomever.
func TestHostileRecordsAreText(t *testing.T) {
	t.Parallel()
	b := hostileCounty(t)
	site := serve(t, b.Deps)
	b.claim(t, wang, "271828")
	me := b.person(wang)
	var request int64
	b.tx(t, admin, func(tx *db.Tx) (err error) {
		if _, err = roster.Introduce(t.Context(), tx, b.people[wang], b.enterprises[0], 0); err != nil {
			return err
		}
		request, err = roster.AskCorrection(t.Context(), tx, b.people[wang], "other", hostileText)
		return err
	})
	shown := 0
	answer := func(w *browserless) { // to a form: what was typed comes back as it was
		t.Helper()
		if w.status >= 500 || strings.HasPrefix(w.at, "http") {
			t.Errorf("%d to %q", w.status, w.at)
		}
		w.lacks(taken...)
		if strings.Contains(w.body, "&lt;script&gt;") {
			shown++
		}
	}
	look := func(w *browserless) {
		t.Helper()
		answer(w)
		w.lacks(turned...)
	}
	for login, pages := range map[string][]string{
		"association": {"/association", "/people", me, "/requests", "/switch"}, "township": {"/township", "/people", me}, "station": {"/station", "/people", me},
		"enterprise": {"/enterprise", "/enterprise/quota", "/candidates"}, "trainer": {"/trainer"}, "county": {"/county", "/approvals", "/approvals?tab=requests", "/approvals?tab=reveals", "/associations", "/enterprises", "/search", "/reports", "/reports/bulletin/members", "/reports/bulletin/members_working_away", "/reports/quotas", "/reports/households", "/reports/ranking", "/reports/drafts/20days",
			"/people", me, "/requests"}, "auditor": {"/audit", "/people", me},
		"admin": {"/admin", "/audit"},
	} {
		w := b.login(t, site, login)
		for _, page := range append(pages, "/", "/openings/1", "/openings/1/poster", "/password") {
			look(w.get(page).wants(200, `action="/logout"`))
		}
		switch login {
		case "association":
			answer(w.post(me+"/reveal", "field", "phone", "reason", "other", "other", hostileText))
			answer(w.post(me+"/introduce", "enterprise", hostileText))
			answer(w.post("/people", "q", hostileText))
			answer(w.post("/requests/"+strconv.FormatInt(request, 10), "done", "no", "answer", ""))
			answer(w.post(me + "/claim"))
		case "admin":
			answer(w.post(linkOfFirst(t, w), "factor", hostileText))
		}
	}
	worker := b.workerLogin(t, site, "271828")
	look(worker)
	answer(worker.post("/me/corrections", "wrong", hostileText, "right", hostileText))
	answer(worker.post("/me/corrections", "wrong", "other", "right", hostileText))
	look(worker.get("/me"))
	answer(worker.post(formOn(t, worker, "/consents/"), "answer", "yes", "back", hostileText))
	look(b.login(t, site, "enterprise").get("/candidates"))
	look(b.login(t, site, "auditor").get("/audit"))
	stranger := b.visitor(t, site)
	for _, path := range []string{"/?q=", "/login?as=staff&next=/", "/claim?code=", "/?place=", "/nowhere/"} {
		look(stranger.get(path + url.QueryEscape(hostileText)))
	}
	stranger.get("/login?as=staff")
	answer(stranger.post("/login", "as", "staff", "account", hostileText, "password", "x", "next", hostileText))
	answer(stranger.post("/login", "as", "worker", "phone", hostileText, "name", hostileText, "password", "x"))
	answer(stranger.post("/claim", "code", hostileText, "last4", hostileText))
	if shown < 30 {
		t.Errorf("only %d pages showed it", shown)
	}

	worker.get("/me").post("/me/data").wants(200)
	inert(t, []byte(worker.body))
}

// linkOfFirst is the address of the first one-time password on the admin's page.
func linkOfFirst(t *testing.T, w *browserless) string {
	t.Helper()
	i := strings.Index(w.get("/admin").body, `/once"`)
	if i < 0 {
		t.Fatal("no login to give a password")
	}
	return w.body[strings.LastIndex(w.body[:i], `"`)+1:i] + "/once"
}

// inert holds a workbook that is handed out to holding no formula and nothing
// that asks for another file.
func inert(t *testing.T, data []byte) {
	t.Helper()
	book, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	held := false
	for _, f := range book.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		held = held || bytes.Contains(text, []byte("=1&lt;script&gt;"))
		for _, bad := range []string{"<f>", "<f ", "<script", "TargetMode=\"External\"", "vbaProject", "\x00", "\u202e"} {
			if bytes.Contains(text, []byte(bad)) {
				t.Errorf("%s holds %q", f.Name, bad)
			}
		}
	}
	if !held {
		t.Error("the hostile text is not in the workbook")
	}
}
