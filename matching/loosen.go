package matching

import (
	"slices"
	"strings"
)

// talkLength is from how many characters in a row on a question is talk, in
// which a stretch that nothing explains may be talk as well: 照看老人吃饭睡觉.
// A shorter one (火星保洁), and a word that stands apart, is meant as it is.
const talkLength = 6

// talk says whether a stretch that nothing explains hangs on a trade or on
// other talk within a long row of characters. What hangs on a place is a part
// of it (小店区许坦街).
func (r *reader) talk(s span, spans []span) bool {
	from, to := hanRun(r.text, s.from)
	if to-from < talkLength || s.to > to {
		return false
	}
	hangs := false
	for _, other := range spans {
		if other.to != s.from && other.from != s.to {
			continue
		}
		switch other.kind {
		case isPlace, isHere, isWorkplace, isEmployer, isWhole:
			return false
		}
		hangs = true
	}
	return hangs
}

// mayLoosen says that there is talk to leave out and a trade that stays.
func (u *Understanding) mayLoosen() bool { return len(u.talk) > 0 && len(u.Question.Trades) > 0 }

// loosen leaves out what was taken for talk and is written nowhere, and says
// so: a sentence that names a trade finds that trade. It is asked only where
// nothing was found.
func (u *Understanding) loosen() {
	if !u.mayLoosen() {
		return
	}
	isTalk := func(word string) bool { return slices.Contains(u.talk, word) }
	u.Question.Words = slices.DeleteFunc(u.Question.Words, isTalk)
	u.Chips = slices.DeleteFunc(u.Chips, func(c Chip) bool { return c.Kind == ChipWords && slices.ContainsFunc(u.talk, c.says) })
	note := "没有岗位写着“" + strings.Join(u.talk, "”“") + "”，按其余的找"
	u.Note = strings.TrimPrefix(u.Note+"；"+note, "；")
	u.talk = nil
}

// says is whether a chip stands for a word looked up as written.
func (c Chip) says(word string) bool { return c.Label == wordLabel(word) }

func wordLabel(word string) string { return "写着“" + word + "”" }
