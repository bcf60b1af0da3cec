package roster

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/work"
)

// A consent stands between a person and an enterprise: one at a time, whatever
// openings he was introduced for. What came before stands in the audit trail.

// Introduce asks a person whether an enterprise may see him, for one of its
// openings or for none (0), and returns the number of the consent. Until he
// agrees, the enterprise sees a masked profile. Who refused or withdrew can be
// asked anew. access.ErrNotFound where person, enterprise or opening is out of
// sight; ErrRole, ErrIntroduced.
func Introduce(ctx context.Context, tx *db.Tx, person, enterprise, opening int64) (int64, error) {
	move := consentMoves[ask]
	if err := only(tx, move.by...); err != nil {
		return 0, err
	}
	name, err := introducible(ctx, tx, person, enterprise, opening)
	if err != nil {
		return 0, err
	}
	id, err := putConsent(ctx, tx, move, person, enterprise, opening, ConsentText(name, tx.Now))
	if err != nil {
		return 0, err
	}
	if err := tellAsked(ctx, tx, person, name); err != nil {
		return 0, err
	}
	return id, noteConsent(ctx, tx, move.noted, id, person, enterprise)
}

// Offer is a worker's own consent, given to the enterprise whose opening he goes
// to himself, whatever he answered before. Where he agreed already it changes
// nothing. access.ErrNotFound as for Introduce; ErrRole.
func Offer(ctx context.Context, tx *db.Tx, person, enterprise, opening int64) error {
	move := consentMoves[offer]
	if err := only(tx, move.by...); err != nil {
		return err
	}
	name, err := introducible(ctx, tx, person, enterprise, opening)
	if err != nil {
		return err
	}
	id, err := putConsent(ctx, tx, move, person, enterprise, opening, ConsentText(name, tx.Now))
	if errors.Is(err, move.refusal) {
		return nil
	}
	if err != nil {
		return err
	}
	return noteConsent(ctx, tx, move.noted, id, person, enterprise)
}

// introducible is the enterprise's name, where all three are there to be
// brought together.
func introducible(ctx context.Context, tx *db.Tx, person, enterprise, opening int64) (name string, err error) {
	if err := seen(ctx, tx, person); err != nil {
		return "", err
	}
	err = tx.QueryRow(ctx, `
		SELECT e.name FROM enterprise e WHERE e.id = $1
		  AND ($2 = 0 OR EXISTS (SELECT FROM opening o WHERE o.id = $2 AND o.enterprise = e.id AND o.closed_at IS NULL))`,
		enterprise, opening).Scan(&name)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", access.ErrNotFound
	}
	if err != nil {
		return "", fmt.Errorf("find enterprise: %w", err)
	}
	return name, nil
}

// putConsent writes a first question or offer, or another where the one on
// record is in a state that the move begins in. What is given at once is answered
// by who asks.
func putConsent(ctx context.Context, tx *db.Tx, m consentMove, person, enterprise, opening int64, text string) (id int64, err error) {
	a := tx.Actor
	args := []any{a.County, person, enterprise, opening, m.to, text, tx.Now, a.Role, a.Organisation}
	err = tx.QueryRow(ctx, `
		INSERT INTO consent (county, person, enterprise, opening, state, text, asked_at, asked_role, asked_for, answered_at, answered_role)
		VALUES ($1, $2, $3, nullif($4, 0), $5, $6, $7, $8, nullif($9, 0), CASE $5 WHEN 'given' THEN $7::timestamptz END, CASE $5 WHEN 'given' THEN $8 ELSE '' END)
		ON CONFLICT (county, person, enterprise) DO NOTHING RETURNING id`, args...).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		err = tx.QueryRow(ctx, `
			UPDATE consent SET opening = nullif($4, 0), state = $5, text = $6, asked_at = $7, asked_role = $8, asked_for = nullif($9, 0),
			       answered_at = CASE $5 WHEN 'given' THEN $7::timestamptz END, answered_role = CASE $5 WHEN 'given' THEN $8 ELSE '' END
			WHERE county = $1 AND person = $2 AND enterprise = $3 AND state = ANY ($10) RETURNING id`, append(args, m.from)...).Scan(&id)
	}
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, m.refusal
	}
	if err != nil {
		return 0, fmt.Errorf("introduce: %w", err)
	}
	return id, nil
}

// noteConsent also tells search, which shows a person to whom he agreed to.
func noteConsent(ctx context.Context, tx *db.Tx, action access.Action, id, person, enterprise int64) error {
	if err := work.Changed(ctx, tx, work.Worker, person); err != nil {
		return err
	}
	return access.Note(ctx, tx, action, "person", person, map[string]any{"consent": id, "enterprise": enterprise, "version": ConsentVersion})
}
