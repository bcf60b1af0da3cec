package matching

import (
	"html"
	"slices"
	"strings"
)

// mostTrades bounds the trades of one title: they are packed into one number.
const mostTrades = 3

// TradesOf are the codes of the trades that an opening's title names, the
// first one first; none where the lexicon knows none.
func (l *Lexicon) TradesOf(title string) []string {
	t := newText(l.fold([]rune(title)))
	spans := l.scan(t, true, nil)
	named := slices.ContainsFunc(spans, func(s span) bool { return s.kind == isTrade })
	var codes []string
	for _, s := range spans {
		if s.kind == isTrade || s.kind == isWorkplace && !named {
			codes = appendNew(codes, s.codes...)
		}
	}
	codes = l.narrowest(codes)
	return codes[:min(len(codes), mostTrades)]
}

// highlight marks in each hit what the question found: the asked trades and
// words in the title, and words in the employer's name.
func (l *Lexicon) highlight(q Question, hits []Hit) {
	titles := map[string]string{} // a page has many of the same title
	for i := range hits {
		h := &hits[i]
		h.Highlights = map[string]string{}
		marked, ok := titles[h.Title]
		if !ok {
			marked = l.mark(h.Title, q, true)
			titles[h.Title] = marked
		}
		if marked != "" {
			h.Highlights["title"] = marked
		}
		if len(q.Words) == 0 {
			continue
		}
		if marked := l.mark(h.Enterprise, q, false); marked != "" {
			h.Highlights["enterprise"] = marked
		}
	}
}

// mark writes a text as HTML with what matches in <em>; empty where nothing
// does.
func (l *Lexicon) mark(written string, q Question, title bool) string {
	if len(q.Words) == 0 && len(q.Trades) == 0 {
		return ""
	}
	runes := []rune(written)
	t := newText(l.fold(runes))
	on := make([]bool, len(runes)+1)
	found := false
	for _, word := range q.Words {
		found = t.markAll(on, word) || found
	}
	if title && len(q.Trades) > 0 {
		for _, s := range l.scan(t, true, nil) {
			if s.kind == isTrade && l.asked(q, s.codes[0]) {
				found = true
				for i := s.from; i < s.to; i++ {
					on[i] = true
				}
			}
		}
	}
	if !found {
		return ""
	}
	return emphasised(runes, on)
}

func (l *Lexicon) asked(q Question, code string) bool {
	return slices.Contains(q.Near, code) || slices.ContainsFunc(l.Groups(code), func(group string) bool { return slices.Contains(q.Trades, group) })
}

// markAll marks every occurrence of a word.
func (t text) markAll(on []bool, word string) bool {
	found := false
	for i := range t.runes {
		if strings.HasPrefix(t.all[t.at[i]:], word) {
			found = true
			for j := i; j < i+len([]rune(word)); j++ {
				on[j] = true
			}
		}
	}
	return found
}

// emphasised writes runes as HTML; on has one entry more than runes, which is
// false.
func emphasised(runes []rune, on []bool) string {
	var b strings.Builder
	from := 0
	for i := 1; i <= len(runes); i++ {
		if i < len(runes) && on[i] == on[from] {
			continue
		}
		piece := html.EscapeString(string(runes[from:i]))
		if on[from] {
			piece = "<em>" + piece + "</em>"
		}
		b.WriteString(piece)
		from = i
	}
	return b.String()
}
