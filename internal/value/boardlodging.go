package value

import (
	"strings"
	"unicode/utf8"
)

// BoardLodging is what an employer gives beside pay: 食宿. Text is what was
// written; empty where the cell is blank.
type BoardLodging struct {
	Board, Lodging bool
	Text           string
}

// ParseBoardLodging reads 包食宿, 管吃管住, 包住, 包午餐, 不包, 自理, 包吃不包住,
// 食宿补贴 and their like. It never fails: what it does not understand is text
// and gives nothing, so that nobody is promised a bed.
func ParseBoardLodging(r Raw) BoardLodging {
	text := r.Plain()
	if stroke(text) {
		return BoardLodging{}
	}
	b := BoardLodging{Text: text}
	if a, code := ParseYesNo(r); code == "" {
		b.Board, b.Lodging = a == Yes, a == Yes
		return b
	}
	if text == "包" || text == "管" || text == "全包" {
		b.Board, b.Lodging = true, true
		return b
	}
	for _, clause := range strings.FieldsFunc(unspaced(fold(text)), clauseEnd) {
		got := clauseGives(clause)
		b.Board = b.Board || got&itemBoard != 0
		b.Lodging = b.Lodging || got&itemLodging != 0
	}
	return b
}

func clauseEnd(r rune) bool { return strings.ContainsRune(",;.()", r) }

// part is what a word of 食宿 says.
type part uint8

const (
	itemBoard part = 1 << iota
	itemLodging
	isGiven  // said before or after its item
	isDenied // said before
	isOwn    // said after: the worker's own affair
)

type boardWord struct {
	text string
	part part
}

// boardWords: of several that fit, the first counts. Money in place of a meal
// or a bed (餐补) is no meal and no bed.
var boardWords = []boardWord{
	{"补贴", isOwn}, {"补助", isOwn}, {"补", isOwn}, {"自理", isOwn}, {"自费", isOwn}, {"自付", isOwn}, {"自行解决", isOwn}, {"自备", isOwn},
	{"不包", isDenied}, {"不管", isDenied}, {"不含", isDenied}, {"不提供", isDenied}, {"不供", isDenied}, {"不负责", isDenied}, {"无", isDenied}, {"没有", isDenied},
	{"免费", isGiven}, {"全包", isGiven}, {"全免", isGiven}, {"提供", isGiven}, {"包", isGiven}, {"管", isGiven}, {"供", isGiven}, {"含", isGiven}, {"有", isGiven}, {"可", isGiven},
	{"食宿", itemBoard | itemLodging}, {"吃住", itemBoard | itemLodging},
	{"吃", itemBoard}, {"餐", itemBoard}, {"饭", itemBoard}, {"食", itemBoard}, {"膳", itemBoard},
	{"住", itemLodging}, {"宿", itemLodging}, {"公寓", itemLodging},
}

// clauseGives goes through a clause: what is given or denied holds for the
// items after it, or for those before it that nothing was said of (住宿免费).
// Items that nothing at all is said of (一日三餐) are given.
func clauseGives(s string) part {
	var got, waiting, last, now part
	for s != "" {
		p, n := boardAt(s)
		s = s[n:]
		switch {
		case p == isGiven:
			got, waiting, now = got|waiting, 0, isGiven
		case p == isDenied:
			waiting, now = 0, isDenied
		case p == isOwn && waiting != 0:
			waiting = 0
		case p == isOwn:
			got &^= last
		case p != 0 && now == isGiven:
			got, last = got|p, p
		case p != 0 && now == 0:
			waiting |= p
		}
	}
	return got | waiting
}

// boardAt is what s begins with, and its length; a character that says nothing
// is part 0.
func boardAt(s string) (part, int) {
	for _, w := range boardWords {
		if strings.HasPrefix(s, w.text) {
			return w.part, len(w.text)
		}
	}
	_, n := utf8.DecodeRuneInString(s)
	return 0, n
}
