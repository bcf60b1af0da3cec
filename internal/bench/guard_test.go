package bench

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"
)

// mostTimes is what anything may cost with row security, against the same
// without.
const mostTimes = "at most 1.15 times"

// guarded are the tables under row security as it is shipped.
func (in *installation) guarded(b *testing.B) []string {
	b.Helper()
	conn, err := pgx.Connect(b.Context(), in.server.URL())
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close(context.Background())
	rows, err := conn.Query(b.Context(), "SELECT oid::regclass::text FROM pg_class WHERE relrowsecurity ORDER BY 1")
	if err != nil {
		b.Fatal(err)
	}
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(tables) < 20 {
		b.Fatalf("%d tables under row security, %v", len(tables), err)
	}
	return tables
}

// turns does the same with row security as shipped, then as its owner has
// taken it off, then with it, and so on: what else the machine does falls on
// both. In the end it is in force again.
func (in *installation) turns(b *testing.B, do func(on bool)) {
	b.Helper()
	tables := in.guarded(b)
	for range runs {
		for _, on := range []bool{true, false} {
			in.force(b, tables, on)
			do(on)
		}
	}
	in.force(b, tables, true)
}

// force puts row security in force, a table after the other: a running service
// waits for none of them long.
func (in *installation) force(b *testing.B, tables []string, on bool) {
	b.Helper()
	word := map[bool]string{true: "ENABLE", false: "DISABLE"}[on]
	for _, t := range tables {
		in.sql(b, "ALTER TABLE "+t+" "+word+" ROW LEVEL SECURITY")
	}
}

// sides are one thing's figures with row security and without, turn by turn.
type sides map[bool][]float64

func (s sides) add(on bool, v float64) { s[on] = append(s[on], v) }

// line prints both medians and their ratio, and the smallest and the greatest
// of single turns. verb writes a figure with its unit.
func (s sides) line(what, verb string) {
	var ratios []float64
	for i := range s[true] {
		ratios = append(ratios, s[true][i]/s[false][i])
	}
	slices.Sort(ratios)
	with, without := middle(s[true]), middle(s[false])
	said := fmt.Sprintf(verb+" against "+verb+", **%.2f times**", with, without, with/without)
	if last := len(ratios) - 1; last > 0 {
		said += fmt.Sprintf(" (%.2f to %.2f)", ratios[0], ratios[last])
	}
	line(what, said, mostTimes)
}

// costs are what programs cost with row security and without, turn by turn.
type costs map[bool][]cost

func (c costs) add(on bool, one cost) { c[on] = append(c[on], one) }

// lines prints the time by the clock, and that of processors: on a machine with
// other work the clock says more of that.
func (c costs) lines(what string) {
	wall, work := sides{}, sides{}
	for on, turns := range c {
		for _, one := range turns {
			wall.add(on, one.wall.Seconds())
			work.add(on, one.work.Seconds())
		}
	}
	wall.line(what, "%.2f s")
	work.line("· processor time", "%.2f s")
}

// middle is the median.
func middle(all []float64) float64 {
	sorted := slices.Sorted(slices.Values(all))
	return sorted[len(sorted)/2]
}
