package web_test

import (
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"laowu/internal/db"
	"laowu/internal/hiring"
)

// own is a worker who has claimed his record, at the pages of his county.
func own(t *testing.T) (*bureau, string, *browserless) {
	t.Helper()
	b := newBureau(t)
	site := serve(t, b.Deps)
	b.claim(t, wang, "271828")
	return b, site, b.workerLogin(t, site, "271828")
}

// openingOf is an opening of an enterprise that takes people.
func (b *bureau) openingOf(t *testing.T, enterprise int64) (id int64) {
	t.Helper()
	b.tx(t, admin, func(tx *db.Tx) error {
		id = b.opening(t, tx, enterprise)
		return nil
	})
	return id
}

// TestAskPages: a worker has his association ask; that is no application, and the
// answer is on his page.
func TestAskPages(t *testing.T) {
	t.Parallel()
	b, site, w := own(t)
	id := b.openingOf(t, b.enterprises[0])
	page := fmt.Sprint("/openings/", id)
	w.get(page).wants(200, "我自己报名", "让我的协会帮我问", "请协会问", "您的姓名和电话先不给单位")
	w.post(page+"/ask", "said", strings.Repeat("问", 201)).wants(422, "最多 200 个字，现在是 201 个", strings.Repeat("问", 201))
	w.post(page+"/ask", "said", "打 14000002019").wants(422, "不要写身份证号", "打 14000002019")
	w.post("/openings/99999/ask").wants(404)
	w.post(page+"/ask", "said", "工资哪天发").wants(303, page+"#refer")
	w.post(page+"/ask").wants(422, "没有请协会问", "已经请协会问了")
	w.get(page).wants(200, "请甲村务工协会代问，想问：工资哪天发", "不用问了", "我自己报名")
	w.get("/me").wants(200, "等协会问", "接下来：等协会打电话问").lacks("等单位看")
	var ask int64
	association := db.Actor{County: "141123", Role: db.Association, Name: "association"}
	b.tx(t, admin, func(tx *db.Tx) error {
		association.Organisation = b.association(t, tx, "甲村务工协会")
		return nil
	})
	b.tx(t, association, func(tx *db.Tx) error {
		all, err := hiring.Asks(t.Context(), tx, 50)
		if err != nil || len(all) != 1 || all[0].Name != "王建" || all[0].Said != "工资哪天发" {
			t.Fatalf("the association has %+v, %v", all, err)
		}
		ask = all[0].ID
		return hiring.RefuseAsk(t.Context(), tx, ask, "单位说下个月才招")
	})
	w.get("/me").wants(200, "协会回话了", "单位说下个月才招")
	w.get(page).wants(200, "上一次：", "单位说下个月才招", "让我的协会帮我问")
	w.post(fmt.Sprint("/me/asks/", ask, "/withdraw")).wants(303, "/me") // over already: he sees what stands
	w.post(page + "/ask").wants(303)
	b.tx(t, association, func(tx *db.Tx) error {
		all, err := hiring.Asks(t.Context(), tx, 50)
		if err != nil {
			return err
		}
		_, err = hiring.ReferAsked(t.Context(), tx, all[0].ID)
		return err
	})
	w.get("/me").wants(200, "甲村务工协会推荐", "等单位看", "接下来：等单位看").lacks("等协会问")
	w.post(page+"/ask").wants(422, "已经推荐到这个岗位了")
	other := fmt.Sprint("/openings/", b.openingOf(t, b.enterprises[1]))
	w.post(other + "/ask").wants(303)
	w.get(other)
	w.post(formOn(t, w, "/me/asks/")).wants(303, "/me#referrals")
	w.get("/me").wants(200, "不用问了")
	b.visitor(t, site).get(page).wants(200, "登录报名", "告诉村里的协会").lacks("请协会问</")
}

