package report

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"laowu/internal/db"
)

// list is made-up staff lists: two enterprises with their agreements, and who
// was hired. Days are counted from the first of 2020, so that one is a leap day.
type list struct {
	agreements []promised
	people     []string // where each is registered; empty where nobody says
	hires      []engaged
}

type promised struct {
	enterprise, from, to int // to -1: without an end
	regular, temporary   int // basis points
}

type engaged struct {
	person, enterprise int
	from, to           int // from -1: nobody wrote it down; to -1: still there
	form, post         string
	special            bool
	sources            string
}

const span = 120 // days in which everything happens

func lists(t *rapid.T) (l list) {
	for e := 1; e <= 2; e++ {
		for from := rapid.IntRange(0, 20).Draw(t, "from"); from < span; {
			p := promised{e, from, -1, rapid.SampledFrom([]int{0, 5000, 6000, whole}).Draw(t, "regular"), rapid.SampledFrom([]int{9000, whole}).Draw(t, "temporary")}
			if rapid.Bool().Draw(t, "ends") {
				p.to = from + rapid.IntRange(0, 60).Draw(t, "lasts")
			}
			l.agreements = append(l.agreements, p)
			if from = p.to + 1 + rapid.IntRange(0, 5).Draw(t, "pause"); p.to == -1 || rapid.IntRange(0, 3).Draw(t, "last") == 0 {
				break
			}
		}
	}
	l.people = rapid.SliceOfN(rapid.SampledFrom([]string{"141123", "141124", "外省", "", "141123"}), 2, 5).Draw(t, "people")
	l.hires = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) engaged {
		h := engaged{
			person: rapid.IntRange(1, len(l.people)).Draw(t, "person"), enterprise: rapid.IntRange(1, 2).Draw(t, "enterprise"),
			from: rapid.IntRange(-1, span/2).Draw(t, "started"), to: -1, form: rapid.SampledFrom([]string{"regular", "temporary", ""}).Draw(t, "form"),
			post: rapid.SampledFrom([]string{"", "new", "vacant", "existing"}).Draw(t, "post"), special: rapid.Bool().Draw(t, "special"),
			sources: rapid.SampledFrom([]string{"{staff_list}", "{roster,staff_list}", "{roster}", "{referral,departure}"}).Draw(t, "sources"),
		}
		if rapid.Bool().Draw(t, "left") {
			h.to = max(h.from, 0) + rapid.IntRange(0, 30).Draw(t, "stayed")
		}
		return h
	}), 6, 20).Draw(t, "hires")
	return l
}

// edges are the days on which something begins or ends, and those beside them.
func (l list) edges() (days []int) {
	add := func(n int) {
		if n >= 0 {
			days = append(days, max(n-1, 0), n, n+1)
		}
	}
	for _, a := range l.agreements {
		add(a.from)
		add(a.to)
	}
	for _, h := range l.hires {
		add(h.from)
	}
	return days
}

// tallied counts by hand, hire by hire; no line where no agreement is in force.
func (l list) tallied(enterprise, asOf int) string {
	for _, a := range l.agreements {
		if a.enterprise != enterprise || a.from > asOf || a.to != -1 && a.to < asOf {
			continue
		}
		var regular, regularLocal, temporary, temporaryLocal, exempt int
		for _, h := range l.hires {
			if h.enterprise != enterprise || h.from < a.from || h.from > asOf || !strings.Contains(h.sources, "staff_list") {
				continue
			}
			local := l.people[h.person-1] == "141123"
			switch {
			case h.form == "regular" && h.post != "existing":
				regular++
				if local {
					regularLocal++
				}
			case h.form == "temporary" && h.special:
				temporary++
				exempt++
			case h.form == "temporary":
				temporary++
				if local {
					temporaryLocal++
				}
			}
		}
		met := func(local, base, points int) bool { return local*whole >= points*base }
		return fmt.Sprintf("%d: since %d, %d of %d %v %d, %d of %d %v %d but for %d", enterprise, a.from, regularLocal, regular,
			met(regularLocal, regular, a.regular), a.regular, temporaryLocal, temporary, met(temporaryLocal, temporary-exempt, a.temporary), a.temporary, exempt)
	}
	return ""
}

