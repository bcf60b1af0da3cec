package web_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/paper"
)

// offer is a good form of an opening.
var offer = []string{
	"title", "夜间保安员", "place", "鄂尔多斯市东胜区", "headcount", "4", "form", "regular", "wage_min", "3000", "wage_max", "3600", "pay", "month", "lodging", "yes",
	"age_min", "18", "age_max", "55", "valid_until", "2026-12-31", "contact", "王经理", "phone", "14000000009", "published", "all", "insurance", "social",
}

var kept = regexp.MustCompile(`name="(warned|seen)" value="([^"]*)"`)

// step sends the form with what the last page keeps in it.
func (w *browserless) step(path, step string, form ...string) *browserless {
	w.Helper()
	for _, k := range kept.FindAllStringSubmatch(w.body, -1) {
		form = append(form, k[1], k[2])
	}
	return w.post(path, append(form, "step", step)...)
}

// documents is how many search documents there are of openings of a name.
func (b *bureau) documents(t *testing.T, title string) (n int) {
	t.Helper()
	b.reads(t, &n, "SELECT count(*) FROM search.opening WHERE title = $1", title)
	return n
}

// TestEnterpriseWritesOpenings: an opening is looked at, published, found, changed,
// cloned, extended, rests, goes on and is closed; nothing typed is lost on the way.
func TestEnterpriseWritesOpenings(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	w := b.login(t, serve(t, b.Deps), "enterprise")
	w.get("/openings/new").wants(200, "发布岗位", `name="headcount"`).lacks(`name="employer"`, "还没有发布")
	w.wellFormed()
	w.step("/openings", "publish", but(offer, "headcount", "若干", "phone", "12")...).wants(422, "有 2 处没填好", `value="若干"`, "夜间保安员", "手机号应是").lacks("还没有发布")
	w.step("/openings", "publish", but(offer, "description", "上岗先交押金")...).wants(422, "劳动合同法第九条", "上岗先交押金").lacks("照样发布")
	w.step("/openings", "publish", but(offer, "age_min", "15")...).wants(422, "不满 16 岁", "禁止使用童工规定")
	// What is warned of is shown before it is written, though publishing was asked for.
	warned := but(offer, "wage_min", "1500", "description", "男士优先")
	w.step("/openings", "publish", warned...).wants(200, "有 2 处最好改一改", "最低工资 2270 元", "就业促进法第二十七条", "还没有发布")
	w.wellFormed()
	if n := b.documents(t, "夜间保安员"); n != 0 {
		t.Fatalf("%d were written with warnings unseen", n)
	}
	w.step("/openings", "look", offer...).wants(200, "求职的人看到的样子", "发布这个岗位", "3000–3600").lacks("最好改一改")
	w.step("/openings", "publish", warned...).wants(200, "有 2 处最好改一改") // another text has other warnings
	w.step("/openings", "publish", warned...).wants(303, "/manage?done=written")
	page := strings.TrimSuffix(w.at, "?done=written")
	if n := b.documents(t, "夜间保安员"); n != 1 {
		t.Errorf("%d search documents", n)
	}
	w.get(page).wants(200, "夜间保安员", "在招", "缴社会保险", "1500")
	w.wellFormed()
	w.get("/openings/new")
	w.step("/openings", "look", warned...)
	w.step("/openings", "publish", warned...).wants(422, "没有写上", "本单位已经有一个岗位")

	opening := strings.TrimSuffix(page, "/manage")
	w.get(opening+"/edit").wants(200, `value="1500"`, `value="14000000009"`)
	stale := kept.FindStringSubmatch(w.body)[0]
	w.step(opening+"/edit", "look", but(offer, "wage_min", "3100")...).wants(200, "改成这样")
	b.clock.pass(time.Second)
	w.step(opening+"/edit", "publish", but(offer, "wage_min", "3100")...).wants(303, "/manage?done=written")
	w.get(opening+"/edit").wants(200, `value="3100"`)
	w.body = stale // another tab, from before
	w.step(opening+"/edit", "look", offer...)
	w.step(opening+"/edit", "publish", offer...).wants(422, "刚刚有人改过")

	w.get(opening+"/clone").wants(200, "夜间保安员（11月）", `value="2026-11-24"`)
	for _, c := range []struct {
		do, field, value string
		status           int
		says             string
		found            int
	}{
		{"/extend", "until", "", 422, "请写招到哪一天", 1}, {"/extend", "until", "2026-12-01", 422, "比原来的截止日期还早", 1}, {"/extend", "until", "2027-01-31", 303, "done=changed", 1},
		{"/pause", "", "", 303, "done=changed", 0}, {"/pause", "", "", 422, "已经关闭了", 0}, {"/reopen", "back", page, 303, "done=changed", 1},
		{"/close", "why", "", 422, "请选为什么关闭", 1}, {"/close", "why", "filled", 303, "done=changed", 0}, {"/close", "why", "filled", 422, "已经关闭了", 0},
	} {
		w.post(opening+c.do, c.field, c.value).wants(c.status, c.says)
		if n := b.documents(t, "夜间保安员"); n != c.found {
			t.Errorf("after %s %s there are %d documents, want %d", c.do, c.value, n, c.found)
		}
	}
	w.get(page).wants(200, "招满了", "2027 年 1 月 31 日")
	w.get("/enterprise").wants(200, "夜间保安员", "招满了", `href="`+page+`"`)
	w.wellFormed()
}

