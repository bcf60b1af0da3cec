package web_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

// wangsWork is the address of the work of 王建.
func (b *bureau) wangsWork(t *testing.T) string {
	t.Helper()
	var id int64
	b.tx(t, admin, func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), "SELECT id FROM placement WHERE person = $1", b.people[wang]).Scan(&id)
	})
	return "/placements/" + strconv.FormatInt(id, 10)
}

// A station finds whom to visit, records the visit, and is told what is wrong
// with it in place, with nothing lost that was typed.
func TestVisit(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	work := b.wangsWork(t)
	b.owner(t, "UPDATE placement SET started = '2026-11-01' WHERE person = $1", b.people[wang])
	site := serve(t, b.Deps)
	w := b.login(t, site, "station")
	w.get("/station").wants(200, "该回访的人", "王建", "上岗第 7 天", "晚了 16 天", work+"/visit").lacks("张平")
	w.get("/visits").wants(200, "王建", "还没有回访过", "晚了 16 天", work+"/visit").lacks("张平")
	w.get("/visits/kept").wants(200, "稳岗率", "近 90 天到期 1 人次", "没有回访")
	w.get(work+"/visit").wants(200, "回访：王建", "示例康养公司", `value="2026-11-24"`).lacks(wang)
	w.get(work+"/visit?all=1").wants(200, "记回访：王建", "示例康养公司", `value="2026-11-24"`).lacks(wang)
	for want, fields := range map[string][]string{
		"请选回访的结果":    {"on", "2026-11-20"},
		"还没有到":       {"on", "2026-11-25", "outcome", "in_post"},
		"在上岗之前":      {"on", "2026-10-31", "outcome", "in_post"},
		"看不懂这个日期":    {"on", "前天", "outcome", "in_post"},
		"请选为什么离岗":    {"on", "2026-11-20", "outcome", "left"},
		"看不懂离岗日期":    {"on", "2026-11-20", "outcome", "left", "reason", "family", "left_on", "上个月"},
		"不能晚于回访日期":   {"on", "2026-11-20", "outcome", "left", "reason", "family", "left_on", "2026-11-21"},
		"没有离岗的":      {"on", "2026-11-20", "outcome", "in_post", "reason", "family"},
		"没有听到工资和问题":  {"on", "2026-11-20", "outcome", "no_answer", "paid", "yes"},
		"工资请写每月多少元":  {"on", "2026-11-20", "outcome", "in_post", "wage_min", "很多"},
		"身份证号或者电话号码": {"on", "2026-11-20", "outcome", "in_post", "asked", "找 14000000009"},
		"请选是哪一类问题":   {"on", "2026-11-20", "outcome", "in_post", "issue", "rain"},
		"请选怎么联系的":    {"on", "2026-11-20", "outcome", "in_post", "way", "pigeon"},
		"最多 500 个字":  {"on", "2026-11-20", "outcome", "in_post", "asked", strings.Repeat("长", 501)},
	} {
		w.post(work+"/visit", append(fields, "done", "打过两次", "by", "任秀")...).wants(422, want, "打过两次", "任秀", `aria-invalid="true"`)
	}
	w.post(work+"/visit", "on", "2026-11-20", "way", "phone", "outcome", "no_answer").wants(303, "/visits")
	w.get("/visits").wants(200, "1 次没打通")
	b.login(t, site, "association").post(work+"/visit", "on", "2026-11-20", "outcome", "no_answer").wants(422, "由记的人或者县里重记")
	w.post(work+"/visit", "on", "2026-11-21", "way", "wechat", "outcome", "left", "reason", "term_over", "willing", "yes", "asked", "想再找活").wants(303, "/visits")
	w.get("/visits").wants(200, "这一周没有该回访的人")
	w.get(b.person(wang)).wants(200, "活干完了、合同到期", "想再找活", "没联系上", "到 11 月 21 日").lacks("记回访：")
	if said := b.trail(t, access.Visited); len(said) != 2 || !strings.Contains(said[0], "station station") {
		t.Errorf("the trail says %q", said)
	}
	b.login(t, site, "auditor").get("/visits").wants(200).lacks(work)
}

