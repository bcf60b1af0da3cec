package web_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"laowu/imports/sheet"
	"laowu/internal/access"
)

// hired gives the bureau's first enterprise an agreement and a staff list: 王建
// is local, 张平 is not, 李英 is local in a temporary post.
func (b *bureau) hired(t *testing.T) {
	t.Helper()
	b.owner(t, fmt.Sprintf(`
		DELETE FROM agreement; -- of the samples
		INSERT INTO agreement (county, enterprise, starts) VALUES ('141123', %[1]d, '2026-01-01');
		UPDATE person SET registered = CASE id WHEN %[4]d THEN '140109' ELSE '141123' END, registered_source = 'register', registered_on = '2026-03-01' WHERE county = '141123';
		INSERT INTO placement (county, person, enterprise, employer, channel, form, trade_text, wage_min, wage_max, started, reported_on, sources) VALUES
		  ('141123', %[2]d, %[1]d, '', 'enterprise', 'regular', '电工', 4000, 5000, '2026-02-01', '2026-03-01', '{staff_list}'),
		  ('141123', %[4]d, %[1]d, '', 'enterprise', 'regular', '焊工', 4000, 5000, '2026-02-02', '2026-03-01', '{staff_list}'),
		  ('141123', %[3]d, %[1]d, '', 'enterprise', 'temporary', '小工', 2000, 2000, '2026-02-03', '2026-03-01', '{staff_list}')`,
		b.enterprises[0], b.people[wang], b.people[li], b.people[zhang]))
}

var tableRow = regexp.MustCompile(`(?s)<tr role="row">(.*?)</tr>`)

// row is the text of the table's row that holds some words.
func (w *browserless) row(holds string) string {
	w.Helper()
	for _, m := range tableRow.FindAllStringSubmatch(w.body, -1) {
		if text := strings.Join(strings.Fields(regexp.MustCompile(`<[^>]+>`).ReplaceAllString(m[1], " ")), " "); strings.Contains(text, holds) {
			return text
		}
	}
	w.Errorf("no row holds %q", holds)
	return ""
}

// Each figure of the bulletin has its definition and opens its list, with numbers
// masked.
func TestBulletinPages(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "county")
	w.get("/reports/bulletin").wants(200, "截至 2026 年 11 月 24 日", "/reports/bulletin/members?as_of=2026-11-24")
	if got := w.row("参会农民"); got != "参会农民 当天在务工协会名册上的人；退会的算到退会前一天。 3 人 当天" {
		t.Errorf("the row says %q", got)
	}
	if got := w.row("会员人均月工资"); !strings.Contains(got, "4,050 元/月 2 人的平均，中位数 4,050 元/月") {
		t.Errorf("the row says %q", got)
	}
	w.get("/reports/bulletin/members?as_of=2026-11-24").wants(200, "名单", "3 人", "142325********9998").lacks(wang, li, zhang)
	if got := w.row("王建"); !strings.HasPrefix(got, "王建 142325********9998 甲村 甲村务工协会，") {
		t.Errorf("the line says %q", got)
	}
	if got := w.get("/reports/bulletin/members_mean_wage").wants(200).row("王建"); got != "王建 142325********9998 甲村 护工，示例康养公司 4500" {
		t.Errorf("the line says %q", got)
	}
	for _, day := range []string{"2017.1.1", "2017年1月1日", "20170101"} {
		w.get("/reports/bulletin/members?as_of="+day).wants(200, "截至 2017 年 1 月 1 日", "这一天没有")
	}
	auditor := b.login(t, site, "auditor")
	auditor.get("/reports/bulletin").wants(200, "参会农民")
	auditor.get("/reports/quotas?as_of=2000-01-01").wants(200, "这一天没有用工协议").lacks("封存一个月")
}

// A day that has not come, or is none, is refused with the way out; what was
// typed stays.
func TestReportDaysAreRefused(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.hired(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "county")
	for _, path := range []string{"/county", "/reports/bulletin", "/reports/bulletin/members", "/reports/quotas", quota(b), "/reports/bulletin/file", "/reports/quotas/file"} {
		for typed, says := range map[string]string{"2026-11-25": "还没有到这一天", "2027年1月1日": "还没有到这一天", "2026-13-01": "例如 2019-12-31", "2026年10月": "例如 2019-12-31", "昨天": "例如 2019-12-31"} {
			w.get(path+"?as_of="+typed).wants(422, says).lacks("3 人</td>")
			if !strings.HasSuffix(path, "/file") {
				w.wants(422, `value="`+typed+`"`)
			}
		}
	}
	for typed, says := range map[string]string{"2026-11-25": "还没有到这一天", "x": "例如 2019-12-31"} {
		w.get("/api/v1/reports/quotas?as_of="+typed).wants(422, says)
	}
}

