package hiring

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// ClosedWhy are the reasons that an employer gives for closing an opening, in the
// order of lists. What rests (paused) goes on again.
func ClosedWhy() []struct{ Code, Word string } {
	return []struct{ Code, Word string }{
		{"filled", "招满了"}, {"stopped", "不招了"}, {"moved", "改招别的岗位"}, {"mistake", "写错了"}, {"other", "别的原因"},
	}
}

// paused is the reason of an opening that rests.
const paused = "paused"

// ClosedWord says how an opening that is closed stands: 暂停了, 招满了.
func ClosedWord(why string) string {
	words := map[string]string{paused: "暂停了", "stale": "没有确认，关闭了", "same": "重复，关闭了"}
	for _, w := range ClosedWhy() {
		words[w.Code] = w.Word
	}
	if words[why] == "" || why == "other" {
		return "关闭了"
	}
	return words[why]
}

// The refusals of pausing, closing and extending; their texts go to people.
var (
	ErrClosedAlready = errors.New("这个岗位已经关闭了")
	ErrCloseWhy      = errors.New("请选为什么关闭")
	ErrExtendDay     = errors.New("请写招到哪一天，要在今天以后，例如 2026-12-31")
	ErrExtendBack    = errors.New("这一天比原来的截止日期还早；要提前结束，请改岗位或者关闭")
)

// kept is an opening that the actor keeps, locked.
type kept struct {
	enterprise   int64
	closed, over bool
	why          string
	until        *time.Time
	updated      time.Time
}

// findKept locks one. ErrNotFound where the actor does not keep it; roster.ErrRole.
func findKept(ctx context.Context, tx *db.Tx, id int64) (k kept, err error) {
	if !slices.Contains(Keepers, tx.Actor.Role) {
		return k, roster.ErrRole
	}
	err = tx.QueryRow(ctx, `
		SELECT o.enterprise, o.closed_at IS NOT NULL, coalesce(o.valid_until < $4, false), o.valid_until, o.updated_at,
		       coalesce((SELECT c.closed_why FROM opening_care c WHERE c.county = o.county AND c.opening = o.id), '')
		FROM opening o WHERE o.id = $1 AND o.county = $2 AND ($3 = 0 OR o.enterprise = $3) FOR UPDATE`, id, tx.Actor.County, ownEnterprise(tx), tx.Today()).Scan(
		&k.enterprise, &k.closed, &k.over, &k.until, &k.updated, &k.why)
	if errors.Is(err, pgx.ErrNoRows) {
		return k, ErrNotFound
	}
	if err != nil {
		return k, fmt.Errorf("find opening: %w", err)
	}
	return k, nil
}

// PauseOpening lets an opening rest: nobody finds it until it is reopened. Its
// search document is the caller's to write, as of all in this file. ErrNotFound,
// roster.ErrRole, ErrClosedAlready.
func PauseOpening(ctx context.Context, tx *db.Tx, id int64) error {
	return endOpening(ctx, tx, id, paused, access.OpeningPaused)
}

// CloseOpening closes one for a reason of ClosedWhy. ErrNotFound, roster.ErrRole,
// ErrCloseWhy; ErrClosedAlready, but not of one that rests.
func CloseOpening(ctx context.Context, tx *db.Tx, id int64, why string) error {
	if !slices.ContainsFunc(ClosedWhy(), func(w struct{ Code, Word string }) bool { return w.Code == why }) {
		return ErrCloseWhy
	}
	return endOpening(ctx, tx, id, why, access.OpeningClosed)
}

func endOpening(ctx context.Context, tx *db.Tx, id int64, why string, action access.Action) error {
	k, err := findKept(ctx, tx, id)
	switch {
	case err != nil:
		return err
	case k.closed && (k.why != paused || why == paused):
		return ErrClosedAlready
	}
	if err := closeOpenings(ctx, tx, []int64{id}, why); err != nil {
		return err
	}
	return access.Note(ctx, tx, action, "opening", id, map[string]any{"why": why})
}

// ExtendOpening gives an opening a later last day; one that is past its day is
// found again. A closed one is to be reopened afterwards. ErrNotFound,
// roster.ErrRole, ErrExtendDay, ErrExtendBack, GoneError.
func ExtendOpening(ctx context.Context, tx *db.Tx, id int64, until time.Time) error {
	k, err := findKept(ctx, tx, id)
	switch {
	case err != nil:
		return err
	case !until.After(tx.Today()):
		return ErrExtendDay
	case k.until != nil && !until.After(*k.until):
		return ErrExtendBack
	}
	if err := stood(ctx, tx, k.enterprise, tx.Today()); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "UPDATE opening SET valid_until = $2, updated_at = $3 WHERE id = $1", id, until, tx.Now); err != nil {
		return fmt.Errorf("extend opening: %w", err)
	}
	return access.Note(ctx, tx, access.OpeningExtended, "opening", id, map[string]any{"until": until.Format(time.DateOnly)})
}
