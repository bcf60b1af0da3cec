package web_test

import (
	"net/url"
	"strings"
	"testing"
)

// An address that somebody wrote a number into is refused, and nothing repeats
// it; others are let through, whatever figures they hold.
func TestNumbersInAddresses(t *testing.T) {
	t.Parallel()
	site := serve(t, stack(t))
	apart := wang[:6] + "%20" + wang[6:14] + "+" + wang[14:]
	for path, status := range map[string]int{
		"/?q=" + wang: 422, "/?q=" + url.QueryEscape("护工 １４０ 0000 0001"): 422, "/?q=" + apart: 422, "/?place=" + familyPhone: 422, "/?" + familyPhone: 422,
		"/?type=large&q=" + wang: 422, "/help?x=" + wang: 422, "/login?next=/people?q=" + wang: 422, "/login?next=%2Fpeople%2F" + wang: 422,
		"/" + wang: 404, "/people/" + wang: 404, "/people/" + apart: 404, "/openings/" + familyPhone + "?q=x": 404, "/static/" + familyPhone: 404,
		"/?q=" + url.QueryEscape("护工 4000以上 150600"): 200, "/?age=52&wage=4000&q=2026-11-24": 200, "/login?next=/people?after=12": 200, "/claim?code=23456789ABCD": 200,
		"/api/v1/openings?q=" + familyPhone: 200, "/api/v1/" + wang: 404,
	} {
		p := get(t, site+path)
		p.says(t, status)
		for _, digits := range []string{wang, wang[6:14], familyPhone, "0000 0001"} {
			if strings.Contains(p.body, digits) {
				t.Errorf("the answer to %s repeats it:\n%s", path, p.body)
			}
		}
	}
	from := get(t, site+"/openings/1", "Referer", site+"/?q="+wang)
	from.says(t, 200, "看全部岗位")
	if strings.Contains(from.body, wang) {
		t.Error("the way back holds a number")
	}
}
