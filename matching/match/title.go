package match

import (
	"slices"
	"sync"

	"laowu/matching"
)

// titles keep the trades that openings' titles name: most of 5,000 come again
// in every match, and understanding one takes longer than reading it. What is
// kept rests on the lexicon alone, so nothing of it grows old.
type titles struct {
	mu   sync.RWMutex
	kept map[[2]string][]string
}

// mostTitles bounds what is kept; beyond it all is begun anew.
const mostTitles = 100_000

// trades are the trade that an opening names itself and those of its title, at
// most as many as search keeps.
func (t *titles) trades(l *matching.Lexicon, trade, title string) []string {
	key := [2]string{trade, title}
	t.mu.RLock()
	codes, ok := t.kept[key]
	t.mu.RUnlock()
	if ok {
		return codes
	}
	codes = l.TradesOf(title)
	if trade != "" && !slices.Contains(codes, trade) && l.Groups(trade) != nil {
		codes = append([]string{trade}, codes...)
	}
	codes = codes[:min(len(codes), matching.MostTrades)]
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.kept == nil || len(t.kept) >= mostTitles {
		t.kept = map[[2]string][]string{}
	}
	t.kept[key] = codes
	return codes
}
