package imports

import (
	"strconv"

	"laowu/internal/followup"
	"laowu/internal/hiring"
	"laowu/internal/value"
)

// The words under which ledgers write closed lists. Each is one that the import
// takes for the same.

func sexWord(code string) string {
	return map[value.Sex]string{value.Male: "男", value.Female: "女"}[value.Sex(code)]
}

func aboutWords() map[string]func(string) string {
	return map[string]func(string) string{
		"sex": sexWord, "household_kind": worded(value.HouseholdKind.Word), "status": worded(value.Status.Word), "channel": worded(hiring.Channel.Word),
	}
}

func reportWords() map[string]func(string) string {
	return map[string]func(string) string{
		"sex": sexWord, "form": worded(value.Form.Word), "post": firstSaid(posts), "channel": worded(hiring.Channel.Word), "end_reason": firstSaid(endReasons),
	}
}

func visitWords() map[string]func(string) string {
	return map[string]func(string) string{
		"sex": sexWord, "way": worded(followup.Way.Word), "outcome": worded(followup.Outcome.Word),
		"end_reason": firstSaid(endReasons), "issue": worded(followup.Kind.Word),
	}
}

// levelCell is a skill level: 四级.
func levelCell(name string) func(record) any {
	return func(r record) any {
		if n := r.number(name); n >= 1 && n <= 5 {
			return []string{"一级", "二级", "三级", "四级", "五级"}[n-1]
		}
		return nil
	}
}

// askedAge is the age that an opening asks for; blank where any will do.
func askedAge(r record) any {
	both := r.ends("age")
	switch low, high := both[0], both[1]; {
	case high > 0:
		return strconv.Itoa(low) + "-" + strconv.Itoa(high) + "岁"
	case low > value.MinWorkingAge:
		return strconv.Itoa(low) + "岁以上"
	}
	return nil
}

// paidPer is what a figure needs behind it where its column does not say for
// what it is paid.
func paidPer(u value.Unit) string {
	return map[value.Unit]string{value.PerDay: "元/天", value.PerHour: "元/小时", value.PerYear: "元/年"}[u]
}

// offeredWage is an opening's wage as it was written, as long as that means the
// same under a heading that speaks of months: a bare 200 stood under one of
// days. Else it is the figures.
func offeredWage(r record) any {
	written, pay := r.text("wage"), value.Unit(r.text("pay"))
	low, high := r.number("wage_min"), r.number("wage_max")
	if n, err := strconv.Atoi(written); err == nil && pay == value.PerMonth && n == low && n == high {
		return n
	}
	for _, text := range []string{written, written + paidPer(pay)} {
		w, code := value.ParseWage(value.Raw{Text: text})
		l, h := w.Monthly()
		if text != "" && code == "" && l == low && h == high && (w.Unit == pay || w.Unit == "") {
			return text
		}
	}
	return ends([]any{known32(low), known32(high)})
}

// known32 is a figure as a ledger has it, nil for 0.
func known32(n int) any {
	if n == 0 {
		return nil
	}
	return int32(n) //nolint:gosec // came from one
}
