package match

// The hard conditions. What an enterprise may not ask for (sex, marriage, …) is
// none, whatever it wrote.
const (
	lawfulAge = 16   // 劳动法第十五条
	fewYears  = 2    // beside an opening's ages: the employer may be asked
	fewYuan   = 1000 // below a wished wage: the person may be asked
	fewFails  = 2    // conditions that a near fit may fail
)

// verdict is how a person stands to an opening's conditions.
type verdict struct {
	papers     held
	over       int  // years above the oldest that is taken
	under      int  // years below the youngest
	short      int  // yuan below what he wishes
	busy       bool // full-time work that is known to end
	never      bool // a condition fails that nothing mends
	conditions int  // how many fail
}

func (v verdict) fits() bool { return v.conditions == 0 && !v.never }

// nears says whether little is missing, and all of it can be had.
func (v verdict) nears() bool {
	return !v.never && v.conditions > 0 && v.conditions <= fewFails
}

// judge holds a person against the hard conditions of an opening.
func (s *seeker) judge(o *offer) (v verdict) {
	age := s.age(o.starts)
	v.never = age < lawfulAge || o.seats <= 0 || refuses(s.Able) || refuses(s.Willing) || o.school > 0 && s.schools > 0 && s.schools < o.school
	if o.ageMax > 0 {
		v.over = max(0, age-o.ageMax)
	}
	v.under = max(0, o.ageMin-age)
	if s.WishWage > 0 && o.wage > 0 {
		v.short = max(0, s.WishWage-o.wage)
	}
	if s.work != nil {
		v.busy = s.work.Until != nil && s.work.Until.After(s.today)
		v.never = v.never || !v.busy
	}
	v.never = v.never || v.over > fewYears || v.under > fewYears || v.short > fewYuan
	if v.never {
		return v
	}
	v.papers = s.held(o.asked, o.starts)
	v.conditions = len(v.papers.lacks)
	for _, fails := range []bool{v.over > 0, v.under > 0, v.short > 0, v.busy} {
		if fails {
			v.conditions++
		}
	}
	return v
}

func refuses(said *bool) bool { return said != nil && !*said }

// blocks are what keeps a person from every opening: said once.
func (s *seeker) blocks() (why []string) {
	if s.age(s.today) < lawfulAge {
		why = append(why, "不满 16 周岁，不能介绍去干活")
	}
	if refuses(s.Able) {
		why = append(why, "登记的是没有劳动能力")
	}
	if refuses(s.Willing) {
		why = append(why, "登记的是不愿意出去干活；愿意了先改登记")
	}
	if s.work != nil && (s.work.Until == nil || !s.work.Until.After(s.today)) {
		why = append(why, "正在务工（"+employer(s.work)+"），没有写到哪天；不干了先登记离岗")
	}
	return why
}

func employer(w *Spell) string {
	if w.Employer == "" {
		return "单位没有写"
	}
	return w.Employer
}
