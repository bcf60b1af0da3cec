package web_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

// The admin opens a login from a page, with a one-time password that works;
// what is refused is said by the field, and nothing that was typed is lost.
func TestOpenLogin(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	a := b.login(t, site, "admin")
	a.get("/admin/logins/new?role=station").wants(200, "新开账号", "务工人员不用这样开")
	form := func(more ...string) []string {
		said := map[string]string{"name": "li.na", "holder": "李娜", "role": "association", "org": "甲村务工协会"}
		for i := 0; i < len(more); i += 2 {
			said[more[i]] = more[i+1]
		}
		var out []string
		for k, v := range said {
			out = append(out, k, v)
		}
		return out
	}
	for _, c := range []struct {
		field, text, says string
	}{
		{"name", "station", access.ErrTaken.Error()}, {"name", "李娜", "账号名要 2 到 40 位"}, {"holder", " ", "写使用人的姓名"}, {"role", "", "选一个身份"}, {"role", "worker", "选一个身份"}, {"org", "没有的乡", "没有这个协会"},
	} {
		w := a.post("/admin/logins", form(c.field, c.text)...)
		w.wants(422, c.says)
		if c.field != "holder" {
			w.wants(422, "李娜")
		}
	}
	a.post("/admin/logins", form()...).wants(200, "li.na", "只在这一页显示一次")
	once := secretOn(a.body)
	w := b.visitor(t, site)
	w.get("/login?as=staff")
	w.post("/login", "as", "staff", "account", "li.na", "password", once).wants(303, "/password")
	a.get("/admin?q=li.na").wants(200, "李娜", "甲村务工协会", "还是一次性密码").lacks("测试station")
	a.get("/admin?state=off").wants(200, "没有这样的账号")
}

// Roles are given and taken on a login's page; the admin's own page offers
// neither, and refuses both.
func TestLoginRecord(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	a := b.login(t, site, "admin")
	ids := map[string]int64{}
	b.tx(t, admin, func(tx *db.Tx) (err error) {
		for _, name := range []string{"station", "admin"} {
			if ids[name], err = access.FindLogin(t.Context(), tx, 0, name); err != nil {
				return err
			}
		}
		return nil
	})
	station, own := fmt.Sprintf("/admin/logins/%d", ids["station"]), fmt.Sprintf("/admin/logins/%d", ids["admin"])
	a.get(station).wants(200, "鄂尔多斯西部工作站", "加一个身份", "撤掉这个身份")
	a.post(station+"/accounts", "role", "association", "org", "没有的协会").wants(422, "没有这个协会", "没有的协会")
	a.post(station+"/accounts", "role", "auditor", "org", "").wants(303, station)
	a.get(a.at).wants(200, "身份加上了", "审计员")
	a.post(station+"/accounts", "role", "auditor", "org", "").wants(422, "已经有这个身份")
	a.post(station+"/take", "account", "999999").wants(422, "没有撤")
	a.get(own).wants(200, "自己的账号不能自己改").lacks("加一个身份")
	a.post(own+"/accounts", "role", "county", "org", "").wants(422, "不能改自己的账号")
	a.post(own+"/disable").wants(422, "不能改自己的账号")
	a.get("/admin/logins/900001").wants(404)
}

// An office is added from the page, once.
func TestOfficePage(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	a := b.login(t, serve(t, b.Deps), "admin")
	a.get("/admin/offices").wants(200, "鄂尔多斯西部工作站")
	a.post("/admin/offices", "kind", "station", "name", "东胜新站", "place", "没有的地方").wants(422, "区划里没有这个地方", "东胜新站")
	a.post("/admin/offices", "kind", "station", "name", "东胜新站", "place", "东胜").wants(303, "/admin/offices")
	a.post("/admin/offices", "kind", "station", "name", "东胜新站", "place", "东胜").wants(422, "已经有同名的这种机构")
	a.get("/admin/offices?kind=station").wants(200, "东胜新站")
}

