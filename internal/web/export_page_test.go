package web_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/riverqueue/river"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/internal/work"
)

// writing works the files that pages ask for, until the test ends.
func (b *bureau) writing(t *testing.T) (ended chan error) {
	t.Helper()
	ended = make(chan error, 4)
	workers := river.NewWorkers()
	river.AddWorker(workers, &imports.ExportWorker{Exports: b.Exports, Done: func(_ int64, err error) { ended <- err }})
	client, err := work.NewClient(b.DB, slog.New(slog.DiscardHandler), workers, map[string]int{imports.ExportQueue: 1})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	if err := client.Start(ctx); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cancel(); <-client.Stopped() })
	return ended
}

// A clerk chooses a ledger, says which records, and has them as a workbook with
// masked numbers, from start page to file.
func TestExportPages(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	for login, c := range map[string]struct{ start, has, lacks, form string }{
		"association": {"/association", "会员花名册", "企业名册", "members"}, "township": {"/township", "家庭户台账", "企业用工名册", "members"},
		"station": {"/station", "回访记录", "会员花名册", "placements"}, "enterprise": {"/enterprise", "企业用工名册", "会员花名册", "hires"},
		"trainer": {"/trainer", "培训花名册", "岗位信息", "training"}, "county": {"/county", "企业名册", "没有", "members"},
		"auditor": {"/reports", "企业名册", "没有", "members"},
	} {
		w := b.login(t, site, login)
		w.get(c.start).wants(200, `href="/exports"`)
		w.get("/exports").wants(200, c.has, "/exports/new/"+c.form).lacks(c.lacks)
		w.wellFormed()
		w.get("/exports/new/"+c.form).wants(200, `name="since"`, `type="date"`)
		w.wellFormed()
		if whole := strings.Contains(w.body, `name="whole"`); whole != (login == "county") {
			t.Errorf("%s is asked for whole numbers: %v", login, whole)
		}
	}
	w := b.login(t, site, "association")
	w.get("/exports/new/members").wants(200, `<option value="康宁镇"`, "入会日期不早于")
	w.post("/exports/new/members", "township", "康宁镇", "since", "", "whole", "").wants(200)
	if w.header.Get("Content-Disposition") != "attachment; filename*=UTF-8''"+url.PathEscape("会员花名册"+testdb.Now.Format(time.DateOnly)+".xlsx") {
		t.Errorf("called %s", w.header.Get("Content-Disposition"))
	}
	cells := cellsOf(t, []byte(w.body))
	for _, want := range []string{"王建|", "李英|", "142325********9998|", "制表人：association（", "号码已遮盖"} {
		if !strings.Contains(cells, want) {
			t.Errorf("lacks %q:\n%s", want, cells)
		}
	}
	if strings.Contains(cells, "张平") || strings.Contains(cells, wang) {
		t.Errorf("tells too much:\n%s", cells)
	}
	if said := strings.Join(b.trail(t, access.Exported), "\n"); !strings.Contains(said, "association association") || !strings.Contains(said, `"township=康宁镇"`) {
		t.Errorf("the trail says %s", said)
	}
}

// What means nothing is said beside its field, and nothing typed is lost; of
// nothing there is no file.
func TestExportRefusals(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "county")
	w.get("/exports/new/members")
	w.post("/exports/new/members", "township", "东京", "village", "东村", "since", "昨天", "association", "甲村务工协会").
		wants(422, "没有导出", "有 3 处没填好", "不是日期", "这个乡镇；有：", "这个行政村", `value="甲村务工协会"`, `value="东村"`, `id="since-error"`)
	w.wellFormed()
	w.post("/exports/new/members", "until", "1999-01-01").wants(422, "没有符合条件的记录", `value="1999-01-01"`)
	w.post("/exports/new/members", "whole", "yes", "why", "", "township", "康宁镇").wants(422, "请写明为什么要全号", `value="康宁镇" selected`)
	w.post("/exports/new/members", "whole", "yes", "why", "送市局核对 14000000009").wants(200)
	if cells := cellsOf(t, []byte(w.body)); !strings.Contains(cells, wang+"|") || !strings.Contains(cells, "未遮盖，请妥善保管") || !strings.Contains(cells, "制表人：county（") {
		t.Errorf("whole: %s", cells)
	}
	if said := strings.Join(b.trail(t, access.Exported), "\n"); strings.Count(said, "ledger") != 1 || !strings.Contains(said, "送市局核对 ***") {
		t.Errorf("the trail says %s", said)
	}
	for _, other := range []string{"association", "auditor"} {
		w := b.login(t, site, other)
		w.get("/exports/new/members")
		w.post("/exports/new/members", "whole", "yes", "why", "送市局核对").wants(403, "不能导出全号")
	}
	w = b.login(t, site, "county")
	w.get("/exports/new/associations")
	for range 8 { // two were taken above
		w.post("/exports/new/associations", "whole", "yes", "why", "送市局核对").wants(200)
		w.get("/exports/new/associations")
	}
	w.post("/exports/new/associations", "whole", "yes", "why", "送市局核对").wants(429, "导出全号太多了")
	w.get("/exports/new/associations")
	w.post("/exports/new/associations").wants(200)
}

