package report

import (
	"strconv"
	"time"
)

// Line is one figure of a report as it is submitted: texts, so that what was
// submitted reads the same for ever. Value is exact; empty where there is none.
type Line struct {
	ID    string `json:"id"`
	Zh    string `json:"zh"`
	Value string `json:"value"`
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// Lines are the bulletin's figures; of a mean and a share, what stands beside it
// too.
func (b Bulletin) Lines() []Line {
	var out []Line
	for _, f := range b.Figures {
		out = append(out, Line{f.ID, f.Zh, number(f.Value)})
		for _, beside := range []struct {
			id, zh string
			n      *int
		}{{nOf, "样本数", f.N}, {partOf, "分子", f.Part}, {wholeOf, "分母", f.Of}} {
			if beside.n != nil {
				out = append(out, Line{f.ID + beside.id, f.Zh + "：" + beside.zh, strconv.Itoa(*beside.n)})
			}
		}
	}
	return out
}

// Lines are each enterprise's counts, by its credit code.
func (q Quotas) Lines() []Line {
	var out []Line
	for _, e := range q.Enterprises {
		for _, f := range []struct {
			id, zh string
			n      int
		}{
			{"regular.hires", "长期招用", e.Regular.Hires}, {"regular.local", "长期兴县籍", e.Regular.Local}, {"temporary.hires", "临时招用", e.Temporary.Hires},
			{"temporary.exempt", "临时特殊技能", e.Temporary.Exempt}, {"temporary.local", "临时兴县籍", e.Temporary.Local},
		} {
			out = append(out, Line{e.USCC + "." + f.id, e.Name + " " + f.zh, strconv.Itoa(f.n)})
		}
	}
	return out
}

// Lines are the counts of households: who they are is not submitted.
func (h Households) Lines() []Line {
	return []Line{
		{"able_and_willing", "有劳动能力且有就业意愿的搬迁贫困户", strconv.Itoa(h.Able)}, {"covered", "其中至少一人就业", strconv.Itoa(h.Covered)},
		{"uncovered", "其中无人就业", strconv.Itoa(len(h.Uncovered))}, {"overdue", "其中逾期", strconv.Itoa(h.Overdue())},
	}
}

// Overdue is how many of the uncovered households are past their deadline.
func (h Households) Overdue() (n int) {
	for _, u := range h.Uncovered {
		if u.Overdue {
			n++
		}
	}
	return n
}

func dayText(d time.Time) string { return d.Format(time.DateOnly) }
