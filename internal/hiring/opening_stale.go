package hiring

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// mostAtOnce bounds how many openings one turn asks about, and how many it
// closes: what waited for long comes day by day, and somebody can still look.
const mostAtOnce = 200

// Stale is what a turn did: openings whose employers are asked from today on, and
// those that are closed, whose search documents are the caller's to write.
type Stale struct {
	Asked  []int64
	Closed []int64
}

// heard is when an opening o with its care k was last written or confirmed.
const heard = "greatest(o.updated_at, k.confirmed_at)"

// CareForStale asks about openings that nobody confirmed for as long as the rule
// says, and closes those that were asked about and not confirmed in the days of
// the notice; of the county, at most 200 of each. Who is asked today is not
// closed today. Openings past their last day are found by nobody anyway and are
// left. ErrRole for all but county and admin; ErrNoOpeningRule.
func CareForStale(ctx context.Context, tx *db.Tx) (Stale, error) {
	var s Stale
	if tx.Actor.Role != db.County && tx.Actor.Role != db.Admin {
		return s, roster.ErrRole
	}
	rule, err := FindOpeningRule(ctx, tx)
	if err != nil {
		return s, err
	}
	if s.Closed, err = overdue(ctx, tx, rule); err != nil {
		return s, err
	}
	if err := closeOpenings(ctx, tx, s.Closed, "stale"); err != nil {
		return s, err
	}
	if s.Asked, err = ask(ctx, tx, rule); err != nil {
		return s, err
	}
	for _, one := range []struct {
		action access.Action
		of     []int64
	}{{access.OpeningAsked, s.Asked}, {access.OpeningClosed, s.Closed}} {
		for _, id := range one.of {
			if err := access.Note(ctx, tx, one.action, "opening", id, map[string]any{"source": rule.Source}); err != nil {
				return s, err
			}
		}
	}
	return s, nil
}

// overdue are the openings that were asked about long enough ago. What was
// written since is no longer asked about.
func overdue(ctx context.Context, tx *db.Tx, r OpeningRule) ([]int64, error) {
	return listIDs(ctx, tx, `
		SELECT o.id FROM opening o JOIN opening_care k ON k.county = o.county AND k.opening = o.id
		WHERE o.county = $1 AND o.closed_at IS NULL AND coalesce(o.valid_until >= $2, true) AND k.asked_on <= $2 - $3::integer
		  AND (`+heard+` AT TIME ZONE 'Asia/Shanghai')::date < k.asked_on
		ORDER BY k.asked_on, o.id LIMIT $4`, tx.Actor.County, tx.Today(), r.NoticeDays, mostAtOnce)
}

// ask notes from when on an employer is asked. What was written since the last
// time is asked about anew.
func ask(ctx context.Context, tx *db.Tx, r OpeningRule) ([]int64, error) {
	return listIDs(ctx, tx, `
		INSERT INTO opening_care AS c (county, opening, asked_on)
		SELECT o.county, o.id, $2 FROM opening o LEFT JOIN opening_care k ON k.county = o.county AND k.opening = o.id
		WHERE o.county = $1 AND o.closed_at IS NULL AND coalesce(o.valid_until >= $2, true)
		  AND (`+heard+` AT TIME ZONE 'Asia/Shanghai')::date <= $2 - CASE WHEN o.valid_until IS NULL THEN $3::integer ELSE $4::integer END
		  AND (k.asked_on IS NULL OR k.asked_on <= (`+heard+` AT TIME ZONE 'Asia/Shanghai')::date)
		ORDER BY `+heard+`, o.id LIMIT $5
		ON CONFLICT (county, opening) DO UPDATE SET asked_on = excluded.asked_on
		RETURNING c.opening`, tx.Actor.County, tx.Today(), r.OpenDays, r.DatedDays, mostAtOnce)
}

// closeOpenings closes openings and says why.
func closeOpenings(ctx context.Context, tx *db.Tx, ids []int64, why string) error {
	if len(ids) == 0 {
		return nil
	}
	if _, err := tx.Exec(ctx, "UPDATE opening SET closed_at = $2 WHERE id = ANY ($1) AND closed_at IS NULL", ids, tx.Now); err != nil {
		return fmt.Errorf("close openings: %w", err)
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO opening_care (county, opening, closed_why) SELECT $1, id, $3 FROM unnest($2::bigint[]) id
		ON CONFLICT (county, opening) DO UPDATE SET closed_why = excluded.closed_why, asked_on = NULL`, tx.Actor.County, ids, why)
	if err != nil {
		return fmt.Errorf("say why openings are closed: %w", err)
	}
	return nil
}

func listIDs(ctx context.Context, tx *db.Tx, sql string, args ...any) ([]int64, error) {
	rows, err := tx.Query(ctx, sql, args...)
	if err != nil {
		return nil, fmt.Errorf("list openings: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return nil, fmt.Errorf("list openings: %w", err)
	}
	return ids, nil
}

// ForgetGone deletes what is known beside openings that are gone: the import that
// made them was taken back.
func ForgetGone(ctx context.Context, tx *db.Tx) error {
	for _, sql := range []string{
		"DELETE FROM opening_care k WHERE k.county = $1 AND NOT EXISTS (SELECT FROM opening o WHERE o.id = k.opening)",
		"DELETE FROM opening_pair p WHERE p.county = $1 AND (NOT EXISTS (SELECT FROM opening o WHERE o.id = p.first) OR NOT EXISTS (SELECT FROM opening o WHERE o.id = p.second))",
	} {
		if _, err := tx.Exec(ctx, sql, tx.Actor.County); err != nil {
			return fmt.Errorf("forget openings that are gone: %w", err)
		}
	}
	return nil
}
