package report

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
)

// Comment is what a unit or the county said to a line of the ranking of a day.
type Comment struct {
	At   time.Time `json:"at"`
	By   string    `json:"by"`
	Text string    `json:"text"`
}

// The refusals of a comment.
var (
	ErrNoComment     = errors.New("请写明要说明什么")
	ErrLongComment   = errors.New("说明请不要超过 500 个字")
	ErrNumberInWords = errors.New("说明里不能有身份证号码或电话号码，请去掉再写")
	ErrNoUnit        = errors.New("没有这个乡镇、协会或村的排名，请核对代码")
)

const (
	longest               = 500     // characters of a comment
	insufficientPrivilege = "42501" // row security refuses
)

// CommentRanking adds a comment to a unit's line, by its code, in the ranking of
// a day. It does not move the line. ErrNoUnit where the actor has no such unit;
// ErrFuture, ErrNoComment, ErrLongComment, ErrNumberInWords.
func CommentRanking(ctx context.Context, tx *db.Tx, code string, asOf time.Time, text string) error {
	text = strings.TrimSpace(text)
	switch {
	case asOf.After(tx.Today()):
		return ErrFuture
	case text == "":
		return ErrNoComment
	case len([]rune(text)) > longest:
		return ErrLongComment
	case value.Redact(text) != text:
		return ErrNumberInWords
	}
	tag, err := tx.Exec(ctx, "WITH"+unit+`
		INSERT INTO ranking_comment (county, unit, as_of, text, said_at, said_by)
		SELECT $1, u.code, $2, $4, $5, $6 FROM unit u WHERE u.code = $3`, tx.Actor.County, asOf, code, text, tx.Now, tx.Actor.Name)
	var refused *pgconn.PgError
	if errors.As(err, &refused) && refused.Code == insufficientPrivilege {
		return ErrNoUnit
	}
	if err != nil {
		return fmt.Errorf("comment ranking: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return ErrNoUnit
	}
	return access.Note(ctx, tx, access.Commented, "report", 0, map[string]any{"report": "ranking", "as_of": dayText(asOf), "unit": code})
}

// comments are those to the ranking of a day, by unit, the earliest first.
func comments(ctx context.Context, tx *db.Tx, asOf time.Time) (map[string][]Comment, error) {
	rows, err := tx.Query(ctx, "SELECT unit, said_at, said_by, text FROM ranking_comment WHERE county = $1 AND as_of = $2 ORDER BY id", tx.Actor.County, asOf)
	if err != nil {
		return nil, fmt.Errorf("read comments: %w", err)
	}
	out := map[string][]Comment{}
	var unit string
	var c Comment
	_, err = pgx.ForEachRow(rows, []any{&unit, &c.At, &c.By, &c.Text}, func() error {
		out[unit] = append(out[unit], c)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read comments: %w", err)
	}
	return out, nil
}
