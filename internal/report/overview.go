package report

import (
	"context"
	"fmt"
	"slices"
	"time"

	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/training"
)

// Overview is what the county's bureau looks at first, as of a day. Each part is
// counted as the report of its name counts it.
type Overview struct {
	Flow         Flow
	Covered      int // villages that an association covers, and how many there are
	Villages     int
	Associations int
	Homes        Households
	Idle         []IdleTownship // where nobody works in a household, the most first
	Training     []training.Outcome
	Quotas       Quotas
	Months       []QuotaMonth // the earliest first, the counted day last
	Cases, Late  int          // open today, and past their deadline: not as of the day
}

// IdleTownship is how many uncovered households a township has.
type IdleTownship struct {
	Name        string // empty: the household's village is none of the county's
	Homes, Late int
	Since       string // the longest of them: 2019-12-31
}

// CountOverview counts as of a day, in two transactions side by side where a
// second is free. ErrFuture: the day has not come.
func CountOverview(ctx context.Context, tx *db.Tx, asOf time.Time) (o Overview, err error) {
	if asOf.After(tx.Today()) {
		return o, ErrFuture
	}
	err = together(ctx, tx,
		func(ctx context.Context, tx *db.Tx) (err error) { o.Flow, err = CountFlow(ctx, tx, asOf); return err },
		func(ctx context.Context, tx *db.Tx) (err error) {
			o.Training, err = training.OutcomesByProgramme(ctx, tx, asOf)
			return err //nolint:wrapcheck // says what it did
		},
		func(ctx context.Context, tx *db.Tx) (err error) {
			o.Homes, err = CountHouseholds(ctx, tx, asOf)
			return err
		},
		func(ctx context.Context, tx *db.Tx) error { return o.countQuotas(ctx, tx, asOf) },
		func(ctx context.Context, tx *db.Tx) error { return o.countDivisions(ctx, tx, asOf) },
	)
	o.Idle = idleTownships(o.Homes.Uncovered)
	return o, err
}

func (o *Overview) countQuotas(ctx context.Context, tx *db.Tx, asOf time.Time) (err error) {
	if o.Quotas, err = CountQuotas(ctx, tx, asOf); err != nil {
		return err
	}
	o.Months, err = quotaMonths(ctx, tx, o.Quotas)
	return err
}

func (o *Overview) countDivisions(ctx context.Context, tx *db.Tx, asOf time.Time) (err error) {
	row, err := ask(ctx, tx, divisionCounts, asOf)
	if err != nil {
		return fmt.Errorf("count divisions: %w", err)
	}
	o.Covered, o.Villages, o.Associations = int(row["villages_covered"]), int(row["villages"]), int(row["associations"])
	cases, err := followup.CountCases(ctx, tx)
	o.Cases, o.Late = cases.Open, cases.Late
	return err //nolint:wrapcheck // says what it did
}

// idleTownships puts households together, by deadline as they stand.
func idleTownships(homes []UncoveredHousehold) (all []IdleTownship) {
	at := map[string]int{}
	for _, h := range homes {
		i, ok := at[h.Township]
		if !ok {
			i = len(all)
			at[h.Township] = i
			all = append(all, IdleTownship{Name: h.Township, Since: h.Since})
		}
		all[i].Homes++
		all[i].Since = min(all[i].Since, h.Since)
		if h.Overdue {
			all[i].Late++
		}
	}
	slices.SortStableFunc(all, func(a, b IdleTownship) int { return b.Homes - a.Homes })
	return all
}
