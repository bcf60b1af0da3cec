package imports

import (
	"strconv"
	"testing"

	"laowu/internal/followup"
	"laowu/internal/hiring"
	"laowu/internal/value"
)

// Every word that a ledger writes for a code is one that the import takes for
// the same.
func TestLedgerWordsReadBack(t *testing.T) {
	t.Parallel()
	read := func(parse func(value.Raw) string) func(string) string {
		return func(s string) string { return parse(value.Raw{Text: s}) }
	}
	within := func(words []word) func(string) string { return func(s string) string { return wordIn(words, s) } }
	check := func(what string, codes []string, say, back func(string) string) {
		t.Helper()
		for _, c := range codes {
			if said := say(c); said == "" || back(said) != c {
				t.Errorf("%s %s is written %q, which reads %q", what, c, said, back(said))
			}
		}
	}
	check("channel", []string{"association", "enterprise", "workshop", "public_welfare", "brand", "forestry", "self"},
		worded(hiring.Channel.Word), func(s string) string { return channels[s] })
	check("status", []string{"away", "local"}, worded(value.Status.Word), read(func(r value.Raw) string { return string(value.ParseStatus(r)) }))
	check("post", []string{"new", "vacant", "existing"}, firstSaid(posts), within(posts))
	check("end reason", codesOf(followup.Reasons()), firstSaid(endReasons), within(endReasons))
	check("way", codesOf(followup.Ways()), worded(followup.Way.Word), within(visitWays))
	check("outcome", codesOf(followup.Outcomes()), worded(followup.Outcome.Word), func(s string) string {
		if a, code := value.ParseYesNo(value.Raw{Text: s}); code == "" && a == value.Yes {
			return string(followup.InPost)
		}
		return wordIn(visitOutcomes, s)
	})
	check("issue", codesOf(followup.Kinds()), worded(followup.Kind.Word), within(issueWords))
	check("sex", []string{"male", "female"}, sexWord, read(func(r value.Raw) string { return string(value.ParseSex(r)) }))
}

func codesOf[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, one := range all {
		out[i] = string(one)
	}
	return out
}

// A wage and an age that were written as figures read as the same figures, and
// an opening's wage means the same under a heading that speaks of months.
func TestLedgerFiguresReadBack(t *testing.T) {
	t.Parallel()
	for _, c := range [][2]int{{3500, 3500}, {3500, 4500}, {3500, 0}, {0, 4500}} {
		said := ends([]any{known32(c[0]), known32(c[1])})
		w, code := value.ParseWage(value.Raw{Text: shownCell(said)})
		if low, high := w.Monthly(); code != "" || low != c[0] || high != c[1] {
			t.Errorf("%v is written %v, which reads %d to %d %s", c, said, low, high, code)
		}
	}
	for _, c := range [][2]int{{18, 50}, {16, 45}, {18, 0}} {
		said := askedAge(record{[]string{"age"}, []any{[]any{int32(c[0]), int32(c[1])}}}) //nolint:gosec // small
		if a, code := value.ParseAgeRange(value.Raw{Text: shownCell(said)}); code != "" || a.Min != c[0] || a.Max != c[1] {
			t.Errorf("%v is written %v, which reads %+v %s", c, said, a, code)
		}
	}
	for _, c := range []struct {
		text string
		unit value.Unit // of the column where it stood
	}{{"4500", value.PerMonth}, {"200", value.PerDay}, {"25元/小时", value.PerMonth}, {"60000", value.PerYear}, {"5000以上", value.PerMonth}, {"3500-4500", value.PerMonth}} {
		was, _ := value.ParseWageIn(value.Raw{Text: c.text}, c.unit)
		low, high := was.Monthly()
		said := offeredWage(record{[]string{"wage", "pay", "wage_min", "wage_max"}, []any{c.text, string(was.Unit), int32(low), int32(high)}}) //nolint:gosec // small
		if is, code := value.ParseWage(value.Raw{Text: shownCell(said)}); code != "" || is != was {
			t.Errorf("%s a %s is written %v, which reads %+v %s", c.text, c.unit, said, is, code)
		}
	}
}

func shownCell(v any) string {
	if n, ok := v.(int); ok {
		return strconv.Itoa(n)
	}
	s, _ := v.(string)
	return s
}
