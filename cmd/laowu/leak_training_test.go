package main

import (
	"strconv"
	"strings"
)

// schools open a class and fill it, with numbers where none belong.
func (h *hunt) schools(site string, m member) {
	h.Helper()
	var name string
	h.read(h.T, "SELECT name FROM person WHERE id = "+m.page[len("/people/"):], &name)
	v := h.login(site, "trainer")
	v.get("/classes/new?trade=" + m.phone)
	v.get("/certificates/due?on=" + m.phone)
	plan := []string{"programme", "1", "number", "99", "trade", "养老护理员", "starts", "2026-01-01", "ends", "2099-12-31", "hours", "80", "seats", "30"}
	v.get("/classes/new").wants(200)
	v.post("/classes", append(plan, "trade", "问"+m.phone, "number", m.id, "seats", m.phone, "starts", m.phone)...).wants(422)
	v.post("/classes", plan...).wants(303)
	class := strings.TrimSuffix(v.at, "?done=opened")
	v.get(v.at).wants(200)
	v.post(class+"/enrol", "name", "找"+m.phone, "number", m.id).wants(422)
	v.post(class+"/enrol", "name", name, "number", m.id+m.phone).wants(422)
	v.post(class+"/enrol", "name", name, "number", m.id).wants(303)
	v.get(v.at).wants(200, name)
	at := "-" + m.page[len("/people/"):]
	v.post(class+"/marks", "people", at[1:]+","+m.phone, "category"+at, m.phone, "attended"+at, m.phone, "score"+at, m.phone, "result"+at, m.id).wants(422)
	v.post(class+"/marks", "people", at[1:], "category"+at, "农村劳动力", "attended"+at, "80", "score"+at, "80", "result"+at, "合格").wants(303)
	v.post(class+"/certificates", "certificate", "证书"+m.id, "issued", m.phone).wants(422)
	v.get("/training/outcomes").wants(200)
	v.get("/training/outcomes.xlsx").wants(200)
	h.papers(site, m, class)
}

// papers are the county's renewals and rules.
func (h *hunt) papers(site string, m member, class string) {
	h.Helper()
	var certificate int64
	h.read(h.T, "SELECT min(id) FROM certificate WHERE county = '141123'", &certificate)
	to := "/certificates/" + strconv.FormatInt(certificate, 10)
	v := h.login(site, "county")
	v.get(class).wants(200)
	v.post(to+"/renew", "issued", "2026-01-01", "paper", "T"+m.id).wants(422)
	v.post(to+"/review", "reviewed", m.phone).wants(422)
	v.post("/training/rules/subsidy", "valid_from", m.phone, "men", m.phone, "source", "问"+m.phone).wants(422)
	v.post("/training/rules/certificate", "kind", m.id, "source", m.id).wants(422)
	v.post(m.page+"/enrol", "class", m.phone).wants(404)
	v.get(m.page).wants(200)
	v.get("/training/demand").wants(200)
	v.get("/training/demand.xlsx").wants(200)
}
