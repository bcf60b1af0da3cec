package web_test

import (
	"fmt"
	"strings"
	"testing"

	"laowu/internal/access"
)

// moved makes 王建's household a relocated, poor one that can and would work:
// who works is himself.
func (b *bureau) moved(t *testing.T) {
	t.Helper()
	b.owner(t, fmt.Sprintf(`
		INSERT INTO household (county, id, village, number, relocated, site) SELECT '141123', n, v.code, 'H' || n, true, '蔚汾安置点'
		  FROM generate_series(1, 2) n, (SELECT min(code) AS code FROM area WHERE name = '甲村') v;
		INSERT INTO household_kind (county, household, kind) VALUES ('141123', 1, 'lifted'), ('141123', 2, 'lifted');
		UPDATE person SET able = true, willing = true, wish_trades = '保洁', household = CASE id WHEN %d THEN 1 ELSE 2 END WHERE id IN (%d, %d)`,
		b.people[wang], b.people[wang], b.people[li]))
}

// The households in which nobody works are listed, names masked, and each share
// opens its list.
func TestHouseholdPage(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.moved(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "county")
	w.get("/reports/households").wants(200, "占 50%，1 ÷ 2", "其中过了期限 0 户")
	if got := w.row("户编号 H2"); !strings.HasPrefix(got, "户编号 H2 蔚汾安置点 甲村 康宁镇 ") || !strings.Contains(got, "李**（") || !strings.HasSuffix(got, "保洁") {
		t.Errorf("the row says %q", got)
	}
	w.lacks("李英", "户编号 H1")
	w.get("/reports/bulletin/household_guarantee?as_of=2026-11-24&of=part").wants(200, "户编号 H1", "1 ÷ 2 户").lacks("户编号 H2")
	w.get("/api/v1/reports/households").wants(200, `"able_and_willing":2,"covered":1`)
}

// The ranking shows who did not report as missing and never as zero; a comment
// stands beside the line and moves nothing.
func TestRankingPage(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	b.owner(t, "UPDATE ranking_rule SET least = 1")
	w := b.login(t, site, "county")
	w.get("/reports/ranking").wants(200, "康宁镇", "瓦塘镇")
	if got := w.row("康宁镇"); !strings.HasPrefix(got, "康宁镇 2 2 50% 1 ÷ 2 ") {
		t.Errorf("the row says %q", got)
	}
	if got := w.row("蔚汾镇"); got != "蔚汾镇 未报" {
		t.Errorf("the row says %q", got)
	}
	for _, c := range []struct{ unit, text, says string }{
		{"", "没有人", "选一个单位"}, {"141123999", "没有人", "选一个单位"}, {"141123103", "", "请写明"}, {"141123103", strings.Repeat("长", 501), "最多 500 个字，现在是 501 个"},
		{"141123103", "打 14000000001", "不能有身份证号码或电话号码"},
	} {
		w.post("/reports/ranking/comment", "as_of", "2026-11-24", "level", "township", "unit", c.unit, "text", c.text).wants(422, c.says, "康宁镇")
	}
	w.post("/reports/ranking/comment", "as_of", "2026-11-24", "level", "township", "unit", "141123103", "text", "一半人春节后才走").
		wants(303, "/reports/ranking?as_of=2026-11-24&level=township")
	w.get(w.at).wants(200)
	if got := w.row("康宁镇"); !strings.HasSuffix(got, "一半人春节后才走") {
		t.Errorf("the row says %q", got)
	}
	w.get("/reports/ranking?level=village").wants(200, "甲村")
	b.login(t, site, "auditor").get("/reports/ranking").wants(200).lacks("写说明")
	township := b.login(t, site, "township")
	township.get("/reports/ranking").wants(200, "康宁镇", "写说明").lacks("瓦塘镇", "提交", "下载")
	township.post("/reports/ranking/comment", "as_of", "2026-11-24", "level", "township", "unit", "141123102", "text", "不是我们的").wants(422, "选一个单位")
	township.post("/reports/ranking/comment", "as_of", "2026-11-24", "level", "township", "unit", "141123103", "text", "镇里核过了").wants(303)
	w.get("/reports/ranking").wants(200, "镇里核过了")
}

