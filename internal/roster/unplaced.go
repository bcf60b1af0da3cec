package roster

import (
	"context"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
)

// Who could and would work and for so many days (unplaced_rule) has had no work,
// no referral and no visit is marked as without a solution; access.members finds
// them. An association clears the mark until a day where it knows why.

// longestPause is how many days a mark is cleared at most; then somebody looks
// again.
const longestPause = 180

// mostPauseWords is in characters.
const mostPauseWords = 200

// The refusals of clearing a mark; their texts go to people as they are.
var (
	ErrPauseDay    = errors.New("请写到哪一天为止，最早明天，最多半年")
	ErrPauseReason = errors.New("请写明为什么，两个字到 200 个字")
	ErrPauseNumber = errors.New("原因里不要写身份证号或者电话号码")
	ErrNoPause     = errors.New("这个人没有消掉过提醒，不用恢复")
	errNoRule      = errors.New("还没有规定多少天没着落要提醒（unplaced_rule），请县里先填上")
)

// Pause is a mark that was cleared.
type Pause struct {
	Until  time.Time // the last day
	Reason string
	By     string // the organisation that cleared it
	At     time.Time
}

// pausers may clear a mark. Row security says the same.
var pausers = []db.Role{db.Association, db.Township, db.County, db.Admin}

// UnplacedDays is after how many days the mark is set.
func UnplacedDays(ctx context.Context, tx *db.Tx) (days int, err error) {
	err = tx.QueryRow(ctx, "SELECT days FROM unplaced_rule WHERE valid_from <= $1 ORDER BY valid_from DESC LIMIT 1", tx.Today()).Scan(&days)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, errNoRule
	}
	if err != nil {
		return 0, fmt.Errorf("read rule of who is unplaced: %w", err)
	}
	return days, nil
}

// PauseUnplaced clears the mark of a person until a day, in place of what was
// said before. ErrRole; access.ErrNotFound where he is out of sight;
// ErrPauseDay, ErrPauseReason, ErrPauseNumber.
func PauseUnplaced(ctx context.Context, tx *db.Tx, person int64, until time.Time, reason string) error {
	if err := only(tx, pausers...); err != nil {
		return err
	}
	if err := seen(ctx, tx, person); err != nil {
		return err
	}
	reason = value.Clean(reason)
	switch n := utf8.RuneCountInString(reason); {
	case !until.After(tx.Today()) || until.After(tx.Today().AddDate(0, 0, longestPause)):
		return ErrPauseDay
	case n < leastReason || n > mostPauseWords:
		return ErrPauseReason
	case value.Redact(reason) != reason:
		return ErrPauseNumber
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO unplaced_pause (county, person, until, reason, paused_at, role, organisation, account)
		VALUES ($1, $2, $3, $4, $5, $6, nullif($7, 0), nullif($8, 0))
		ON CONFLICT (county, person) DO UPDATE SET (until, reason, paused_at, role, organisation, account) = ROW (
		  excluded.until, excluded.reason, excluded.paused_at, excluded.role, excluded.organisation, excluded.account)`,
		tx.Actor.County, person, until, reason, tx.Now, tx.Actor.Role, tx.Actor.Organisation, tx.Actor.Account)
	if err != nil {
		return fmt.Errorf("clear mark: %w", err)
	}
	return access.Note(ctx, tx, access.UnplacedPaused, "person", person, map[string]any{"until": until.Format(time.DateOnly), "reason": reason})
}

// ResumeUnplaced sets the mark of a person free again. ErrRole; access.ErrNotFound;
// ErrNoPause.
func ResumeUnplaced(ctx context.Context, tx *db.Tx, person int64) error {
	if err := only(tx, pausers...); err != nil {
		return err
	}
	if err := seen(ctx, tx, person); err != nil {
		return err
	}
	tag, err := tx.Exec(ctx, "DELETE FROM unplaced_pause WHERE county = $1 AND person = $2", tx.Actor.County, person)
	switch {
	case err != nil:
		return fmt.Errorf("set mark again: %w", err)
	case tag.RowsAffected() == 0:
		return ErrNoPause
	}
	return access.Note(ctx, tx, access.UnplacedResumed, "person", person, nil)
}

// PauseOf is how a person's mark was cleared last, whether or not it still is;
// nil where it never was, or he is out of sight.
func PauseOf(ctx context.Context, tx *db.Tx, person int64) (*Pause, error) {
	var p Pause
	err := tx.QueryRow(ctx, `
		SELECT until, reason, coalesce(access.organisation_name(county, role, organisation), ''), paused_at FROM unplaced_pause
		WHERE county = $1 AND person = $2`, tx.Actor.County, person).Scan(&p.Until, &p.Reason, &p.By, &p.At)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return nil, nil //nolint:nilnil // there is none
	case err != nil:
		return nil, fmt.Errorf("read cleared mark: %w", err)
	}
	return &p, nil
}
