package web_test

import "testing"

// What is gone says what may have become of it, and leads to the list above that
// the reader may open; a visitor is led to the openings.
func TestGoneLeadsUp(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	const gone = "可能已经删除、并到了别的记录"
	w := b.login(t, site, "station")
	w.get("/people/900009").wants(404, "没有这个人", `href="/people"`, `href="/station"`)
	w.get("/cases/900009/card").wants(404, "没有这一件", `href="/cases"`)
	w.get("/nowhere/at/all").wants(404, gone, `href="/station"`).lacks(`href="/nowhere"`)
	b.login(t, site, "enterprise").get("/waivers/900009").wants(404, `href="/waivers"`)
	b.visitor(t, site).get("/openings/900009").wants(404, "看全部岗位")
}
