package web_test

import "testing"

// Large type that somebody set with a login is there on his next telephone, for
// him alone, until he sets it back on any.
func TestTypeGoesWithTheLogin(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.claim(t, wang, "271828")
	site := serve(t, b.Deps)
	const large = `<html lang="zh-CN" class="large">`
	first := b.workerLogin(t, site, "271828")
	first.lacks(large)
	first.get("/me?type=large").wants(303, "/me")
	second := b.workerLogin(t, site, "271828")
	second.get("/me").wants(200, large)
	b.login(t, site, "station").lacks(large)
	b.visitor(t, site).get("/").wants(200).lacks(large)
	second.get("/me?type=normal").wants(303, "/me")
	second.get("/me").wants(200).lacks(large)
	b.workerLogin(t, site, "271828").lacks(large)
}