// More than a page of due visits is led through, each person once.
func TestVisitPages(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.owner(t, `
		DELETE FROM placement;
		INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed)
		  SELECT '141123', n, '回访' || n, 'male', '1980-01-01', decode(lpad(n::text, 32, 'b'), 'hex'), '' FROM generate_series(5001, 5101) n`)
	b.owner(t, `
		INSERT INTO placement (county, person, employer, place, place_text, started, reported_on, sources)
		  SELECT '141123', n, '示例康养公司', '150602', '东胜区', '2026-11-01', '2026-11-01', '{roster}' FROM generate_series(5001, 5101) n`)
	site := serve(t, b.Deps)
	w := b.login(t, site, "county")
	seen := map[string]int{}
	for page, c := range []struct {
		path string
		rows int
		next string
	}{{"/visits", 50, "/visits?from=50"}, {"/visits?from=50", 50, "/visits?from=100"}, {"/visits?from=100", 1, ""}} {
		w.get(c.path).wants(200, "101 人，包括这一周到期的", "共 101 人")
		names := regexp.MustCompile(`回访5\d+`).FindAllString(w.body, -1)
		for _, name := range names {
			seen[name]++
		}
		if len(names) != c.rows || strings.Contains(w.body, "看后面的") != (c.next != "") || strings.Contains(w.body, "回到第 1 页") != (page > 0) || !strings.Contains(w.body, c.next) {
			t.Errorf("%s lists %d people, and leads on to %q: %v", c.path, len(names), c.next, strings.Contains(w.body, c.next))
		}
	}
	if len(seen) != 101 {
		t.Errorf("%d people are listed on three pages", len(seen))
	}
	w.get("/visits?from=4000000000").wants(303, "/visits")
	for _, odd := range []string{"-1", "x", ""} {
		w.get("/visits?from="+odd).wants(200, "看后面的")
	}
}

// Who recorded a visit wrongly records it again, from what it said; the work goes
// on. Others find no way to it.
func TestVisitAgain(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	work := b.wangsWork(t)
	b.owner(t, "UPDATE placement SET started = '2026-11-01' WHERE person = $1", b.people[wang])
	site := serve(t, b.Deps)
	w := b.login(t, site, "station")
	at := work + "/visit?on=2026-11-21"
	w.get(at).wants(200, `value="2026-11-24"`).lacks("照实重记") // nothing is on record of that day
	w.post(work+"/visit", "on", "2026-11-21", "way", "wechat", "outcome", "left", "reason", "family", "left_on", "2026-11-20", "willing", "no", "paid", "yes", "wage_min", "4100", "asked", "家里老人病了", "done", "记下了", "by", "任秀").
		wants(303, "/visits")
	w.get(b.person(wang)).wants(200, "到 11 月 20 日", at, "记错了，点进去重记")
	w.get(at).wants(200, "照实重记", `value="2026-11-21"`, `value="2026-11-20"`, `value="wechat" selected`, `value="family" selected`, `value="no" selected`, `value="yes" selected`, `value="4100"`, "家里老人病了", "记下了", "任秀")
	other := b.login(t, site, "association")
	other.get(b.person(wang)).wants(200, "家里老人病了").lacks("点进去重记")
	other.get(at).wants(200).lacks("照实重记")
	other.post(work+"/visit", "on", "2026-11-21", "outcome", "in_post").wants(422, "由记的人或者县里重记")
	b.login(t, site, "county").get(b.person(wang)).wants(200, "点进去重记")
	w.post(work+"/visit", "on", "2026-11-21", "outcome", "in_post", "asked", "打错人了").wants(303, "/visits")
	w.get(b.person(wang)).wants(200, "打错人了", "到现在").lacks("家里老人病了", "到 11 月 20 日")
	w.get("/visits/kept").wants(200, "近 90 天到期 1 人次，在岗 1")
}

