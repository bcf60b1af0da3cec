package training

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// Notices are how many days before an end or a review its holder is reminded.
var Notices = [2]int{90, 30}

// Reminder is a certificate that ends or is to be reviewed soon.
type Reminder struct {
	Certificate int64
	Person      int64
	Name        string // masked for the auditor
	Kind        CertificateKind
	Title       string // the certificate's, as written
	Review      bool   // the day is that of its review, else of its end
	Due         time.Time
	Days        int // until then
}

// Reminders lists, of the certificates that the actor sees, what is due within
// 90 days of a day, the most urgent first. What was renewed, and whoever was
// erased, is not reminded of. An end that has passed is no reminder.
func Reminders(ctx context.Context, tx *db.Tx, day time.Time) ([]Reminder, error) {
	return reminders(ctx, tx, day, "BETWEEN $2::date AND $2::date + $3::integer", Notices[0])
}

// RemindedOn lists what falls due exactly 90 or 30 days after a day: whom to
// tell on it, once for each notice.
func RemindedOn(ctx context.Context, tx *db.Tx, day time.Time) ([]Reminder, error) {
	return reminders(ctx, tx, day, "= ANY (ARRAY (SELECT $2::date + n FROM unnest($3::integer[]) n))", Notices[:])
}

func reminders(ctx context.Context, tx *db.Tx, day time.Time, when string, days any) ([]Reminder, error) {
	rows, err := tx.Query(ctx, `
		SELECT c.id AS certificate, c.person, p.name, c.kind, c.name AS title, d.review, d.due, d.due - $2::date AS days
		FROM certificate c JOIN person p ON p.county = c.county AND p.id = c.person
		CROSS JOIN LATERAL (VALUES (c.expires, false), (c.review_on, true)) d (due, review)
		WHERE c.county = $1 AND c.replaced_by IS NULL AND p.erased_on IS NULL
		  AND (c.expires `+when+` OR c.review_on `+when+`) AND d.due `+when+`
		ORDER BY d.due, c.id, d.review`, tx.Actor.County, day, days)
	if err != nil {
		return nil, fmt.Errorf("list certificates due: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Reminder])
	if err != nil {
		return nil, fmt.Errorf("list certificates due: %w", err)
	}
	for i := range all {
		all[i].Name = access.NameFor(tx, all[i].Name)
	}
	return all, nil
}