// tallyOf is the same of what was counted.
func tallyOf(e EnterpriseQuota) string {
	r, t := e.Regular, e.Temporary
	return fmt.Sprintf("%d: since %d, %d of %d %v %d, %d of %d %v %d but for %d", e.ID, int(e.Since.Sub(dayOf(0)).Hours()/24), r.Local, r.Hires, r.Met, r.points,
		t.Local, t.Hires, t.Met, t.points, t.Exempt)
}

func dayOf(n int) time.Time { return time.Date(2020, 1, 1+n, 0, 0, 0, 0, time.UTC) }

// written are the lists as records; who has no first day was reported on one.
func (l list) written() string {
	var b strings.Builder
	day := func(n int) string {
		if n == -1 {
			return "NULL"
		}
		return "'" + dayOf(n).Format(time.DateOnly) + "'"
	}
	b.WriteString("INSERT INTO enterprise (id, county, uscc, name) VALUES (1, '141123', '91141123MA0AL47R7J', '甲厂'), (2, '141123', '91150602MA0FAG439B', '乙厂');")
	for _, a := range l.agreements {
		fmt.Fprintf(&b, "INSERT INTO agreement (county, enterprise, starts, ends, regular_share, temporary_share) VALUES ('141123', %d, %s, %s, %d, %d);",
			a.enterprise, day(a.from), day(a.to), a.regular, a.temporary)
	}
	for i, where := range l.people {
		fmt.Fprintf(&b, "INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed, registered) VALUES ('141123', %d, '王', 'male', '1980-01-01', '\\x%02d', '', nullif('%s', ''));", i+1, i+1, where)
	}
	for _, h := range l.hires {
		fmt.Fprintf(&b, "INSERT INTO placement (county, person, enterprise, started, ended, form, post, special_skill, reported_on, sources) VALUES ('141123', %d, %d, %s, %s, '%s', '%s', %v, '2020-02-01', '%s');",
			h.person, h.enterprise, day(h.from), day(h.to), h.form, h.post, h.special, h.sources)
	}
	return b.String()
}

var errTakenBack = errors.New("taken back")

// TestQuotasByHand: what the statement counts of any staff lists is what one
// counts by hand: for the county, as the list behind it, and for the enterprise.
func TestQuotasByHand(t *testing.T) {
	t.Parallel()
	d := tellStory(t, "")
	rapid.Check(t, func(rt *rapid.T) {
		l := lists(rt)
		asOf := rapid.OneOf(rapid.SampledFrom(l.edges()), rapid.IntRange(0, span)).Draw(rt, "as of")
		err := d.Tx(t.Context(), county, func(tx *db.Tx) error {
			if _, err := tx.Exec(t.Context(), l.written()); err != nil {
				return err
			}
			want := map[int]string{1: l.tallied(1, asOf), 2: l.tallied(2, asOf)}
			got := map[int]string{}
			q, err := CountQuotas(t.Context(), tx, dayOf(asOf))
			if err != nil {
				return err
			}
			for _, e := range q.Enterprises {
				got[int(e.ID)] = tallyOf(e)
				hires, err := QuotaHires(t.Context(), tx, e.ID, dayOf(asOf))
				if err != nil || len(hires) != e.Regular.Hires+e.Temporary.Hires {
					rt.Errorf("%d: %d are listed, %v", e.ID, len(hires), err)
				}
			}
			if got[1] != want[1] || got[2] != want[2] {
				rt.Errorf("day %d of %+v\n%v, want\n%v", asOf, l, got, want)
			}
			if _, err := tx.Exec(t.Context(), "SET LOCAL laowu.role = 'enterprise'; SET LOCAL laowu.organisation = '2'"); err != nil {
				return err
			}
			tx.Actor.Role, tx.Actor.Organisation = db.Enterprise, 2
			own, err := CountQuotas(t.Context(), tx, dayOf(asOf))
			if err != nil {
				return err
			}
			seen := ""
			for _, e := range own.Enterprises {
				seen += tallyOf(e)
			}
			if seen != want[2] {
				rt.Errorf("day %d of %+v\nthe enterprise sees %s, want %s", asOf, l, seen, want[2])
			}
			return errTakenBack
		})
		if !errors.Is(err, errTakenBack) {
			rt.Fatal(err)
		}
	})
}
