package match

import "slices"

// What a trade or a place brings where little is known, and how much of it
// where something is close by.
const (
	unknownTrade = 300 // of the person or of the opening
	widerTrade   = 800 // of full: the opening's trade is the group of what he wishes
	closeTrade   = 500 // likewise: beside it
	anyPlace     = 500 // he has not said where
	closePlace   = 600 // in the same prefecture
)

// trade is how an opening's trades suit a person: best by what he wishes, then
// by what he has a certificate of, has learnt, has done.
func (s *seeker) trade(w *work) fit {
	f, ok := s.trades[w]
	if !ok {
		f = s.bestTrade(w)
		s.trades[w] = f
	}
	return f
}

func (s *seeker) bestTrade(w *work) (best fit) {
	if len(s.wishes) == 0 || len(w.codes) == 0 {
		return fit{quality: unknownTrade}
	}
	for _, code := range w.codes {
		for _, x := range s.wishes {
			share := s.share(x.code, code)
			if q := quality[x.how] * share / full; q > best.quality {
				best = fit{q, x.how, x.code, share < full}
			}
		}
	}
	return best
}

// share is how much of a trade another is: all of it, or of its group; less
// where it is the group, a sister in the group, or near.
func (s *seeker) share(mine, theirs string) int {
	up, own := s.lexicon.Groups(theirs), s.lexicon.Groups(mine)
	switch {
	case slices.Contains(up, mine):
		return full
	case slices.Contains(own, theirs):
		return widerTrade
	case s.beside(mine, theirs, own, up):
		return closeTrade
	}
	return 0
}

func (s *seeker) beside(mine, theirs string, own, up []string) bool {
	x, _ := s.lexicon.Trade(mine)
	y, _ := s.lexicon.Trade(theirs)
	return slices.Contains(x.Near, theirs) || slices.Contains(y.Near, mine) ||
		slices.ContainsFunc(own, func(group string) bool { return slices.Contains(up, group) })
}

// trained says whether he completed a class in one of the trades.
func (s *seeker) trained(w *work) int {
	if s.lesson(w) == nil {
		return 0
	}
	return full
}

// lesson is the class in which he learnt one of the trades; nil for none.
func (s *seeker) lesson(w *work) *Lesson {
	for i := range s.Lesson {
		for _, mine := range s.taught[i] {
			if slices.ContainsFunc(w.codes, func(code string) bool { return slices.Contains(s.lexicon.Groups(code), mine) }) {
				return &s.Lesson[i]
			}
		}
	}
	return nil
}

// place is how a place of work suits where he wishes to work.
func (s *seeker) place(at *site) fit {
	f, ok := s.sites[at]
	if !ok {
		f = s.bestPlace(at)
		s.sites[at] = f
	}
	return f
}

func (s *seeker) bestPlace(at *site) (best fit) {
	if len(s.places) == 0 {
		return fit{quality: anyPlace}
	}
	for _, wish := range s.places {
		switch {
		case slices.Contains(at.path, wish):
			return fit{quality: full, code: wish}
		case best.quality == 0 && prefecture(at.path) != "" && prefecture(at.path) == prefecture(s.lexicon.Path(wish)):
			best = fit{quality: closePlace, code: wish, close: true}
		}
	}
	return best
}

// prefecture is the division of a path whose number ends in two zeros and no
// more; empty for none.
func prefecture(path []string) string {
	for _, code := range path {
		if len(code) == 6 && code[4:] == "00" && code[2:] != "0000" {
			return code
		}
	}
	return ""
}

// nearness are what is brought by a place of work that lies in one's own
// township, county, prefecture and province.
var nearness = [...]int{full, 800, 500, 250}

// distance is how near to home a place of work is: by the smallest division
// that both lie in.
func (s *seeker) distance(at *site) fit {
	f, ok := s.near[at]
	if !ok {
		f = s.bestDistance(at)
		s.near[at] = f
	}
	return f
}

func (s *seeker) bestDistance(at *site) fit {
	for _, code := range at.path {
		if slices.Contains(s.home, code) {
			return fit{quality: nearness[rank(code)], code: code}
		}
	}
	return fit{}
}

// rank is 0 for a township or what lies in one, then one more for a county, a
// prefecture, a province.
func rank(code string) int {
	switch {
	case len(code) > 6:
		return 0
	case code[4:] != "00":
		return 1
	case code[2:] != "0000":
		return 2
	}
	return 3
}
