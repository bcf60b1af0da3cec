package report

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// ErrNoPromise is for an enterprise that never had an agreement with the
// county, as far as the actor sees.
var ErrNoPromise = errors.New("没有这家企业的用工协议")

// Promised is the name of an enterprise that has or had an agreement with the
// county. ErrNoPromise.
func Promised(ctx context.Context, tx *db.Tx, enterprise int64) (name string, err error) {
	err = tx.QueryRow(ctx, `
		SELECT e.name FROM enterprise e WHERE e.id = $2 AND EXISTS (SELECT FROM agreement a WHERE a.county = $1 AND a.enterprise = e.id)`,
		tx.Actor.County, enterprise).Scan(&name)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", ErrNoPromise
	}
	if err != nil {
		return "", fmt.Errorf("find agreement: %w", err)
	}
	return name, nil
}

// If is the quota after so many more hires, none of them exempt.
func (q Quota) If(local, others int) Quota {
	q.Hires += local + others
	q.Local += local
	q.settle()
	return q
}

// Base is what the share is of: all hires but those in exempt posts.
func (q *Quota) Base() int { return q.base() }

// Promise is the share that was promised, as pages show it: 60%.
func (q *Quota) Promise() string { return percent(q.points) }

// AtTheLine says whether the promise holds and the next hire from elsewhere
// would break it. Where only locals are promised there is nothing to lose, and
// it is not said.
func (q *Quota) AtTheLine() bool {
	return q.Met && q.base() > 0 && q.points > 0 && q.points < whole && q.OutsidersLeft() == 0
}
