package followup

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// ComplaintReaders read and answer what people complain of.
var ComplaintReaders = []db.Role{db.County, db.Admin}

// ComplaintState says how far a complaint is.
type ComplaintState string

// The states, as they are stored.
const (
	ComplaintOpen     ComplaintState = "open"
	ComplaintAnswered ComplaintState = "answered"
)

// Word is what people call it.
func (s ComplaintState) Word() string {
	return map[ComplaintState]string{ComplaintOpen: "等答复", ComplaintAnswered: "已答复"}[s]
}

// Heard is a complaint as the county reads it.
type Heard struct {
	ID      int64
	Kind    ComplaintKind
	Opening int64 // 0 where it is about none
	Page    string
	About   string
	Said    string
	Contact string
	Phone   bool // one was left
	State   ComplaintState
	MadeAt  time.Time
	Answer  string
	// nil until it is answered
	AnsweredAt *time.Time
}

const heard = `
	SELECT id, kind, coalesce(opening, 0) AS opening, page, about, said, contact, phone_sealed IS NOT NULL AS phone, state, made_at, answer, answered_at
	FROM complaint WHERE county = $1`

// Complaints lists those of a state: open ones the eldest first, answered ones the
// latest first, from an offset on.
func Complaints(ctx context.Context, tx *db.Tx, state ComplaintState, offset, limit int) ([]Heard, error) {
	rows, err := tx.Query(ctx, heard+" AND state = $2 ORDER BY answered_at DESC, made_at, id OFFSET $3 LIMIT $4", tx.Actor.County, state, offset, limit)
	if err != nil {
		return nil, fmt.Errorf("list complaints: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Heard])
	if err != nil {
		return nil, fmt.Errorf("list complaints: %w", err)
	}
	return all, nil
}

// ComplaintCount is how many of a kind there are.
type ComplaintCount struct {
	Kind           ComplaintKind
	Open, Answered int
}

// CountComplaints counts those that the actor sees by kind, in the order of
// kinds; of kinds that nobody complained of too.
func CountComplaints(ctx context.Context, tx *db.Tx) ([]ComplaintCount, error) {
	rows, err := tx.Query(ctx, `
		SELECT k.kind, count(c.id) FILTER (WHERE c.state = 'open') AS open, count(c.id) FILTER (WHERE c.state = 'answered') AS answered
		FROM unnest($2::text[]) WITH ORDINALITY k (kind, n) LEFT JOIN complaint c ON c.county = $1 AND c.kind = k.kind GROUP BY k.kind, k.n ORDER BY k.n`,
		tx.Actor.County, ComplaintKinds())
	if err != nil {
		return nil, fmt.Errorf("count complaints: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[ComplaintCount])
	if err != nil {
		return nil, fmt.Errorf("count complaints: %w", err)
	}
	return all, nil
}

// FindComplaint reads one; access.ErrNotFound where the actor does not see it.
func FindComplaint(ctx context.Context, tx *db.Tx, id int64) (Heard, error) {
	rows, err := tx.Query(ctx, heard+" AND id = $2", tx.Actor.County, id)
	if err != nil {
		return Heard{}, fmt.Errorf("find complaint: %w", err)
	}
	h, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Heard])
	if errors.Is(err, pgx.ErrNoRows) {
		return h, access.ErrNotFound
	}
	if err != nil {
		return h, fmt.Errorf("find complaint: %w", err)
	}
	return h, nil
}

// AnswerComplaint answers one in words, which its receipt then tells; once
// answered it can be answered anew. access.ErrNotFound; ErrComplaintNone,
// ErrComplaintLong, ErrComplaintNumber.
func AnswerComplaint(ctx context.Context, tx *db.Tx, id int64, answer string) error {
	answer = paragraphs(answer)
	switch {
	case answer == "":
		return ErrComplaintNone
	case utf8.RuneCountInString(answer) > LongestComplaint:
		return ErrComplaintLong
	case value.Redact(answer) != answer:
		return ErrNumber
	}
	tag, err := tx.Exec(ctx, `
		UPDATE complaint SET state = 'answered', answer = $3, answered_at = $4, answered_by = nullif($5::bigint, 0) WHERE county = $1 AND id = $2`,
		tx.Actor.County, id, answer, tx.Now, tx.Actor.Account)
	if err != nil {
		return fmt.Errorf("answer complaint: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return access.ErrNotFound
	}
	return access.Note(ctx, tx, access.ComplaintDone, "complaint", id, nil)
}

// RevealComplaint is the telephone that was left with one, for a reason.
// access.ErrNotFound; roster.ErrWhy, roster.ErrNoNumber.
func RevealComplaint(ctx context.Context, tx *db.Tx, v *access.Vault, id int64, reason string) (string, error) {
	reason, err := roster.Why(reason)
	if err != nil {
		return "", err
	}
	var sealed []byte
	err = tx.QueryRow(ctx, "SELECT phone_sealed FROM complaint WHERE county = $1 AND id = $2", tx.Actor.County, id).Scan(&sealed)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return "", access.ErrNotFound
	case err != nil:
		return "", fmt.Errorf("read telephone: %w", err)
	case len(sealed) == 0:
		return "", roster.ErrNoNumber
	}
	plain, err := v.Open(tx.Actor.County, access.Phone, sealed)
	if err != nil {
		return "", err
	}
	return string(plain), access.Note(ctx, tx, access.Revealed, "complaint", id, map[string]any{"field": access.Phone, "reason": reason})
}

// ForgetComplaints empties the words of what was answered long enough ago, by
// the rule of the day (complaint_rule), and returns how many they were; with run
// false it only counts them. Kind and days stay, to be counted.
func ForgetComplaints(ctx context.Context, tx *db.Tx, run bool) (n int64, err error) {
	const due = ` FROM complaint_rule r WHERE r.valid_from = (SELECT max(valid_from) FROM complaint_rule WHERE valid_from <= $3)
		AND c.county = $1 AND c.answered_at < $2::timestamptz - make_interval(days => r.keep_days) AND (c.said <> '' OR c.answer <> '' OR c.phone_sealed IS NOT NULL)`
	args := []any{tx.Actor.County, tx.Now, tx.Today()}
	if !run {
		err = tx.QueryRow(ctx, "SELECT count(*)"+strings.Replace(due, "FROM complaint_rule r", "FROM complaint c, complaint_rule r", 1), args...).Scan(&n)
	} else {
		tag, fails := tx.Exec(ctx, "UPDATE complaint c SET said = '', answer = '', contact = '', phone_sealed = NULL"+due, args...)
		n, err = tag.RowsAffected(), fails
	}
	if err != nil {
		return 0, fmt.Errorf("forget complaints: %w", err)
	}
	return n, nil
}