func TestDraftPages(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.hired(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "county")
	w.get("/reports/drafts/week?as_of=2026-02-03").wants(200, "劳务周报", "新增务工 3 人", "协议企业招用 3 人次，其中兴县籍 2 人次", "2026-01-28 至 2026-02-03")
	w.get("/reports/households").wants(200, "没有要保障的搬迁户")
	w.get("/reports/drafts/20days?as_of=2026-11-25").wants(422, "还没有到这一天")
	w.get("/reports/drafts/day/file").wants(404)
	w.get("/reports/day/file?as_of=2026-02-01").wants(200)
	if cells := cellsOf(t, []byte(w.body)); !strings.Contains(cells, "劳务日报（2026年2月1日）") {
		t.Errorf("the workbook says %s", cells)
	}
}

// A submitted report stays; what the records say later stands beside it, with a
// reason.
func TestSubmitPages(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "county")
	w.get("/reports/bulletin?as_of=2026-11-01").wants(200, "这一天的还没有提交", "提交这一天的")
	w.get("/reports/bulletin/submitted?as_of=2026-11-01").wants(200, "这一天的还没有提交")
	w.post("/reports/bulletin/submit", "as_of", "2026-11-25").wants(422, "还没有到这一天")
	w.post("/reports/nothing/submit", "as_of", "2026-11-01").wants(404)
	w.get("/reports/bulletin")
	w.post("/reports/bulletin/correct", "as_of", "2026-11-01", "reason", "没有提交").wants(422, "这一天的还没有提交")
	w.post("/reports/bulletin/submit", "as_of", "2026-11-01").wants(303, "/reports/bulletin/submitted?as_of=2026-11-01")
	w.get(w.at).wants(200, "和提交时没有不同").lacks("写明为什么不一样")
	w.post("/reports/bulletin/submit", "as_of", "2026-11-01").wants(409, "已经提交")
	w.get("/reports/bulletin?as_of=2026-11-01").wants(200, "看提交的和现在的差别").lacks("提交这一天的")
	b.owner(t, "UPDATE association SET founded = '2026-11-02' WHERE name = '乙村务工协会'")
	w.get("/reports/bulletin/submitted?as_of=2026-11-01").wants(200, "还没写原因", "写明为什么不一样")
	if got := w.row("务工协会"); got != "务工协会 2 1 还没写原因" {
		t.Errorf("the row says %q", got)
	}
	for typed, says := range map[string]string{"": "请写明", "打 14000000001": "不能有身份证号码或电话号码"} {
		w.post("/reports/bulletin/correct", "as_of", "2026-11-01", "reason", typed).wants(422, says)
	}
	w.post("/reports/bulletin/correct", "as_of", "2026-11-01", "reason", "成立日期写错了").wants(303)
	w.get(w.at).wants(200).lacks("写明为什么不一样")
	if got := w.row("务工协会"); got != "务工协会 2 1 成立日期写错了" {
		t.Errorf("the row says %q", got)
	}
	w.post("/reports/bulletin/correct", "as_of", "2026-11-01", "reason", "再来").wants(422, "没有不同")
	if said := b.trail(t, access.Submitted); len(said) != 1 || !strings.Contains(said[0], "bulletin") {
		t.Errorf("the trail says %q", said)
	}
	auditor := b.login(t, site, "auditor")
	auditor.get("/reports/bulletin/submitted?as_of=2026-11-01").wants(200, "成立日期写错了")
	auditor.get("/reports/bulletin?as_of=2026-11-03").wants(200).lacks("提交这一天的")
	auditor.post("/reports/bulletin/submit", "as_of", "2026-11-03").wants(403)
}
