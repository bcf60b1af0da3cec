package matching

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Trade is a kind of work as workers say it. A trade may belong to groups:
// who asks for the group (护工) finds its members (养老护理员, 医院陪护).
type Trade struct {
	Number  int      // stable and small, for counting; never used again for another trade
	Code    string   // stable, "elder_care"
	Name    string   // "养老护理员"
	Class   string   // 职业分类大典 2022, "4-10-01-05"; empty where unknown or where it is no class
	Groups  []string // codes of the groups it belongs to directly
	Near    []string // codes of trades that are found too, ranked below
	Aliases []string // as people say it
}

// trades holds all trades by code, number and closure.
type trades struct {
	all     []Trade
	byCode  map[string]int
	byNum   map[int]int
	closure map[string][]string // a trade and all groups above it
	members map[string][]string // what lies directly in a group
}

func loadTrades() (*trades, error) {
	rows, err := table("trades.csv", 7)
	if err != nil {
		return nil, err
	}
	t := &trades{byCode: map[string]int{}, byNum: map[int]int{}, closure: map[string][]string{}, members: map[string][]string{}}
	for i, row := range rows {
		number, err := strconv.Atoi(row[0])
		if err != nil || number < 1 || number > maxTrade {
			return nil, fmt.Errorf("lexicon trades.csv line %d: the number must be 1 to %d", i+2, maxTrade)
		}
		one := Trade{number, row[1], row[2], row[3], strings.Fields(row[4]), strings.Fields(row[5]), strings.Fields(row[6])}
		t.byCode[one.Code], t.byNum[number] = i, i
		t.all = append(t.all, one)
	}
	if len(t.byCode) != len(t.all) || len(t.byNum) != len(t.all) {
		return nil, fmt.Errorf("lexicon trades.csv: a code or number is there twice")
	}
	return t, t.link()
}

// maxTrade is the highest trade number: engines count by it in one byte.
const maxTrade = 255

// link works out the groups above each trade and the members of each group.
func (t *trades) link() error {
	for _, one := range t.all {
		for _, code := range slices.Concat(one.Groups, one.Near) {
			if _, ok := t.byCode[code]; !ok {
				return fmt.Errorf("lexicon trades.csv: %s names %s, which does not exist", one.Code, code)
			}
		}
		for _, group := range one.Groups {
			t.members[group] = append(t.members[group], one.Code)
		}
		up := []string{one.Code}
		for i := 0; i < len(up); i++ {
			for _, group := range t.all[t.byCode[up[i]]].Groups {
				if !slices.Contains(up, group) {
					up = append(up, group)
				}
			}
		}
		t.closure[one.Code] = up
	}
	return nil
}

// Trades lists all trades in the order of the file.
func (l *Lexicon) Trades() []Trade { return slices.Clone(l.trades.all) }

// Trade returns the trade of a code.
func (l *Lexicon) Trade(code string) (Trade, bool) {
	i, ok := l.trades.byCode[code]
	if !ok {
		return Trade{}, false
	}
	return l.trades.all[i], true
}

// TradeName is the name of a code, or the code itself where it is unknown.
func (l *Lexicon) TradeName(code string) string {
	if t, ok := l.Trade(code); ok {
		return t.Name
	}
	return code
}

// Groups are a trade and all groups above it, itself first; nil for an
// unknown code.
func (l *Lexicon) Groups(code string) []string { return l.trades.closure[code] }

// TradeNumbered is the code of a trade number, empty where there is none.
func (l *Lexicon) TradeNumbered(n int) string {
	if i, ok := l.trades.byNum[n]; ok {
		return l.trades.all[i].Code
	}
	return ""
}
