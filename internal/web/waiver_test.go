package web_test

import (
	"fmt"
	"regexp"
	"testing"
	"time"
)

// agreement gives the enterprise with a login one that is in force.
func (b *bureau) agreement(t *testing.T) {
	t.Helper()
	b.owner(t, fmt.Sprintf("INSERT INTO agreement (county, enterprise, starts) VALUES ('141123', %d, '2020-02-02')", b.enterprises[0]))
}

// TestWaiver goes through a statement as those do who make, answer and decide
// it.
func TestWaiver(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	firm := b.login(t, site, "enterprise")
	firm.get("/waivers").wants(200, "还没有这样的说明")
	firm.post("/waivers", "trade", "护理员", "form", "regular", "posts", "2", "reason", "登了三周没有人来").wants(422, "没有生效的用工协议", "登了三周没有人来")
	b.agreement(t)
	firm.get("/waivers/new").wants(200, "哪个岗位", "几个人")
	firm.post("/waivers", "trade", "护理员", "form", "regular", "posts", "两", "reason", "登了三周").wants(422, "人数要在 1 到 1000 之间", "护理员")
	firm.post("/waivers", "trade", "护理员", "form", "regular", "posts", "2", "reason", "").wants(422, "请写明原因")
	firm.post("/waivers", "trade", "护理员", "form", "regular", "posts", "2", "reason", "登了三周没有人来").wants(303, "/waivers/")
	at := firm.at
	firm.get(at).wants(200, "等答复", "还没有协会答复", "甲村务工协会", "乙村务工协会", "12 月 1 日", "用工比例", "不改比例的算法")

	jia := b.login(t, site, "association")
	jia.get("/association").wants(200, "企业说招不到本地人", "1 份等您办")
	jia.get("/waivers").wants(200, "护理员", "还没有答复", at)
	jia.get(at).wants(200, "您的答复", "我们没有人能去").lacks("乙村务工协会", "用工比例")
	jia.post(at+"/find", "q", "王").wants(200, "王建", "推荐他去")
	jia.post(at+"/find", "q", "张平").wants(200, "没有找到")
	jia.post(at+"/name", "person", b.id(zhang)).wants(422, "不归您管")
	jia.post(at+"/name", "person", b.id(wang)).wants(303, at)
	jia.post(at+"/nobody").wants(422, "您已经推荐了人")
	jia.get(at).wants(200, "推荐王建", "能用", "您答过的")
	jia.get("/association").wants(200).lacks("份等您办")
	b.login(t, site, "association2").post(at+"/nobody").wants(303, at)

	firm.get(at).wants(200, "甲村务工协会：推荐王**", "乙村务工协会：没有").lacks("王建")
	county := b.login(t, site, "county")
	county.get(at).wants(200, "推荐王建", "不能认定属实").lacks("认定属实，")
	b.clock.pass(8 * 24 * time.Hour)
	county = b.login(t, site, "county")
	county.get("/county").wants(200, "1 份等县里认定")
	county.get(at).wants(200)
	county.post(at+"/decide", "granted", "yes", "reason", "属实").wants(422, "有协会按时推荐了人")
	firm = b.login(t, site, "enterprise")
	firm.get(at).wants(200, "这个人不行")
	answer := regexp.MustCompile(`name="answer" value="(\d+)"`).FindStringSubmatch(firm.body)
	if answer == nil {
		t.Fatal("the enterprise finds nothing to refuse")
	}
	firm.post(at+"/refuse", "answer", answer[1], "reason", "").wants(422, "请写明原因")
	firm.post(at+"/refuse", "answer", answer[1], "reason", "没有护理证").wants(303, at)
	county.get(at).wants(200, "企业说不行：没有护理证", "认定属实")
	county.post(at+"/decide", "granted", "yes", "reason", "").wants(422, "请写明原因")
	county.post(at+"/decide", "granted", "no", "reason", "问过 14000000009").wants(422, "不要在原因里写", "问过 14000000009", `aria-invalid="true"`)
	county.post(at+"/decide", "granted", "yes", "reason", "推荐的人没有证").wants(303, at)
	firm.get(at).wants(200, "属实：推荐的人没有证").lacks("撤回这份说明")
	b.login(t, site, "township").get(at).wants(200, "属实").lacks("认定属实，")
	b.login(t, site, "auditor").get(at).wants(200, "推荐王**").lacks("王建")
	b.login(t, site, "station").get(at).wants(403)
}

// TestSilence: who does not answer is listed as silent when the days are over.
func TestSilence(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.agreement(t)
	site := serve(t, b.Deps)
	firm := b.login(t, site, "enterprise")
	firm.get("/waivers/new").wants(200)
	firm.post("/waivers", "trade", "护理员", "form", "regular", "posts", "1", "reason", "没有人来").wants(303)
	at := firm.at
	county := b.login(t, site, "county")
	county.get(at).wants(200, "还没有答复的协会")
	county.post(at+"/decide", "granted", "yes", "reason", "没有人").wants(422, "期限还没有过")
	b.clock.pass(8 * 24 * time.Hour)
	county = b.login(t, site, "county")
	county.get(at).wants(200, "到期没有答复的协会", "2 个：", "甲村务工协会")
	jia := b.login(t, site, "association")
	jia.get(at).wants(200, "期限已经过了")
	jia.post(at + "/nobody").wants(303)
	county.get(at).wants(200, "过了期限")
	county.post(at+"/decide", "granted", "yes", "reason", "到期没有人推荐").wants(303, at)
	b.login(t, site, "enterprise").get("/waivers").wants(200, "属实")
}
