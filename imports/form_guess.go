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
	env, err := formEnv(ctx, tx, nil)
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
	const whole = 1000
	if !slices.ContainsFunc(f.Kind.must, func(m string) bool {
		return !slices.ContainsFunc(strings.Split(m, "|"), func(one string) bool { return slices.Contains(facts, one) })
	}) {
		n += whole
	}
	return n
}
