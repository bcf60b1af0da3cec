package web_test

import (
	"bytes"
	"strings"
	"testing"

	"laowu/imports/sheet"
	"laowu/internal/access"
)

// followed: 王建 passed, has a certificate and works since for longer than 90
// days; 李英 passed and works for 40; 张平 failed. Openings ask for a permit that
// nobody has.
const followed = permits + `
	INSERT INTO enrolment (county, person, class, result) SELECT '141123', id, 900011, CASE name WHEN '李英' THEN 'good' ELSE 'failed' END FROM person WHERE name IN ('李英', '张平');
	UPDATE certificate SET class = 900011, kind = 'skill' WHERE code = 'electrician_op';
	DELETE FROM placement;
	INSERT INTO placement (county, person, started, ended, channel, reported_on, sources)
	SELECT '141123', id, CASE name WHEN '王建' THEN '2021-03-01' ELSE '2026-10-15' END::date, NULL, 'self', '2026-11-01', '{roster}' FROM person WHERE name IN ('王建', '李英');
	DELETE FROM opening WHERE cardinality(certificates) > 0;
	INSERT INTO opening (county, enterprise, title, trade, place_text, headcount, form, certificates)
	SELECT '141123', min(id), '焊工', 'welder', '兴县', 7, 'regular', '{welder_op}' FROM enterprise;`

// TestOutcomesPage: every figure with what it is measured by; a trainer sees its
// own classes without the work that followed.
func TestOutcomesPage(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.owner(t, followed)
	site := serve(t, b.Deps)
	county := b.login(t, site, "county")
	county.get("/training/outcomes").wants(200, "占报名 3 人的 66.6%", "占结业 2 人的 50%", "占结业 2 人的 100%", "占开始满 90 天的 1 人的 100%", "1 / 1", "吕梁山护工第1期")
	county.sound()
	county.get("/training/outcomes?on=2020-12-31").wants(200, "这一天以前没有培训记录")
	county.get("/training/outcomes?on=2026-11-25").wants(422, "这一天还没到", `value="2026-11-25"`)
	county.get("/training/outcomes.xlsx?on=2026-11-25").wants(422, "没有下载")
	trainer := b.login(t, site, "trainer")
	trainer.get("/training/outcomes").wants(200, "占报名 3 人的 66.6%").wants(200, "结业以后", "人太少，不列")
	trainer.get("/classes/900011").wants(200, "后来", "结业的人太少，不列数字").lacks("1 人</dd>")
	b.owner(t, "INSERT INTO ranking_rule VALUES ('2020-01-01', 20, 2, '县文')")
	if got := trainer.get("/training/outcomes").row("吕梁山护工第1期"); got == "" {
		t.Error("no class")
	}
	trainer.wants(200, "1 / 1").lacks("占结业 2 人的 100%")
	trainer.get("/classes/900011").wants(200, "2 人", "占结业 2 人的 100%", "占开始满 90 天的 1 人的 100%")
	trainer.get("/training/demand").wants(403)
	county.get("/training/outcomes.xlsx").wants(200)
	if got := rows(t, county.body); !strings.Contains(got, "吕梁山护工|第1期|3|2|66.6%|1|50%|2|100%|1|1|100%") || !strings.Contains(got, "吕梁山护工||3|2") {
		t.Errorf("the workbook says %s", got)
	}
	trainer.get("/training/outcomes.xlsx").wants(200)
	if got := rows(t, trainer.body); strings.Contains(got, "找到活") || !strings.Contains(got, "吕梁山护工|第1期|3|2|66.6%|1|50%") {
		t.Errorf("the trainer's workbook says %s", got)
	}
}

// TestDemandPage: which class to run next, and how to open it.
func TestDemandPage(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.owner(t, followed)
	site := serve(t, b.Deps)
	county := b.login(t, site, "county")
	county.get("/training/demand").wants(200, "焊工操作证", "差 7 人", "该办", "/classes/new?trade=")
	county.sound()
	county.get("/classes/new?trade=%E7%84%8A%E5%B7%A5%E6%93%8D%E4%BD%9C%E8%AF%81").wants(200, `value="焊工操作证"`)
	b.login(t, site, "auditor").get("/training/demand").wants(200, "该办").lacks("/classes/new")
	county.get("/training/demand.xlsx").wants(200)
	if got := rows(t, county.body); !strings.Contains(got, "焊工操作证|") || !strings.Contains(got, "|7|0|0|0|7") {
		t.Errorf("the workbook says %s", got)
	}
}

// rows are a workbook's, a line each.
func rows(t *testing.T, content string) string {
	t.Helper()
	book, err := sheet.Open("a.xlsx", bytes.NewReader([]byte(content)), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for i := range book.Sheets() {
		for r, err := range book.Rows(i) {
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range r.Cells {
				text.WriteString(c.Text + "|")
			}
			text.WriteString("\n")
		}
	}
	return text.String()
}

// TestRulesPage: the county sets from when on what holds; a refused form keeps
// what was written.
func TestRulesPage(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	county := b.login(t, site, "county")
	county.get("/training/rules").wants(200, "2016 年 1 月 1 日", "男不满 60，女不满 55", "最多 3 次", "就业补助资金管理办法", "72 个月", "36 个月")
	county.sound()
	county.post("/training/rules/subsidy", "valid_from", "2027-01-01", "men", "63", "women", "", "students", "yes", "per_year", "2", "source", "某某文件").
		wants(422, "写女的多少岁以下", `value="2027-01-01"`, `value="63"`, `value="某某文件"`, "checked")
	county.sound()
	county.post("/training/rules/subsidy", "valid_from", "2027-01-01", "men", "63", "women", "58", "once", "yes", "per_year", "2", "source", "某某文件").wants(303, "/training/rules?done=set")
	county.get(county.at).wants(200, "规定记下了", "男不满 63，女不满 58", "最多 2 次", "某某文件", "男不满 60，女不满 55")
	county.post("/training/rules/certificate", "kind", "driving", "valid_from", "2027-01-01", "term", "24", "review", "36", "source", "某某文件").wants(422, "复审间隔不能比有效期长", `<option value="driving" selected>`)
	county.post("/training/rules/certificate", "kind", "driving", "valid_from", "2027-01-01", "term", "120", "source", "某某文件").wants(303)
	county.get("/training/rules").wants(200, "120 个月")
	b.login(t, site, "auditor").get("/training/rules").wants(200, "120 个月").lacks("加一条规定")
	if n := len(b.trail(t, access.RuleSet)); n != 2 {
		t.Errorf("%d rules are on record", n)
	}
}
