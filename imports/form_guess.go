package imports

import (
	"context"
	"slices"
	"strings"

	"laowu/internal/db"
)

// GuessForm is the kind that a blank is most likely for: the one that can fill
// most of its columns, and of those first one whose needed columns are there.
// Where none can, the error is that of the first kind.
func GuessForm(ctx context.Context, tx *db.Tx, b Blank) (Kind, error) {
	env, err := exportEnv(ctx, tx, nil)
	if err != nil {
		return Kind{}, err
	}
	var best Kind
	var first error
	most := 0
	for _, k := range Kinds() {
		f, err := ReadForm(k, env, b.Name, b.Data)
		if err != nil && first == nil {
			first = err
		}
		if err != nil {
			continue
		}
		n := f.likely()
		if err := f.Close(); err != nil {
			return Kind{}, err
		}
		if n > most {
			best, most = k, n
		}
	}
	if most == 0 {
		return Kind{}, first
	}
	return best, nil
}

// called says whether a form calls itself what only the kind is called, where
// the columns alone do not tell a staff list from a ledger of placements.
func (f *Form) called() bool {
	words := map[string][]string{
		"households": {"家庭", "农户", "户册"}, "hires": {"用工", "员工", "职工", "在职"}, "placements": {"就业台账", "安置"}, "training": {"培训"}, "openings": {"岗位", "招聘"},
		"followups": {"回访", "走访"}, "associations": {"协会"}, "enterprises": {"企业"}, "members": {"会员", "劳务输出", "务工人员"},
	}[f.Kind.Name]
	return slices.ContainsFunc(f.Sheets, func(s FormSheet) bool {
		return slices.ContainsFunc(s.titles, func(t string) bool {
			return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(t, w) })
		})
	})
}

// likely is how well a kind fits a form.
func (f *Form) likely() int {
	n := 0
	var facts []string
	for _, s := range f.Sheets {
		for _, c := range s.Columns {
			if c.Fact != "" {
				n++
				facts = append(facts, c.Fact)
			}
		}
		for _, o := range s.over {
			if slices.Contains(f.Kind.never, bare(o.lower)) || slices.Contains(f.Kind.other, bare(o.lower)) {
				n -= 10
			}
		}
	}
	if f.called() {
		n += 2
	}
	const whole = 1000
	if !slices.ContainsFunc(f.Kind.must, func(m string) bool {
		return !slices.ContainsFunc(strings.Split(m, "|"), func(one string) bool { return slices.Contains(facts, one) })
	}) {
		n += whole
	}
	return n
}
