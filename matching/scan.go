package matching

// A text is read as the sequence of words that leaves the fewest characters
// unexplained, and among those the one with the fewest words.

// unexplainedCost is what a character (or a run of letters or digits) costs
// that no word explains; a word costs 1.
const unexplainedCost = 10

// step is the best way to read the text from a character on.
type step struct {
	cost int
	to   int
	span span // without a concept: unexplained
	next int  // 1 when the next step follows a trade directly
}

// scan reads a text by the dictionary, the spellings and whatever words are
// given besides. known holds further dictionaries; bare leaves out numbers
// and pinyin, as titles are read.
func (l *Lexicon) scan(t text, bare bool, spell *spellings, known ...*dictionary) []span {
	n := len(t.runes)
	found := make([][]span, n)
	if !bare {
		l.readNumbers(t, found)
		l.readSpellings(t, found, spell)
	}
	best := make([][2]step, n+1)
	for i := n - 1; i >= 0; i-- {
		for after := range 2 {
			best[i][after] = l.bestStep(t, i, after == 1, found[i], best, known)
		}
	}
	var spans []span
	for i, after := 0, 0; i < n; {
		s := best[i][after]
		if s.span.concept != nil {
			spans = append(spans, s.span)
		}
		i, after = s.to, s.next
	}
	return spans
}

// bestStep tries every word that begins at i. afterTrade says that a trade
// ends here, so that 司机 and 师傅 belong to it.
func (l *Lexicon) bestStep(t text, i int, afterTrade bool, found []span, best [][2]step, known []*dictionary) step {
	to := unitEnd(t, i)
	b := step{cost: best[to][0].cost, to: to}
	if isWord(t.runes[i]) {
		b.cost += unexplainedCost
	}
	try := func(s span) {
		next := 0
		if s.kind == isTrade || s.kind == isWorkplace || s.kind == isSuffix {
			next = 1
		}
		if cost := best[s.to][next].cost + 1; cost < b.cost || cost == b.cost && s.to > b.to {
			b = step{cost, s.to, s, next}
		}
	}
	if afterTrade {
		l.suffixes.each(t, i, func(to int, c *concept) { try(span{i, to, c}) })
	}
	l.dict.each(t, i, func(to int, c *concept) { try(span{i, to, c}) })
	for _, d := range known {
		d.each(t, i, func(to int, c *concept) { try(span{i, to, c}) })
	}
	for _, s := range found {
		try(s)
	}
	return b
}

// unitEnd is where the smallest unit that begins at i ends: a character, or a
// whole run of letters or of digits.
func unitEnd(t text, i int) int {
	same := func(c rune) bool { return isLatin(c) || isDigit(c) }
	to := i + 1
	if same(t.runes[i]) {
		for to < len(t.runes) && same(t.runes[to]) {
			to++
		}
	}
	return to
}

// readNumbers notes the wages and ages of a text at the character where each
// begins.
func (l *Lexicon) readNumbers(t text, found [][]span) {
	for i := range t.runes {
		if s, ok := wageAt(t, i); ok {
			found[i] = append(found[i], s)
		}
		if s, ok := ageAt(t, i); ok {
			found[i] = append(found[i], s)
		}
	}
}
