package report

import (
	"context"
	"fmt"
	"time"

	"laowu/internal/db"
)

// Flow is where the members of each township work and what they earn there, as
// of a day. Members and main work are the bulletin's (bulletin_members.go): a
// member stands once, under the township of the association that counted him,
// and goes to one destination. Each row and column sums to Members.
//
// Away or at home is as the record of the work says. Of who is away, the place's
// division code tells the destination: one of flow_destination, else the rest of
// the county's province, else another province; a place outside areas.csv is
// kept as written and lies in another province. Who is at work and nobody wrote
// down where, and who has no work, stand apart.
type Flow struct {
	AsOf         time.Time
	Members      int
	Away, Home   int // at work outside the county and in it, as in the bulletin
	Destinations []Destination
	Townships    []TownshipFlow // the one with most members first
	Pay          Pay            // of all
	Trades       []TradePay     // with at least TradeLeast wages on record, the commonest first
}

// Destination is one of the places to which members go.
type Destination struct {
	Code   string // a division; or province, elsewhere, county, unknown, idle
	Name   string // 鄂尔多斯市, 省内其他
	People int
	Pay    Pay
}

// The destinations that are no division of the table.
const (
	toProvince  = "province"
	toElsewhere = "elsewhere"
	toCounty    = "county"
	toUnknown   = "unknown"
	toIdle      = "idle"
)

// TownshipFlow is a township's members by destination, in the order of
// Flow.Destinations.
type TownshipFlow struct {
	Code, Name string
	People     int
	To         []int
}

// TradePay is what a trade pays, by the trade's own words.
type TradePay struct {
	Trade string
	Pay   Pay
}

// Pay is what is earned a month, in yuan, of so many whose wage is on record. Of
// a wage that is a range, its middle counts.
type Pay struct {
	N            int
	Mean, Median float64
}

// TradeLeast is of how few wages a trade's mean is not shown: it would be
// somebody's own.
const TradeLeast = 10

// CountFlow counts as of a day. ErrFuture: the day has not come.
func CountFlow(ctx context.Context, tx *db.Tx, asOf time.Time) (Flow, error) {
	f := Flow{AsOf: asOf}
	if asOf.After(tx.Today()) {
		return f, ErrFuture
	}
	if err := prepare(ctx, tx); err != nil {
		return f, err
	}
	rows, err := tx.Query(ctx, flowCounts, tx.Actor.County, asOf)
	if err != nil {
		return f, fmt.Errorf("count flow: %w", err)
	}
	t, err := tallyFlow(rows)
	if err != nil {
		return f, fmt.Errorf("count flow: %w", err)
	}
	if err := f.nameDestinations(ctx, tx, t); err != nil {
		return f, err
	}
	return f, f.nameTownships(ctx, tx, t)
}
