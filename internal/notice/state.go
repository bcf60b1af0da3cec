package notice

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// Delivery is one as the admin sees it: no name, no number, no text.
type Delivery struct {
	ID      int64
	Way     Way
	Word    string // of the kind
	Role    db.Role
	Notices int
	State   string // waiting, sending, sent, failed
	Tries   int
	NextAt  time.Time
	Trouble string
	MadeAt  time.Time
	SentAt  *time.Time
}

// Count is how many there are of a way.
type Count struct {
	Way                             Way
	Waiting, Sending, Failed, Today int
	LastSent                        *time.Time
}

// Counts are those of each way of the actor's county; of today since midnight.
func Counts(ctx context.Context, tx *db.Tx) ([]Count, error) {
	rows, err := tx.Query(ctx, `
		SELECT w.way, n.waiting, n.sending, n.failed, s.today, (SELECT max(d.sent_at) FROM notice_delivery d WHERE d.county = $1 AND d.way = w.way AND d.state = 'sent') AS last_sent
		FROM unnest('{sms,webhook}'::text[]) AS w (way)
		CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE d.state = 'waiting') AS waiting, count(*) FILTER (WHERE d.state = 'sending') AS sending, count(*) FILTER (WHERE d.state = 'failed') AS failed
		  FROM notice_delivery d WHERE d.county = $1 AND d.way = w.way AND d.state IN ('waiting', 'sending', 'failed')) n
		CROSS JOIN LATERAL (SELECT count(*) AS today FROM notice_delivery d WHERE d.county = $1 AND d.way = w.way AND d.state = 'sent' AND d.sent_at >= $2::date::timestamp AT TIME ZONE 'Asia/Shanghai') s
		WHERE EXISTS (SELECT FROM notice_delivery d WHERE d.county = $1 AND d.way = w.way) ORDER BY w.way`, tx.Actor.County, tx.Today())
	if err != nil {
		return nil, fmt.Errorf("count deliveries: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Count])
	if err != nil {
		return nil, fmt.Errorf("count deliveries: %w", err)
	}
	return all, nil
}

// Deliveries lists those in a state, the newest first: older than one, or with 0
// the first.
func Deliveries(ctx context.Context, tx *db.Tx, state string, limit int, older int64) ([]Delivery, error) {
	rows, err := tx.Query(ctx, `
		SELECT d.id, d.way, coalesce((SELECT k.word FROM notice_kind k WHERE k.kind = d.kind AND k.valid_from <= d.day ORDER BY k.valid_from DESC LIMIT 1), d.kind) AS word,
		       d.role, d.notices, d.state, d.tries, d.next_at, d.trouble, d.made_at, d.sent_at
		FROM notice_delivery d WHERE d.county = $1 AND d.state = $2 AND ($4 = 0 OR d.id < $4) ORDER BY d.id DESC LIMIT $3`, tx.Actor.County, state, limit, older)
	if err != nil {
		return nil, fmt.Errorf("list deliveries: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Delivery])
	if err != nil {
		return nil, fmt.Errorf("list deliveries: %w", err)
	}
	return all, nil
}

// ErrNotFailed refuses to send again what did not fail; its text goes to people.
var ErrNotFailed = errors.New("这一条没有失败，不用再发")

// SendAgain has one that failed tried anew, with the same key. access.ErrNotFound,
// ErrNotFailed.
func SendAgain(ctx context.Context, tx *db.Tx, id int64) error {
	tag, err := tx.Exec(ctx, `
		UPDATE notice_delivery SET state = 'waiting', tries = 0, next_at = $3, trouble = '' WHERE county = $1 AND id = $2 AND state = 'failed'`,
		tx.Actor.County, id, tx.Now)
	if err != nil {
		return fmt.Errorf("send again: %w", err)
	}
	if tag.RowsAffected() > 0 {
		return access.Note(ctx, tx, access.NoticeAgain, "delivery", id, nil)
	}
	var there bool
	if err := tx.QueryRow(ctx, "SELECT EXISTS (SELECT FROM notice_delivery WHERE county = $1 AND id = $2)", tx.Actor.County, id).Scan(&there); err != nil {
		return fmt.Errorf("find delivery: %w", err)
	}
	if !there {
		return access.ErrNotFound
	}
	return ErrNotFailed
}
