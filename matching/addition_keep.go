package matching

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

// CountyWord is an addition on record.
type CountyWord struct {
	ID int64
	Addition
	AddedAt time.Time
	AddedBy string
}

// mostAdditions bounds the words of one county.
const mostAdditions = 1000

// WordKeepers add words for their county.
var WordKeepers = []db.Role{db.County, db.Admin}

// ErrWordsMany refuses one word too many; its text goes to people as it is.
var ErrWordsMany = errors.New("本县加的叫法已经有 1000 个了，请先去掉不用的")

// ListWords are the words of the actor's county, the newest first.
func ListWords(ctx context.Context, tx *db.Tx) ([]CountyWord, error) {
	rows, err := tx.Query(ctx, `
		SELECT id, county, word, kind, code, added_at, added_by FROM lexicon_word WHERE county = $1 ORDER BY added_at DESC, id DESC`, tx.Actor.County)
	if err != nil {
		return nil, fmt.Errorf("list words: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[CountyWord])
	if err != nil {
		return nil, fmt.Errorf("list words: %w", err)
	}
	return all, nil
}

// AddWord keeps a word that ReadAddition allows. roster.ErrRole, ErrWordsMany, and
// what ReadAddition refuses; a MeansError too where the county has added it.
func AddWord(ctx context.Context, tx *db.Tx, l *Lexicon, word string, kind AdditionKind, target string) error {
	if !slices.Contains(WordKeepers, tx.Actor.Role) {
		return roster.ErrRole
	}
	a, err := l.ReadAddition(tx.Actor.County, word, kind, target)
	if err != nil {
		return err
	}
	all, err := ListWords(ctx, tx)
	if err != nil {
		return err
	}
	if i := slices.IndexFunc(all, func(w CountyWord) bool { return w.Word == a.Word }); i >= 0 {
		return MeansError{a.Word, all[i].Kind.Title() + "：" + l.AdditionName(all[i].Kind, all[i].Code) + "，本县加的"}
	}
	if len(all) >= mostAdditions {
		return ErrWordsMany
	}
	var id int64
	err = tx.QueryRow(ctx, "INSERT INTO lexicon_word (county, word, kind, code, added_at, added_by) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
		a.County, a.Word, a.Kind, a.Code, tx.Now, tx.Actor.Name).Scan(&id)
	if err != nil {
		return fmt.Errorf("add word: %w", err)
	}
	return access.Note(ctx, tx, access.WordAdded, "word", id, map[string]any{"word": a.Word, "kind": a.Kind, "code": a.Code})
}

// RemoveWord takes a word back. roster.ErrRole; access.ErrNotFound.
func RemoveWord(ctx context.Context, tx *db.Tx, id int64) error {
	if !slices.Contains(WordKeepers, tx.Actor.Role) {
		return roster.ErrRole
	}
	var word, code string
	err := tx.QueryRow(ctx, "DELETE FROM lexicon_word WHERE county = $1 AND id = $2 RETURNING word, code", tx.Actor.County, id).Scan(&word, &code)
	if errors.Is(err, pgx.ErrNoRows) {
		return access.ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("remove word: %w", err)
	}
	return access.Note(ctx, tx, access.WordRemoved, "word", id, map[string]any{"word": word, "code": code})
}
