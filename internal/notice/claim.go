package notice

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
)

// mostTries is how often one is tried, over some six hours.
const mostTries = 10

// claimed is a delivery that this process sends now.
type claimed struct {
	id, person, organisation int64
	tries, notices           int
	key, word, name          string
	kind                     Kind
	role                     db.Role
	way                      Way
	made                     time.Time
	county                   string // of the sealed number
	sealed                   []byte
	wanted                   bool // he still wants short messages
}

// claim takes the most urgent delivery that is due, or one that a killed process
// left; nil where there is none. Of several processes one takes it. The number is
// read here and nowhere else, and the audit trail says so.
func claim(ctx context.Context, tx *db.Tx) (*claimed, error) {
	d := &claimed{}
	err := tx.QueryRow(ctx, take, tx.Today(), tx.Actor.County, tx.Now, tx.Now.Add(lease)).
		Scan(&d.id, &d.key, &d.way, &d.kind, &d.word, &d.role, &d.organisation, &d.person, &d.notices, &d.tries, &d.made, &d.name, &d.wanted)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil //nolint:nilnil // nothing is due
	}
	if err != nil {
		return nil, fmt.Errorf("claim delivery: %w", err)
	}
	if d.way != SMS || !d.wanted || d.tries > mostTries {
		return d, nil
	}
	err = tx.QueryRow(ctx, "SELECT county, sealed FROM access.notice_phone($1)", d.person).Scan(&d.county, &d.sealed)
	if errors.Is(err, pgx.ErrNoRows) {
		return d, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find number: %w", err)
	}
	return d, access.Note(ctx, tx, access.NoticeSent, "person", d.person, map[string]any{"delivery": d.id, "kind": d.kind, "try": d.tries})
}

const take = `
	WITH next AS (
	  SELECT id FROM notice_delivery WHERE county = $2 AND state IN ('waiting', 'sending') AND next_at <= $3
	  ORDER BY urgent DESC, next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED),
	taken AS (
	  UPDATE notice_delivery d SET state = 'sending', tries = d.tries + 1, next_at = $4 FROM next WHERE d.county = $2 AND d.id = next.id RETURNING d.*)
	SELECT t.id, t.key::text, t.way, t.kind, coalesce(k.word, t.kind), t.role, t.organisation, t.person, t.notices, t.tries, t.made_at,
	       coalesce(p.name, ''), NOT EXISTS (SELECT FROM notice_wish w WHERE w.county = t.county AND w.person = t.person AND (NOT w.sms OR w.paused_until >= $1::date))
	FROM taken t LEFT JOIN ` + kindsToday + ` k ON k.kind = t.kind
	LEFT JOIN person p ON p.county = t.county AND p.id = t.person AND p.erased_on IS NULL`

// message is what is sent: whom it is for, since a family shares a telephone, how
// much there is and of which kind, and nothing else.
func (d *claimed) message(vault *access.Vault) (Message, error) {
	m := Message{Key: d.key, Kind: d.kind, Notices: d.notices, Role: d.role, Organisation: d.organisation, At: d.made}
	if m.Text = fmt.Sprintf("您有 %d 条新消息：%s。请登录劳务平台看“消息”", d.notices, d.word); d.notices == 1 {
		m.Text = "您有一条新消息：" + d.word + "。请登录劳务平台看“消息”"
	}
	if d.way != SMS {
		m.Text += "。"
		return m, nil
	}
	m.Text = d.name + "：" + m.Text + "，或者问您的务工协会。"
	plain, err := vault.Open(d.county, access.Phone, d.sealed)
	if err != nil {
		return m, Passing{unopened}
	}
	var code value.Code
	if m.Phone, code = value.ParsePhone(value.Raw{Text: string(plain)}); code != "" || m.Phone.IsZero() {
		return m, Passing{unopened}
	}
	return m, nil
}

// end writes what came of it. Whoever took it up meanwhile, because this process
// was slower than the lease, writes it himself.
func (d *claimed) end(ctx context.Context, tx *db.Tx, state, why string, next time.Time) error {
	_, err := tx.Exec(ctx, `
		UPDATE notice_delivery SET state = $4, trouble = $5, next_at = $6, sent_at = CASE $4 WHEN 'sent' THEN $7::timestamptz END
		WHERE county = $1 AND id = $2 AND tries = $3 AND state = 'sending'`, tx.Actor.County, d.id, d.tries, state, why, next, tx.Now)
	if err != nil {
		return fmt.Errorf("end delivery: %w", err)
	}
	return nil
}
