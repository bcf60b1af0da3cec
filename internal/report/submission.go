package report

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
)

// The refusals of submitting.
var (
	ErrSubmitted    = errors.New("这一天的这份报表已经提交；有变动请写明原因作为更正")
	ErrNotSubmitted = errors.New("这一天的这份报表还没有提交")
	ErrUnchanged    = errors.New("和已提交、已更正的数字没有不同，不用更正")
	ErrSubmitter    = errors.New("报表由县级或管理员提交和更正")
)

// Submission is a report of a day as it was submitted. It is never changed:
// what the records say later stands beside it, as a correction with its reason.
type Submission struct {
	Report      string // bulletin, quotas, households, ranking; a draft: day, week, 20days
	AsOf        time.Time
	At          time.Time
	By          string
	Lines       []Line
	Corrections []Amendment // the earliest first
}

// Amendment is what the records said of a submitted report later, and why
// it differs.
type Amendment struct {
	Lines   []Line
	Reason  string
	NotedAt time.Time
	NotedBy string
}

// Submit freezes a report of a day with its lines as they are counted now.
// ErrSubmitted: it was before; ErrFuture; ErrSubmitter.
func Submit(ctx context.Context, tx *db.Tx, report string, asOf time.Time, lines []Line) error {
	if err := maySubmit(tx, asOf); err != nil {
		return err
	}
	document, err := json.Marshal(lines)
	if err != nil {
		return fmt.Errorf("submit report: %w", err)
	}
	tag, err := tx.Exec(ctx, `INSERT INTO report_submission (county, report, as_of, document, submitted_at, submitted_by)
		VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`, tx.Actor.County, report, asOf, document, tx.Now, tx.Actor.Name)
	if err != nil {
		return fmt.Errorf("submit report: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return ErrSubmitted
	}
	return access.Note(ctx, tx, access.Submitted, "report", 0, map[string]any{"report": report, "as_of": dayText(asOf)})
}

// CorrectReport notes why a submitted report differs from what the records say
// now. What was submitted stays. ErrNotSubmitted; ErrNoReason; ErrNumberInWords
// where the reason has a personal number, ErrReasonLong; ErrUnchanged where now is
// what was submitted or last noted; ErrFuture; ErrSubmitter.
func CorrectReport(ctx context.Context, tx *db.Tx, report string, asOf time.Time, now []Line, reason string) error {
	if err := maySubmit(tx, asOf); err != nil {
		return err
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return ErrNoReason
	}
	if utf8.RuneCountInString(reason) > longest {
		return ErrReasonLong
	}
	if value.Redact(reason) != reason {
		return ErrNumberInWords
	}
	s, err := Submitted(ctx, tx, report, asOf)
	if err != nil {
		return err
	}
	if len(compare(s.last(), now)) == 0 {
		return ErrUnchanged
	}
	document, err := json.Marshal(now)
	if err != nil {
		return fmt.Errorf("correct report: %w", err)
	}
	_, err = tx.Exec(ctx, `INSERT INTO report_correction (county, report, as_of, document, reason, noted_at, noted_by)
		VALUES ($1, $2, $3, $4, $5, $6, $7)`, tx.Actor.County, report, asOf, document, reason, tx.Now, tx.Actor.Name)
	if err != nil {
		return fmt.Errorf("correct report: %w", err)
	}
	return access.Note(ctx, tx, access.Corrected, "report", 0, map[string]any{"report": report, "as_of": dayText(asOf), "reason": reason})
}

func maySubmit(tx *db.Tx, asOf time.Time) error {
	switch {
	case tx.Actor.Role != db.County && tx.Actor.Role != db.Admin:
		return ErrSubmitter
	case asOf.After(tx.Today()):
		return ErrFuture
	}
	return nil
}

// Submitted reads a submitted report with its corrections. ErrNotSubmitted.
func Submitted(ctx context.Context, tx *db.Tx, report string, asOf time.Time) (Submission, error) {
	s := Submission{Report: report, AsOf: asOf}
	err := tx.QueryRow(ctx, "SELECT document, submitted_at, submitted_by FROM report_submission WHERE county = $1 AND report = $2 AND as_of = $3",
		tx.Actor.County, report, asOf).Scan(&s.Lines, &s.At, &s.By)
	if errors.Is(err, pgx.ErrNoRows) {
		return s, ErrNotSubmitted
	}
	if err != nil {
		return s, fmt.Errorf("read submitted report: %w", err)
	}
	rows, err := tx.Query(ctx, `SELECT document, reason, noted_at, noted_by FROM report_correction
		WHERE county = $1 AND report = $2 AND as_of = $3 ORDER BY id`, tx.Actor.County, report, asOf)
	if err != nil {
		return s, fmt.Errorf("read corrections of report: %w", err)
	}
	if s.Corrections, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Amendment]); err != nil {
		return s, fmt.Errorf("read corrections of report: %w", err)
	}
	return s, nil
}
