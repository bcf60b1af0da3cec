package report

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"laowu/internal/db"
)

// listed is the whole list behind a figure, read three lines a page.
func listed(t *testing.T, tx *db.Tx, id string, asOf time.Time, part bool) (all []Counted, b Behind) {
	t.Helper()
	c := Cut{Part: part, Limit: 3}
	for {
		page, err := List(t.Context(), tx, id, asOf, c)
		if err != nil {
			t.Fatalf("%s: %v", id, err)
		}
		all = append(all, page.Lines...)
		if c.After = page.Next; page.Next == 0 {
			return all, page
		}
	}
}

// agrees holds a figure's value to its list: the length, of a mean the lines
// with their wages, of a share numerator and denominator.
func agrees(t *testing.T, tx *db.Tx, f Figure, asOf time.Time) {
	t.Helper()
	all, b := listed(t, tx, f.ID, asOf, false)
	parts, _ := listed(t, tx, f.ID, asOf, true)
	keys := map[int64]bool{}
	for _, l := range all {
		keys[l.Key] = true
	}
	if len(keys) != len(all) || b.Total != len(all) || b.Part != len(parts) || slices.ContainsFunc(parts, func(l Counted) bool { return !l.Part }) {
		t.Errorf("%s as of %s: %d lines with %d keys, %d said; %d of the numerator, %d said", f.ID, asOf.Format(time.DateOnly), len(all), len(keys), b.Total, len(parts), b.Part)
	}
	got := float64(len(all))
	switch {
	case f.N != nil:
		sum := 0.0
		for _, l := range all {
			if l.Wage == nil {
				t.Fatalf("%s lists somebody without a wage", f.ID)
			}
			sum += *l.Wage
		}
		if *f.N != len(all) {
			t.Errorf("%s as of %s: of %d wages, %d are listed", f.ID, asOf.Format(time.DateOnly), *f.N, len(all))
		}
		got = math.Round(sum/max(got, 1)*100) / 100
	case f.Unit == "percent, whole":
		got = math.Floor(100 * float64(len(parts)) / max(got, 1))
	case strings.HasPrefix(f.Unit, "percent"):
		got = 100 * float64(len(parts)) / max(got, 1)
	}
	if math.Abs(got-f.Value) > 0.006 {
		t.Errorf("%s as of %s: %v, its list says %v", f.ID, asOf.Format(time.DateOnly), f.Value, got)
	}
	if f.Of != nil && (*f.Of != len(all) || *f.Part != len(parts)) {
		t.Errorf("%s as of %s: %d of %d, its lists say %d of %d", f.ID, asOf.Format(time.DateOnly), *f.Part, *f.Of, len(parts), len(all))
	}
}

// certified gives members certificates: one that holds, one that ran out, one of
// completion.
const certified = `
	INSERT INTO association (county, id, code, township, name) VALUES ('141123', 1, 'x', '141123103', '甲村务工协会');
	INSERT INTO membership (county, person, association, joined) SELECT '141123', n, 1, '2018-01-01' FROM generate_series(1, 4) n;
	INSERT INTO certificate (county, person, kind, name, issued, expires) VALUES ('141123', 1, 'skill', '护理员', '2018-06-02', NULL),
	  ('141123', 1, 'skill', '电工', '2018-06-01', NULL), ('141123', 2, 'driving', 'B2', '2018-06-01', '2019-06-29'), ('141123', 3, 'completion', '结业', '2018-06-01', NULL);`

// TestListsAgree: no figure differs from the list that it opens, on any day, and
// none is without one.
func TestListsAgree(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]string{"members and lessons": story + lessons, "every channel": placed, "quotas": hired, "relocated": homes + certified} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := tellStory(t, s)
			counted := 0.0
			err := d.ReadTx(t.Context(), county, func(tx *db.Tx) error {
				for _, day := range []string{"2017-06-30", "2018-06-01", "2019-06-30", "2019-12-31", "2020-03-01", "2020-12-31", "2026-11-24"} {
					asOf := onDay(t, day)
					b, err := Count(t.Context(), tx, asOf)
					if err != nil {
						return err
					}
					for _, f := range b.Figures {
						agrees(t, tx, f, asOf)
						counted += f.Value
						if m, ok := Meant(f.ID); !ok || !slices.Contains(Groups(), m.Group) || m.Means == "" || m.When == "" || m.Each == "" || Title(f.ID) != f.Zh {
							t.Errorf("%s: %s, %+v", f.ID, Title(f.ID), m)
						}
					}
					if len(b.Figures) != len(abouts()) {
						t.Errorf("%d figures, %d lists", len(b.Figures), len(abouts()))
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if counted == 0 {
				t.Error("nothing was counted")
			}
		})
	}
}

// TestListSaysWhy: a line tells what makes somebody count.
func TestListSaysWhy(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ story, id, want string }{
		{story, "members", "王1甲村务工协会，2018-01-01 参会 -"},
		{story, "members_working_away", "王1 -2019-01-01 3500"},
		{story, "members_mean_wage", "王1 -2019-01-01 3500"},
		{story, "relocated_households", "户编号 H12 口人：王1、王5 -"},
		{story, "relocated_persons", "王1户编号 H1，乔家沟安置点 -"},
		{story, "villages_covered", "甲村 -"},
		{story, "agreement_enterprises", "示例铝业有限公司协议从 2019-01-01 起 -"},
		{story + lessons, "caregivers_employed", "王1吕梁山护工，第1期，2019-01-01 结业 -2019-01-01 3500"},
		{placed, "brands", "太原铁路安检员（2 人） -"},
		{placed, "workshops", "云呼叫中心（1 人在岗） -"},
		{placed, "call_centre_employed", "王3 云呼叫中心-话务员2019-03-01 4000"},
		{placed, "agreement_regular_local_share", "王4没有户籍记录 甲厂-电工2019-01-02 4000"},
	} {
		d := tellStory(t, c.story)
		err := d.ReadTx(t.Context(), county, func(tx *db.Tx) error {
			all, _ := listed(t, tx, c.id, onDay(t, "2019-12-31"), false)
			if len(all) == 0 {
				t.Fatalf("%s lists nobody", c.id)
			}
			l := all[0]
			got := fmt.Sprintf("%s%s %s-%s", l.Name, l.Note, l.Employer, l.Trade)
			if l.Started != nil {
				got += l.Started.Format(time.DateOnly)
			}
			if l.Wage != nil {
				got += fmt.Sprintf(" %v", *l.Wage)
			}
			if got != c.want {
				t.Errorf("%s: %s, want %s", c.id, got, c.want)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestListRefuses(t *testing.T) {
	t.Parallel()
	d := tellStory(t, story)
	err := d.ReadTx(t.Context(), county, func(tx *db.Tx) error {
		if _, err := List(t.Context(), tx, "nothing", tx.Today(), Cut{Limit: 1}); !errors.Is(err, ErrNoFigure) {
			t.Errorf("unknown figure: %v", err)
		}
		if _, err := List(t.Context(), tx, "members", tx.Today().AddDate(0, 0, 1), Cut{Limit: 1}); !errors.Is(err, ErrFuture) {
			t.Errorf("tomorrow: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
