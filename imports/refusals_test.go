package imports

import (
	"errors"
	"strings"
	"testing"
	"time"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/report"
)

// TestBadInput is each bad input that the records must refuse, with the words in
// which they do: dates out of order, work before the 16th birthday, a second open
// membership, an agreement that overlaps another, work with an enterprise that
// was another's by then, and a report as of a day to come.
func TestBadInput(t *testing.T) {
	t.Parallel()
	const (
		plant, home = "91141123MA0AL47R7J", "91150602MA0FAG439B"
		firm        = "企业名称,统一社会信用代码,协议起始日期,协议终止日期\n"
		ledger      = "姓名,身份证号码,企业名称,上岗时间,离岗时间\n"
		course      = "姓名,身份证号码,培训项目,期次,培训机构,开班日期,结业日期,证书名称,发证日期,有效期至\n"
	)
	d := newDesk(t)
	for _, a := range []act{
		founding,
		{"members", "村,姓名,身份证号码\n丙村,{王建}\n丙村,{任小}\n", "2/0/0/0"},
		{"enterprises", firm + "老厂," + plant + ",2018.1.1,2019.12.31\n新厂," + home + ",,\n", "2/0/0/0"},
	} {
		if got := summary(d.csv(t, a.kind, people.Replace(a.csv))); got != a.want {
			t.Fatalf("%s: %s, want %s", a.kind, got, a.want)
		}
	}
	d.tx(t, func(tx *db.Tx) error {
		old, err := hiring.EnterpriseCalled(t.Context(), tx, "老厂")
		if err != nil {
			return err
		}
		next, err := hiring.EnterpriseCalled(t.Context(), tx, "新厂")
		if err != nil {
			return err
		}
		return hiring.JoinEnterprise(t.Context(), tx, old.ID, next.ID, time.Date(2020, time.May, 1, 0, 0, 0, 0, time.UTC), "工商变更登记")
	})
	for name, c := range map[string]struct{ kind, csv, want, says string }{
		"a roster's work ends before it begins":      {"members", "村,姓名,身份证号码,务工单位,外出时间,结束时间\n丙村,{王建},甲厂,2019.5,2019.3\n", "2 date_order", "结束日期早于开始日期"},
		"a placement ends before it begins":          {"placements", ledger + "{王建},新厂,2020.6.1,2020.5.1\n", "2 date_order", "结束日期早于开始日期"},
		"a hire ends before it begins":               {"hires", ledger + "{王建},新厂,2020.6.1,2020.5.1\n", "2 date_order", "结束日期早于开始日期"},
		"a class ends before it begins":              {"training", course + "{王建},驾驶员,第1期,甲校,2019.5.1,2019.4.1,,,\n", "2 date_order", "结束日期早于开始日期"},
		"a certificate ends before it begins":        {"training", course + "{王建},驾驶员,第1期,甲校,,,养老护理员四级,2019.5.1,2019.4.1\n", "2 date_order", "结束日期早于开始日期"},
		"an opening ends before it begins":           {"openings", "企业名称,统一社会信用代码,岗位名称,需求人数,用工形式,工作地点,发布日期,有效期至\n新厂," + home + ",电工,3,长期,兴县,2026.5.1,2026.4.1\n", "2 date_order", "结束日期早于开始日期"},
		"an agreement ends before it begins":         {"enterprises", firm + "新厂," + home + ",2021.1.1,2020.1.1\n", "2 date_order", "结束日期早于开始日期"},
		"a known agreement would end before it does": {"enterprises", firm + "老厂," + plant + ",,2017.1.1\n", "2 date_order", "结束日期早于开始日期"},
		"a roster's child":                           {"members", "村,姓名,身份证号码,务工单位,外出时间\n丙村,{任小},甲厂,2019-04-14\n", "2 under_age", "不满 16 周岁"},
		"a placed child":                             {"placements", ledger + "{任小},老厂,2019-04-14,\n", "2 under_age", "不满 16 周岁"},
		"a hired child":                              {"hires", ledger + "{任小},老厂,2019-04-14,\n", "2 under_age", "不满 16 周岁"},
		"a second open membership":                   {"members", "乡镇,姓名,身份证号码,务工协会\n康宁镇,{王建},甲村务工协会\n", "2 conflict", "在“转会”那一页请对方转过来"},
		"an agreement that begins within another":    {"enterprises", firm + "老厂," + plant + ",2019.12.31,2020.2.1\n", "2 conflict", "先写明前一份的终止日期"},
		"an agreement that runs into another":        {"enterprises", firm + "老厂," + plant + ",2017.1.1,2018.1.1\n", "2 conflict", "先写明前一份的终止日期"},
		"an agreement without an end before another": {"enterprises", firm + "老厂," + plant + ",2017.1.1,\n", "2 conflict", "先写明前一份的终止日期"},
		"an agreement with what was merged by then":  {"enterprises", firm + "老厂," + plant + ",2020.5.1,\n", "2 conflict", "并入别的企业"},
		"placed with what was merged by then":        {"placements", ledger + "{王建},老厂,2020-05-01,\n", "2 unknown_enterprise", "2020-05-01 起并入“新厂”（" + home + "）"},
		"hired by what was merged by then":           {"hires", "姓名,身份证号码,企业名称,统一社会信用代码,入职时间\n{王建},老厂," + plant + ",2021.3\n", "2 unknown_enterprise", "2020-05-01 起并入“新厂”（" + home + "）"},
	} {
		got := d.csv(t, c.kind, people.Replace(c.csv))
		said := ""
		for _, p := range got.Problems {
			said += p.Message
		}
		if s := summary(got); s != "0/0/0/1: "+c.want || !strings.Contains(said, c.says) {
			t.Errorf("%s: %s: %s, want %s: …%s", name, s, said, c.want, c.says)
		}
	}
	for _, a := range []act{ // and what is just not one of them
		{"placements", ledger + "{王建},老厂,2020-04-30,2020-05-31\n", "1/0/0/0"},
		{"placements", ledger + "{任小},老厂,2019-04-15,\n", "1/0/0/0"},
		{"enterprises", firm + "老厂," + plant + ",2020.1.1,2020.4.30\n", "0/1/0/0"},
		{"enterprises", firm + "老厂," + plant + ",2018.1.1,2019.6.30\n", "0/1/0/0"},
		// A new credit code comes with the old name: the day tells which is meant.
		{"enterprises", firm + "老厂," + home + ",,\n", "0/1/0/0"},
		{"hires", ledger + "{王建},老厂,2021.3.1,\n", "1/0/0/0"},
		{"hires", ledger + "{王建},老厂,2018.3.1,2018.9.1\n", "1/0/0/0"},
	} {
		if got := summary(d.csv(t, a.kind, people.Replace(a.csv))); got != a.want {
			t.Errorf("%s:\n%s\n got %s\nwant %s", a.kind, a.csv, got, a.want)
		}
	}
	d.wants(t, "2018-03-01 "+plant+", 2019-04-15 "+plant+", 2020-04-30 "+plant+", 2021-03-01 "+home,
		"SELECT w.started, e.uscc FROM placement w JOIN enterprise e ON e.id = w.enterprise ORDER BY w.started")
	d.tx(t, func(tx *db.Tx) error {
		tomorrow := tx.Today().AddDate(0, 0, 1)
		if _, err := report.Count(t.Context(), tx, tomorrow); !errors.Is(err, report.ErrFuture) {
			t.Errorf("the bulletin of tomorrow: %v", err)
		}
		if _, err := report.CountQuotas(t.Context(), tx, tomorrow); !errors.Is(err, report.ErrFuture) {
			t.Errorf("the quotas of tomorrow: %v", err)
		}
		return nil
	})
	// The table itself refuses a second one, whoever writes it.
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "INSERT INTO membership (county, person, association, joined) SELECT county, person, association, '2025-01-01' FROM membership LIMIT 1")
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "membership_current") {
		t.Errorf("a second open membership in the table: %v", err)
	}
}

// tx does something as the county.
func (d *testDesk) tx(t *testing.T, do func(*db.Tx) error) {
	t.Helper()
	if err := d.service.DB.Tx(t.Context(), d.actor, do); err != nil {
		t.Fatal(err)
	}
}
