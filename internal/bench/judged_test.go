package bench

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// judged is a question with what its asker would want to find.
type judged struct {
	text, kind string
	grades     [mostGrade + 1]condition // by grade; none of grade 0
	nothing    condition                // of a question that must find nothing: what it asks for, which nobody offers
}

// The grades: 3 is what was asked for, 2 what the asker would look at as
// well, 1 what he would understand to see further down.
const mostGrade, fair = 3, 2

// kindNothing are the questions that must find nothing.
const kindNothing = "nothing"

// judgedFolder keeps the judgements.
const judgedFolder = "testdata/judged/"

// judgements reads the questions.
func judgements(tb testing.TB) []judged {
	tb.Helper()
	sets := map[string][]string{}
	for _, row := range rowsOf(tb, "titles.csv") {
		sets[row[0]] = strings.Fields(row[1])
	}
	var all []judged
	for _, row := range rowsOf(tb, "questions.csv") {
		q, err := newJudged(row, sets)
		if err != nil {
			tb.Fatalf("%s: %v", row[0], err)
		}
		all = append(all, q)
	}
	return all
}

func newJudged(row []string, sets map[string][]string) (judged, error) {
	q := judged{text: row[0], kind: row[1]}
	for i, text := range row[2:] {
		c, err := parseCondition(text, sets)
		if err != nil {
			return q, err
		}
		q.grades[mostGrade-i] = c
	}
	if q.kind == kindNothing {
		q.nothing, q.grades = q.grades[mostGrade], [mostGrade + 1]condition{}
		if q.nothing == nil {
			return q, fmt.Errorf("it does not say what nobody offers")
		}
	}
	return q, nil
}

func rowsOf(tb testing.TB, name string) [][]string {
	tb.Helper()
	f, err := os.Open(judgedFolder + name)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	return rows[1:]
}

// grade is what an opening deserves: the highest grade whose condition holds.
func (q *judged) grade(o *opening) int {
	for g := mostGrade; g > 0; g-- {
		if q.grades[g].holds(o) {
			return g
		}
	}
	return 0
}

// judge grades all openings.
func (q *judged) judge(all []opening) map[int64]int {
	out := map[int64]int{}
	for i := range all {
		if g := q.grade(&all[i]); g > 0 {
			out[all[i].ID] = g
		}
	}
	return out
}

// checkJudgements holds the judgements against what is offered: the titles of
// each set are there, each question has an answer, and of what must find
// nothing nobody offers anything.
func checkJudgements(t *testing.T, o *offers) {
	t.Helper()
	offered := map[string]bool{}
	for i := range o.openings {
		offered[o.openings[i].Title] = true
	}
	for _, row := range rowsOf(t, "titles.csv") {
		for title := range strings.FieldsSeq(row[1]) {
			if !offered[title] {
				t.Errorf("%s: nobody offers %s", row[0], title)
			}
		}
	}
	all, kinds, asked := judgements(t), map[string]int{}, map[string]bool{}
	for i := range all {
		q := &all[i]
		kinds[q.kind]++
		if asked[q.text] {
			t.Errorf("%s is asked twice", q.text)
		}
		asked[q.text] = true
		best := 0
		for _, g := range q.judge(o.openings) {
			best = max(best, g)
		}
		if q.kind != kindNothing && best < fair {
			t.Errorf("%s: nothing is judged to answer it", q.text)
		}
		if at := slices.IndexFunc(o.openings, func(one opening) bool { return q.nothing.holds(&one) }); at >= 0 {
			t.Errorf("%s: %s at %s is offered", q.text, o.openings[at].Title, o.openings[at].PlaceText)
		}
	}
	if len(all) < 160 || kinds[kindNothing] < 20 {
		t.Errorf("%d questions, %v", len(all), kinds)
	}
}
