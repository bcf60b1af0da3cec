package report

import (
	"context"
	"fmt"
	"time"

	"laowu/internal/db"
)

// Ranking compares townships, associations and villages by what came of their
// work, as of a day, and by nothing else: never by who logged in, sent lists or
// used the platform. In an accountant's words:
//
// Members are those whom an association counts on the day; of a township and an
// association by their association, of a village by where they live. In work
// (在岗率) is the share of members with work on the day, main work or not. Stayed
// (稳岗率) is, of the members' spells of work that began in the year before the
// 90th day back, the share that lasted 90 days; a season in the woods is none.
// Visits feed it by the end of work that they find, as lists do, and in no other
// way: a unit that visits less has no better figure for it, and whoever cannot be
// reached has not left. What visits themselves say is followup.CountKept.
// Guarantee (搬迁保障率) is as in households.go, by the household's village. The
// mean wage is of members' main work, with how many it is of.
//
// Missing (未报) is a unit of whose members nothing came on record in the period
// before the day: no person, membership or spell was entered or reported. It has
// no figures and no place, which is not the same as zero. A unit with fewer
// members than the rule's least is left out likewise (人数太少), and a figure of
// fewer than that many persons or spells is not shown. Period and least are dated
// (ranking_rule).
//
// Places go by the share in work, then stayed, guarantee and mean wage, the
// greater first; a figure that is not shown comes after those that are. Units
// equal in all four share a place and stand in the order of their codes.
type Ranking struct {
	AsOf         string `json:"as_of"` // 2019-12-31
	Since        string `json:"since"` // the first day of the period
	Least        int    `json:"least"` // the smallest group shown
	Townships    []Rank `json:"townships"`
	Associations []Rank `json:"associations"`
	Villages     []Rank `json:"villages"`
}

// State of a unit in the ranking.
type State string

// The states.
const (
	Ranked  State = "ranked"
	Missing State = "missing" // 未报
	Small   State = "small"   // 人数太少
)

// Rank is a unit's line. What is not known or not shown is nil.
type Rank struct {
	Place     *int      `json:"rank"`
	Code      string    `json:"code"`
	Name      string    `json:"name"`
	Township  string    `json:"township"` // its name; empty for townships
	State     State     `json:"state"`
	Members   *int      `json:"members"`
	InWork    *Ratio    `json:"in_work"`
	Stayed    *Ratio    `json:"stayed_90_days"`
	Guarantee *Ratio    `json:"guarantee"`
	MeanWage  *float64  `json:"mean_wage"` // yuan a month, two decimals
	Waged     *int      `json:"mean_wage_n"`
	Comments  []Comment `json:"comments"`
}

// Ratio is a share with what it is of.
type Ratio struct {
	Part  int     `json:"part"`
	Of    int     `json:"of"`
	Share float64 `json:"share"` // exact quotient
}

// CountRanking ranks as of a day: of the whole county for who sees it, for a
// township and an association its own units alone. ErrFuture: the day has not
// come.
func CountRanking(ctx context.Context, tx *db.Tx, asOf time.Time) (Ranking, error) {
	if asOf.After(tx.Today()) {
		return Ranking{AsOf: dayText(asOf)}, ErrFuture
	}
	k, err := newRanker(ctx, tx, asOf)
	if err != nil {
		return Ranking{}, err
	}
	if err := together(ctx, tx, k.parts()...); err != nil {
		return Ranking{}, err
	}
	return k.ranking(), nil
}

// ranker gathers what a ranking is made of.
type ranker struct {
	asOf, since time.Time
	least       int
	counted     []tally
	promised    map[unitKey]tally // households alone
	said        map[string][]Comment
}

// newRanker reads the rule of the day.
func newRanker(ctx context.Context, tx *db.Tx, asOf time.Time) (*ranker, error) {
	k := &ranker{asOf: asOf}
	var days int
	err := tx.QueryRow(ctx, "SELECT days, least FROM ranking_rule ORDER BY valid_from <= $1 DESC, abs(valid_from - $1) LIMIT 1", asOf).Scan(&days, &k.least)
	if err != nil {
		return nil, fmt.Errorf("read rule of ranking: %w", err)
	}
	k.since = asOf.AddDate(0, 0, 1-days)
	return k, nil
}

// parts are what is counted, the longest first.
func (k *ranker) parts() []part {
	return []part{
		func(ctx context.Context, tx *db.Tx) (err error) {
			k.counted, err = tallies(ctx, tx, k.asOf, k.since)
			return err
		},
		func(ctx context.Context, tx *db.Tx) (err error) {
			k.promised, err = promisesKept(ctx, tx, k.asOf)
			return err
		},
		func(ctx context.Context, tx *db.Tx) (err error) {
			k.said, err = comments(ctx, tx, k.asOf)
			return err
		},
	}
}

// ranking puts together what was counted.
func (k *ranker) ranking() Ranking {
	r := Ranking{AsOf: dayText(k.asOf), Since: dayText(k.since), Least: k.least}
	for level, into := range map[string]*[]Rank{"township": &r.Townships, "association": &r.Associations, "village": &r.Villages} {
		*into = []Rank{}
		for _, t := range k.counted {
			if t.Level == level {
				homes := k.promised[unitKey{t.Level, t.Code}]
				t.Can, t.Covered = homes.Can, homes.Covered
				*into = append(*into, t.rank(k.least, k.said[t.Code]))
			}
		}
		order(*into)
	}
	return r
}
