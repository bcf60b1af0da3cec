package training

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"laowu/internal/db"
)

// story is one trainee's: days are counted from the class's first.
type story struct {
	result  string
	dropped bool
	skilled bool // has a certificate by the class that is no completion certificate
	spells  []spell
}

type spell struct {
	from, to int // to -1: still there
	forestry bool
}

func stories(t *rapid.T) []story {
	one := rapid.Custom(func(t *rapid.T) story {
		return story{
			result:  rapid.SampledFrom([]string{"", "passed", "good", "excellent", "failed", "absent"}).Draw(t, "result"),
			dropped: rapid.IntRange(0, 5).Draw(t, "dropped") == 0,
			skilled: rapid.Bool().Draw(t, "skilled"),
			spells: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) spell {
				s := spell{from: rapid.IntRange(0, 120).Draw(t, "from"), to: -1, forestry: rapid.IntRange(0, 4).Draw(t, "forestry") == 0}
				if rapid.Bool().Draw(t, "left") {
					s.to = s.from + rapid.SampledFrom([]int{0, 30, 88, 89, 90, 91, 200}).Draw(t, "days")
				}
				return s
			}), 0, 3).Draw(t, "spells"),
		}
	})
	return rapid.SliceOfN(one, 1, 6).Draw(t, "stories")
}

// counted follows each story by hand: the class lasts until day 20, figures are
// as of a later one.
func counted(all []story, asOf int) (o Outcome) {
	for _, s := range all {
		o.Enrolled++
		if s.dropped || s.result != "passed" && s.result != "good" && s.result != "excellent" {
			continue
		}
		o.Completed++
		if s.skilled {
			o.Certified++
		}
		var first *spell
		for i, w := range s.spells {
			if w.from >= 20 && w.from <= asOf && !w.forestry && (first == nil || w.from < first.from) {
				first = &s.spells[i]
			}
		}
		if first == nil {
			continue
		}
		o.Placed++
		if asOf < first.from+90 {
			continue
		}
		o.Ripe++
		there := true
		for day := first.from; day < first.from+90; day++ { // was there on every one of ninety days
			there = there && (first.to == -1 || day < first.to)
		}
		if there {
			o.Stayed++
		}
	}
	return o
}

// written are the stories as records.
func written(all []story) string {
	var b strings.Builder
	day := func(n int) string {
		return "'" + time.Date(2018, 1, 1+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly) + "'"
	}
	b.WriteString("INSERT INTO class (county, id, programme, number, institution, starts, ends) VALUES ('141123', 1, 1, '第1期', '甲校', " + day(0) + ", " + day(20) + ");")
	for i, s := range all {
		kind := "completion"
		if s.skilled {
			kind = "skill"
		}
		fmt.Fprintf(&b, "INSERT INTO enrolment (county, person, class, result, dropped) VALUES ('141123', %d, 1, '%s', %v);", i+1, s.result, s.dropped)
		fmt.Fprintf(&b, "INSERT INTO certificate (county, person, class, kind) VALUES ('141123', %d, 1, '%s');", i+1, kind)
		for j, w := range s.spells {
			to, channel := "NULL", "self"
			if w.to != -1 {
				to = day(w.to)
			}
			if w.forestry {
				channel = "forestry"
			}
			fmt.Fprintf(&b, "INSERT INTO placement (county, id, person, started, ended, channel, reported_on, sources) VALUES ('141123', %d, %d, %s, %s, '%s', '2018-01-01', '{roster}');",
				100*i+j+1, i+1, day(w.from), to, channel)
		}
	}
	return b.String()
}

// TestOutcomesByHand: what the statement counts is what one counts by hand, day
// by day.
func TestOutcomesByHand(t *testing.T) {
	t.Parallel()
	d := school(t, "")
	rapid.Check(t, func(rt *rapid.T) {
		all, asOf := stories(rt), rapid.IntRange(20, 330).Draw(rt, "as of")
		err := d.Tx(t.Context(), county, func(tx *db.Tx) error {
			if _, err := tx.Exec(t.Context(), written(all)); err != nil {
				return err
			}
			got, err := OutcomesByProgramme(t.Context(), tx, time.Date(2018, 1, 1+asOf, 0, 0, 0, 0, time.UTC))
			if err != nil {
				return err
			}
			want := counted(all, asOf)
			want.Programme = "吕梁山护工"
			if len(got) != 1 || got[0] != want {
				rt.Errorf("as of day %d of %+v\n%+v, want\n%+v", asOf, all, got, want)
			}
			return errUndo
		})
		if !errors.Is(err, errUndo) {
			rt.Fatal(err)
		}
	})
}

// TestLicencesCover: what a covered class covers is covered too, and no class is
// covered by one that it covers.
func TestLicencesCover(t *testing.T) {
	t.Parallel()
	const p = "driving_"
	for a, covered := range driving {
		for _, b := range covered {
			if Covers(p+b, p+a) {
				t.Errorf("%s and %s cover each other", a, b)
			}
			for _, c := range driving[b] {
				if !Covers(p+a, p+c) {
					t.Errorf("%s covers %s, which covers %s, and not that", a, b, c)
				}
			}
		}
	}
}
