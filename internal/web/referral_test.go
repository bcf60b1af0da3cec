package web_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

// openings are two that the first enterprise offers and one of the second's.
func (b *bureau) openings(t *testing.T) (first, second, elsewhere string) {
	t.Helper()
	b.tx(t, admin, func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), `
			WITH o AS (SELECT id, enterprise, row_number() OVER (PARTITION BY enterprise ORDER BY id) AS n FROM opening WHERE closed_at IS NULL)
			SELECT max(id) FILTER (WHERE enterprise = $1 AND n = 1)::text, max(id) FILTER (WHERE enterprise = $1 AND n = 2)::text,
			       max(id) FILTER (WHERE enterprise = $2 AND n = 1)::text FROM o`, b.enterprises[0], b.enterprises[1]).Scan(&first, &second, &elsewhere)
	})
	b.owner(t, "UPDATE opening SET valid_until = NULL, valid_from = NULL")
	return first, second, elsewhere
}

var tokens = regexp.MustCompile(`name="_csrf" value="[^"]+"`)

// wellFormed holds a page to what previews are held to, whatever its token.
func (w *browserless) wellFormed() {
	w.Helper()
	readPage(w.T, tokens.ReplaceAllString(w.body, `name="_csrf" value="token"`)).check(w.T)
}

// A worker reads an opening, logs in, comes back to it, says that he wants to
// go, and follows what becomes of it; the enterprise answers him.
func TestWorkerGoes(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	b.claim(t, wang, "271828")
	first, second, _ := b.openings(t)
	page := "/openings/" + first
	b.visitor(t, site).get(page).wants(200, "登录报名", `href="/login?as=worker&amp;next=`+page+`"`).lacks("我自己报名")
	b.visitor(t, site).post(page+"/refer").wants(303, "/login")

	w := b.workerLogin(t, site, "271828")
	w.get(page).wants(200, "我自己报名", "看同意的全文", "查看我的姓名、手机号和证书").lacks("登录报名")
	w.wellFormed()
	w.post(page+"/refer").wants(303, page+"#refer")
	w.get(page).wants(200, "您报名了", "等单位看").lacks("我自己报名")
	w.post(page+"/refer").wants(422, "没有报上名", "已经推荐到这个岗位了")
	w.get("/me").wants(200, "想去的岗位", "本人报名", "等单位看", "不去了")

	enterprise := b.login(t, site, "enterprise")
	w.wellFormed()
	enterprise.get("/referrals").wants(200, "应聘的人", "王建", "本人报名", "140****0001", "约他面试").lacks(familyPhone, "142325")
	enterprise.wellFormed()
	move := formOn(t, enterprise, "/referrals/")
	enterprise.post(move, "to", "interview", "note", "打14000000001").wants(422, "不要写身份证号", "没有记上")
	enterprise.post(move, "to", "interview", "note", "周三上午九点").wants(303, "/referrals")
	w.get("/me").wants(200, "约了面试", "周三上午九点")
	w.post(move, "to", "interview").wants(422, "不能由您改成")
	w.post(move, "to", "withdrawn", "reason", "other", "note", "").wants(422, "没有记上", "请写一句", `<option value="other" selected`)
	w.post(move, "to", "withdrawn", "reason", "family", "note", "要收秋", "back", "/me").wants(303, "/me")
	w.get("/me").wants(200, "家里或者自己有事", "要收秋").lacks("约他面试")
	enterprise.get("/referrals").wants(200, "家里或者自己有事").lacks("约他面试")

	w.get("/openings/" + second).post("/openings/" + second + "/refer").wants(303)
	b.owner(t, "UPDATE opening SET closed_at = now()")
	w.get("/openings/"+second).wants(200, "您报名了", "不招了")
	w.post(page+"/refer").wants(422, "已经不招了")
	w.post("/openings/99999999/refer").wants(404, "没有这个岗位")
}

