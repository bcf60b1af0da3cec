package hiring

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// referredColumns are a Referred's but for who it is. $1 is the county, $2 the
// day. The enterprise's name is asked for by a function: not everybody who sees a
// referral sees the enterprise.
const referredColumns = `
	r.id, r.opening, coalesce(o.title, '') AS title, coalesce(o.enterprise, 0) AS enterprise,
	coalesce(access.organisation_name(r.county, 'enterprise', o.enterprise), '') AS enterprise_name, r.sent_role,
	coalesce(access.organisation_name(r.county, r.sent_role, r.sent_for), '') AS sent_by, ` + effective + ` AS state,
	coalesce(w.word, '') AS reason, coalesce(m.note, '') AS note, r.made_at, r.moved_at, r.expires_on`

const referredTables = `
	LEFT JOIN opening o ON o.id = r.opening
	LEFT JOIN LATERAL (SELECT m.* FROM referral_move m WHERE m.county = r.county AND m.referral = r.id ORDER BY m.id DESC LIMIT 1) m ON true
	LEFT JOIN referral_reason w ON w.side = m.side AND w.code = m.reason`

// referredOrder puts what is pending first, then what moved last.
const referredOrder = `
	ORDER BY r.state IN ('new', 'seen', 'interview', 'accepted') AND r.expires_on >= $2 DESC, r.moved_at DESC, r.id DESC`

// ReferralsOf lists those of a person that the actor sees.
func ReferralsOf(ctx context.Context, tx *db.Tx, person int64) ([]Referred, error) {
	return listReferrals(ctx, tx, person, 1000)
}

// Referrals lists those of everybody whom the actor sees, names masked for the
// auditor; an enterprise has Applicants.
func Referrals(ctx context.Context, tx *db.Tx, limit int) ([]Referred, error) {
	all, err := listReferrals(ctx, tx, 0, limit)
	for i, r := range all {
		all[i].Name = access.NameFor(tx, r.Name)
	}
	return all, err
}

func listReferrals(ctx context.Context, tx *db.Tx, person int64, limit int) ([]Referred, error) {
	rows, err := tx.Query(ctx, `
		SELECT r.person, p.name, `+referredColumns+`
		FROM referral r JOIN person p ON p.county = r.county AND p.id = r.person AND p.erased_on IS NULL `+referredTables+`
		WHERE r.county = $1 AND ($3 = 0 OR r.person = $3)`+referredOrder+" LIMIT $4", tx.Actor.County, tx.Today(), person, limit)
	if err != nil {
		return nil, fmt.Errorf("list referrals: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Referred])
	if err != nil {
		return nil, fmt.Errorf("list referrals: %w", err)
	}
	return all, nil
}

// Applicant is somebody who was sent to an enterprise's opening, as it sees him.
type Applicant struct {
	Referred
	Sex    string
	Born   int // year
	Trades string
	Agreed bool // to be seen by name
}

// Applicants lists those of the asking enterprise; nobody else has any.
func Applicants(ctx context.Context, tx *db.Tx, limit int) ([]Applicant, error) {
	rows, err := tx.Query(ctx, `
		SELECT coalesce(a.person, 0) AS person, a.masked AS name, a.sex, a.born, a.trades, a.agreed, `+referredColumns+`
		FROM access.applicants() a JOIN referral r ON r.county = $1 AND r.id = a.referral `+referredTables+referredOrder+" LIMIT $3",
		tx.Actor.County, tx.Today(), limit)
	if err != nil {
		return nil, fmt.Errorf("list applicants: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Applicant])
	if err != nil {
		return nil, fmt.Errorf("list applicants: %w", err)
	}
	return all, nil
}
