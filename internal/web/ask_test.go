package web_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestAnswerAskPages: what a worker has his association ask stands on its page of
// today and on his own page; it refers him or tells him in words what it heard.
func TestAnswerAskPages(t *testing.T) {
	t.Parallel()
	b, site, w := own(t)
	a := b.login(t, site, "association")
	a.get("/association").wants(200).lacks("会员请代问的岗位")
	a.get("/asks").wants(200, "没有等回话的", "让我的协会帮我问")
	one, two := fmt.Sprint("/openings/", b.openingOf(t, b.enterprises[0])), fmt.Sprint("/openings/", b.openingOf(t, b.enterprises[1]))
	w.get(one)
	w.post(one+"/ask", "said", "工资哪天发").wants(303)
	w.post(two + "/ask").wants(303)
	a.get("/association").wants(200, "会员请代问的岗位", "2 件等您回话", `href="/asks"`)
	a.get(b.person(wang)).wants(200, "想问：工资哪天发", "等协会问", `href="/asks"`)
	a.get("/asks").wants(200, "王建", "工资哪天发", "哪天请的", "2026-11-", "今天请的", `href="`+one+`"`, "帮他报名", "回话不行")
	a.wellFormed()
	b.login(t, site, "township").get("/township").wants(200, "会员请代问的岗位", `href="/asks"`)
	b.login(t, site, "auditor").get("/asks").wants(200, "工资哪天发").lacks("帮他报名", "回话不行", ">王建<")
	a.get("/asks")
	refer := formOn(t, a, "/asks/") // of the eldest
	refuse := strings.TrimSuffix(refer, "/refer") + "/refuse"
	a.post(refuse, "answer", " ").wants(422, "请写一句问到了什么")
	a.post(refuse, "answer", strings.Repeat("问", 201)).wants(422, "最多 200 个字，现在是 201 个", strings.Repeat("问", 201))
	a.post(refuse, "answer", "打 14000002019").wants(422, "不要写身份证号", "打 14000002019")
	a.post(refuse, "answer", "单位说下个月才招").wants(303, "/asks?done=refused")
	a.get(a.at).wants(200, "话带到了").lacks("工资哪天发")
	a.post(refuse, "answer", "又说招了").wants(422, "没有记上", "已经回过话")
	w.get("/me").wants(200, "协会回话了", "单位说下个月才招").lacks("又说招了")
	a.get("/asks")
	a.post(formOn(t, a, "/asks/")).wants(303, "/asks?done=referred")
	a.get(a.at).wants(200, "报上名了", "没有等回话的")
	a.get("/association").lacks("会员请代问的岗位")
	w.get("/me").wants(200, "甲村务工协会推荐")
}

// TestAskOfClosed: of an opening that closed meanwhile the association is told,
// and the question stays.
func TestAskOfClosed(t *testing.T) {
	t.Parallel()
	b, site, w := own(t)
	id := b.openingOf(t, b.enterprises[0])
	w.get(fmt.Sprint("/openings/", id))
	w.post(fmt.Sprint("/openings/", id, "/ask")).wants(303)
	b.owner(t, "UPDATE opening SET closed_at = '2026-11-24' WHERE id = $1", id)
	a := b.login(t, site, "association")
	a.get("/asks").wants(200, "王建")
	a.post(formOn(t, a, "/asks/")).wants(422, "没有记上", "王建")
}
