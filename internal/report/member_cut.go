package report

import (
	"laowu/internal/value"
)

// MemberCut narrows members. Each condition is one way to cut the list; the
// empty one keeps all.
type MemberCut struct {
	Work     string // home, work, away, here; work holds the two after it
	Village  string // division code; none for who has none
	Kind     string // a value.HouseholdKind, or none; watched for the three kinds of poverty help together
	Wish     string // yes, no, unsaid
	Paper    string // yes: holds a certificate; 90, 30: one ends within so many days
	Unplaced string // yes: without a solution; paused: the mark is cleared
	Login    string // yes, no
	Asked    string // yes: an enterprise waits for an answer
}

// said are the values of a condition that a member meets.
type said func(Members, Member) []string

// cuts are the conditions, each with where it stands and what a member meets.
var cuts = []struct {
	name  string
	field func(*MemberCut) *string
	said  said
}{
	{"work", func(c *MemberCut) *string { return &c.Work }, func(_ Members, m Member) []string { return workSaid(m) }},
	{"village", func(c *MemberCut) *string { return &c.Village }, func(_ Members, m Member) []string { return []string{orNone(m.Village)} }},
	{"kind", func(c *MemberCut) *string { return &c.Kind }, func(_ Members, m Member) []string { return kindSaid(m.Kind) }},
	{"wish", func(c *MemberCut) *string { return &c.Wish }, func(_ Members, m Member) []string { return wishSaid(m.Willing) }},
	{"paper", func(c *MemberCut) *string { return &c.Paper }, paperSaid},
	{"unplaced", func(c *MemberCut) *string { return &c.Unplaced }, unplacedSaid},
	{"login", func(c *MemberCut) *string { return &c.Login }, func(_ Members, m Member) []string { return told(m.Claimed, "no") }},
	{"asked", func(c *MemberCut) *string { return &c.Asked }, func(_ Members, m Member) []string { return told(m.Asked, "") }},
}

// CutNames are the names of the conditions, as addresses carry them.
func CutNames() []string {
	names := make([]string, len(cuts))
	for i, c := range cuts {
		names[i] = c.name
	}
	return names
}

// Get is a condition by its name, empty for an unknown one.
func (c MemberCut) Get(name string) string {
	if f := c.field(name); f != nil {
		return *f
	}
	return ""
}

// With is the same cut with another value of one condition.
func (c MemberCut) With(name, to string) MemberCut {
	if f := (&c).field(name); f != nil {
		*f = to
	}
	return c
}

func (c *MemberCut) field(name string) *string {
	for _, one := range cuts {
		if one.name == name {
			return one.field(c)
		}
	}
	return nil
}

// Cut are those who meet all conditions.
func (m Members) Cut(c MemberCut) []Member {
	var out []Member
	for _, one := range m.All {
		if m.misses(one, c) == "" {
			out = append(out, one)
		}
	}
	return out
}

// misses names the condition that a member misses: several where it is more
// than one, empty where it is none.
func (m Members) misses(one Member, c MemberCut) (name string) {
	for _, cut := range cuts {
		want := *cut.field(&c)
		if want == "" || has(cut.said(m, one), want) {
			continue
		}
		if name != "" {
			return several
		}
		name = cut.name
	}
	return name
}

const several = "several"

// Counts are, for each condition and each of its values, how many a list has that
// is cut by that value in place of the one in force, and by all else.
func (m Members) Counts(c MemberCut) map[string]map[string]int {
	out := make(map[string]map[string]int, len(cuts))
	for _, cut := range cuts {
		out[cut.name] = map[string]int{}
	}
	for _, one := range m.All {
		missed := m.misses(one, c)
		if missed == several {
			continue
		}
		for _, cut := range cuts {
			if missed == "" || missed == cut.name {
				for _, value := range cut.said(m, one) {
					out[cut.name][value]++
				}
			}
		}
	}
	return out
}

func has(all []string, one string) bool {
	for _, v := range all {
		if v == one {
			return true
		}
	}
	return false
}

func told(is bool, otherwise string) []string {
	switch {
	case is:
		return []string{"yes"}
	case otherwise != "":
		return []string{otherwise}
	}
	return nil
}

func orNone(code string) string {
	if code == "" {
		return "none"
	}
	return code
}

func workSaid(m Member) []string {
	switch m.Work {
	case AtHome:
		return []string{"home"}
	case SomeWhere:
		return []string{"work"}
	}
	return []string{"work", string(m.Work)}
}

// kindSaid also puts together whom the county looks after most.
func kindSaid(k value.HouseholdKind) []string {
	switch k {
	case "":
		return []string{"none"}
	case value.MonitoredUnstable, value.MonitoredMarginal, value.MonitoredSudden, value.Monitored:
		return []string{string(k), "watched"}
	}
	return []string{string(k)}
}

func wishSaid(willing *bool) []string {
	switch {
	case willing == nil:
		return []string{"unsaid"}
	case *willing:
		return []string{"yes"}
	}
	return []string{"no"}
}

func paperSaid(all Members, m Member) (out []string) {
	out = told(m.Certified, "no")
	if m.EndsWithin(all.Today, 90) {
		out = append(out, "90")
	}
	if m.EndsWithin(all.Today, 30) {
		out = append(out, "30")
	}
	return out
}

func unplacedSaid(all Members, m Member) []string {
	switch {
	case m.Unplaced(all.Today, all.Days):
		return []string{"yes"}
	case m.Waits != nil && m.Paused != nil:
		return []string{"paused"}
	}
	return nil
}
