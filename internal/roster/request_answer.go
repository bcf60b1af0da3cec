package roster

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// answerers may answer a request: corrections the association or the county,
// an erasure the county alone.
var answerers = map[RequestKind][]db.Role{
	Correction: {db.Association, db.County, db.Admin},
	Erasure:    {db.County, db.Admin},
}

// AnswerRequest ends a request as done or refused. A refusal says why, what was
// done may be said; both go to the person. An erasure that is done is done
// here. access.ErrNotFound where the request is out of sight; ErrRole,
// ErrRequestEnded, ErrReason, ErrSaidLong, ErrSaidNumber.
func AnswerRequest(ctx context.Context, tx *db.Tx, id int64, done bool, answer string) error {
	person, kind, field, err := findRequest(ctx, tx, id)
	if err != nil {
		return err
	}
	if answer, err = checkSaid(answer); err != nil {
		return err
	}
	if !done && answer == "" {
		return ErrReason
	}
	state, action := RequestRefused, access.RequestRefused
	if done {
		state, action = RequestDone, access.RequestDone
	}
	tag, err := tx.Exec(ctx, "UPDATE request SET state = $3, answer = $4, answered_at = $5 WHERE county = $1 AND id = $2 AND state = 'open'",
		tx.Actor.County, id, state, answer, tx.Now)
	if err != nil {
		return fmt.Errorf("answer request: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return ErrRequestEnded
	}
	if err := tellRequest(ctx, tx, person, kind, field, state, answer); err != nil {
		return err
	}
	if err := noteRequest(ctx, tx, action, id, person, kind, field); err != nil || kind != Erasure || !done {
		return err
	}
	return erase(ctx, tx, person, "asked")
}

// findRequest finds one that the actor may answer, answered or not.
func findRequest(ctx context.Context, tx *db.Tx, id int64) (person int64, kind RequestKind, field string, err error) {
	err = tx.QueryRow(ctx, "SELECT person, kind, field FROM request WHERE county = $1 AND id = $2", tx.Actor.County, id).Scan(&person, &kind, &field)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return 0, "", "", access.ErrNotFound
	case err != nil:
		return 0, "", "", fmt.Errorf("find request: %w", err)
	}
	return person, kind, field, only(tx, answerers[kind]...)
}
