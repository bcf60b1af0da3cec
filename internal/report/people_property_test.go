package report

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"laowu/internal/db"
)

// folk is made-up people; days are counted as in list. The first of a home is
// its number.
type folk struct {
	people []human
}

type human struct {
	home          int // 1 to 3, of which the third is not relocated; 0: alone, and relocated
	able, willing bool
	erased        int // day; -1: not erased
	members       [][2]int
	work          []job
}

type job struct {
	from, reported, to int // from -1: nobody wrote it down; to -1: still there
	full               bool
	away               string // true, false, NULL
	low, high          int    // 0: none on record
}

func folks(t *rapid.T) (f folk) {
	f.people = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) human {
		h := human{home: rapid.IntRange(0, 3).Draw(t, "home"), able: rapid.IntRange(0, 3).Draw(t, "able") > 0, willing: rapid.IntRange(0, 3).Draw(t, "willing") > 0, erased: -1}
		for from := rapid.IntRange(0, 20).Draw(t, "joined"); from < 60 && len(h.members) < 3; {
			m := [2]int{from, -1}
			if rapid.Bool().Draw(t, "left") {
				m[1] = from + rapid.IntRange(0, 20).Draw(t, "for")
			}
			h.members = append(h.members, m)
			if from = max(m[1], m[0]+1) + rapid.IntRange(0, 9).Draw(t, "out"); m[1] == -1 {
				break
			}
		}
		h.work = rapid.SliceOfN(rapid.Custom(jobs), 0, 3).Draw(t, "work")
		if rapid.IntRange(0, 5).Draw(t, "gone") == 0 {
			h.erase(rapid.IntRange(20, 60).Draw(t, "erased"))
		}
		return h
	}), 1, 7).Draw(t, "people")
	return f
}

func jobs(t *rapid.T) job {
	j := job{
		from: rapid.IntRange(-1, 50).Draw(t, "from"), reported: rapid.IntRange(0, 50).Draw(t, "reported"), to: -1, full: rapid.Bool().Draw(t, "full"),
		away: rapid.SampledFrom([]string{"true", "false", "NULL"}).Draw(t, "away"),
	}
	if rapid.Bool().Draw(t, "ended") {
		j.to = max(j.from, 0) + rapid.IntRange(0, 20).Draw(t, "lasted")
	}
	if rapid.IntRange(0, 3).Draw(t, "paid") > 0 {
		j.low = rapid.IntRange(1, 4).Draw(t, "low") * 1000
		j.high = j.low + rapid.IntRange(0, 2).Draw(t, "more")*500
	}
	return j
}

// erase is what an erasure leaves: he is a member and at work until that day.
func (h *human) erase(on int) {
	h.erased = on
	for i, m := range h.members {
		if m[1] == -1 || m[1] > on {
			h.members[i][1] = max(m[0], on)
		}
	}
	for i, j := range h.work {
		if j.to == -1 || j.to > on {
			h.work[i].to = max(j.from, on)
		}
	}
}

func (j job) begins() int {
	switch {
	case j.from != -1:
		return j.from
	case j.to != -1:
		return min(j.reported, j.to)
	}
	return j.reported
}

func (j job) runs(day int) bool { return j.begins() <= day && (j.to == -1 || j.to > day) }

// main is the work that counts on a day: full time first, then what began last,
// what has no first day after all that have one, then the last on record.
func (h human) main(day int) *job {
	var best *job
	for i := range h.work {
		j := &h.work[i]
		if j.runs(day) && (best == nil || j.full && !best.full || j.full == best.full && j.from >= best.from) {
			best = j
		}
	}
	return best
}

// members counts by hand: members, away, in the county, and wages with n, mean
// and median.
func (f folk) members(day int) string {
	members, away, here := 0, 0, 0
	var wages []float64
	for _, h := range f.people {
		if !slices.ContainsFunc(h.members, func(m [2]int) bool { return m[0] <= day && (m[1] == -1 || m[1] > day) }) {
			continue
		}
		members++
		j := h.main(day)
		switch {
		case j == nil:
			continue
		case j.away == "true":
			away++
		case j.away == "false":
			here++
		}
		if j.low > 0 {
			wages = append(wages, float64(j.low+j.high)/2)
		}
	}
	mean, median, n := 0.0, 0.0, len(wages)
	if slices.Sort(wages); n > 0 {
		for _, w := range wages {
			mean += w
		}
		mean = math.Round(mean/float64(n)*100) / 100
		median = (wages[(n-1)/2] + wages[n/2]) / 2
	}
	return fmt.Sprint(members, away, here, n, mean, median)
}

