package hiring

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// OpeningRule says how long an opening stands without a word of its employer
// (see 033_care.sql); all in days.
type OpeningRule struct {
	ValidFrom  time.Time
	OpenDays   int // without a last day, since it was written or confirmed
	DatedDays  int // with one
	NoticeDays int // from the notice to the closing
	EndingDays int // before the last day the employer is told
	SentDays   int // referrals that count for the order of search
	Source     string
}

// ErrNoOpeningRule says that nothing is written on how long openings stand.
var ErrNoOpeningRule = errors.New("还没有规定岗位多久要确认一次（opening_rule），什么也不关闭")

// FindOpeningRule is the rule that holds today; ErrNoOpeningRule.
func FindOpeningRule(ctx context.Context, tx *db.Tx) (OpeningRule, error) {
	rows, err := tx.Query(ctx, `
		SELECT valid_from, open_days, dated_days, notice_days, ending_days, sent_days, source FROM opening_rule
		WHERE valid_from <= $1 ORDER BY valid_from DESC LIMIT 1`, tx.Today())
	if err != nil {
		return OpeningRule{}, fmt.Errorf("read opening rule: %w", err)
	}
	r, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[OpeningRule])
	if errors.Is(err, pgx.ErrNoRows) {
		return r, ErrNoOpeningRule
	}
	if err != nil {
		return r, fmt.Errorf("read opening rule: %w", err)
	}
	return r, nil
}