// Unpaid wages that a visit hears of become a case, with steps, a card that
// masks numbers, a hand-over and an end.
func TestCasePages(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	work := b.wangsWork(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "station")
	w.get(work + "/visit").wants(200)
	w.post(work+"/visit", "on", "2026-11-24", "outcome", "in_post", "paid", "no", "issue", "arrears", "asked", "两个月没发").wants(303, "/cases/")
	at := w.at
	w.get(at).wants(200, "拖欠工资：王建", "示例康养公司", "两个月没发", "鄂尔多斯西部工作站", "12 月 1 日", "还有 7 天", "登记").lacks(wang, familyPhone)
	w.post(at+"/steps").wants(422, "请写做了什么")
	w.post(at+"/steps", "said", "打给 14000000009").wants(422, "不要在这里写身份证号", "打给 14000000009", `aria-invalid="true"`)
	w.post(at+"/owner", "to", "station 900001").wants(422, "只能交给看得到")
	w.post(at+"/close", "how", "settled").wants(422, "并写明结果", `value="settled" selected`, `aria-invalid="true"`)
	w.post(at+"/steps", "said", "打了 12333").wants(303, at)
	w.get(at+"/card").wants(200, "拖欠工资求助卡", "12333", "12345", "示例康养公司", "两个月没发", "打了 12333", "142325********9998", "140****0001").lacks(wang, "19760308")
	w.post(at+"/reveal", "field", "id_number").wants(422, "至少两个字").lacks("19760308")
	w.post(at+"/reveal", "field", "id_number", "reason", "帮本人办手续").wants(200, "142325 19760308 9998", "140****0001")
	if said := b.trail(t, access.Revealed); len(said) != 1 || !strings.Contains(said[0], "帮本人办手续") {
		t.Errorf("the trail says %q", said)
	}
	w.post(at+"/owner", "to", "county 0", "said", "请县里出面").wants(303, at)
	w.get(at).wants(200, "交给县人社局：请县里出面")
	county := b.login(t, site, "county")
	county.get("/cases").wants(200, "王建", "拖欠工资", "兴县人力资源和社会保障局")
	county.get(at).wants(200)
	county.post(at+"/close", "how", "settled", "said", "补发了").wants(303, at)
	county.post(at+"/steps", "said", "再问").wants(422, "已经结了")
	county.get("/cases").wants(200, "没有在办的")
	county.get("/cases?state=closed").wants(200, "王建", "解决了")
	county.get(at).wants(200, "解决了", "结案：补发了").lacks("记下这一步")
	b.login(t, site, "association2").get(at).wants(404, "没有这一件")
	b.claim(t, wang, "271828")
	b.claim(t, li, "314159")
	b.workerLogin(t, site, "271828").wants(200, "拖欠工资：示例康养公司", "11 月 24 日结的", "解决了")
	b.workerLogin(t, site, "314159").lacks("拖欠工资")
}

// A case is opened from the person's page with employer, period, amount and
// evidence, all of which the card says.
func TestOpenCasePage(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	work := b.wangsWork(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "association")
	w.get(b.person(wang)).wants(200, work+"/case", "登记维权：示例康养公司", work+"/visit")
	w.get(work+"/case").wants(200, "登记维权：王建")
	sound := []string{"kind", "arrears", "from", "2026-09-01", "to", "2026.10", "amount", "9,000", "said", "九月十月没发", "evidence", "考勤在本人手里"}
	for want, fields := range map[string][]string{
		"请选是哪一类问题": {"kind", ""}, "写反了": {"to", "2026-08-31"}, "看不懂从哪天起": {"from", "去年"}, "看不懂到哪天止": {"to", "去年"}, "要大于 0": {"amount", "0"},
		"期限不能早于今天": {"deadline", "2026-11-23"}, "看不懂期限": {"deadline", "尽快"}, "不要在这里写身份证号": {"evidence", wang},
	} {
		w.post(work+"/case", but(sound, fields...)...).wants(422, want, "九月十月没发", `aria-invalid="true"`)
	}
	w.post(work+"/case", sound...).wants(303, "/cases/")
	w.get(w.at+"/card").wants(200, "9 月 1 日到 10 月 31 日", "9,000 元", "九月十月没发", "考勤在本人手里", "甲村务工协会")
	w.post(work+"/case", sound...).wants(422, "已经有一件同类的在办")
	w.get(b.person(wang)).wants(200, "拖欠工资：示例康养公司")
}
