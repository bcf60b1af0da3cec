package matching

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"laowu/internal/area"
)

// levels are the words for a kind of division that people leave out.
var placeLevels = []string{"自治区", "地区", "省", "市", "区", "县", "旗", "镇", "乡"}

// loadPlaces learns the divisions down to townships by name, by name without
// their level, by aliases, and as people say them (places.csv). A number that
// no longer holds stands for its successor.
func (l *Lexicon) loadPlaces() error {
	for _, a := range l.divisions("") {
		for _, word := range append([]string{a.Name, bareName(a)}, a.Aliases...) {
			if word != "" {
				// Two divisions of one name (中心镇, 城关) leave the first.
				l.dict.add(l.Fold(word), l.placeConcept(a.Code))
			}
		}
	}
	if err := l.loadPlaceWords("places.csv", false); err != nil {
		return err
	}
	return l.loadPlaceWords("spots.csv", true)
}

// loadPlaceWords learns words for divisions: what they are called (places.csv)
// and what lies in them without being a division of its own (spots.csv).
func (l *Lexicon) loadPlaceWords(file string, spot bool) error {
	rows, err := table(file, 2)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if _, ok := l.atlas.Find(row[0]); !ok {
			continue // an installation elsewhere has other divisions
		}
		c := l.placeConcept(row[0])
		c.spot = spot
		for _, word := range strings.Fields(row[1]) {
			if err := l.learn(file, word, c); err != nil {
				return err
			}
			if spot {
				l.spots = append(l.spots, l.Fold(word))
			}
		}
	}
	return nil
}

// loadElsewhere learns places outside the known divisions, which are looked up
// as written. Each is found by its bare name, so that 江苏昆山 finds what lies
// at 江苏省昆山市.
func (l *Lexicon) loadElsewhere() error {
	rows, err := table("elsewhere.csv", 2)
	for _, row := range rows {
		for _, spot := range l.spots {
			if strings.Contains(spot, row[0]) {
				l.namesakes = append(l.namesakes, spot)
			}
		}
		c := &concept{kind: isWhole, words: []string{row[0]}}
		for _, word := range append(strings.Fields(row[1]), row[0]) {
			l.dict.add(l.Fold(word), c) // a division that the county knows stays one
		}
	}
	return err
}

// divisions lists what lies in outer, down to townships, from the top.
func (l *Lexicon) divisions(outer string) []area.Area {
	var out []area.Area
	for _, code := range l.atlas.Children(outer) {
		if a, _ := l.atlas.Find(code); a.Level != area.Village {
			out = append(append(out, a), l.divisions(code)...)
		}
	}
	return out
}

func (l *Lexicon) placeConcept(code string) *concept {
	return &concept{kind: isPlace, codes: []string{l.current(code)}}
}

// current is the number that took a number's place, or the number itself.
func (l *Lexicon) current(code string) string {
	if a, ok := l.atlas.Find(code); ok && a.Successor != "" {
		return a.Successor
	}
	return code
}

// bareName is a name without its level where two characters or more remain; a
// township needs three, for 康宁 and 东会 are words of their own.
func bareName(a area.Area) string {
	least := 2
	if a.Level == area.Township {
		least = 3
	}
	for _, level := range placeLevels {
		if rest, ok := strings.CutSuffix(a.Name, level); ok && utf8.RuneCountInString(rest) >= least {
			return rest
		}
	}
	return ""
}

func (l *Lexicon) loadHere() error { return l.loadPlain("here.csv", isHere) }

func (l *Lexicon) loadNear() error { return l.loadPlain("near.csv", isNear) }

func (l *Lexicon) loadPlain(file string, kind conceptKind) error {
	rows, err := table(file, 1)
	for _, row := range rows {
		if err := l.learn(file, row[0], &concept{kind: kind}); err != nil {
			return err
		}
	}
	return err
}

// inner keeps of several divisions those that no other one lies in: 鄂尔多斯
// 东胜 is 东胜.
func (l *Lexicon) inner(codes []string) []string {
	return slices.DeleteFunc(slices.Clone(codes), func(outer string) bool {
		return slices.ContainsFunc(codes, func(code string) bool { return code != outer && l.atlas.Inside(code, outer) })
	})
}

// Path is a place and all it lies in, innermost first, an old number under the
// one that took its place; nil for an unknown code.
func (l *Lexicon) Path(code string) []string { return l.atlas.Path(l.current(code)) }

// Unit is the county-level division that a place lies in, or the place itself
// where it lies above: what places are counted by. Empty for an unknown code.
func (l *Lexicon) Unit(code string) string {
	path := l.Path(code)
	for _, c := range path {
		if a, _ := l.atlas.Find(c); a.Level == area.County {
			return c
		}
	}
	if len(path) == 0 {
		return ""
	}
	return path[0]
}

// Nearby lists the county-level divisions and prefectures that people of a
// county go to by the length of the road, the county itself first.
func (l *Lexicon) Nearby(county string) []string {
	type place struct {
		code string
		km   int
	}
	places := []place{{county, 0}}
	for _, a := range l.divisions("") {
		if way, ok := l.ways.Find(county, a.Code); ok && a.Code != county {
			places = append(places, place{a.Code, way.Km})
		}
	}
	slices.SortStableFunc(places, func(a, b place) int { return a.km - b.km })
	codes := make([]string, len(places))
	for i, p := range places {
		codes[i] = p.code
	}
	return codes
}

// Travellers are the counties whose people's roads are known.
func (l *Lexicon) Travellers() []string { return l.ways.Origins() }

// Places are the names by which the lexicon knows each division, as folded
// words: its own, those without its level, old and spoken ones.
func (l *Lexicon) Places() [][]string {
	names := map[string][]string{}
	for word, c := range l.dict.words {
		if c.kind == isPlace {
			names[c.codes[0]] = append(names[c.codes[0]], word)
		}
	}
	out := make([][]string, 0, len(names))
	for _, code := range slices.Sorted(maps.Keys(names)) {
		slices.Sort(names[code])
		out = append(out, names[code])
	}
	return out
}
