package main

import "regexp"

var anyFigure = regexp.MustCompile(`/reports/bulletin/[a-z_]+\?as_of=[0-9-]+`)

// reports are read to the last figure's list, taken as files and as data, and
// asked for with numbers where none belong.
func (h *hunt) reports(site string, county *visitor, m member) {
	h.Helper()
	county.get("/county").wants(200)
	county.get("/reports/bulletin").wants(200)
	lists := anyFigure.FindAllString(county.body, -1)
	if len(lists) < 40 {
		h.Errorf("the bulletin opens %d figures", len(lists))
	}
	for _, list := range lists {
		county.get(list).wants(200)
	}
	for _, path := range []string{"/reports", "/reports/bulletin", "/reports/bulletin/file", "/reports/quotas/file", "/api/v1/reports/bulletin", "/api/v1/reports/quotas", "/reports/households", "/reports/ranking?level=village",
		"/reports/drafts/20days", "/reports/households/file", "/reports/ranking/file", "/reports/20days/file", "/api/v1/reports/households", "/api/v1/reports/ranking", "/reports/quotas"} {
		county.get(path).wants(200)
	}
	one := county.first(`href="(/reports/quotas/\d+)\?`)
	county.get(one).wants(200)
	for _, path := range []string{"/reports/bulletin", "/reports/bulletin/members", one, "/api/v1/reports/quotas"} {
		county.get(path + "?as_of=" + m.id)
		county.get(path + "?month=" + m.phone)
	}
	county.post("/reports/quotas/freeze", "month", m.phone).wants(422)
	county.post(one+"/correct", "month", "2020-01", "reason", "电话"+m.phone).wants(422)
	county.post("/reports/quotas/submit", "as_of", m.phone).wants(422)
	county.post("/reports/quotas/submit", "as_of", "2019-12-31").wants(303)
	county.post("/reports/quotas/correct", "as_of", "2019-12-31", "reason", "电话"+m.phone).wants(422)
	county.post("/reports/ranking/comment", "as_of", "2019-12-31", "unit", m.id, "text", "打他电话").wants(422)
	county.post("/reports/ranking/comment", "as_of", "2019-12-31", "unit", "141123103", "text", "打他电话"+m.phone).wants(422)
	own := h.login(site, "enterprise")
	own.get("/enterprise/quota").wants(200)
	own.get("/reports/quotas/file").wants(200)
}