func quota(b *bureau) string { return fmt.Sprintf("/reports/quotas/%d", b.enterprises[0]) }

// What the county and the enterprise see of an agreement: the arithmetic is the
// same, the people are not.
func TestQuotaPages(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.hired(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "county")
	w.get("/reports/quotas").wants(200, "1 家企业有协议，1 项不达标", `width="50%"`, `x1="60%"`)
	if got := w.row("还差 1 人"); !strings.Contains(got, "长期工 1 ÷ 2 50%") || !strings.Contains(got, "不达标 还差 1 人") {
		t.Errorf("the row says %q", got)
	}
	w.get(quota(b)).wants(200, "再招 1 名本县人就达标", "协议从 2026 年 1 月 1 日起", "王建", "张平", "家庭户台账，2026 年 3 月 1 日", "占比只舍不入：1 ÷ 2")
	if got := w.row("1 名本县人和 1 名外地人"); got != "1 名本县人和 1 名外地人 2 ÷ 4 50% 不达标 还差 1 人" {
		t.Errorf("the row says %q", got)
	}
	own := b.login(t, site, "enterprise")
	own.get("/enterprise/quota").wants(200, "再招 1 名本县人就达标", "王**", "张**", "1 ÷ 2").lacks("王建", "张平", "李英", "/people/", "脱贫户", "甲村")
	if got := own.row("王**"); got != "王** 电工 2 月 1 日到现在 是 家庭户台账，2026 年 3 月 1 日" {
		t.Errorf("the row says %q", got)
	}
	own.get("/enterprise/quota?as_of=2025-12-31").wants(200, "这一天没有在执行的用工协议")
	own.get("/reports/quotas").wants(403)
	own.get("/api/v1/reports/quotas").wants(200, `"hires":2,"local":1,"share":0.5`)
	own.get("/api/v1/reports/bulletin").wants(403, "这个账号看不了")
	b.visitor(t, site).get("/api/v1/reports/quotas").wants(401, "先登录")
}

// What an enterprise stated of finding nobody local stands beside its shares,
// as it was on the day, and changes none.
func TestWaiversBesideQuotas(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.hired(t)
	b.owner(t, `
		INSERT INTO waiver (county, id, enterprise, trade_text, form, posts, reason, stated_on, answer_by, state, decision, decided_on) VALUES
		  ('141123', 71, $1, '护理员', 'regular', 7, '没有人来', '2026-06-01', '2026-06-08', 'granted', '没有人会', '2026-06-09'),
		  ('141123', 72, $2, '电焊工', 'regular', 8, '没有人来', '2026-06-01', '2026-06-08', 'open', '', NULL)`, b.enterprises[0], b.enterprises[1])
	site := serve(t, b.Deps)
	county, own := b.login(t, site, "county"), b.login(t, site, "enterprise")
	for _, c := range []struct {
		w                *browserless
		path, day, state string
	}{
		{county, "/reports/quotas", "2026-11-24", "属实"}, {county, "/reports/quotas", "2026-06-08", "等答复"}, {county, quota(b), "2026-11-24", "属实"},
		{own, "/enterprise/quota", "2026-06-09", "属实"}, {own, "/enterprise/quota", "2026-06-08", "等答复"},
	} {
		c.w.get(c.path+"?as_of="+c.day).wants(200, "招不到本地人的说明", `href="/waivers/71"`).lacks("电焊工")
		if got := c.w.row("护理员"); !strings.HasSuffix(got, "7 6 月 8 日 6 月 1 日说明 "+c.state) {
			t.Errorf("%s of %s: the row says %q", c.path, c.day, got)
		}
		c.w.get(c.path+"?as_of=2026-05-31").wants(200, "长期工").lacks("护理员", "招不到本地人的说明")
	}
	cells := cellsOf(t, []byte(county.get("/reports/quotas/file?as_of=2026-06-08").wants(200).body))
	if !strings.Contains(cells, "|护理员|长期|7|46174|46181|等答复|") || !strings.Contains(cells, "|/waivers/71|") || strings.Contains(cells, "电焊工") {
		t.Errorf("the workbook holds %s", cells)
	}
	own.get("/waivers/71").wants(200, "护理员")
}

