package hiring

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// Evidence is what one association answered to a waiver; of several people whom
// it named, a row each.
type Evidence struct {
	Association     int64
	AssociationName string
	Answer          int64  // its number; 0: silent
	Person          int64  // 0: nobody was named, or the person is not the actor's to see
	Name            string // masked for an enterprise before consent, and for the auditor
	Named           bool
	Late            bool
	AnsweredAt      *time.Time
	RefusedBy       db.Role // enterprise or association; empty where neither refused
	Refusal         string
	Declined        bool // he does not want the enterprise to see him
	Stands          bool // named in time and refused by nobody
}

// Evidences lists what each association answered, and who was silent: for the
// enterprise that asked, and for the county. Those who named somebody stand
// first, then who has nobody, then the silent. roster.ErrRole for all others,
// who see no more than their own answers; access.ErrNotFound.
func Evidences(ctx context.Context, tx *db.Tx, waiver int64) ([]Evidence, error) {
	if !slices.Contains([]db.Role{db.Enterprise, db.County, db.Admin, db.Auditor}, tx.Actor.Role) {
		return nil, roster.ErrRole
	}
	if _, err := FindWaiver(ctx, tx, waiver); err != nil {
		return nil, err
	}
	return listEvidence(ctx, tx, waiver, "LEFT JOIN")
}

// OwnEvidence lists what the asking association, or those of a township,
// answered; nothing where they did not.
func OwnEvidence(ctx context.Context, tx *db.Tx, waiver int64) ([]Evidence, error) {
	return listEvidence(ctx, tx, waiver, "JOIN")
}

func listEvidence(ctx context.Context, tx *db.Tx, waiver int64, join string) ([]Evidence, error) {
	rows, err := tx.Query(ctx, `
		SELECT s.id AS association, s.name AS association_name, coalesce(a.id, 0) AS answer, coalesce(p.id, 0) AS person,
		       coalesce(p.name, n.masked, '') AS name, a.person IS NOT NULL AS named, coalesce(a.late, false) AS late, a.answered_at,
		       coalesce(a.refused_by, '') AS refused_by, coalesce(a.refusal, '') AS refusal,
		       EXISTS (SELECT FROM consent k WHERE k.county = a.county AND k.person = a.person AND k.enterprise = w.enterprise
		               AND k.state IN ('refused', 'withdrawn')) AS declined, coalesce(`+standing+`, false) AS stands
		FROM waiver w JOIN association s ON s.county = w.county
		`+join+` waiver_answer a ON a.county = w.county AND a.waiver = w.id AND a.association = s.id
		LEFT JOIN person p ON p.county = a.county AND p.id = a.person
		LEFT JOIN LATERAL access.named(w.id) n ON n.answer = a.id
		WHERE w.county = $1 AND w.id = $2 AND (a.id IS NOT NULL OR s.founded IS NULL OR s.founded <= w.stated_on)
		ORDER BY a.person IS NULL, a.id IS NULL, s.name, a.id`, tx.Actor.County, waiver)
	if err != nil {
		return nil, fmt.Errorf("list answers: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Evidence])
	if err != nil {
		return nil, fmt.Errorf("list answers: %w", err)
	}
	for i, e := range all {
		all[i].Name = access.NameFor(tx, e.Name)
	}
	return all, nil
}
