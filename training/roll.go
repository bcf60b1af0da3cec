package training

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
)

// Trainee is a line of a class's roll.
type Trainee struct {
	Person      int64
	Name        string // masked for the auditor
	Sex         value.Sex
	Birth       time.Time
	Village     string // its name; may be empty
	Category    string // 人员类别, as the institution wrote it
	Attended    *int   // hours
	Result      value.Outcome
	Score       *float64
	Dropped     bool
	Kind        CertificateKind // of the certificate that the class gave, empty for none
	Certificate string          // its name, as written
	Issued      *time.Time
}

// Roll lists who is in a class, of the people whom the actor sees, in the order
// of their names.
func Roll(ctx context.Context, tx *db.Tx, class int64) ([]Trainee, error) {
	rows, err := tx.Query(ctx, `
		SELECT e.person, p.name, p.sex, p.birth, coalesce(a.name, '') AS village, e.category, e.attended, e.result, e.score::float8 AS score, e.dropped,
		       coalesce(k.kind, '') AS kind, coalesce(k.name, '') AS certificate, k.issued
		FROM enrolment e JOIN person p ON p.county = e.county AND p.id = e.person AND p.erased_on IS NULL
		LEFT JOIN area a ON a.code = p.village
		LEFT JOIN certificate k ON k.county = e.county AND k.person = e.person AND k.class = e.class
		WHERE e.county = $1 AND e.class = $2 ORDER BY p.name COLLATE "C", e.person`, tx.Actor.County, class)
	if err != nil {
		return nil, fmt.Errorf("list trainees: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Trainee])
	if err != nil {
		return nil, fmt.Errorf("list trainees: %w", err)
	}
	for i := range all {
		all[i].Name = access.NameFor(tx, all[i].Name)
	}
	return all, nil
}
