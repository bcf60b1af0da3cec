package web

import "testing"

func TestLasted(t *testing.T) {
	t.Parallel()
	for days, want := range map[int]string{
		0: "0 天", 90: "90 天", 91: "3 个多月", 120: "4 个月", 364: "12 个多月", 365: "1 年", 380: "1 年", 395: "1 年多", 2519: "6 年多", 2190: "6 年",
	} {
		if got := lasted(days); got != want {
			t.Errorf("%d days are %q, want %q", days, got, want)
		}
	}
}