// TestSavedSearchPages: a worker keeps the search that he looks at, under the
// words that were understood; what came since is counted.
func TestSavedSearchPages(t *testing.T) {
	t.Parallel()
	b, site, w := own(t)
	b.visitor(t, site).get("/?q="+url.QueryEscape("护工")).wants(200, "收藏这个网址").lacks("存下这次找的")
	w.get("/").wants(200, "您存下的搜索", "还没有存").lacks(`name="question"`)
	w.get("/?q="+url.QueryEscape("护工 鄂尔多斯")+"&lodging=1").wants(200, "存下这次找的", `value="护工 鄂尔多斯市 包住"`)
	question := "q=" + url.QueryEscape("护工 鄂尔多斯") + "&lodging=1"
	w.post("/me/searches", "question", question, "name", "").wants(422, "请起个名字")
	w.post("/me/searches", "question", question, "name", strings.Repeat("护", 41)).wants(422, "最多 40 个字", strings.Repeat("护", 41))
	w.post("/me/searches", "question", "", "name", "护工").wants(422)
	w.post("/me/searches", "question", "age=abc", "name", "护工").wants(422, "年龄要写数字")
	w.post("/me/searches", "question", question, "name", "娘的活").wants(303, "/?q=", "done=saved")
	w.get(w.at).wants(200, "存下了")
	w.post("/me/searches", "question", question, "name", "又一个").wants(422, "已经存过了", `value="又一个"`)
	w.get("/me").wants(200, "娘的活", "没有新的")
	w.get("/").wants(200, "娘的活", "没有新的")
	b.owner(t, "UPDATE saved_search SET looked_at = '2020-01-01'")
	w.get("/").wants(200, " 个新的")
	open := formOn(t, w, "/me/searches/")
	w.post(open).wants(303, "/?q=")
	w.get("/").wants(200, "没有新的")
	w.post(strings.TrimSuffix(open, "/open")+"/drop", "back", "/").wants(303, "/#saved")
	w.post(strings.TrimSuffix(open, "/open")+"/drop", "back", "/").wants(404, "没有存过")
	w.post(open).wants(404, "没有存过")
	for n := range 20 {
		w.post("/me/searches", "question", fmt.Sprint("wage=", 3000+n), "name", "护工").wants(303)
	}
	w.post("/me/searches", "question", "wage=5000", "name", "再一个").wants(422, "已经存了 20 个")
	b.owner(t, "UPDATE saved_search SET looked_at = '2020-01-01'")
	for view := range 5 { // four are counted each time, and held
		if got, want := strings.Count(w.get("/").wants(200).body, "点开看有没有新的"), 16-4*view; got != want {
			t.Errorf("at view %d %d are not counted, want %d", view+1, got, want)
		}
	}
}

// TestTrouble: a worker says that wages are not paid, and reads who handles it
// and until when.
func TestTrouble(t *testing.T) {
	t.Parallel()
	b, site, w := own(t)
	w.get("/me").wants(200, "工资没发 / 出了问题", `href="/me/trouble"`)
	work := regexp.MustCompile(`name="work" value="(\d+)" checked`).FindStringSubmatch(w.get("/me/trouble").wants(200, "工资没发", "受伤了", "别的单位", "tel:12333").body)
	if work == nil || work[1] == "0" {
		t.Fatalf("his work is not chosen: %v", work)
	}
	sound := []string{"kind", "arrears", "work", work[1], "employer", "", "from", "2026-09-01", "to", "2026-10-31", "amount", "6000", "said", "两个月没发"}
	for _, c := range []struct{ field, value, says string }{
		{"kind", "", "请选"}, {"work", "", "在哪里干活"}, {"work", "987654", "在哪里干活"}, {"work", "0", "哪家单位"}, {"from", "昨天", "看不懂从哪天起"},
		{"to", "2027-01-01", "起止时间"}, {"amount", "很多", "多少元"}, {"amount", "-5", "多少元"}, {"said", strings.Repeat("字", 501), "500"},
		{"said", "找 14000002019", "身份证号"},
	} {
		w.post("/me/trouble", but(sound, c.field, c.value)...).wants(422, c.says, `aria-invalid="true"`)
		if c.field != "said" && !strings.Contains(w.body, "两个月没发") {
			t.Errorf("a wrong %s loses what was typed", c.field)
		}
	}
	w.post("/me/trouble", sound...).wants(303, "/me?done=trouble")
	w.get(w.at).wants(200, "报上去了：拖欠工资，鄂尔多斯西部工作站来办", "以前回您", "正在替您办")
	w.post("/me/trouble", sound...).wants(422, "没有再报一次", "您已经报过了", "两个月没发")
	w.post("/me/trouble", "kind", "dispute", "work", "0", "employer", "砖厂").wants(303, "/me?done=trouble")
	w.get(w.at).wants(200, "报上去了：劳动纠纷，甲村务工协会来办", "砖厂")
	b.login(t, site, "station").get("/cases").wants(200, "王建", "拖欠工资").lacks("砖厂")
	association := b.login(t, site, "association")
	association.get("/cases").wants(200, "砖厂", "甲村务工协会")
	association.get(regexp.MustCompile(`/cases/\d+`).FindString(association.body)).wants(200)
	b.visitor(t, site).get("/me/trouble").wants(303, "/login?as=worker")
}

