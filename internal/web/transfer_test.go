package web_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// wanted is 王建 asked for by 乙村, as its page does it; it returns the question.
func (b *bureau) wanted(t *testing.T, yi *browserless) (at string) {
	t.Helper()
	yi.get("/transfers").wants(200)
	yi.post("/transfers", "number", wang, "name", "王建", "why", "他搬到乙村了").wants(303, "/transfers")
	b.tx(t, admin, func(tx *db.Tx) error {
		open, err := roster.OpenTransfers(t.Context(), tx, b.Vault, 9)
		if len(open) != 1 || open[0].Name != "王建" {
			t.Fatalf("open: %+v", open)
		}
		at = "/transfers/" + strconv.FormatInt(open[0].ID, 10)
		return err
	})
	return at
}

// TestTransfer goes through a question as those do who ask and answer it.
func TestTransfer(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.claim(t, wang, "271828")
	b.owner(t, "UPDATE membership SET joined = '2018-01-01'")
	site := serve(t, b.Deps)
	yi := b.login(t, site, "association2")
	yi.get("/transfers").wants(200, "请求一个人转来", "没有别的协会要您的会员", "10 天以内答复").lacks("甲村务工协会", "转到哪个协会")
	typed := []string{"number", wang, "name", "王键", "why", "他搬到乙村了"}
	yi.post("/transfers", typed...).wants(422, "没有提出", `value="王键"`, `value="`+wang+`"`, "他搬到乙村了", `aria-invalid="true"`).lacks("甲村")
	if n := strings.Count(yi.body, `aria-invalid="true"`); n != 1 {
		t.Errorf("%d fields are called wrong", n)
	}
	yi.post("/transfers", "number", li[:17]+"0", "name", "李英", "why", "嫁来了").wants(422, "请写整个身份证号码")
	at := b.wanted(t, yi)
	yi.get("/transfers").wants(200, "王建", "1976 年 3 月生", "等对方答复，到 12 月 4 日", "撤回请求").lacks("甲村", b.person(wang), "142325")

	jia := b.login(t, site, "association")
	jia.get("/association").wants(200, "别的协会要转走的会员", "1 人等您答复")
	jia.get("/transfers").wants(200, "王建", b.person(wang), "142325********9998", "瓦塘镇乙村务工协会要他：他搬到乙村了", "还剩 10 天", "同意，转过去").lacks("撤回请求", "19760308")
	jia.post(at, "do", "refuse", "reason", " ").wants(422, "不同意要写明原因")
	jia.post(at, "do", "refuse", "reason", "打14000000001问他").wants(422, "打14000000001问他", "请不要在这里写")
	jia.post(at, "do", "withdraw").wants(422, "由另一方来办")
	yi.post(at, "do", "agree").wants(422, "由另一方来办")
	jia.post(at, "do", "agree").wants(303, "/transfers")
	jia.post(at, "do", "agree").wants(422, "已经办过了")
	jia.get("/transfers").wants(200, "同意了，已转走", "王建").lacks(b.person(wang), "142325")
	jia.get("/association").wants(200).lacks("要转走的会员")
	jia.get(b.person(wang)).wants(404)
	yi.get("/transfers").wants(200, "已转来", "从甲村务工协会转来")
	yi.get(b.person(wang)).wants(200, "王建")
	b.workerLogin(t, site, "271828").get("/me/data").wants(200, "乙村务工协会", "11 月 24 日起，从甲村务工协会转来", "请求转会", "同意转会")
	b.login(t, site, "auditor").get("/transfers").wants(200, "王**", "已转走").lacks("王建", "搬到乙村")
	if made := b.trail(t, access.TransferAgreed); len(made) != 1 {
		t.Errorf("noted %v", made)
	}
	b.login(t, site, "auditor").get("/audit").wants(200, "请求转会", "同意转会")
	b.login(t, site, "station").get("/transfers").wants(403)
	b.login(t, site, "enterprise").post(at, "do", "agree").wants(403)
}

// TestTransferByCounty: what nobody answers in time is the county's to decide,
// which may ask for an association as well.
func TestTransferByCounty(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	at := b.wanted(t, b.login(t, site, "association2"))
	county := b.login(t, site, "county")
	county.get("/county").wants(200).lacks("过了期限的转会")
	county.get("/transfers").wants(200, "还没有到期的", "王建", "转到哪个协会", "瓦塘镇乙村务工协会", "没有过期的")
	county.post("/transfers", "number", zhang, "name", "张平", "why", "本人愿意").wants(422, "请选是哪个协会要他", "本人愿意")
	var code string
	b.tx(t, admin, func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), "SELECT code FROM association WHERE name = '甲村务工协会'").Scan(&code)
	})
	county.post("/transfers", "number", zhang, "name", "张平", "why", "本人愿意", "association", code).wants(303, "/transfers")
	b.clock.pass(11 * 24 * time.Hour)
	county = b.login(t, site, "county")
	county.get("/county").wants(200, "过了期限的转会", "2 人等县里定")
	county.get("/transfers").wants(200, "过期 1 天", "张平")
	b.login(t, site, "association2").get("/transfers").wants(200, "过期没答复，等县里定")
	county.post(at, "do", "refuse", "reason", "他还住甲村").wants(303, "/transfers")
	b.login(t, site, "association2").get("/transfers").wants(200, "对方不同意", "12 月 5 日答复：他还住甲村")
	county.get("/transfers").wants(200, "没有同意", "原因：他还住甲村")
	if strings.Contains(county.body, zhang) {
		t.Error("the page shows a number whole")
	}
	township := b.login(t, site, "township")
	township.get("/transfers").wants(200, "张平", "转到甲村务工协会", "撤回请求").lacks("转到哪个协会")
}

// askFor has an association that is nobody's here ask 甲村 for its member, and 乙村
// for its.
func (g *gatekeeper) askFor(t *testing.T) {
	t.Helper()
	g.owner(t, "INSERT INTO association (county, id, code, township, name) VALUES ('141123', 900021, '141123102921', '141123102', '丁村务工协会')")
	g.owner(t, `INSERT INTO transfer (county, id, person, name, from_association, to_association, asked_role, asked_at, answer_by)
		SELECT county, CASE person WHEN $1 THEN 900021 ELSE 900022 END, person, '', association, 900021, 'admin', now(), '2026-12-04' FROM membership WHERE person IN ($1, $2)`,
		g.people[wang], g.people[zhang])
	g.asked = [2]int64{900021, 900022}
}
