package notice

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// Line is a notice as its reader sees it.
type Line struct {
	ID     int64
	Kind   Kind
	Word   string // of the kind
	Text   string
	Link   string
	ToldAt time.Time
	ReadAt *time.Time
}

// Listed is a page of them.
type Listed struct {
	Lines  []Line
	Total  int
	Unread int
}

// own is the reader's own: $2 role, $3 organisation, $4 account, $5 person. The
// county's bureau is one, whoever acts for it.
const own = `county = $1 AND role = $2 AND organisation IN (0, $3) AND account IN (0, $4) AND person = $5`

func ownArgs(a db.Actor) []any {
	return []any{a.County, a.Role, a.Organisation, a.Account, a.Person}
}

// List is a page of the actor's own notices, what is unread first, then the
// newest; so many after the first.
func List(ctx context.Context, tx *db.Tx, limit, after int) (l Listed, err error) {
	args := ownArgs(tx.Actor)
	err = tx.QueryRow(ctx, "SELECT count(*), count(*) FILTER (WHERE read_at IS NULL) FROM notice WHERE "+own, args...).Scan(&l.Total, &l.Unread)
	if err != nil {
		return l, fmt.Errorf("count notices: %w", err)
	}
	l.Lines, err = lines(ctx, tx, "WHERE "+own+" ORDER BY read_at IS NOT NULL, told_at DESC, id DESC LIMIT $6 OFFSET $7", append(args, limit, after)...)
	return l, err
}

// OfPerson lists all that somebody was told: what is held of him.
func OfPerson(ctx context.Context, tx *db.Tx, person int64) ([]Line, error) {
	return lines(ctx, tx, "WHERE county = $1 AND person = $2 ORDER BY told_at DESC, id DESC", tx.Actor.County, person)
}

// lines reads notices with the names of whom they speak of, as the actor may see
// them: of whom he does not see there is none.
func lines(ctx context.Context, tx *db.Tx, where string, args ...any) ([]Line, error) {
	rows, err := tx.Query(ctx, `
		SELECT n.id, n.kind, coalesce((SELECT k.word FROM notice_kind k WHERE k.kind = n.kind
		         AND k.valid_from <= (n.told_at AT TIME ZONE 'Asia/Shanghai')::date ORDER BY k.valid_from DESC LIMIT 1), n.kind),
		       n.text, n.link, n.told_at, n.read_at, coalesce(p.name, '')
		FROM (SELECT * FROM notice `+where+`) n LEFT JOIN person p ON p.county = n.county AND p.id = n.about AND p.erased_on IS NULL
		ORDER BY n.read_at IS NOT NULL, n.told_at DESC, n.id DESC`, args...)
	if err != nil {
		return nil, fmt.Errorf("list notices: %w", err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (l Line, err error) {
		var name string
		if err = row.Scan(&l.ID, &l.Kind, &l.Word, &l.Text, &l.Link, &l.ToldAt, &l.ReadAt, &name); name == "" {
			name = unseen
		}
		l.Text = strings.ReplaceAll(l.Text, Who, access.NameFor(tx, name))
		return l, err
	})
	if err != nil {
		return nil, fmt.Errorf("list notices: %w", err)
	}
	return all, nil
}

// unseen is who the reader does not see, or not any more.
const unseen = "有一个人"

// Open marks one of the actor's own as read and returns where it is done.
// access.ErrNotFound where it is not his.
func Open(ctx context.Context, tx *db.Tx, id int64) (link string, err error) {
	err = tx.QueryRow(ctx, "UPDATE notice SET read_at = coalesce(read_at, $6) WHERE "+own+" AND id = $7 RETURNING link",
		append(ownArgs(tx.Actor), tx.Now, id)...).Scan(&link)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", access.ErrNotFound
	}
	if err != nil {
		return "", fmt.Errorf("open notice: %w", err)
	}
	return link, nil
}

// ReadAll marks all of the actor's own as read that were told until a time, so
// that none is lost that came while he looked; it returns how many.
func ReadAll(ctx context.Context, tx *db.Tx, until time.Time) (int64, error) {
	tag, err := tx.Exec(ctx, "UPDATE notice SET read_at = $6 WHERE "+own+" AND read_at IS NULL AND told_at <= $7", append(ownArgs(tx.Actor), tx.Now, until)...)
	if err != nil {
		return 0, fmt.Errorf("mark notices as read: %w", err)
	}
	return tag.RowsAffected(), nil
}