// homes counts by hand the guarantee's base, who is covered, and of each home
// where nobody works since when.
func (f folk) homes(day int) string {
	able, covered, idle := 0, 0, []string{}
	home := func(id int, kin []human) {
		can, works, since := false, false, -1
		for _, h := range kin {
			can = can || h.able && h.willing && (h.erased == -1 || h.erased > day)
			for _, j := range h.work {
				works = works || j.runs(day)
				if j.to != -1 && j.to <= day {
					since = max(since, j.to)
				}
			}
		}
		switch {
		case !can:
			return
		case works:
			covered++
		default:
			idle = append(idle, fmt.Sprintf("%d since %d", id, since))
		}
		able++
	}
	for n := 1; n <= 2; n++ {
		var kin []human
		for _, h := range f.people {
			if h.home == n {
				kin = append(kin, h)
			}
		}
		home(n, kin)
	}
	for i, h := range f.people {
		if h.home == 0 {
			home(-i-1, []human{h})
		}
	}
	slices.Sort(idle)
	return fmt.Sprint(able, covered, idle)
}

// written are they as records; they came on record on the first day of all.
func (f folk) written() string {
	var b strings.Builder
	day := func(n int) string {
		if n == -1 {
			return "NULL"
		}
		return "'" + dayText(dayOf(n)) + "'"
	}
	wage := func(n int) string {
		if n == 0 {
			return "NULL"
		}
		return fmt.Sprint(n)
	}
	b.WriteString(`INSERT INTO association (county, id, code, township, name) VALUES ('141123', 1, 'a', '141123103', '甲'), ('141123', 2, 'b', '141123103', '乙');
		INSERT INTO household (county, id, village, number, relocated) SELECT '141123', n, '141123103', n, n < 3 FROM generate_series(1, 3) n;
		INSERT INTO household_kind (county, household, kind, valid_from, valid_to) SELECT '141123', n, k, f, u FROM generate_series(1, 3) n,
		  (VALUES ('lifted', NULL::date, '2020-02-01'::date), ('monitored_unstable', '2020-01-15', NULL)) v (k, f, u);`)
	for i, h := range f.people {
		home, kind := fmt.Sprint(h.home), "NULL"
		if h.home == 0 {
			home, kind = "NULL", "'lifted'"
		}
		fmt.Fprintf(&b, `INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed, household, household_kind, relocated, able, willing, erased_on, created_at)
			VALUES ('141123', %d, '王', 'male', '1980-01-01', '\x%02d', '', %s, %s, %v, %v, %v, %s, '2019-12-31 12:00+08');`,
			i+1, i+1, home, kind, h.home == 0, h.able, h.willing, day(h.erased))
		for k, m := range h.members {
			fmt.Fprintf(&b, "INSERT INTO membership (county, person, association, joined, left_on) VALUES ('141123', %d, %d, %s, %s);", i+1, k%2+1, day(m[0]), day(m[1]))
		}
		for _, j := range h.work {
			fmt.Fprintf(&b, `INSERT INTO placement (county, person, started, reported_on, ended, full_time, away, wage_min, wage_max, sources)
				VALUES ('141123', %d, %s, %s, %s, %v, %s, %s, %s, '{roster}');`, i+1, day(j.from), day(j.reported), day(j.to), j.full, j.away, wage(j.low), wage(j.high))
		}
	}
	return b.String()
}

// edges are the days on which something begins or ends, and those before.
func (f folk) edges() []int {
	days := []int{30}
	for _, h := range f.people {
		for _, m := range h.members {
			days = append(days, m[0], max(m[1], 0))
		}
		for _, j := range h.work {
			days = append(days, j.begins(), max(j.to, 0), max(j.to, 1)-1)
		}
	}
	return days
}

// TestPeopleByHand: members with their main work and wages, and the guarantee to
// relocated households, are what one counts by hand, person by person.
func TestPeopleByHand(t *testing.T) {
	t.Parallel()
	d := tellStory(t, "")
	rapid.Check(t, func(rt *rapid.T) {
		f := folks(rt)
		asOf := rapid.SampledFrom(f.edges()).Draw(rt, "as of")
		err := d.Tx(t.Context(), county, func(tx *db.Tx) error {
			if _, err := tx.Exec(t.Context(), f.written()); err != nil {
				return err
			}
			b, err := Count(t.Context(), tx, dayOf(asOf))
			if err != nil {
				return err
			}
			v := map[string]Figure{}
			for _, one := range b.Figures {
				v[one.ID] = one
			}
			w := v["members_mean_wage"]
			got := fmt.Sprint(v["members"].Value, v["members_working_away"].Value, v["members_working_in_county"].Value, *w.N, w.Value, *w.Median)
			if want := f.members(asOf); got != want {
				rt.Errorf("day %d of %+v\nmembers %s, want %s", asOf, f, got, want)
			}
			h, err := CountHouseholds(t.Context(), tx, dayOf(asOf))
			if err != nil {
				return err
			}
			idle := []string{}
			for _, u := range h.Uncovered {
				since := int(onDay(t, u.Since).Sub(dayOf(0)).Hours() / 24)
				idle = append(idle, fmt.Sprintf("%d since %d", u.ID, since))
			}
			slices.Sort(idle)
			if got, want := fmt.Sprint(h.Able, h.Covered, idle), f.homes(asOf); got != want {
				rt.Errorf("day %d of %+v\nhouseholds %s, want %s", asOf, f, got, want)
			}
			return errTakenBack
		})
		if !errors.Is(err, errTakenBack) {
			rt.Fatal(err)
		}
	})
}
