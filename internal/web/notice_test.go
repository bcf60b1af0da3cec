package web_test

import (
	"context"
	"strings"
	"testing"

	"laowu/internal/db"
	"laowu/internal/notice"
	"laowu/internal/roster"
)

// ownNotices are one for each account, by its number, and deliveries that failed
// here and in another county.
const ownNotices = `
	INSERT INTO notice (county, id, kind, role, organisation, account, person, text, link, told_at)
	  SELECT county, 910000 + id, 'export_ready', role, coalesce(organisation, 0), CASE role WHEN 'worker' THEN 0 ELSE id END, coalesce(person, 0), '可以取了', '/exports', '2026-11-20' FROM account;
	INSERT INTO notice_delivery (county, id, way, kind, urgent, role, person, day, notices, next_at, made_at, state, tries, trouble)
	  SELECT c, CASE c WHEN '141123' THEN 900011 ELSE 900001 END, 'sms', 'case_moved', false, 'worker', 900001, '2026-11-20', 2, '2026-11-20', '2026-11-20', 'failed', 1, 'refused 401'
	  FROM unnest(ARRAY['141123', '141124']) c;`

// toldOf is the notice of ownNotices to a role's account.
func (g *gatekeeper) toldOf(t *testing.T, role db.Role) string {
	t.Helper()
	return "91" + strings.Repeat("0", 4-len(g.account(t, role))) + g.account(t, role)
}

// A worker is told of what concerns him: the header counts it, the list leads to
// where it is done, and what he read is not new any more.
func TestNotices(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.claim(t, wang, "271828")
	b.tx(t, admin, func(tx *db.Tx) error {
		_, err := roster.Introduce(t.Context(), tx, b.people[wang], b.enterprises[0], 0)
		return err
	})
	b.tell(t, notice.News{Kind: notice.TripPlanned, To: notice.Person(b.people[wang]), Text: "十二月一日去<b>鄂尔多斯</b>", Link: "/me"})
	site := serve(t, b.Deps)
	w := b.workerLogin(t, site, "271828")
	w.get("/me").wants(200, `消息`, `<span class="count">2<span class="hide">条没看</span></span>`)
	w.get("/notices").wants(200, "有 2 条没看", "出行安排好了", "十二月一日去&lt;b&gt;鄂尔多斯&lt;/b&gt;", "有单位想看您的信息", "想看您的姓名和电话", "全部看过了", "/notices/settings")
	_, after, _ := strings.Cut(w.body, `action="/notices/`)
	first, _, _ := strings.Cut(after, `"`)
	w.post("/notices/"+first, "stay", "yes").wants(303, "/notices")
	w.get("/notices").wants(200, "有 1 条没看", `<span class="count">1<`)
	_, after, _ = strings.Cut(w.body, `action="/notices/`)
	first, _, _ = strings.Cut(after, `"`)
	w.post("/notices/"+first).wants(303, "/me")
	w.get("/notices").wants(200, "没有新消息")
	if strings.Contains(w.body, `class="count"`) || strings.Contains(w.body, "全部看过了") {
		t.Error("what is read still counts")
	}
	b.tell(t, notice.News{Kind: notice.CaseMoved, To: notice.Person(b.people[wang]), Text: "有进展", Link: "/me"})
	w.get("/notices").wants(200, "有 1 条没看")
	_, after, _ = strings.Cut(w.body, `name="until" value="`)
	until, _, _ := strings.Cut(after, `"`)
	w.post("/notices", "until", "1").wants(303, "/notices?done=read")
	w.get("/notices").wants(200, "有 1 条没看")
	w.post("/notices", "until", until).wants(303, "/notices?done=read")
	w.get("/notices?done=read").wants(200, "都算看过了", "没有新消息")
	// Another's is not his, and staff has its own.
	g := b.login(t, site, "association")
	g.get("/notices").wants(200, "还没有消息")
	g.post("/notices/"+first).wants(404, "没有这条消息")
	g.get("/notices/settings").wants(403, "")
}

// tell is told by the admin's command.
func (b *bureau) tell(t *testing.T, news ...notice.News) {
	t.Helper()
	b.tx(t, admin, func(tx *db.Tx) error { return notice.Tell(context.WithoutCancel(t.Context()), tx, news...) })
}

func TestNoticeList(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.claim(t, wang, "271828")
	var news []notice.News
	for range 120 {
		news = append(news, notice.News{Kind: notice.ReferralMoved, To: notice.Person(b.people[wang]), Text: "“电工”：已经看过", Link: "/me"})
	}
	b.tell(t, news...)
	w := b.workerLogin(t, serve(t, b.Deps), "271828")
	w.get("/notices").wants(200, "共 120 条", "/notices?after=50", `<span class="count">99+<`)
	if n := strings.Count(w.body, "“电工”：已经看过"); n != 50 {
		t.Errorf("%d on a page", n)
	}
	w.get("/notices?after=100").wants(200, "/notices?after=0")
	if n := strings.Count(w.body, "“电工”：已经看过"); n != 20 {
		t.Errorf("%d on the last page", n)
	}
	w.get("/notices?after=x").wants(200, "共 120 条")
}

func TestNoticeWish(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.claim(t, wang, "271828")
	w := b.workerLogin(t, serve(t, b.Deps), "271828")
	w.get("/notices/settings").wants(200, "发短信告诉我", `value="yes" checked`)
	for day, why := range map[string]string{"明天": "看不懂这个日期", "2020-01-01": "暂停最早到今天", "2199-01-01": "最晚到一年以后"} {
		w.post("/notices/settings", "sms", "no", "until", day).wants(422, why, `value="`+day+`"`, `value="no" checked`)
	}
	w.post("/notices/settings", "sms", "no", "until", "").wants(303, "/notices/settings?done=kept")
	w.get("/notices/settings?done=kept").wants(200, "记下了", `value="no" checked`)
}

// The admin sees what did not go and why, and has it tried again; neither whose it
// is nor what it says.
func TestDeliveries(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "admin")
	w.get("/admin/notices").wants(200, "没有设网关", "还没有往外发过")
	b.owner(t, ownNotices)
	w.get("/admin/notices").wants(200, "短信：您反映的问题有进展", "给务工人员，2 条消息，试了 1 次", "网关拒收（HTTP 401）", "再发一次")
	w.post("/admin/notices/900001/again").wants(404, "没有这一条")
	w.post("/admin/notices/900011/again").wants(303, "/admin/notices?state=waiting")
	w.get("/admin/notices?state=waiting").wants(200, "再试", "试了 0 次")
	w.post("/admin/notices/900011/again").wants(422, "没有失败")
}
