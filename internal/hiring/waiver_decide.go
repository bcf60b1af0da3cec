package hiring

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// The refusals of a decision; their texts go to people as they are.
var (
	ErrAnswersDue   = errors.New("协会答复的期限还没有过，也没有都答复，现在不能定")
	ErrStands       = errors.New("有协会按时推荐了人，企业和本人都没有说不行，不能认定招不到本地人")
	ErrNamedRefused = errors.New("这个人已经记了不行")
	ErrNotNamed     = errors.New("这条答复没有推荐人")
)

// RefuseNamed notes that a named person will not do, and why: the enterprise
// says so, or his association, for whom he cannot go. Whether the reason is a
// good one, the county judges when it decides. access.ErrNotFound where the
// answer is out of sight; roster.ErrRole, ErrWaiverOver, ErrNotNamed,
// ErrNamedRefused, ErrReason and its kind.
func RefuseNamed(ctx context.Context, tx *db.Tx, waiver, answer int64, reason string) error {
	if !slices.Contains([]db.Role{db.Enterprise, db.Association}, tx.Actor.Role) {
		return roster.ErrRole
	}
	if _, err := beginWaiver(ctx, tx, waiver); err != nil {
		return err
	}
	var person int64
	err := tx.QueryRow(ctx, "SELECT coalesce(person, 0) FROM waiver_answer WHERE county = $1 AND waiver = $2 AND id = $3", tx.Actor.County, waiver, answer).Scan(&person)
	if err != nil {
		return missing(err, "find answer")
	}
	if person == 0 {
		return ErrNotNamed
	}
	if reason, err = checkReason(reason); err != nil {
		return err
	}
	tag, err := tx.Exec(ctx, "UPDATE waiver_answer SET refused_by = $3, refusal = $4, refused_on = $5 WHERE county = $1 AND id = $2 AND refused_by = ''",
		tx.Actor.County, answer, tx.Actor.Role, reason, tx.Today())
	if err != nil {
		return fmt.Errorf("refuse named: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return ErrNamedRefused
	}
	return access.Note(ctx, tx, access.NamedRefused, "person", person, map[string]any{"waiver": waiver})
}

// DecideWaiver ends a waiver: granted, or refused, with a reason. After the last
// day for answers, or once all associations have answered. It is not granted
// while somebody stands who was named in time: then it does not hold.
// roster.ErrRole for all but the county; access.ErrNotFound, ErrWaiverOver,
// ErrAnswersDue, ErrStands, ErrReason and its kind.
func DecideWaiver(ctx context.Context, tx *db.Tx, waiver int64, granted bool, reason string) error {
	if !slices.Contains([]db.Role{db.County, db.Admin}, tx.Actor.Role) {
		return roster.ErrRole
	}
	w, err := beginWaiver(ctx, tx, waiver)
	if err != nil {
		return err
	}
	due, err := answersDue(ctx, tx, w)
	switch {
	case err != nil:
		return err
	case due:
		return ErrAnswersDue
	case granted && w.Stands > 0:
		return ErrStands
	}
	if reason, err = checkReason(reason); err != nil {
		return err
	}
	if granted {
		return endWaiver(ctx, tx, waiver, WaiverGranted, reason)
	}
	return endWaiver(ctx, tx, waiver, WaiverRefused, reason)
}

// answersDue says that associations may still answer in time, and have not all.
func answersDue(ctx context.Context, tx *db.Tx, w Waiver) (bool, error) {
	if w.Late(tx.Today()) {
		return false, nil
	}
	var answered int
	err := tx.QueryRow(ctx, "SELECT count(DISTINCT association) FROM waiver_answer WHERE county = $1 AND waiver = $2", tx.Actor.County, w.ID).Scan(&answered)
	if err != nil {
		return false, fmt.Errorf("count answers: %w", err)
	}
	return answered < w.Asked, nil
}

// WithdrawWaiver ends a waiver that the enterprise no longer states.
// roster.ErrRole, access.ErrNotFound, ErrWaiverOver.
func WithdrawWaiver(ctx context.Context, tx *db.Tx, waiver int64) error {
	if tx.Actor.Role != db.Enterprise {
		return roster.ErrRole
	}
	if _, err := beginWaiver(ctx, tx, waiver); err != nil {
		return err
	}
	return endWaiver(ctx, tx, waiver, WaiverWithdrawn, "")
}

func endWaiver(ctx context.Context, tx *db.Tx, waiver int64, to WaiverState, reason string) error {
	tag, err := tx.Exec(ctx, "UPDATE waiver SET state = $3, decision = $4, decided_on = $5 WHERE county = $1 AND id = $2 AND state = 'open'",
		tx.Actor.County, waiver, to, reason, tx.Today())
	if err != nil {
		return fmt.Errorf("end waiver: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return ErrWaiverOver
	}
	if err := tellDecided(ctx, tx, waiver, to, reason); err != nil {
		return err
	}
	return access.Note(ctx, tx, access.WaiverEnded, "waiver", waiver, map[string]any{"state": to})
}
