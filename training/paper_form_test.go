package training

import (
	"errors"
	"strings"
	"testing"
)

// TestReadRenewal: what papers have on them is read, and what belongs to people
// is refused.
func TestReadRenewal(t *testing.T) {
	t.Parallel()
	today := date(t, "2026-11-24")
	id := completed(t, "142325198001019970")
	for number, want := range map[string]string{
		"": "", "S000014112345678901234": "", " y 0000 1411 2345 6789 0123 4 ": "", "1814001000400123": "", "电字第003号": "",
		id: "不要写", "T" + id: "不要写", "t" + wrongCheck(id): "不要写", "14000000001": "不要写", "电话14000000001": "不要写", strings.Repeat("9", 41): "太长",
	} {
		r, err := ReadRenewal(today, reader(map[string]string{"issued": "2026-11-24", "paper": number}))
		var wrong Refusals
		errors.As(err, &wrong)
		if got := wrong.Of("paper"); (want == "") != (got == "") || !strings.Contains(got, want) {
			t.Errorf("%q: %v", number, err)
		}
		if want == "" && number != "" && r.Number != strings.ToUpper(strings.ReplaceAll(number, " ", "")) {
			t.Errorf("%q is kept as %q", number, r.Number)
		}
	}
	for field, c := range map[string]struct{ text, want string }{
		"issued": {"2026-11-25", "还没到"}, "expires": {"2026-11-23", "早于发证日期"}, "review_on": {"2029", "写到哪一天"},
	} {
		form := map[string]string{"issued": "2026-11-24"}
		form[field] = c.text
		var wrong Refusals
		if _, err := ReadRenewal(today, reader(form)); !errors.As(err, &wrong) || len(wrong) != 1 || !strings.Contains(wrong.Of(field), c.want) {
			t.Errorf("%s %s: %v", field, c.text, err)
		}
	}
}
