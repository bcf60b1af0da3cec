package demo

import (
	"testing"
	"time"
)

// trained counts a county's training as the bulletin does.
func trained(c *county) map[string]int {
	n, first := map[string]int{}, map[*person]map[string]time.Time{}
	for _, one := range c.courses {
		for _, p := range one.pupils {
			if p.result == "不合格" || p.result == "缺考" {
				n["failed"]++
				continue
			}
			if first[p.person] == nil {
				first[p.person] = map[string]time.Time{}
			}
			if at, ok := first[p.person][one.programme]; !ok || one.ends.Before(at) {
				first[p.person][one.programme] = one.ends
			}
		}
	}
	n["trained"] = len(first)
	for p, of := range first {
		if len(of) > 1 {
			n["twice"]++
		}
		if ends, ok := of["吕梁山护工"]; ok {
			n["caregivers"]++
			n["caregivers poor"] += btoi(poor(p.kind))
			n["employed"] += btoi(!p.work.started.Before(ends))
			n["employed poor"] += btoi(!p.work.started.Before(ends) && poor(p.kind))
		}
		if _, ok := of["驾驶员"]; ok {
			n["drivers"]++
			n["drivers poor"] += btoi(poor(p.kind))
		}
	}
	return n
}

// TestTraining: the whole county's training comes out at what was published.
func TestTraining(t *testing.T) {
	t.Parallel()
	got := trained(built(t, 1))
	for name, want := range map[string]int{
		"trained": 21053, "caregivers": 5919, "caregivers poor": 2250, "employed": 2804, "employed poor": 1178, "drivers": 5578, "drivers poor": 5153,
	} {
		if got[name] != want {
			t.Errorf("%d %s, want %d", got[name], name, want)
		}
	}
	if got["twice"] < 200 || got["failed"] < 300 {
		t.Errorf("hardly anybody comes twice or fails: %v", got)
	}
}

// Classes lie in the published years, are of a size that a room holds, and
// nobody sits in one before his 18th birthday or twice.
func TestCourses(t *testing.T) {
	t.Parallel()
	for _, one := range built(t, 1).courses {
		in := map[*person]bool{}
		if one.starts.Year() < 2016 || one.ends.After(counted()) || one.ends.Before(one.starts) || len(one.pupils) > 150 {
			t.Errorf("%s %d: %v to %v, %d people", one.programme, one.number, one.starts, one.ends, len(one.pupils))
		}
		for _, p := range one.pupils {
			if in[p.person] || one.starts.Before(p.birth.AddDate(18, 0, 0)) {
				t.Errorf("%s %d has somebody twice or too young", one.programme, one.number)
			}
			in[p.person] = true
			if p.certificate != "" && p.issued.Before(one.ends) {
				t.Errorf("%s %d gave a certificate before its end", one.programme, one.number)
			}
		}
	}
}
