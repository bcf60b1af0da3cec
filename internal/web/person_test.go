package web_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
)

// person is the address of somebody's page.
func (b *bureau) person(number string) string {
	return "/people/" + strconv.FormatInt(b.people[number], 10)
}

// trail is the audit trail's entries of an action, as "actor origin target detail".
func (b *bureau) trail(t *testing.T, action access.Action) []string {
	t.Helper()
	var out []string
	b.tx(t, admin, func(tx *db.Tx) error {
		found, err := access.FindEntries(t.Context(), tx, access.EntryFilter{Actions: []access.Action{action}, Limit: 100})
		for _, e := range found.Entries {
			out = append(out, strings.Join([]string{e.Actor, e.Role, e.Origin, e.Noun, e.Target, string(e.Detail)}, " "))
		}
		return err
	})
	return out
}

// A number is shown whole for a reason, in place, and that is on record.
func TestReveal(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "association")
	w.get(b.person(wang)).wants(200, "王建", "142325********9998", "护工").lacks(wang)
	w.post(b.person(wang)+"/reveal", "field", "id_number").wants(422, "至少两个字").lacks("142325 19760308 9998")
	w.post(b.person(wang)+"/reveal", "field", "id_number", "reason", "other", "other", "一").wants(422)
	if n := len(b.trail(t, access.Revealed)); n != 0 {
		t.Errorf("%d showings are on record, and none was", n)
	}
	w.post(b.person(wang)+"/reveal", "field", "id_number", "reason", "核对花名册").wants(200, "142325 19760308 9998", "已记入审计", "140****0001")
	w.post(b.person(wang)+"/reveal", "field", "phone", "reason", "other", "other", "问他 14000000009 是谁").wants(200, "140 0000 0001", "142325********9998")
	w.get(b.person(wang)).wants(200).lacks("19760308")
	said := b.trail(t, access.Revealed)
	if len(said) != 2 || !strings.Contains(said[1], "association association 127.0.0.1 person") || !strings.Contains(said[1], "核对花名册") {
		t.Fatalf("the trail says %q", said)
	}
	if strings.Contains(said[0], "14000000009") {
		t.Errorf("the trail holds a number: %s", said[0])
	}
	w.post(b.person(zhang)+"/reveal", "field", "id_number", "reason", "核对花名册").wants(404, "没有这个人")
	w.post(b.person(wang)+"/reveal", "field", "id_sealed", "reason", "核对花名册").wants(404)
	auditor := b.login(t, site, "auditor")
	auditor.get(b.person(wang)).wants(200, "142325********9998").lacks("看全号")
	auditor.post(b.person(wang)+"/reveal", "field", "id_number", "reason", "核对花名册").wants(403)
}

// Each role finds its own people and no others.
func TestPeopleByRole(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	names := map[string]string{"王建": wang, "李英": li, "张平": zhang}
	for login, sees := range map[string]string{
		"association": "王建李英", "association2": "张平", "township": "王建李英", "station": "王建", "county": "王建李英张平", "auditor": "王建李英张平",
	} {
		w := b.login(t, site, login)
		w.get("/people").wants(200)
		list := w.body
		for name, number := range names {
			if got := strings.Contains(list, name); got != strings.Contains(sees, name) {
				t.Errorf("%s sees %s: %v", login, name, got)
			}
			want := 404
			if strings.Contains(sees, name) {
				want = 200
			}
			w.get(b.person(number)).wants(want)
			found := strings.Contains(w.get("/people").post("/people", "q", number).wants(200).body, name)
			if found != (want == 200) {
				t.Errorf("%s finds %s by number: %v", login, name, found)
			}
		}
	}
	for _, login := range []string{"enterprise", "trainer"} {
		b.login(t, site, login).get("/people").wants(403)
	}
	w := b.login(t, site, "station") // sees the work in its area, not what else there is
	w.get("/station").wants(200, "王建", "示例康养公司").lacks("张平", "示例物业公司")
}