// A month is frozen once it is over; a later change shows as a difference and
// asks for a reason.
func TestFrozenMonthPages(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.hired(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "county")
	w.get("/reports/quotas").wants(200, "还没有封存过", "封存这个月")
	for typed, says := range map[string]string{"": "月份要写成", "2026": "月份要写成", "上个月": "月份要写成", "2026-11": "还没有过完", "2027-01": "还没有过完", "2025-12": "没有在执行的用工协议"} {
		w.post("/reports/quotas/freeze", "month", typed).wants(422, says, "用工协议")
	}
	w.post("/reports/quotas/freeze", "month", "2026年10月").wants(303, "/reports/quotas?frozen=1")
	w.get(w.at).wants(200, "封存好了", "2026 年 10 月")
	w.post("/reports/quotas/freeze", "month", "2026-10").wants(422, "已经封存", `value="2026-10"`)
	w.get(quota(b)+"?month=2026-10").wants(200, "没有变动", "50%（1 ÷ 2）").lacks("写明为什么不一样")
	w.post(quota(b)+"/correct", "month", "2026-10", "reason", "没变").wants(422, "没有不同")
	b.owner(t, "UPDATE person SET registered = '141123' WHERE id = $1", b.people[zhang])
	w.get(quota(b)+"?month=2026-10").wants(200, "有差别", "写明为什么不一样")
	if got := w.row("长期工"); got != "长期工 50%（1 ÷ 2） 100%（2 ÷ 2）" {
		t.Errorf("the row says %q", got)
	}
	for typed, says := range map[string]string{"": "请写明更正的原因", strings.Repeat("长", 501): "最多 500 个字，现在是 501 个", "是 14000000003 说的": "不要写身份证号"} {
		w.post(quota(b)+"/correct", "month", "2026-10", "reason", typed).wants(422, says)
	}
	w.post(quota(b)+"/correct", "month", "2026-10", "reason", "户籍核对后更正").wants(303, quota(b)+"?month=2026-10")
	w.get(w.at).wants(200, "户籍核对后更正", "长期 100%（2 ÷ 2）", "更正 1 次", "50%（1 ÷ 2）", "有差别，写了原因").lacks("写明为什么不一样")
	b.login(t, site, "enterprise").get("/enterprise/quota?month=2026-10").wants(200, "有差别", "户籍核对后更正").lacks("写明为什么不一样")
	if said := b.trail(t, access.QuotaFrozen); len(said) != 1 || !strings.Contains(said[0], "2026-10") {
		t.Errorf("the trail says %q", said)
	}
	if said := b.trail(t, access.QuotaCorrected); len(said) != 1 || !strings.Contains(said[0], "户籍核对后更正") {
		t.Errorf("the trail says %q", said)
	}
}

// Workbooks hold what the page shows, and taking one is on record.
func TestReportFiles(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.hired(t)
	site := serve(t, b.Deps)
	for login, wants := range map[string]map[string][]string{
		"county":     {"/reports/bulletin/file?as_of=2026-11-01": {"参会农民"}, "/reports/quotas/file": {"王建", "张平", "李英"}},
		"enterprise": {"/reports/quotas/file": {"王**", "张**", "李**"}},
	} {
		w := b.login(t, site, login)
		for path, texts := range wants {
			w.get(path).wants(200)
			cells := cellsOf(t, []byte(w.body))
			for _, text := range texts {
				if !strings.Contains(cells, text+"|") {
					t.Errorf("%s of %s does not hold %q:\n%s", path, login, text, cells)
				}
			}
			if login == "enterprise" && (strings.Contains(cells, "王建") || strings.Contains(cells, "张平")) {
				t.Errorf("names people who have not agreed: %s", cells)
			}
		}
	}
	if said := strings.Join(b.trail(t, access.Exported), "\n"); strings.Count(said, "report") != 3 || !strings.Contains(said, "劳务公报") || !strings.Contains(said, "2026-11-01") {
		t.Errorf("the trail says %s", said)
	}
}

// cellsOf are a workbook's cells, with a bar after each.
func cellsOf(t *testing.T, data []byte) string {
	t.Helper()
	book, err := sheet.Open("report.xlsx", bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for i := range book.Sheets() {
		for row, err := range book.Rows(i) {
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range row.Cells {
				out.WriteString(c.Text + "|")
			}
		}
	}
	return out.String()
}
