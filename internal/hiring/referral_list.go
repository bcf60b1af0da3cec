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
	CASE WHEN ` + reasonTold + ` THEN coalesce(w.word, '') ELSE '' END AS reason, CASE WHEN ` + reasonTold + ` THEN coalesce(m.note, '') ELSE '' END AS note, r.made_at, r.moved_at, r.expires_on`

// reasonTold says whether the last move's reason is for who asks: the employer may keep
// it from the other side.
const reasonTold = `(coalesce(m.shared, true) OR access.role() IN ('enterprise', 'county', 'admin', 'auditor'))`

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

// ApplicantFilter narrows a list of applicants; the zero filter finds all.
type ApplicantFilter struct {
	Opening      int64
	States       []ReferralState
	After, Limit int
}

// Applicants lists those of the asking enterprise; nobody else has any.
func Applicants(ctx context.Context, tx *db.Tx, f ApplicantFilter) ([]Applicant, error) {
	rows, err := tx.Query(ctx, `
		SELECT coalesce(a.person, 0) AS person, a.masked AS name, a.sex, a.born, a.trades, a.agreed, `+referredColumns+`
		FROM access.applicants() a JOIN referral r ON r.county = $1 AND r.id = a.referral `+referredTables+`
		WHERE ($4 = 0 OR r.opening = $4) AND (coalesce(cardinality($5::text[]), 0) = 0 OR `+effective+" = ANY ($5))"+referredOrder+" OFFSET $6 LIMIT $3",
		tx.Actor.County, tx.Today(), f.Limit, f.Opening, f.States, f.After)
	if err != nil {
		return nil, fmt.Errorf("list applicants: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Applicant])
	if err != nil {
		return nil, fmt.Errorf("list applicants: %w", err)
	}
	return all, nil
}

// CountApplicants counts those of the asking enterprise, or of one of its
// openings, by how far they came.
func CountApplicants(ctx context.Context, tx *db.Tx, opening int64) (map[ReferralState]int, error) {
	rows, err := tx.Query(ctx, "SELECT "+effective+`, count(*)::integer FROM access.applicants() a JOIN referral r ON r.county = $1 AND r.id = a.referral
		WHERE $3 = 0 OR r.opening = $3 GROUP BY 1`, tx.Actor.County, tx.Today(), opening)
	if err != nil {
		return nil, fmt.Errorf("count applicants: %w", err)
	}
	counts := map[ReferralState]int{}
	var state ReferralState
	var n int
	_, err = pgx.ForEachRow(rows, []any{&state, &n}, func() error {
		counts[state] = n
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("count applicants: %w", err)
	}
	return counts, nil
}
