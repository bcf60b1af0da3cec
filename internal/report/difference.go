package report

// Difference is a figure of a submitted report that the records count otherwise
// now. Reason is that of the correction which brought the figure to what it is
// now; empty where nobody has given one yet.
type Difference struct {
	ID     string `json:"id"`
	Zh     string `json:"zh"`
	Was    string `json:"was"` // as submitted; empty where the report had no such figure
	Is     string `json:"is"`  // as counted now; empty where it is not in the report any more
	Reason string `json:"reason"`
}

// Differences compares what was submitted with what is counted now, figure by
// figure in the order of the submitted report; new figures come last.
func (s Submission) Differences(now []Line) []Difference {
	out := compare(s.Lines, now)
	for i := range out {
		out[i].Reason = s.reason(out[i])
	}
	return out
}

// reason looks back as long as the corrections have the figure as it is now.
func (s Submission) reason(d Difference) (why string) {
	for i := len(s.Corrections) - 1; i >= 0; i-- {
		if values(s.Corrections[i].Lines)[d.ID] != d.Is {
			break
		}
		why = s.Corrections[i].Reason
	}
	return why
}

// last is what was submitted, or noted last.
func (s Submission) last() []Line {
	if n := len(s.Corrections); n > 0 {
		return s.Corrections[n-1].Lines
	}
	return s.Lines
}

// compare lists what differs between two states of a report.
func compare(was, is []Line) []Difference {
	out := []Difference{}
	before, after := values(was), values(is)
	for _, l := range was {
		if now := after[l.ID]; now != l.Value {
			out = append(out, Difference{ID: l.ID, Zh: l.Zh, Was: l.Value, Is: now})
		}
	}
	for _, l := range is {
		if _, there := before[l.ID]; !there && l.Value != "" {
			out = append(out, Difference{ID: l.ID, Zh: l.Zh, Is: l.Value})
		}
	}
	return out
}

func values(lines []Line) map[string]string {
	out := map[string]string{}
	for _, l := range lines {
		out[l.ID] = l.Value
	}
	return out
}
