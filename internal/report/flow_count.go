package report

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// flowCounts reads each member's main work once and counts it three ways: by
// township and destination, by destination and wage, by trade and wage. way says
// which: the columns that a way does not cut by are null. $1 is the county, $2
// the day.
const flowCounts = working + `,
	belongs AS (
		SELECT DISTINCT ON (m.person) m.person, m.association FROM membership m
		WHERE m.county = $1 AND m.joined <= $2 AND (m.left_on IS NULL OR m.left_on > $2) ORDER BY m.person, m.joined DESC),
	told AS (SELECT place, CASE WHEN place LIKE '%00' THEN left(place, 4) ELSE place END AS lies FROM flow_destination WHERE county = $1),
	one AS (
		SELECT b.association, w.wage, w.trade_text, w.away, CASE
		         WHEN w.person IS NULL THEN 'idle' WHEN NOT w.away THEN 'county' WHEN t.place IS NOT NULL THEN t.place
		         WHEN w.away AND w.place LIKE left($1, 2) || '%' THEN 'province' WHEN w.away AND (w.place <> '' OR w.place_text <> '') THEN 'elsewhere'
		         ELSE 'unknown' END AS goes
		FROM belongs b LEFT JOIN main w USING (person)
		LEFT JOIN told t ON w.away AND (t.lies = left(w.place, 4) OR t.lies = left(w.place, 6)))
	SELECT grouping(association, wage, trade_text), (SELECT township FROM association a WHERE a.county = $1 AND a.id = association), goes, trade_text, wage,
	       count(*), count(*) FILTER (WHERE away)
	FROM one GROUP BY GROUPING SETS ((association, goes), (goes, wage), (trade_text, wage))`

// The ways, as grouping counts them.
const (
	byAssociation = 3
	byDestination = 5
	byTrade       = 4
)

// flowTally is what was read: people by township and destination, and how many
// earn how much, by destination and by trade.
type flowTally struct {
	from  map[string]map[string]int
	goes  map[string]map[float64]int
	trade map[string]map[float64]int
	sums  map[string]int
	away  int
}

// tallyFlow reads the lines of flowCounts.
func tallyFlow(rows pgx.Rows) (flowTally, error) {
	t := flowTally{from: map[string]map[string]int{}, goes: map[string]map[float64]int{}, trade: map[string]map[float64]int{}, sums: map[string]int{}}
	var way, n, away int
	var township, goes, trade *string
	var wage *float64
	_, err := pgx.ForEachRow(rows, []any{&way, &township, &goes, &trade, &wage, &n, &away}, func() error {
		switch {
		case way == byAssociation:
			put(t.from, text(township), text(goes), n)
			t.sums[text(goes)] += n
			t.away += away
		case wage == nil: // earned by nobody, or not on record
		case way == byDestination:
			put(t.goes, text(goes), *wage, n)
		case way == byTrade && text(trade) != "":
			put(t.trade, text(trade), *wage, n)
		}
		return nil
	})
	return t, err //nolint:wrapcheck // by who asks
}

func put[K comparable](into map[string]map[K]int, one string, two K, n int) {
	if into[one] == nil {
		into[one] = map[K]int{}
	}
	into[one][two] += n
}

// text is what a cell says, empty where it is null.
func text(cell *string) string {
	if cell == nil {
		return ""
	}
	return *cell
}

// nameDestinations puts the destinations into their order: those of the table,
// then the wider ones; what is not known only where there is somebody.
func (f *Flow) nameDestinations(ctx context.Context, tx *db.Tx, t flowTally) error {
	rows, err := tx.Query(ctx, "SELECT d.place AS code, a.name FROM flow_destination d JOIN area a ON a.code = d.place WHERE d.county = $1 ORDER BY d.position", tx.Actor.County)
	if err != nil {
		return fmt.Errorf("read destinations: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByNameLax[Destination])
	if err != nil {
		return fmt.Errorf("read destinations: %w", err)
	}
	all = append(all, Destination{Code: toProvince, Name: "省内其他"}, Destination{Code: toElsewhere, Name: "其他省"}, Destination{Code: toCounty, Name: "县内"},
		Destination{Code: toUnknown, Name: "没写在哪里"}, Destination{Code: toIdle, Name: "没有工作"})
	every := map[float64]int{}
	for _, d := range all {
		d.People, d.Pay = t.sums[d.Code], payOf(t.goes[d.Code])
		if d.People == 0 && (d.Code == toUnknown || d.Code == toIdle) {
			continue
		}
		for wage, n := range t.goes[d.Code] {
			every[wage] += n
		}
		f.Destinations, f.Members = append(f.Destinations, d), f.Members+d.People
	}
	f.Pay, f.Away, f.Home = payOf(every), t.away, t.sums[toCounty]
	for trade, wages := range t.trade {
		if p := payOf(wages); p.N >= TradeLeast {
			f.Trades = append(f.Trades, TradePay{trade, p})
		}
	}
	slices.SortFunc(f.Trades, func(a, b TradePay) int { return cmp.Or(b.Pay.N-a.Pay.N, cmp.Compare(a.Trade, b.Trade)) })
	return nil
}

// nameTownships makes the rows.
func (f *Flow) nameTownships(ctx context.Context, tx *db.Tx, t flowTally) error {
	rows, err := tx.Query(ctx, "SELECT code, name FROM area WHERE parent = $1 AND level = 'township'", tx.Actor.County)
	if err != nil {
		return fmt.Errorf("read townships: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByNameLax[TownshipFlow])
	if err != nil {
		return fmt.Errorf("read townships: %w", err)
	}
	for _, one := range all {
		for _, d := range f.Destinations {
			n := t.from[one.Code][d.Code]
			one.To, one.People = append(one.To, n), one.People+n
		}
		if one.People > 0 {
			f.Townships = append(f.Townships, one)
		}
	}
	slices.SortFunc(f.Townships, func(a, b TownshipFlow) int { return cmp.Or(b.People-a.People, cmp.Compare(a.Code, b.Code)) })
	return nil
}

// payOf is the mean and the middle of wages, each earned by so many.
func payOf(wages map[float64]int) (p Pay) {
	all := make([]float64, 0, len(wages))
	sum := 0.0
	for wage, n := range wages {
		all, p.N, sum = append(all, wage), p.N+n, sum+wage*float64(n)
	}
	if p.N == 0 {
		return p
	}
	slices.Sort(all)
	at := func(i int) float64 { // the i-th of all, from 0
		for _, wage := range all {
			if i -= wages[wage]; i < 0 {
				return wage
			}
		}
		return 0
	}
	p.Mean, p.Median = sum/float64(p.N), (at((p.N-1)/2)+at(p.N/2))/2
	return p
}
