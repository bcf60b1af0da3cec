package imports

import (
	"testing"

	"laowu/internal/db"
	"laowu/internal/roster"
)

// TestMergedPeople: of two records made one, every list means the one that is
// kept, by whichever number, and names it once.
func TestMergedPeople(t *testing.T) {
	t.Parallel()
	const wrong = "王建,142325197603089971" // {王建}'s with one digit written wrongly
	d := newDesk(t)
	for _, a := range []act{
		founding,
		{"members", "村,姓名,身份证号码\n丙村,{王建}\n丙村," + wrong + "\n", "2/0/0/0"},
		{"enterprises", "企业名称,统一社会信用代码\n示例养老院,91150602MA0FAG439B\n", "1/0/0/0"},
	} {
		if got := summary(d.csv(t, a.kind, people.Replace(a.csv))); got != a.want {
			t.Fatalf("%s: %s, want %s", a.kind, got, a.want)
		}
	}
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		pairs, err := roster.Duplicates(t.Context(), tx, d.service.Vault, 10)
		if err != nil || len(pairs) != 1 {
			t.Fatalf("%d pairs, %v", len(pairs), err)
		}
		_, err = roster.Join(t.Context(), tx, d.service.Vault, pairs[0].First.ID, pairs[0].Second.ID, "看过户口本")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range []act{
		{"members", "村,姓名,身份证号码,民族\n丙村," + wrong + ",汉族\n", "0/1/0/0"},
		{"members", "村,姓名,身份证号码\n丙村,{王建}\n丙村," + wrong + "\n", "0/0/1/1: 3 duplicate_in_file"},
		{"households", "村,户编号,户主,户主身份证号码,姓名,身份证号码,家庭类别\n丙村,7,{王建},{王建},脱贫户\n丙村,7,{王建}," + wrong + ",脱贫户\n", "1/0/0/1: 3 duplicate_in_file"},
		{"placements", "姓名,身份证号码,企业名称,上岗时间\n{王建},示例养老院,2019-05-06\n" + wrong + ",示例养老院,2019-05-06\n", "1/0/0/1: 3 duplicate_in_file"},
		{"hires", "姓名,身份证号码,企业名称,入职时间\n" + wrong + ",示例养老院,2019-05-06\n", "0/1/0/0"},
		{"training", "姓名,身份证号码,培训项目,期次,培训机构\n{王建},驾驶员,第1期,甲校\n" + wrong + ",驾驶员,第1期,甲校\n", "1/0/0/1: 3 duplicate_in_file"},
	} {
		if got := summary(d.csv(t, a.kind, people.Replace(a.csv))); got != a.want {
			t.Errorf("%s:\n%s\n got %s\nwant %s", a.kind, a.csv, got, a.want)
		}
	}
	d.wants(t, "1 王建 汉族 2019-05-06 {referral,staff_list}", `
		SELECT count(*) OVER (), p.name, p.ethnicity, w.started, w.sources::text FROM person p JOIN placement w ON w.person = p.id`)
}