// Many rows are written as a file while the page tells how far it is. The
// account that asked fetches it, and nobody else.
func TestExportFile(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.Exports.Most = 1
	b.tx(t, admin, func(tx *db.Tx) error {
		_, err := b.Gate.AddLogin(t.Context(), tx, access.NewLogin{Name: "county2", Role: db.County, Organisation: b.offices["兴县人力资源和社会保障局"], Password: staffSecret})
		return err
	})
	site := serve(t, b.Deps)
	w := b.login(t, site, "county")
	w.get("/exports/new/members")
	w.post("/exports/new/members").wants(303)
	file := w.at
	w.post("/exports/new/members").wants(303)
	if w.at != file || !strings.HasPrefix(file, "/exports/") {
		t.Fatalf("two clicks are %s and %s", file, w.at)
	}
	w.get(file).wants(200, "正在写", "共 3 行")
	w.wellFormed()
	if w.header.Get("Refresh") != "2" {
		t.Errorf("the page is asked again after %q", w.header.Get("Refresh"))
	}
	w.get(file+"/file").wants(404, "没有这个文件")
	if err := <-b.writing(t); err != nil {
		t.Fatal(err)
	}
	w.get(file).wants(200, "写好了", `href="`+file+`/file"`)
	w.wellFormed()
	if w.header.Get("Refresh") != "" {
		t.Error("a finished page asks again")
	}
	w.get("/exports").wants(200, "会员花名册", "写好了", `href="`+file+`"`)
	w.wellFormed()
	w.get(file + "/file").wants(200)
	if cells := cellsOf(t, []byte(w.body)); !strings.Contains(cells, "王建|") || !strings.Contains(cells, "张平|") || strings.Contains(cells, wang) {
		t.Errorf("the file says %s", cells)
	}
	other := b.login(t, site, "county2")
	other.get(file).wants(404)
	other.get(file + "/file").wants(404)
	other.get("/exports").wants(200).lacks("写好了")
	if said := b.trail(t, access.Fetched); len(said) != 1 || !strings.HasPrefix(said[0], "county county") {
		t.Errorf("fetched: %q", said)
	}
	b.clock.pass(48 * time.Hour)
	w = b.login(t, site, "county")
	w.get(file + "/file").wants(404)
}

// rotten are so many households, of which somebody in the last has a number
// that cannot be opened.
const rotten = `
	WITH v AS (SELECT code FROM area WHERE level = 'village' AND name = '乙村'),
	h AS (INSERT INTO household (county, village, number) SELECT '141123', v.code, to_char(n, 'FM00000') FROM v, generate_series(1, 4000) n RETURNING id, number)
	INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed, household)
	SELECT '141123', 910000, '坏号', 'male', '1980-01-01', '\x01', '\x01', id FROM h WHERE number = '04000'`

// An error in the middle of an answer is no whole workbook to who receives it.
func TestBrokenExportIsNotWhole(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.owner(t, rotten)
	site := serve(t, b.Deps)
	w := b.login(t, site, "county")
	w.get("/exports/new/households")
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, site+"/exports/new/households", strings.NewReader(url.Values{"_csrf": {w.token}}.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	res, err := w.client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	got, err := io.ReadAll(res.Body)
	if res.StatusCode != http.StatusOK || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("status %d, %d bytes and then %v", res.StatusCode, len(got), err)
	}
	if len(got) < 1000 || res.Header.Get("Content-Encoding") != "" {
		t.Errorf("%d bytes came before, encoded %q", len(got), res.Header.Get("Content-Encoding"))
	}
	b.owner(t, "DELETE FROM person WHERE id = 910000")
	w.get("/exports/new/households")
	w.post("/exports/new/households").wants(200)
	if cells := cellsOf(t, []byte(w.body)); !strings.Contains(cells, "4000 行") {
		t.Error("the mended one is not whole")
	}
}
