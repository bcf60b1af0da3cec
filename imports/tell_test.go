package imports

import (
	"strconv"
	"strings"
	"testing"

	"laowu/internal/db"
	"laowu/internal/notice"
)

// Whoever sent a file is told what came of it, with it or not at all; a command
// says it itself.
func TestTellImported(t *testing.T) {
	t.Parallel()
	w := newWorking(t, func(*working, int) {})
	w.submit(t, "associations", county[0].csv)
	<-w.results
	if got := w.told(t); got != "" {
		t.Errorf("a command is told %s", got)
	}
	w.exec(t, `INSERT INTO office (id, county, kind, name, place) VALUES (77, '141123', 'county', '局', '141123');
		INSERT INTO login (id, county, name, secret) VALUES (77, '141123', 'ju', '-'); INSERT INTO account (id, county, login, role, organisation) VALUES (77, '141123', 77, 'county', 77)`)
	w.actor = db.Actor{County: "141123", Role: db.County, Organisation: 77, Account: 77, Name: "ju"}
	again := w.submit(t, "associations", county[0].csv)
	<-w.results
	bad := w.submit(t, "associations", "一,二\n")
	<-w.results
	want := "import_done county 77 77 协会名册：2 行，新增 0，更新 0 /imports/" + strconv.FormatInt(again, 10) + "\nimport_done county 77 77 导入没有成功，什么也没有写进去，请看原因 /imports/" + strconv.FormatInt(bad, 10)
	if got := strings.Replace(w.told(t), title("associations"), "协会名册", 1); got != want {
		t.Errorf("told\n%s\nwant\n%s", got, want)
	}
}

func title(kind string) string {
	k, _ := ByName(kind)
	return k.Title
}

func (d *testDesk) told(t *testing.T) (out string) {
	t.Helper()
	err := d.service.DB.ReadTx(t.Context(), db.Actor{County: "141123", Role: db.Admin}, func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), "SELECT coalesce(string_agg(concat_ws(' ', kind, role, organisation, account, text, link), E'\n' ORDER BY id), '') FROM notice").Scan(&out)
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// His own copy holds what he was told, and not what others were.
func TestMyNotices(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.csv(t, "associations", oneAssociation)
	d.csv(t, "members", people.Replace("姓名,身份证号码,村\n{王建},甲村\n{李英},甲村\n"))
	err := d.service.DB.Tx(t.Context(), db.Actor{County: "141123", Role: db.Admin}, func(tx *db.Tx) error {
		return notice.Tell(t.Context(), tx, notice.News{Kind: notice.ReferralMoved, To: notice.Person(1), Text: "“电工”：约面试", Link: "/me"},
			notice.News{Kind: notice.ReferralMoved, To: notice.Person(2), Text: "“焊工”：录用", Link: "/me"})
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := d.copyOf(t, db.Actor{County: "141123", Role: db.Worker, Person: 2}, 2)
	if err != nil || !strings.Contains(got, "[消息]\n时间|消息|内容|看过的时间|\n") || !strings.Contains(got, "|推荐有进展|“焊工”：录用|") || strings.Contains(got, "电工") {
		t.Errorf("%v\n%s", err, got)
	}
}
