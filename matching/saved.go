package matching

import (
	"context"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// SavedSearch is a search that a worker keeps. Nobody else reads it.
type SavedSearch struct {
	ID       int64
	Name     string
	Question string // as the address of the page says it: q=护工&place=150600
	SavedAt  time.Time
	LookedAt time.Time // what was offered since is new to him
}

// MostSaved bounds how many one worker keeps. The other bounds are in characters.
const (
	MostSaved       = 20
	longestName     = 40
	longestQuestion = 2000
)

// The refusals of a search to be kept; their texts go to people as they are.
var (
	ErrSavedMany = errors.New("已经存了 20 个，请先删掉不用的")
	ErrSavedSame = errors.New("这样找已经存过了")
	ErrSavedName = errors.New("请起个名字，最多 40 个字，不要写号码")
	ErrSavedNone = errors.New("先写想做什么、想去哪里，再存")
)

// SaveSearch keeps a search for the asking worker; what is offered from now on is
// new. roster.ErrRole for anybody else; the refusals above.
func SaveSearch(ctx context.Context, tx *db.Tx, name, question string) (id int64, err error) {
	if tx.Actor.Role != db.Worker {
		return 0, roster.ErrRole
	}
	name = value.Clean(name)
	switch {
	case name == "", utf8.RuneCountInString(name) > longestName, value.Redact(name) != name:
		return 0, ErrSavedName
	case question == "", utf8.RuneCountInString(question) > longestQuestion, value.Redact(question) != question:
		return 0, ErrSavedNone
	}
	// Of two taps at once the second waits, so that neither goes over the bound.
	if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock(hashtextextended('saved ' || $1, $2))", tx.Actor.County, tx.Actor.Person); err != nil {
		return 0, fmt.Errorf("wait for other searches: %w", err)
	}
	all, err := SavedSearches(ctx, tx, tx.Actor.Person)
	if err != nil {
		return 0, err
	}
	for _, s := range all {
		if s.Question == question {
			return 0, ErrSavedSame
		}
	}
	if len(all) >= MostSaved {
		return 0, ErrSavedMany
	}
	err = tx.QueryRow(ctx, "INSERT INTO saved_search (county, person, name, question, saved_at, looked_at) VALUES ($1, $2, $3, $4, $5, $5) RETURNING id",
		tx.Actor.County, tx.Actor.Person, name, question, tx.Now).Scan(&id)
	if err != nil {
		return 0, fmt.Errorf("save search: %w", err)
	}
	return id, nil
}

// SavedSearches lists a person's that the actor sees, the latest first.
func SavedSearches(ctx context.Context, tx *db.Tx, person int64) ([]SavedSearch, error) {
	rows, err := tx.Query(ctx, "SELECT id, name, question, saved_at, looked_at FROM saved_search WHERE county = $1 AND person = $2 ORDER BY saved_at DESC, id DESC",
		tx.Actor.County, person)
	if err != nil {
		return nil, fmt.Errorf("list saved searches: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[SavedSearch])
	if err != nil {
		return nil, fmt.Errorf("list saved searches: %w", err)
	}
	return all, nil
}

// OpenSearch is a worker's search as he looks at it: what was offered until now
// is new no more. access.ErrNotFound.
func OpenSearch(ctx context.Context, tx *db.Tx, id int64) (question string, err error) {
	err = tx.QueryRow(ctx, "UPDATE saved_search SET looked_at = $3 WHERE county = $1 AND id = $2 RETURNING question", tx.Actor.County, id, tx.Now).Scan(&question)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", access.ErrNotFound
	}
	if err != nil {
		return "", fmt.Errorf("open saved search: %w", err)
	}
	return question, nil
}

// DropSearch forgets one. access.ErrNotFound.
func DropSearch(ctx context.Context, tx *db.Tx, id int64) error {
	tag, err := tx.Exec(ctx, "DELETE FROM saved_search WHERE county = $1 AND id = $2", tx.Actor.County, id)
	if err != nil {
		return fmt.Errorf("drop saved search: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return access.ErrNotFound
	}
	return nil
}

// Offered lists which openings of this county were put up after a moment, the
// latest 1000: where there are none, no search has anything new.
func Offered(ctx context.Context, tx *db.Tx, since time.Time) (map[int64]time.Time, error) {
	rows, err := tx.Query(ctx, `
		SELECT id, created_at FROM opening WHERE created_at > $2 AND closed_at IS NULL AND (published_to IS NULL OR $1 = ANY (published_to))
		ORDER BY created_at DESC LIMIT 1000`, tx.Actor.County, since)
	if err != nil {
		return nil, fmt.Errorf("list new openings: %w", err)
	}
	out := map[int64]time.Time{}
	var id int64
	var at time.Time
	_, err = pgx.ForEachRow(rows, []any{&id, &at}, func() error {
		out[id] = at
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list new openings: %w", err)
	}
	return out, nil
}
