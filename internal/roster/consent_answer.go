package roster

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// Answer says whether the enterprise may see the person: the worker's own
// answer, or the association's for its member, which says it has asked him.
// access.ErrNotFound where the consent is out of sight; ErrRole, ErrNotMember,
// ErrAnswered.
func Answer(ctx context.Context, tx *db.Tx, consent int64, given bool) error {
	if given {
		return moveConsent(ctx, tx, consent, consentMoves[agree])
	}
	return moveConsent(ctx, tx, consent, consentMoves[refuse])
}

// Withdraw takes consent back: from then on the enterprise does not see the
// person at all. Who may is as for Answer; ErrNotGiven where there is none.
func Withdraw(ctx context.Context, tx *db.Tx, consent int64) error {
	return moveConsent(ctx, tx, consent, consentMoves[end])
}

func moveConsent(ctx context.Context, tx *db.Tx, id int64, m consentMove) error {
	if err := only(tx, m.by...); err != nil {
		return err
	}
	var person, enterprise int64
	var state ConsentState
	var member bool
	err := tx.QueryRow(ctx, `
		SELECT k.person, k.enterprise, k.state, EXISTS (SELECT FROM membership m
		       WHERE m.county = k.county AND m.person = k.person AND m.association = $3 AND m.left_on IS NULL)
		FROM consent k JOIN person p ON p.county = k.county AND p.id = k.person
		WHERE k.county = $1 AND k.id = $2 AND p.erased_on IS NULL`, tx.Actor.County, id, tx.Actor.Organisation).Scan(&person, &enterprise, &state, &member)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return access.ErrNotFound
	case err != nil:
		return fmt.Errorf("find consent: %w", err)
	case tx.Actor.Role == db.Association && !member:
		return ErrNotMember
	case !m.begins(state):
		return m.refusal
	}
	// Asked for the state once more: of two who answer at once, one does.
	tag, err := tx.Exec(ctx, "UPDATE consent SET state = $4, answered_at = $5, answered_role = $6 WHERE county = $1 AND id = $2 AND state = $3",
		tx.Actor.County, id, state, m.to, tx.Now, tx.Actor.Role)
	if err != nil {
		return fmt.Errorf("answer: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return m.refusal
	}
	if err := tellAnswered(ctx, tx, id, person, enterprise, m.to); err != nil {
		return err
	}
	return noteConsent(ctx, tx, m.noted, id, person, enterprise)
}