// An association sends a member from his page; the enterprise sees a surname
// until he agrees, hires him then, and the other openings are over.
func TestAssociationRefers(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	first, second, elsewhere := b.openings(t)
	person := b.person(wang)
	association, enterprise := b.login(t, site, "association"), b.login(t, site, "enterprise")
	association.get("/openings/"+first).wants(200, "推荐人去", "岗位号 "+first).lacks("我自己报名", "登录报名")
	association.get(person).wants(200, "推荐的岗位", "推荐到岗位")
	association.post(person+"/refer", "opening", "9999999x").wants(422, "没有这个岗位号", `value="9999999x"`)
	association.post(person+"/refer", "opening", elsewhere).wants(303)
	association.post(person+"/refer", "opening", first).wants(303, person+"#referrals")
	association.post(person+"/refer", "opening", " "+site+"/openings/"+second).wants(303)
	association.post(person+"/refer", "opening", first).wants(422, "已经推荐到这个岗位了", `value="`+first+`"`)
	association.get(person).wants(200)
	association.wellFormed()
	association.get("/referrals").wants(200, "还没有结果的", "王建 → ", "甲村务工协会推荐", "等到")
	association.wellFormed()
	association.post("/people/"+strconv.FormatInt(b.people[zhang], 10)+"/refer", "opening", first).wants(404)

	enterprise.get("/referrals").wants(200, "王**", "甲村务工协会推荐", "等本人同意", "看过了", "不录用").lacks("王建", "140****0001", "约他面试", "记上岗")
	var moves []string
	for _, part := range strings.Split(enterprise.body, `action="/referrals/`)[1:] {
		id, _, _ := strings.Cut(part, `"`)
		if id == "several" { // of those that are ticked
			continue
		}
		if moves = append(moves, "/referrals/"+id); len(moves) > 1 && moves[len(moves)-1] == moves[len(moves)-2] {
			moves = moves[:len(moves)-1]
		}
	}
	if len(moves) != 2 {
		t.Fatalf("the enterprise moves %v", moves)
	}
	enterprise.post(moves[0], "to", "interview").wants(422, "还没有同意")
	enterprise.post(moves[0], "to", "seen").wants(303, "/referrals")
	b.login(t, site, "township").get("/referrals").wants(200, "单位看过了")
	b.login(t, site, "auditor").get("/referrals").wants(200, "王*").lacks("王建", "不去了</")
	b.login(t, site, "station").get("/referrals").wants(200, "还没有推荐过人")

	association.get(person)
	association.post(formOn(t, association, "/consents/"), "answer", "yes", "back", person).wants(303, person)
	enterprise.get("/referrals").wants(200, "王建", "140****0001", "记上岗")
	enterprise.post(moves[0], "to", "hired", "started", "2030-01-01").wants(422, "今天以后", `value="2030-01-01"`)
	enterprise.post(moves[0], "to", "hired", "started", "2026年11月").wants(422, "请写上岗日期")
	enterprise.post(moves[0], "to", "hired", "started", "2026-11-24").wants(303, "/referrals")
	enterprise.get("/referrals").wants(200, "上岗了", "已经在别的岗位上岗").lacks("记上岗")
	association.get("/referrals").wants(200, "有结果的", "上岗了", "已经在别的岗位上岗").lacks("还没有结果的")
	if n := len(b.trail(t, access.ReferralMoved)); n != 2 {
		t.Errorf("%d moves are noted, want 2", n)
	}
}

// Who takes his consent back is not sent there any more.
func TestConsentEndsReferral(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	b.claim(t, wang, "271828")
	first, _, _ := b.openings(t)
	w, enterprise := b.workerLogin(t, site, "271828"), b.login(t, site, "enterprise")
	w.get("/openings/" + first).post("/openings/" + first + "/refer").wants(303)
	enterprise.get("/referrals").wants(200, "王建")
	move := formOn(t, enterprise, "/referrals/")
	w.get("/me").wants(200, "本人报名", "等单位看").lacks("不同意单位查看信息")
	w.get("/me/data")
	w.post(formOn(t, w, "/consents/"), "answer", "end", "back", "/me/data").wants(303, "/me/data")
	w.get("/me").wants(200, "原因：不同意单位查看信息").lacks("等单位看")
	enterprise.get("/referrals").wants(200, "这里没有人").lacks("王")
	enterprise.post(move, "to", "seen").wants(404, "没有这次推荐")
}

// opening is one of an enterprise's that takes people.
func (b *bureau) opening(t *testing.T, tx *db.Tx, enterprise int64) (id int64) {
	t.Helper()
	err := tx.QueryRow(t.Context(), "SELECT max(id) FROM opening WHERE enterprise = $1 AND closed_at IS NULL AND (valid_until IS NULL OR valid_until > $2)", enterprise, tx.Today()).Scan(&id)
	if err != nil {
		t.Fatal(err)
	}
	return id
}