// A worker makes his record his own with a printed code, and a family shares
// its telephone.
func TestClaim(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "association")
	w.post(b.person(zhang) + "/claim").wants(404)
	w.get(b.person(wang)).wants(200)
	w.post(b.person(wang)+"/claim").wants(200, "王建", "只能用一次", "甲村务工协会", `class="qr"`).lacks(wang)
	code := secretOn(w.body)

	worker := b.visitor(t, site)
	worker.get("/claim?code="+code).wants(200, `value="`+code+`"`)
	worker.get("/claim/set").wants(303, "/claim")
	worker.post("/claim", "code", code, "last4", "0000").wants(422, "认领码或身份证号后四位不对")
	worker.post("/claim", "code", strings.ToLower(code), "last4", "9998").wants(303, "/claim/set")
	worker.get("/claim/set").wants(200, "王**").lacks("王建")
	worker.post("/claim/set", "phone", familyPhone, "new", "760308", "again", "760308", "consent", "yes").wants(422, "生日")
	worker.post("/claim/set", "phone", familyPhone, "new", "271828", "again", "271829", "consent", "yes").wants(422, "两遍不一样")
	worker.post("/claim/set", "phone", familyPhone, "new", "271828", "again", "271828").wants(422, "打勾")
	worker.post("/claim/set", "phone", familyPhone, "new", "271828", "again", "271828", "consent", "yes").wants(303, "/me")
	worker.get("/me/data").wants(200, "王建", "142325********9998", "护工").lacks(wang, familyPhone)
	worker.post("/claim", "code", code, "last4", "9998").wants(422) // used

	b.claim(t, li, "314159")
	b.workerLogin(t, site, "314159").get("/me").wants(200, "李英").lacks("王建")
	b.workerLogin(t, site, "271828").get("/me").wants(200, "王建").lacks("李英")
	stranger := b.visitor(t, site)
	stranger.get("/login?as=worker").wants(200)
	stranger.post("/login", "as", "worker", "phone", familyPhone, "password", "000001").wants(422, "没有登录上").lacks("几个人")
}

// Two of a family who chose the same PIN are told apart by their names.
func TestFamilyOfOnePIN(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	b.claim(t, wang, "271828")
	b.claim(t, li, "271828")
	w := b.visitor(t, site)
	w.get("/login?as=worker").wants(200)
	w.post("/login", "as", "worker", "phone", familyPhone, "password", "271828").wants(422, "几个人在用")
	w.post("/login", "as", "worker", "phone", familyPhone, "password", "271828", "name", "李英").wants(303, "/me")
	w.get("/me").wants(200, "李英")
}

// A code holds for two weeks.
func TestClaimRunsOut(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "association")
	w.post(b.person(wang) + "/claim").wants(200)
	code := secretOn(w.body)
	b.clock.pass(14*24*time.Hour + time.Second)
	worker := b.visitor(t, site)
	worker.get("/claim").wants(200)
	worker.post("/claim", "code", code, "last4", "9998").wants(422, "过期")
}

// A worker sees what is on record of him, has it corrected, takes it with him,
// and asks for it to be erased.
func TestMe(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	b.claim(t, wang, "271828")
	w := b.workerLogin(t, site, "271828")
	w.post("/me/reveal", "field", "id_number").wants(200, "142325 19760308 9998")
	w.post("/me/corrections", "wrong", "work", "right", "打我电话14000000001").wants(422, "不要在这里写")
	w.post("/me/corrections", "wrong", "", "right", "x").wants(422, "哪一项")
	w.post("/me/corrections", "wrong", "work", "right", "早就不在那个厂了").wants(303, "/me/data")
	w.get("/me/data").wants(200, "更正务工", "在办")
	w.post("/me/data").wants(200)
	if kind := w.header.Get("Content-Type"); !strings.Contains(kind, "spreadsheetml") || !strings.HasPrefix(w.body, "PK") {
		t.Errorf("the data come as %s", kind)
	}
	w.get("/me/delete").wants(200, "找不回来")
	w.post("/me/delete", "sure", "yes", "password", "000001").wants(422, "密码不对")
	w.post("/me/delete", "sure", "yes", "password", "271828").wants(303, "/me/data")
	w.get("/me/data").wants(200, "删除我的信息")

	association := b.login(t, site, "association")
	association.get("/requests").wants(200, "早就不在那个厂了").lacks("删掉个人信息")
	association.post(formOn(t, association, "/requests/"), "done", "no", "answer", "").wants(422, "写明原因")
	association.post(formOn(t, association, "/requests/"), "done", "yes", "answer", "改好了").wants(303)
	w.get("/me/data").wants(200, "改好了")
	county := b.login(t, site, "county")
	county.get("/requests").wants(200, "删掉个人信息")
	county.post(formOn(t, county, "/requests/"), "done", "yes").wants(303)
	county.get(b.person(wang)).wants(404)
	w.get("/me").wants(303, "/login")
	county.get("/people").wants(200, "张平").lacks("王建")
}

