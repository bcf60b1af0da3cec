package matching

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// wanted reads the text of a question about people: what the lexicon explains,
// and whom the rest names. Whom a name means is asked of the records, under row
// security: who is not the actor's is not found.
type wanted struct {
	text       string
	people     []int64 // nil: no name and no number in the text
	understood Understanding
}

// mostName bounds a name in characters.
const mostName = 20

// read takes a whole number or the whole name of somebody first, for names
// have words of the lexicon in them (王太原); then the lexicon; then what is
// left as names, all of which must fit.
func (w *wanted) read(ctx context.Context, tx *db.Tx, s *Service) error {
	whole, err := w.whole(ctx, tx, s)
	if whole || err != nil {
		return err
	}
	w.understood = s.lexicon.understand(tx.Actor.County, w.text, s.ofPeople())
	for _, word := range w.understood.Question.Words {
		if err := w.word(ctx, tx, s, word); err != nil {
			return err
		}
	}
	return nil
}

// whole looks the whole text up as a number, or as somebody's exact name.
func (w *wanted) whole(ctx context.Context, tx *db.Tx, s *Service) (bool, error) {
	if !strings.ContainsFunc(w.text, isHan) && roster.IsNumber(w.text, tx.Today()) {
		w.understood.Chips = []Chip{{Kind: ChipWords, Label: numberLabel}}
		return true, w.narrow(ctx, tx, s, w.text)
	}
	if !isName(w.text) {
		return false, nil
	}
	exact, err := roster.Called(ctx, tx, w.text)
	if err != nil || len(exact) == 0 {
		return false, err
	}
	w.understood.Chips = []Chip{{Kind: ChipWords, Label: "姓名：" + w.text, Text: w.text}}
	return true, w.narrow(ctx, tx, s, w.text)
}

// numberLabel is what a chip says of a number, which it does not repeat.
const numberLabel = "一个号码"

// word takes a word that the lexicon does not explain for a name or a number.
func (w *wanted) word(ctx context.Context, tx *db.Tx, s *Service, word string) error {
	number := roster.IsNumber(word, tx.Today())
	w.relabel(word, number)
	if !number && !isName(word) {
		w.people = []int64{}
		w.note("“" + value.Redact(word) + "”没有看懂，所以没有找到人")
		return nil
	}
	had := len(w.people) > 0 || w.people == nil
	if err := w.narrow(ctx, tx, s, word); err != nil {
		return err
	}
	if had && len(w.people) == 0 && !number {
		w.note("没有叫“" + word + "”的人，“" + word + "”也不是工种、地点和证书")
	}
	return nil
}

// narrow keeps of the people found so far those whom a text names too.
func (w *wanted) narrow(ctx context.Context, tx *db.Tx, s *Service, text string) error {
	ids, err := roster.Named(ctx, tx, s.workers.vault, text)
	if err != nil {
		return err
	}
	if w.people == nil {
		w.people = append([]int64{}, ids...)
		return nil
	}
	w.people = slices.DeleteFunc(w.people, func(id int64) bool { return !slices.Contains(ids, id) })
	return nil
}

func (w *wanted) note(sentence string) {
	w.understood.Note = strings.Join(appendNew(nil, slices.DeleteFunc([]string{w.understood.Note, sentence}, func(s string) bool { return s == "" })...), "；")
}

// relabel says on the chip of a word that it was taken for a name; a number is
// not repeated.
func (w *wanted) relabel(word string, number bool) {
	for i := range w.understood.Chips {
		c := &w.understood.Chips[i]
		switch {
		case c.Kind != ChipWords || c.Label != "写着“"+word+"”":
		case number:
			c.Label, c.Text = numberLabel, ""
		default:
			c.Label = "姓名：" + value.Redact(word)
		}
	}
}

// isName says whether a text can be a name or a part of one.
func isName(text string) bool {
	return allHan(text) && utf8.RuneCountInString(text) <= mostName
}

// named says that a question asks for people by name alone: the records answer
// it, whether an engine has heard of them or not.
func (q *WorkerQuestion) named() bool {
	return q.People != nil && len(q.Trades)+len(q.Near)+len(q.Places)+len(q.Certs)+q.WageMax+q.Age == 0 && q.Occupation+q.Place == "" && !q.Free
}

// pageOfNamed answers such a question. Its cursor is the number of the last.
func pageOfNamed(q WorkerQuestion) (WorkerAnswer, error) {
	a := WorkerAnswer{Total: len(q.People), Engine: "postgresql", Hits: []WorkerHit{}}
	left := q.People
	if q.Cursor != "" {
		after, err := strconv.ParseInt(q.Cursor, 10, 64)
		if err != nil {
			return a, ErrCursor
		}
		at, _ := slices.BinarySearch(left, after+1)
		left = left[at:]
	}
	for _, id := range left[:min(len(left), q.Limit)] {
		a.Hits = append(a.Hits, WorkerHit{ID: id, Score: 1})
	}
	if len(left) > q.Limit {
		a.NextCursor = strconv.FormatInt(left[q.Limit-1], 10)
	}
	return a, nil
}