// TestComplaintPages: anybody complains, the county answers, the receipt tells.
func TestComplaintPages(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	id := b.openingOf(t, b.enterprises[0])
	w := b.visitor(t, site)
	w.get(fmt.Sprint("/openings/", id)).wants(200, fmt.Sprint(`href="/complaint?kind=untrue&amp;opening=`, id), fmt.Sprint(`href="/complaint?opening=`, id))
	w.get(fmt.Sprint("/complaint?kind=untrue&opening=", id)).wants(200, "说的是", `value="untrue" checked`, fmt.Sprint(`name="opening" value="`, id), "打 12333")
	w.get("/complaint?opening=999999&page=/help").wants(200).lacks("说的是")
	sound := []string{"kind", "fee", "opening", fmt.Sprint(id), "page", "", "said", "要交 300 块押金", "contact", "老王", "phone", "14000000001"}
	for _, c := range []struct{ field, value, says string }{
		{"kind", "", "请选"}, {"said", "", "怎么回事"}, {"said", strings.Repeat("字", 5001), "最多 5000 个字，现在是 5001 个"}, {"said", "他的号 14000000002", "不要写身份证号"},
		{"phone", "1400000000", "电话号码不对"}, {"contact", "14000000001", "称呼"},
	} {
		w.post("/complaint", but(sound, c.field, c.value)...).wants(422, "还没有发出去", c.says, c.value, fmt.Sprint(`name="opening" value="`, id))
	}
	w.post("/complaint", but(sound, "said", strings.Repeat("字", 4999)+"🙂")...).wants(303, "/complaint/")
	w.post("/complaint", sound...).wants(303, "/complaint/")
	receipt := w.at
	w.get(receipt).wants(200, "等答复", "还没有答复").lacks("押金", "老王", "14000000001")
	w.post("/complaint/receipt", "receipt", "ABCD-EFGH-JKMN").wants(422, "没有这个回执号", "ABCD-EFGH-JKMN")
	w.post("/complaint/receipt", "receipt", strings.ToLower(strings.TrimPrefix(receipt, "/complaint/"))).wants(303, receipt)
	w.get("/complaint/ABCD-EFGH-JKMN").wants(404)
	w.get("/complaints").wants(303, "/login")
	county := b.login(t, site, "county")
	county.get("/complaints").wants(200, "有人收钱、押证件", "要交 300 块押金").lacks("14000000001")
	at := regexp.MustCompile(`/complaints/\d+`).FindAllString(county.body, -1)
	one := at[len(at)-1]
	county.get(one).wants(200, "说的是", "老王", "加密保存").lacks("14000000001", "140 0000 0001")
	county.post(one+"/reveal", "reason", "").wants(422, "为什么")
	county.post(one+"/reveal", "reason", "回电话").wants(200, "140 0000 0001")
	county.post(one, "answer", "").wants(422, "没有记上")
	county.post(one, "answer", "打 14000000001").wants(422, "打 14000000001")
	county.post(one, "answer", "查了，\n押金退了").wants(303, one)
	county.get("/complaints?state=answered").wants(200, "已答复")
	w.get(receipt).wants(200, "已答复", "押金退了")
	b.login(t, site, "auditor").get("/complaints").wants(403)
}

// from is a transport by which requests come from an address, as a proxy says.
type from string

func (f from) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("X-Forwarded-For", string(f))
	return http.DefaultTransport.RoundTrip(r)
}

// TestComplaintLimit: one address sends so many, then waits; another does not.
func TestComplaintLimit(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.Deps.Proxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	site := serve(t, b.Deps)
	send := func(address string) *browserless {
		w := b.visitor(t, site)
		w.client.Transport = from(address)
		w.get("/complaint").wants(200)
		return w.post("/complaint", "kind", "other", "said", "一句话")
	}
	for range 20 {
		send("198.51.100.1").wants(303)
	}
	send("198.51.100.1").wants(429, "发得太快了")
	send("198.51.100.2").wants(303)
}

// TestMyPages: what a worker needs first stands on /me, what is on record on
// /me/data; work that is open-ended says where to look.
func TestMyPages(t *testing.T) {
	t.Parallel()
	b, _, w := own(t)
	b.owner(t, `INSERT INTO certificate (county, person, kind, name, issued, expires) SELECT '141123', id, 'skill', c.name, '2020-01-01', c.expires
		FROM person, (VALUES ('快到期的', '2026-12-04'::date), ('还早的', '2029-06-01'), ('过了的', '2026-11-23')) c (name, expires) WHERE person.name = '王建'`)
	w.get("/me").wants(200, "您现在的活", "还能用 10 天", "还能用大约 2 年", "过期了，用不成了", "到“找活”里写想做什么", `href="/me/data"`).lacks("142325", "请他们改")
	w.get("/me/data").wants(200, "平台记了您什么", "142325********9998", "哪里记错了", "要求删掉我的信息").lacks("适合您的岗位")
}
