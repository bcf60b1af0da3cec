package main

import "strings"

// followed visits and helps somebody who is at work, and writes numbers wherever
// there is room.
func (h *hunt) followed(v *visitor) {
	h.Helper()
	const day = "2020-06-01" // the demonstration's people are at work
	var m member
	for _, m.page = range everyPerson.FindAllString(v.get("/people").wants(200).body, -1) {
		if v.get(m.page).wants(200); strings.Contains(v.body, "/placements/") {
			break
		}
	}
	m.id, m.phone = h.numbersOf(m.page)
	h.secrets.add(m.id + "," + m.phone)
	work := v.first(`href="(/placements/\d+)/case"`)
	v.get(work + "/visit").wants(200)
	v.post(work+"/visit", "on", m.id, "way", m.phone, "outcome", m.id, "left_on", m.phone, "reason", m.id, "issue", m.phone, "wage_min", m.phone).wants(422)
	v.post(work+"/visit", "on", day, "outcome", "in_post", "asked", "打我电话"+m.phone).wants(422)
	v.post(work+"/visit", "on", day, "outcome", "in_post", "by", m.id).wants(422)
	v.get(work + "/case").wants(200)
	v.post(work+"/case", "kind", m.id, "from", m.phone, "amount", m.id, "said", m.phone, "evidence", m.id, "deadline", m.phone).wants(422)
	v.post(work+"/visit", "on", day, "outcome", "in_post", "paid", "no", "issue", "arrears", "asked", "两个月没发").wants(303, "/cases/")
	at := v.at
	v.get(at).wants(200)
	v.post(at+"/steps", "said", "打他电话"+m.phone).wants(422)
	v.post(at+"/owner", "to", m.phone, "said", m.id).wants(422)
	v.post(at+"/close", "how", m.id, "said", m.phone).wants(422)
	v.get(at + "/card").wants(200)
	v.shows(m.id).post(at+"/reveal", "field", "id_number", "reason", "帮本人办手续").wants(200, m.id[14:])
	v.get("/cases").wants(200)
	v.get("/visits").wants(200)
}
