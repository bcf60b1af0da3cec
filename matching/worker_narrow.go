package matching

// narrowWorkers makes a question of what was picked beside the text.
func (l *Lexicon) narrowWorkers(county string, r WorkerRequest) (WorkerQuestion, error) {
	q := WorkerQuestion{WageMax: r.WageMax, Age: r.Age, Free: r.Free, Limit: r.Limit, Cursor: r.Cursor, WithFacets: r.Facets}
	err := r.check()
	if err != nil {
		return q, err
	}
	if q.Place, err = l.place(county, r.Place); err != nil {
		return q, err
	}
	if q.Occupation, err = l.occupation(r.Occupation); err != nil {
		return q, err
	}
	if q.Certs, err = l.certificates(r.Certificate); err != nil {
		return q, err
	}
	if q.Limit == 0 {
		q.Limit = ordinaryLimit
	}
	return q, nil
}

func (r WorkerRequest) check() error {
	switch {
	case r.WageMax < 0 || r.WageMax > mostWage:
		return ErrWage
	case r.Age != 0 && (r.Age < leastAge || r.Age > mostAge):
		return ErrAge
	case r.Limit < 0 || r.Limit > mostLimit:
		return ErrLimit
	}
	return nil
}

// certificates are one said by its code, as a facet counts it, or those that
// satisfy one said by name.
func (l *Lexicon) certificates(said string) ([]string, error) {
	if said == "" {
		return nil, nil
	}
	if _, ok := l.register.Find(said); ok {
		return []string{said}, nil
	}
	codes := l.register.Asked(said)
	if len(codes) == 0 {
		return nil, ErrCert
	}
	return l.covering(codes), nil
}
