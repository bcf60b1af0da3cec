package web_test

import (
	"strings"
	"testing"
)

// TestComplaintsAreReached: what people complain of stands with what waits for the
// county, and is reached by county and admin; the auditor, who does not read it,
// is shown nothing of it.
func TestComplaintsAreReached(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "county")
	w.get("/county").wants(200, `href="/complaints"`).lacks("件等答复", `href="/approvals?tab=complaints"`)
	w.get("/approvals?tab=complaints").wants(200, "没有等答复的投诉", "等县里定的 0 件")
	b.owner(t, ownComplaint)
	w.get("/county").wants(200, `href="/approvals?tab=complaints"`, "1 件等答复")
	w.get("/approvals").wants(200, "等县里定的 1 件", `href="/approvals?tab=complaints"`)
	w.get("/approvals?tab=complaints").wants(200, "收钱", "有人收钱、押证件", `href="/complaints/900011"`, `href="/complaints"`)
	w.wellFormed()
	w.get("/complaints").wants(200, "收钱", "看已答复的")
	if !strings.Contains(w.body, `href="/approvals" aria-current="page"`) {
		t.Error("the menu does not say where the page belongs")
	}
	w.get("/complaints?state=answered").wants(200, "看等答复的").lacks("/complaints/900011")
	auditor := b.login(t, site, "auditor")
	auditor.get("/approvals").wants(200, "等县里定的 0 件").lacks("tab=complaints")
	auditor.get("/approvals?tab=complaints").wants(200, "过了期限，由县里定的").lacks("有人收钱、押证件", "/complaints/")
	auditor.get("/county").wants(200).lacks("/complaints")
}

// TestAdminReaches: how the service is looked after stands side by side.
func TestAdminReaches(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	w := b.login(t, serve(t, b.Deps), "admin")
	pages := []string{"/admin/jobs", "/admin/search", "/admin/retention", "/words", "/admin/notices", "/complaints"}
	w.get("/admin").wants(200)
	for _, to := range pages {
		w.wants(200, `href="`+to+`"`)
	}
	for _, page := range pages {
		w.get(page).wants(200, `href="/admin/jobs" aria-current="page"`)
		for _, to := range pages {
			w.wants(200, `href="`+to+`"`)
		}
		w.wellFormed()
	}
	w.get("/admin/jobs").wants(200, "存下的搜索有没有新岗位")
}
