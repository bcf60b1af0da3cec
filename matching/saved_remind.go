package matching

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/notice"
	"laowu/internal/roster"
)

// longestAgo is how many days back it looks for what a kept search finds anew: who
// does not look for longer was told.
const longestAgo = 7

// CountFresh counts how many of what a kept search finds are offered since
// one.LookedAt, as the worker who keeps it would find them.
type CountFresh func(ctx context.Context, as db.Actor, one SavedSearch, offered map[int64]time.Time) (int, error)

// RemindSearches tells workers, at most once a day for a search, how many openings
// it finds that were offered since they looked or were told, within the last seven
// days. One that fails keeps no other from being told. roster.ErrRole for all but
// county and admin.
func RemindSearches(ctx context.Context, d *db.DB, actor db.Actor, count CountFresh) error {
	if actor.Role != db.County && actor.Role != db.Admin {
		return roster.ErrRole
	}
	all, offered, err := keptSearches(ctx, d, actor)
	if err != nil || len(offered) == 0 {
		return err
	}
	var failed error
	for _, k := range all {
		if !offeredSince(offered, k.LookedAt) {
			continue
		}
		n, err := count(ctx, db.Actor{County: actor.County, Role: db.Worker, Person: k.person, Name: actor.Name}, k.SavedSearch, offered)
		if err == nil && n > 0 {
			err = d.Tx(ctx, actor, func(tx *db.Tx) error { return k.tell(ctx, tx, n) })
		}
		failed = errors.Join(failed, err)
	}
	return failed
}

// keptSearch is a search with whose it is; LookedAt is when he looked or was told last.
type keptSearch struct {
	SavedSearch
	person int64
}

// keptSearches are all of the county of which nothing was told today, and what was
// offered in the days that count.
func keptSearches(ctx context.Context, d *db.DB, actor db.Actor) (all []keptSearch, offered map[int64]time.Time, err error) {
	err = d.ReadTx(ctx, actor, func(tx *db.Tx) error {
		since := tx.Now.AddDate(0, 0, -longestAgo)
		if offered, err = Offered(ctx, tx, since); err != nil || len(offered) == 0 {
			return err
		}
		rows, err := tx.Query(ctx, `
			SELECT s.id, s.person, s.name, s.question, greatest(s.looked_at, t.told_at, $2::timestamptz)
			FROM saved_search s JOIN person p ON p.county = s.county AND p.id = s.person AND p.erased_on IS NULL
			LEFT JOIN LATERAL (SELECT max(n.told_at) AS told_at FROM notice n WHERE n.county = s.county AND n.role = 'worker' AND n.organisation = 0
				AND n.person = s.person AND n.kind = $3 AND starts_with(n.once, 'search ' || s.id || ' ')) t ON true
			WHERE s.county = $1 AND (t.told_at IS NULL OR (t.told_at AT TIME ZONE 'Asia/Shanghai')::date < $4::date) ORDER BY s.id`,
			tx.Actor.County, since, notice.SearchNew, tx.Today())
		if err != nil {
			return fmt.Errorf("list kept searches: %w", err)
		}
		all, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (k keptSearch, err error) {
			return k, row.Scan(&k.ID, &k.person, &k.Name, &k.Question, &k.LookedAt)
		})
		if err != nil {
			return fmt.Errorf("list kept searches: %w", err)
		}
		return nil
	})
	return all, offered, err
}

func offeredSince(offered map[int64]time.Time, since time.Time) bool {
	for _, at := range offered {
		if at.After(since) {
			return true
		}
	}
	return false
}

func (k keptSearch) tell(ctx context.Context, tx *db.Tx, n int) error {
	return notice.Tell(ctx, tx, notice.News{
		Kind: notice.SearchNew, To: notice.Person(k.person), Text: fmt.Sprintf("“%s”有 %d 个新岗位", k.Name, n), Link: "/me#searches",
		Once: fmt.Sprintf("search %d %s", k.ID, tx.Today().Format("2006-01-02")),
	})
}
