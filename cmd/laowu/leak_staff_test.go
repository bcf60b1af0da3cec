package main

import (
	"strings"

	"laowu/internal/demo"
)

// member is somebody of the association's, whose numbers the association has
// asked for.
type member struct{ page, id, phone string }

// staff work with numbers as each role may.
func (h *hunt) staff(site string) {
	h.Helper()
	v := h.login(site, "association")
	m := h.revealed(v)
	v.post(m.page+"/introduce", "enterprise", m.phone).wants(422)
	h.followed(v)
	v.post(m.page + "/claim").wants(200)
	code := strings.Join(strings.Fields(tags.ReplaceAllString(v.first(`(?s)<p class="code">(.*?)</p>`), " ")), "")
	h.claimant(site, code, m)
	v.get(m.page).wants(200)
	v.get("/requests").wants(200)
	action := v.first(`action="(/requests/\d+)"`)
	v.post(action, "done", "no", "answer", "打他电话"+m.phone).wants(422)
	v.post(action, "done", "yes", "answer", "改好了").wants(303)
	for _, other := range []struct{ name, page string }{
		{"township", "/township"}, {"station", "/station"}, {"enterprise", "/candidates"}, {"trainer", "/trainer"}, {"county", "/people"}, {"auditor", "/people"}, {"demo-admin", "/admin"},
	} {
		w := h.login(site, other.name)
		w.get(other.page).wants(200)
		w.post("/people", "q", m.id)
		w.get("/people/" + m.id)
		w.get("/audit?person=" + m.id + "&account=" + m.phone + "&from=" + m.phone)
		w.get("/audit")
	}
	h.schools(site, m)
	county := h.login(site, "county")
	h.reports(site, county, m)
	h.ledgers(county, m)
	county.get("/requests").wants(200, "删掉个人信息")
	county.post(county.first(`(?s)删除：<a href="`+m.page+`">.*?action="(/requests/\d+)"`), "done", "yes").wants(303)
	county.get(m.page).wants(404)
}

// revealed asks for the numbers of a member, rightly and wrongly.
func (h *hunt) revealed(v *visitor) (m member) {
	h.Helper()
	v.get("/people").wants(200)
	links := everyPerson.FindAllString(v.body, -1)
	m.page = links[len(links)-1] // the first is the demonstration's worker
	m.id, m.phone = h.numbersOf(m.page)
	h.secrets.add(m.id + "," + m.phone)
	v.post("/people", "q", m.id).wants(200, m.page)
	v.post("/people", "q", "电话"+m.phone).wants(200)
	v.post("/people", "q", m.phone).wants(200, m.page)
	v.get(m.page).wants(200)
	v.post(m.page+"/reveal", "field", "phone").wants(422)
	v.post(m.page+"/reveal", "field", m.phone, "reason", "核对花名册").wants(404)
	v.post(m.page+"/reveal", "field", "phone", "reason", "other", "other", strings.Repeat("长", 200)+m.phone).wants(422)
	v.shows(m.id).post(m.page+"/reveal", "field", "id_number", "reason", "核对花名册").wants(200, m.id[:6]+" "+m.id[6:14])
	v.shows(m.phone).post(m.page+"/reveal", "field", "phone", "reason", "other", "other", "问 "+m.phone+" 是谁").wants(200)
	return m
}

// claimant makes the record his own, looks at it and has it erased.
func (h *hunt) claimant(site, code string, m member) {
	h.Helper()
	const pin = "314159"
	v := h.visitor(site)
	v.get("/claim?code=" + code).wants(200)
	v.post("/claim", "code", code, "last4", m.id).wants(422)
	v.post("/claim", "code", code, "last4", m.id[14:]).wants(303)
	v.get("/claim/set").wants(200)
	v.post("/claim/set", "phone", m.phone, "new", m.phone, "again", m.phone, "consent", "yes").wants(422)
	v.post("/claim/set", "phone", m.id, "new", pin, "again", pin, "consent", "yes").wants(422)
	v.post("/claim/set", "phone", m.phone, "new", pin, "again", pin, "consent", "yes").wants(303, "/me")
	v.get("/me").wants(200)
	v.shows(m.id).post("/me/reveal", "field", "id_number").wants(200, m.id[14:])
	v.shows(m.phone).post("/me/reveal", "field", "phone").wants(200)
	v.post("/me/corrections", "wrong", "phone", "right", "打我电话"+m.phone).wants(422)
	v.post("/me/corrections", "wrong", "work", "right", "早就不在那个厂了").wants(303)
	v.shows(m.id, m.phone).post("/me/data").wants(200)
	v.post("/me/delete", "sure", "yes", "password", m.phone).wants(422)
	v.post("/me/delete", "sure", "yes", "password", pin).wants(303)
	w := h.visitor(site)
	w.get("/login?as=worker").wants(200)
	w.post("/login", "as", "worker", "phone", demo.WorkerPhone, "password", demo.WorkerPIN).wants(303, "/me")
	w.get("/me").wants(200)
	w.post("/password", "current", demo.WorkerPIN, "new", demo.WorkerPhone, "again", demo.WorkerPhone).wants(422)
	w.post("/me/logout").wants(303)
}