// Every dated rule of the database has its page or is on the list, and the county
// adds one; weak input stays in the form.
func TestRulePages(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "county")
	own := map[string]string{ // what the list says of those that have no page under it
		"subsidy_rule": "补贴核对", "certificate_rule": "证书的有效期和复审", "match_weight": "匹配每一项最多几分",
	}
	var tables []string
	b.tx(t, admin, func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), `SELECT array_agg(table_name::text) FROM information_schema.columns c WHERE table_schema = 'public' AND column_name = 'valid_from'
			AND EXISTS (SELECT FROM information_schema.columns o WHERE o.table_schema = 'public' AND o.table_name = c.table_name AND o.column_name = 'source')`).Scan(&tables)
	})
	w.get("/rules").wants(200, "待县里核对", "上岗以后哪几天回访", "7、30、90、180 天", "补贴核对")
	list := w.body
	for _, name := range tables {
		if own[name] != "" && !strings.Contains(list, own[name]) || own[name] == "" && !strings.Contains(list, `"/rules/`+name+`"`) {
			t.Errorf("%s has no page", name)
		}
	}
	w.wants(200, "流向图上单列的地方", "县里设有务工人员工作站", "鄂尔多斯市")
	w.wellFormed()
	for name, form := range map[string][]string{
		"notice_rule": {"quiet_from", "22：30", "quiet_to", "7:00", "stale_days", "2", "kept_days", "90"}, "unplaced_rule": {"days", "45"}, "complaint_rule": {"keep_days", "400"},
		"reveal_rule": {"days", "30", "many", "55", "night_from", "21", "night_until", "7"},
	} {
		w.post("/rules/"+name, append(form, "valid_from", "2026-01-01", "source", "县文〔2026〕8号")...).wants(303)
		w.get(w.at).wants(200, "现在用的", "县文〔2026〕8号", strings.NewReplacer("：", ":").Replace(form[1]))
	}
	w.post("/rules/notice_rule", "valid_from", "2026-01-01", "quiet_from", "夜里", "quiet_to", "7:00", "stale_days", "2", "kept_days", "90", "source", "县文").wants(422, "写几点几分", `value="夜里"`)
	if len(tables) < 20 {
		t.Errorf("only %d tables of rules", len(tables))
	}
	w.post("/rules/opening_rule", "valid_from", "2027-01-01", "open_days", "60", "dated_days", "30", "notice_days", "7", "ending_days", "7", "sent_days", "30", "source", "县文").
		wants(422, "不能比没写截止日期的短", `value="60"`)
	w.post("/rules/opening_rule", "valid_from", "2020-01-01", "open_days", "45", "dated_days", "90", "notice_days", "7", "ending_days", "7", "sent_days", "30", "source", "县文〔2026〕1号").wants(303)
	w.get(w.at).wants(200, "规定记下了", "现在用的", "45 天", "县文〔2026〕1号")
	w.get("/rules/notice_kind").wants(200, "维权的事快到期限", "工作站、务工协会")
	w.post("/rules/notice_kind", "valid_from", "2026-11-01", "kind", "case_due", "word", "案件要到期了", "gets", "县级", "ways", "", "urgent", "false", "rank", "4", "source", "县文").wants(303)
	w.get(w.at).wants(200, "案件要到期了", "急不急：否")
	w.post("/rules/opening_word", "valid_from", "2026-11-01", "word", "男工", "kind", "free", "source", "县文").wants(303)
	w.get(w.at).wants(200, "规定记下了", "上岗费；收钱")
	w.get("/rules").wants(200, "岗位里收钱的、歧视的话").lacks("大三阳")
	b.login(t, site, "auditor").get("/rules/opening_rule").wants(200, "45 天").lacks("加一条规定")
}

// A job that failed is shown without what its error said of people, and is worked
// again only after a question.
func TestJobPages(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	a := b.login(t, serve(t, b.Deps), "admin")
	b.owner(t, `INSERT INTO river.river_job (id, args, kind, max_attempts, queue, state, finalized_at, errors) VALUES
		(800001, '{"county": "141123"}', 'care', 3, 'retention', 'discarded', now(), ARRAY['{"error": "care for openings failed: 王建 14000000001"}'::jsonb])`)
	a.get("/admin/jobs?show=failed").wants(200, "照看岗位没有做成", "出错，不再试").lacks("14000000001")
	a.get("/admin/jobs/800001").wants(200, "现在再做一次").lacks("王建")
	a.post("/admin/jobs/800001/retry").wants(303)
	a.post("/admin/jobs/800001/retry").wants(409, "没有停下")
	a.get("/admin/jobs?show=waiting").wants(200, "照看岗位")
	a.get("/admin/retention?count=now").wants(200, "只数了数")
	a.get("/admin/imports").wants(200, "各单位的导入")
	a.get("/audit").wants(200, "要看一眼的", "重做后台任务")
	a.post("/audit/verify").wants(303, "/audit")
	a.get("/audit.xlsx").wants(200)
	a.get("/audit?action=export").wants(200, "审计记录")
}

// The sheet has each trainee with a masked number, a column for each day, empty
// rows, and its heading in what each page repeats.
func TestAttendanceSheet(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	w := b.login(t, serve(t, b.Deps), "trainer")
	b.owner(t, `INSERT INTO class (county, id, programme, number, institution, office, starts, ends, hours)
		SELECT '141123', 910001, 1, '第9期', o.name, o.id, '2026-11-23', '2026-12-10', 40 FROM office o WHERE o.kind = 'trainer' AND o.county = '141123' ORDER BY id LIMIT 1`)
	b.owner(t, "INSERT INTO enrolment (county, person, class) VALUES ('141123', $1, 910001)", b.people[wang])
	w.get("/classes/910001/sheet").wants(200, "第9期考勤签到表", wang[:6]+"********"+wang[14:], "11/23<small>一</small>", "12/10<small>四</small>", "本人签名").lacks(wang)
	if n := strings.Count(w.body, `class="attendance"`); n != 2 {
		t.Errorf("18 days are on %d sheets", n)
	}
	if head, _, _ := strings.Cut(w.body, "</thead>"); !strings.Contains(head[strings.Index(head, "<thead>"):], "40 课时") {
		t.Error("the heading is not repeated")
	}
	if n := strings.Count(w.body, "<td>"+strconv.Itoa(4)+"</td>"); n != 2 {
		t.Errorf("%d sheets have three empty rows", n)
	}
}