// Another's opening is not there to be kept, whatever is asked of it.
func TestForeignOpeningsAreNotKept(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	_, _, foreign := b.openings(t)
	w := b.login(t, serve(t, b.Deps), "enterprise")
	for _, path := range []string{"/manage", "/edit", "/clone"} {
		w.get("/openings/"+foreign+path).wants(404, "没有这个岗位")
	}
	for _, path := range []string{"/edit", "/extend", "/pause", "/close"} {
		w.post("/openings/"+foreign+path, "until", "2027-01-01", "why", "filled", "step", "publish").wants(404)
	}
	b.tx(t, admin, func(tx *db.Tx) error {
		var closed bool
		err := tx.QueryRow(t.Context(), "SELECT closed_at IS NOT NULL FROM opening WHERE id = $1", foreign).Scan(&closed)
		if closed {
			t.Error("it was closed")
		}
		return err
	})
}

// TestCountyWritesForEnterprise: the county says for whom.
func TestCountyWritesForEnterprise(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	w := b.login(t, serve(t, b.Deps), "county")
	w.get("/openings/new").wants(200, `name="employer"`)
	form := append([]string{"employer", "没有这家"}, offer...)
	w.step("/openings", "look", form...)
	w.step("/openings", "publish", form...).wants(422, "没有这家企业", `value="没有这家"`)
	var code string
	b.reads(t, &code, "SELECT uscc FROM enterprise WHERE id = $1", b.enterprises[1])
	form[1] = code
	w.step("/openings", "look", form...).wants(200, "发布这个岗位")
	w.step("/openings", "publish", form...).wants(303, "/manage?done=written")
	var of int64
	b.reads(t, &of, "SELECT enterprise FROM opening WHERE title = '夜间保安员'")
	if of != b.enterprises[1] {
		t.Errorf("it is of %d", of)
	}
	w.get(w.at).wants(200, "写上了")
}

