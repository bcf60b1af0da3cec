package roster

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/value"
)

// Request is what a person asks of his record.
type Request struct {
	ID         int64
	Person     int64
	Name       string // masked for the auditor, who reads no words either
	Village    string // its name, empty where none is on record
	Kind       RequestKind
	Field      string // of CorrectionFields; empty of an erasure
	Said       string // what is right
	State      RequestState
	MadeAt     time.Time
	AnsweredAt *time.Time
	Answer     string
}

// Requests lists a person's, the latest first; access.ErrNotFound where the
// person is out of sight.
func Requests(ctx context.Context, tx *db.Tx, person int64) ([]Request, error) {
	if err := seen(ctx, tx, person); err != nil {
		return nil, err
	}
	return listRequests(ctx, tx, "r.person = $2 ORDER BY r.made_at DESC, r.id DESC", person)
}

// OpenRequests lists those that wait for the actor's answer, the oldest first.
func OpenRequests(ctx context.Context, tx *db.Tx) ([]Request, error) {
	var kinds []string
	for kind, roles := range answerers {
		if slices.Contains(roles, tx.Actor.Role) {
			kinds = append(kinds, string(kind))
		}
	}
	return listRequests(ctx, tx, "r.state = 'open' AND r.kind = ANY ($2) ORDER BY r.made_at, r.id", kinds)
}

func listRequests(ctx context.Context, tx *db.Tx, which string, arg any) ([]Request, error) {
	rows, err := tx.Query(ctx, `
		SELECT r.id, r.person, p.name, coalesce((SELECT v.name FROM area v WHERE v.code = p.village), p.village, '') AS village, r.kind, r.field, r.said, r.state, r.made_at, r.answered_at, r.answer
		FROM request r JOIN person p ON p.county = r.county AND p.id = r.person
		WHERE r.county = $1 AND `+which, tx.Actor.County, arg)
	if err != nil {
		return nil, fmt.Errorf("list requests: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Request])
	if err != nil {
		return nil, fmt.Errorf("list requests: %w", err)
	}
	if tx.Actor.Role == db.Auditor {
		for i, r := range all {
			all[i].Name, all[i].Said, all[i].Answer = value.MaskName(r.Name), "", ""
		}
	}
	return all, nil
}
