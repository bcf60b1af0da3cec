package report

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Quotas says how the enterprises hold their local-hire agreements, as of a day.
type Quotas struct {
	AsOf        time.Time         `json:"-"`
	Enterprises []EnterpriseQuota `json:"enterprises"`
}

// EnterpriseQuota is one enterprise with an agreement in force on the day.
type EnterpriseQuota struct {
	ID        int64     `json:"-"`
	USCC      string    `json:"uscc"`
	Name      string    `json:"name"`
	Since     time.Time `json:"-"` // the agreement's first day
	Regular   Quota     `json:"regular"`
	Temporary Temporary `json:"temporary"`
}

// Quota is what was promised of one form of employment, and what came of it.
// Hires are those since the agreement began, local those of them who are on the
// county's household register; who has left still counts.
type Quota struct {
	Hires    int      `json:"hires"`
	Local    int      `json:"local"`
	Share    *float64 `json:"share"`    // exact quotient; nil without hires
	Required float64  `json:"required"` // 0.6 is 60 %
	Met      bool     `json:"met"`
	Needed   *int     `json:"local_hires_needed"` // nil: no number of local hires would meet it

	exempt, points, posts int // points: the required share in basis points; posts: offered today
}

// Temporary is the quota of temporary posts. Hires counts exempt ones, which
// need a special skill; Local and Share do not.
type Temporary struct {
	Quota
	Exempt int `json:"exempt"`
}

// quotas counts what the shares are of. A hire is a spell that the enterprise's
// own list reports and that began within the agreement, by the day: a regular
// one into a new or vacant post, or any temporary one. Local is whom the
// household register has in the county; of whom nobody says where he is
// registered is not local. $1 is the county, $2 the day.
const quotas = `
	WITH promise AS (
		SELECT DISTINCT ON (a.enterprise) a.enterprise, a.starts, a.regular_share, a.temporary_share
		FROM agreement a WHERE a.county = $1 AND a.starts <= $2 AND (a.ends IS NULL OR a.ends >= $2)
		ORDER BY a.enterprise, a.starts DESC),
	hire AS (
		SELECT h.id, h.enterprise, h.person, h.form, h.started, h.ended, h.trade_text, h.form = 'temporary' AND h.special_skill AS exempt,
		       coalesce(w.registered = $1, false) AS local, w.registered, w.registered_source, w.registered_on, w.name, w.household, w.household_kind
		FROM promise a JOIN placement h ON h.enterprise = a.enterprise AND h.county = $1 AND h.started BETWEEN a.starts AND $2
		JOIN person w ON w.county = h.county AND w.id = h.person
		WHERE 'staff_list' = ANY (h.sources) AND (h.form = 'regular' AND h.post <> 'existing' OR h.form = 'temporary')) `

// CountQuotas counts as of a day: of the enterprises that the actor sees, by
// name. ErrFuture: the day has not come.
func CountQuotas(ctx context.Context, tx *db.Tx, asOf time.Time) (Quotas, error) {
	if asOf.After(tx.Today()) {
		return Quotas{}, ErrFuture
	}
	rows, err := tx.Query(ctx, quotasFor(tx.Actor)+`
		SELECT e.id, e.uscc, e.name, a.starts, a.regular_share, a.temporary_share,
		       count(*) FILTER (WHERE h.form = 'regular'), count(*) FILTER (WHERE h.form = 'regular' AND h.local),
		       count(*) FILTER (WHERE h.form = 'temporary'), count(*) FILTER (WHERE h.form = 'temporary' AND h.local AND NOT h.exempt),
		       count(*) FILTER (WHERE h.exempt), o.regular, o.temporary
		FROM promise a JOIN enterprise e ON e.id = a.enterprise LEFT JOIN hire h ON h.enterprise = e.id,
		LATERAL (SELECT coalesce(sum(o.headcount) FILTER (WHERE o.form = 'regular'), 0)::integer AS regular,
		                coalesce(sum(o.headcount) FILTER (WHERE o.form = 'temporary'), 0)::integer AS temporary
		         FROM opening o WHERE o.enterprise = e.id AND o.closed_at IS NULL AND (o.valid_from IS NULL OR o.valid_from <= $2)
		           AND (o.valid_until IS NULL OR o.valid_until >= $2)) o
		GROUP BY e.id, e.uscc, e.name, a.starts, a.regular_share, a.temporary_share, o.regular, o.temporary ORDER BY e.name, e.id`, tx.Actor.County, asOf)
	if err != nil {
		return Quotas{}, fmt.Errorf("count quotas: %w", err)
	}
	all, err := pgx.CollectRows(rows, scanQuota)
	if err != nil {
		return Quotas{}, fmt.Errorf("count quotas: %w", err)
	}
	return Quotas{AsOf: asOf, Enterprises: all}, nil
}

func scanQuota(row pgx.CollectableRow) (EnterpriseQuota, error) {
	var e EnterpriseQuota
	r, t := &e.Regular, &e.Temporary
	err := row.Scan(&e.ID, &e.USCC, &e.Name, &e.Since, &r.points, &t.points, &r.Hires, &r.Local, &t.Hires, &t.Local, &t.Exempt, &r.posts, &t.posts)
	t.exempt = t.Exempt
	r.settle()
	t.settle()
	return e, err
}