// formOn is the path of the first form on the page that begins so.
func formOn(t *testing.T, w *browserless, begins string) string {
	t.Helper()
	_, rest, ok := strings.Cut(w.body, `action="`+begins)
	if !ok {
		t.Fatalf("no form to %s", begins)
	}
	end, _, _ := strings.Cut(rest, `"`)
	return begins + end
}

// An enterprise sees a masked profile until the worker agrees, and nothing once
// he takes it back.
func TestConsent(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	b.claim(t, wang, "271828")
	association, enterprise := b.login(t, site, "association"), b.login(t, site, "enterprise")
	worker := b.workerLogin(t, site, "271828")
	enterprise.get("/candidates").wants(200, "还没有人推荐过来")
	var name string
	b.tx(t, admin, func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), "SELECT name FROM enterprise WHERE id = $1", b.enterprises[0]).Scan(&name)
	})
	association.post(b.person(wang)+"/introduce", "enterprise", "没有这一家").wants(422, "没有这家企业")
	association.post(b.person(wang)+"/introduce", "enterprise", name).wants(200, "介绍过去了")
	enterprise.get("/candidates").wants(200, "王**", "50 到 54 岁", "等本人答复").lacks("王建", "140****0001", "142325")
	enterprise.post("/candidates/"+strconv.FormatInt(b.people[wang], 10)+"/reveal", "field", "phone", "reason", "打电话联系本人").wants(404)
	worker.get("/me").wants(200, name, "等您答复", "我同意"+name)
	worker.post(formOn(t, worker, "/consents/"), "answer", "yes", "back", "/me").wants(303, "/me")
	enterprise.get("/candidates").wants(200, "王建", "140****0001").lacks(familyPhone, "142325")
	enterprise.post("/candidates/"+strconv.FormatInt(b.people[wang], 10)+"/reveal", "field", "id_number", "reason", "打电话联系本人").wants(200, "140 0000 0001").lacks("142325 19760308")
	worker.get("/me/data").wants(200, name+"：看全号", "打电话联系本人")
	worker.post(formOn(t, worker, "/consents/"), "answer", "end", "back", "/me/data").wants(303)
	enterprise.get("/candidates").wants(200).lacks("王建", "王**")
}

func TestAuditPage(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "association")
	w.post(b.person(wang)+"/reveal", "field", "id_number", "reason", "核对花名册").wants(200)
	auditor := b.login(t, site, "auditor")
	auditor.get("/audit").wants(200, "看全号", "核对花名册", "甲村务工协会 · 务工协会", "127.0.0.1", "等待入链").lacks(wang)
	if _, err := access.Chain(t.Context(), b.DB, b.Vault, admin, ""); err != nil {
		t.Fatal(err)
	}
	auditor.get("/audit?action=reveal&account=association").wants(200, "核对花名册", "已连到第").lacks("等待入链", "<td>登录失败")
	auditor.get("/audit?person="+strconv.FormatInt(b.people[wang], 10)).wants(200, "核对花名册")
	auditor.get("/audit?from=yesterday").wants(200, "日期要写成")
	auditor.get("/audit?from=2030-01-01").wants(200, "没有这样的记录")
	for _, odd := range []string{"account=%00", "action=%FF%FE", "account=%27+OR+1%3D1+--", "action=x%27%3B+DROP+TABLE+audit+--"} {
		auditor.get("/audit?" + odd).wants(200)
	}
	auditor.get("/audit?account=%27+OR+1%3D1+--").wants(200, "没有这样的记录")
	w.get("/audit").wants(403)
}

// Nobody carries the roster off number by number, not even from this machine.
func TestRevealingIsSlowed(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "association")
	shown := 0
	for range 200 {
		if w.post(b.person(wang)+"/reveal", "field", "phone", "reason", "核对花名册").status != 200 {
			break
		}
		shown++
	}
	w.wants(429, "看全号太多了")
	if n := len(b.trail(t, access.Revealed)); shown != 100 || n != shown {
		t.Errorf("%d were shown, %d are on record", shown, n)
	}
	w.get(b.person(wang)).wants(200)
	w.post(b.person(wang) + "/claim").wants(200)
	b.login(t, site, "township").get(b.person(wang)).post(b.person(wang)+"/reveal", "field", "phone", "reason", "核对花名册").wants(200)
	b.clock.pass(20 * time.Second)
	w.get(b.person(wang)).post(b.person(wang)+"/reveal", "field", "phone", "reason", "核对花名册").wants(200)
}
