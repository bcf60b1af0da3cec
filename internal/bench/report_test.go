package bench

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"laowu/internal/db"
	"laowu/internal/report"
)

// daysAsked is how many days each report is counted for.
const daysAsked = 100

// BenchmarkReports counts the bulletin and the quotas of the full demonstration
// county as of days from 2016 to 2026, as the service does under row security;
// the yardstick reads what they rest on once, without a condition.
func BenchmarkReports(b *testing.B) {
	in := install(b)
	in.laowu(b, "demo")
	in.sql(b, "VACUUM ANALYZE") // as autovacuum has done a minute after an import
	d, _ := in.open(b)
	rest := in.reportCost(b, d, "reading people, memberships and placements once", "yardstick", 0, func(ctx context.Context, tx *db.Tx, _ time.Time) error {
		_, err := tx.Exec(ctx, "SELECT (SELECT count(village) FROM person), (SELECT count(left_on) FROM membership), (SELECT count(ended) FROM placement)")
		return err
	})
	in.reportCost(b, d, "bulletin as of any day", "p99 300 ms", rest, func(ctx context.Context, tx *db.Tx, day time.Time) error {
		_, err := report.Count(ctx, tx, day)
		return err
	})
	in.reportCost(b, d, "quotas as of any day", "p99 200 ms", rest, func(ctx context.Context, tx *db.Tx, day time.Time) error {
		_, err := report.CountQuotas(ctx, tx, day)
		return err
	})
	in.reportCost(b, d, "households as of any day", "—", rest, func(ctx context.Context, tx *db.Tx, day time.Time) error {
		_, err := report.CountHouseholds(ctx, tx, day)
		return err
	})
	in.reportCost(b, d, "ranking as of any day", "—", rest, func(ctx context.Context, tx *db.Tx, day time.Time) error {
		_, err := report.CountRanking(ctx, tx, day)
		return err
	})
}

// reportCost prints a line for one report and returns its median in
// milliseconds.
func (in *installation) reportCost(b *testing.B, d *db.DB, what, bound string, yardstick float64, ask func(context.Context, *db.Tx, time.Time) error) float64 {
	b.Helper()
	took := each(b, daysAsked, func(i int) error {
		day := time.Date(2016, 1, 1+i*38, 0, 0, 0, 0, time.UTC)
		return d.ReadTx(b.Context(), db.Actor{County: "141123", Role: db.County}, func(tx *db.Tx) error { return ask(b.Context(), tx, day) })
	})
	slices.Sort(took)
	median, slow := milliseconds(took[len(took)/2]), milliseconds(took[len(took)*99/100])
	said := fmt.Sprintf("median %.0f ms, **p99 %.0f ms**", median, slow)
	if yardstick > 0 {
		said += fmt.Sprintf(", %.1f times the yardstick", median/yardstick)
	}
	line(what, said, bound)
	return median
}
