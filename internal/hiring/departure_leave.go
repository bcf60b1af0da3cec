package hiring

import (
	"context"
	"errors"
	"fmt"
	"unicode/utf8"

	"laowu/internal/db"
	"laowu/internal/value"
)

// The refusals of setting out and of reasons; their texts go to people as they
// are.
var (
	ErrTooEarly      = errors.New("还没有到出发的日子")
	ErrNobodyBoarded = errors.New("一个人也没有上车：请取消这一趟，写明原因")
	ErrReason        = errors.New("请写明原因")
	ErrReasonLong    = errors.New("原因最多写 500 个字")
	ErrReasonNumber  = errors.New("请不要在原因里写身份证号或者电话号码")
)

// SetOut notes who got on; everybody else on the list is a no-show. boarded are
// people on the list who did not refuse. access.ErrNotFound where the departure
// is out of sight; ErrNotYours, ErrNotPlanned, ErrTooEarly, ErrNobodyBoarded,
// ErrNotAboard.
func SetOut(ctx context.Context, tx *db.Tx, departure int64, boarded []int64) error {
	d, err := begin(ctx, tx, departure)
	if err != nil {
		return err
	}
	switch err := tripMoves[setOut].refuses(d, tx.Actor); {
	case err != nil:
		return err
	case d.LeavesOn.After(tx.Today()):
		return ErrTooEarly
	case len(boarded) == 0:
		return ErrNobodyBoarded
	}
	on, err := mark(ctx, tx, "boarded = person = ANY ($3)", "true", d.ID, boarded)
	if err != nil {
		return err
	}
	return move(ctx, tx, d, setOut, nil, map[string]any{"boarded": on, "no_show": d.Members - on})
}

// mark sets a column of everybody on a departure by whether he is listed, and
// returns how many are. Whoever is listed must be there and be fit for it:
// ErrNotAboard.
func mark(ctx context.Context, tx *db.Tx, set, fit string, departure int64, listed []int64) (int, error) {
	var found, unfit int
	err := tx.QueryRow(ctx, `
		SELECT count(*) FILTER (WHERE m.person IS NOT NULL), count(*) FILTER (WHERE m.person IS NULL OR m.answer = 'refused' OR NOT (`+fit+`))
		FROM (SELECT DISTINCT unnest($3::bigint[]) AS person) l
		LEFT JOIN departure_member m ON m.county = $1 AND m.departure = $2 AND m.person = l.person`, tx.Actor.County, departure, listed).Scan(&found, &unfit)
	if err != nil {
		return 0, fmt.Errorf("look through departure: %w", err)
	}
	if unfit > 0 {
		return 0, ErrNotAboard
	}
	if _, err := tx.Exec(ctx, "UPDATE departure_member SET "+set+" WHERE county = $1 AND departure = $2 AND "+fit, tx.Actor.County, departure, listed); err != nil {
		return 0, fmt.Errorf("mark departure: %w", err)
	}
	return found, nil
}

// Recall puts a departure back that had not left after all: its list can be
// changed again. access.ErrNotFound where it is out of sight; ErrNotYours,
// ErrNotLeft.
func Recall(ctx context.Context, tx *db.Tx, departure int64) error {
	d, err := begin(ctx, tx, departure)
	if err != nil {
		return err
	}
	if err := tripMoves[recall].refuses(d, tx.Actor); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "UPDATE departure_member SET boarded = NULL WHERE county = $1 AND departure = $2", tx.Actor.County, d.ID); err != nil {
		return fmt.Errorf("recall: %w", err)
	}
	return move(ctx, tx, d, recall, nil, nil)
}

// CancelDeparture calls one off that has not arrived; whoever was on it may go
// on another. access.ErrNotFound where it is out of sight; ErrNotYours, ErrOver,
// ErrReason, ErrReasonLong, ErrReasonNumber.
func CancelDeparture(ctx context.Context, tx *db.Tx, departure int64, reason string) error {
	d, err := begin(ctx, tx, departure)
	if err != nil {
		return err
	}
	if err := tripMoves[cancel].refuses(d, tx.Actor); err != nil {
		return err
	}
	if reason, err = checkReason(reason); err != nil {
		return err
	}
	if err := tellCancelled(ctx, tx, d, reason); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "UPDATE departure_member SET off = true WHERE county = $1 AND departure = $2", tx.Actor.County, d.ID); err != nil {
		return fmt.Errorf("cancel: %w", err)
	}
	return move(ctx, tx, d, cancel, nil, map[string]any{"reason": reason})
}

// longestReason is in characters.
const longestReason = 500

// checkReason tidies a reason, which is on record unsealed.
func checkReason(text string) (string, error) {
	text = value.Clean(text)
	switch {
	case text == "":
		return "", ErrReason
	case utf8.RuneCountInString(text) > longestReason:
		return "", ErrReasonLong
	case value.Redact(text) != text:
		return "", ErrReasonNumber
	}
	return text, nil
}
