package matching

import "slices"

// The bounds of what may be picked beside the text.
const (
	mostWage      = 1000000
	leastAge      = 16
	mostAge       = 100
	mostLimit     = 100
	ordinaryLimit = 20
	formRegular   = "regular"
	formTemporary = "temporary"
)

// narrow adds what was picked beside the text to what the text asks for.
func (l *Lexicon) narrow(county string, q Question, r Request) (Question, error) {
	if err := r.check(); err != nil {
		return q, err
	}
	var err error
	if q.Place, err = l.place(county, r.Place); err != nil {
		return q, err
	}
	if q.Occupation, err = l.occupation(r.Occupation); err != nil {
		return q, err
	}
	q.WageMin = max(q.WageMin, r.WageMin)
	q.Board, q.Lodging, q.NoCert = q.Board || r.Board, q.Lodging || r.Lodging, q.NoCert || r.NoCert
	if r.Age > 0 {
		q.Age = r.Age
	}
	if r.Form != "" {
		q.Form = r.Form
	}
	if r.Sort != SortFit {
		q.Sort = r.Sort
	}
	q.Limit, q.Cursor, q.WithFacets = r.Limit, r.Cursor, r.Facets
	if q.Limit == 0 {
		q.Limit = ordinaryLimit
	}
	return q, nil
}

func (r Request) check() error {
	switch {
	case r.WageMin < 0 || r.WageMin > mostWage:
		return ErrWage
	case r.Age != 0 && (r.Age < leastAge || r.Age > mostAge):
		return ErrAge
	case !slices.Contains([]string{"", formRegular, formTemporary}, r.Form):
		return ErrForm
	case !slices.Contains([]Sort{SortFit, SortWage, SortNew, SortNear}, r.Sort):
		return ErrSort
	case r.Limit < 0 || r.Limit > mostLimit:
		return ErrLimit
	}
	return nil
}

// place is the division that a code or a spoken name stands for.
func (l *Lexicon) place(county, said string) (string, error) {
	if said == "" {
		return "", nil
	}
	if _, ok := l.atlas.Find(said); ok {
		return l.current(said), nil
	}
	q := l.Understand(county, said).Question
	if len(q.Places) != 1 || len(q.Words) > 0 || len(q.Trades) > 0 {
		return "", ErrPlace
	}
	return q.Places[0], nil
}

// occupation is the trade that a code or a spoken name stands for.
func (l *Lexicon) occupation(said string) (string, error) {
	if said == "" {
		return "", nil
	}
	if _, ok := l.Trade(said); ok {
		return said, nil
	}
	q := l.Understand("", said).Question
	if len(q.Trades) == 0 || len(q.Words) > 0 || len(q.Places) > 0 {
		return "", ErrOccupation
	}
	return q.Trades[0], nil
}