// TestSeveralApplicants: those who are ticked are answered at once, each who cannot
// be is said, and a reason that stays with the employer is not told to the worker.
func TestSeveralApplicants(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	b.claim(t, wang, "271828")
	first, second, _ := b.openings(t)
	worker := b.workerLogin(t, site, "271828")
	worker.get("/openings/" + first)
	worker.post("/openings/"+first+"/refer").wants(303, "#refer")
	b.tx(t, admin, func(tx *db.Tx) error {
		id, err := strconv.ParseInt(second, 10, 64)
		if err == nil {
			_, err = hiring.Refer(t.Context(), tx, b.people[zhang], id)
		}
		return err
	})
	w := b.login(t, site, "enterprise")
	w.get("/enterprise").wants(200, "应聘的人等您答复", "2 人，最早的从")
	w.get("/referrals").wants(200, "给勾上的人记下", "全部", "王建", "张**").lacks("张平")
	w.wellFormed()
	ids := regexp.MustCompile(`name="referral" value="(\d+)"`).FindAllStringSubmatch(w.body, -1)
	if len(ids) != 2 {
		t.Fatalf("boxes %v", ids)
	}
	w.get("/referrals?state=waiting&opening="+first).wants(200, "王建").lacks("张**")
	w.get("/referrals?state=hired").wants(200, "这里没有人")
	several := []string{"referral", ids[0][1], "referral", ids[1][1]}
	w.post("/referrals/several", "to", "interview").wants(422, "请先在名单里勾上人")
	w.post("/referrals/several", append(several, "note", "周三见")...).wants(422, "请选要记成什么", `value="周三见"`)
	w.post("/referrals/several", append(several, "to", "interview", "note", "周三见")...).wants(422, "1 人没有记上，1 人记上了", "本人还没有同意单位查看")
	w.get("/referrals?state=interview").wants(200, "王建", "约了面试").lacks("张**")
	w.post("/referrals/several", append(several, "to", "hired")...).wants(422, "请写上岗日期")
	w.post("/referrals/several", append(several, "to", "refused", "reason", "")...).wants(422, "请在列出的原因里选一个")
	w.post("/referrals/several", append(several, "to", "refused", "reason", "other", "note", "已经有人了", "unshared", "yes", "in_state", "waiting")...).wants(303, "/referrals?state=waiting&moved=2")
	w.get("/referrals").wants(200, "单位没要", "已经有人了")
	worker.get("/me").wants(200, "单位没要").lacks("已经有人了")
}

// TestStatement: the paper of the agreement as PDF and as a page, and without a font
// the page says what to install.
func TestStatement(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.owner(t, "INSERT INTO agreement (county, enterprise, starts) VALUES ('141123', $1, '2020-01-01') ON CONFLICT DO NOTHING", b.enterprises[0])
	b.owner(t, fmt.Sprintf(`UPDATE placement SET enterprise = %d, sources = '{staff_list}', form = 'regular', post = 'new', started = '2026-05-01' WHERE person IN (%d, %d)`, b.enterprises[0], b.people[wang], b.people[zhang]))
	w := b.login(t, serve(t, b.Deps), "enterprise")
	w.get("/enterprise/statement").wants(200, "协议编号", "甲方", "王**", "下载 PDF", "占比只舍不入").lacks("王建", "apt install")
	w.wellFormed()
	w.get("/enterprise/statement.pdf")
	if w.status != 200 || !strings.HasPrefix(w.body, "%PDF-") || len(w.body) < 10_000 {
		t.Errorf("status %d, %d bytes", w.status, len(w.body))
	}
	w.get("/enterprise/statement?as_of=2019-12-31").wants(200, "没有在执行的用工协议")
	w.get("/enterprise/statement.pdf?as_of=2019-12-31").wants(303, "/enterprise/statement")
	w.get("/enterprise/statement?as_of=2099").wants(422, "这一天数不出来")
	w.get("/enterprise/quota").wants(200, "用工情况说明", "说明招不到本地人")
	var taken int
	b.reads(t, &taken, "SELECT count(*) FROM audit WHERE action = 'export' AND detail->>'name' = '用工情况说明'")
	if taken != 1 {
		t.Errorf("noted %d times", taken)
	}
}

func TestStatementWithoutFont(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.owner(t, "INSERT INTO agreement (county, enterprise, starts) VALUES ('141123', $1, '2020-01-01') ON CONFLICT DO NOTHING", b.enterprises[0])
	b.Press = paper.NewPress("/nowhere.ttf")
	w := b.login(t, serve(t, b.Deps), "enterprise")
	w.get("/enterprise/statement").wants(200, "apt install fonts-lxgw-wenkai", "用浏览器打印", "协议编号").lacks("statement.pdf")
	w.get("/enterprise/statement.pdf").wants(303, "/enterprise/statement")
}
