package hiring

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// OpeningPair are two openings of the county that seem to offer the same posts,
// the older first. Nothing follows from it until a person says so.
type OpeningPair struct {
	ID            int64
	Score         int      // 1 to 100
	Signs         []string // why, in words
	First, Second PairedOpening
}

// PairedOpening is one of both. Own says that it is the asking enterprise's; the
// county's own are all.
type PairedOpening struct {
	ID         int64
	Title      string
	PlaceText  string
	Employer   string
	WageText   string
	Headcount  int
	CreatedAt  time.Time
	ValidUntil *time.Time
	Own        bool
}

// What is decided of a pair: one of both is closed, or they are two posts and
// nobody is asked again.
const (
	PairSame      = "same"
	PairDifferent = "different"
)

// The refusals of a decision; their texts go to people as they are.
var (
	ErrPairAnswer  = errors.New("请选“是同一个”或者“不是同一个”")
	ErrPairClose   = errors.New("请选关闭哪一个岗位")
	ErrPairForeign = errors.New("那个岗位是别的单位的，只能关闭本单位的；要是对方重复了，请告诉县里")
	ErrPairDecided = errors.New("这一对刚刚已经有人处理过了")
)

// OpeningPairs lists what is still to be decided and of which both are open, the
// likeliest first: of the county, or of the asking enterprise.
func OpeningPairs(ctx context.Context, tx *db.Tx, limit int) ([]OpeningPair, error) {
	rows, err := tx.Query(ctx, `
		SELECT p.id, p.score, p.signs,
		       a.id, a.title, a.place_text, ea.name, a.wage_text, a.headcount, a.created_at, a.valid_until, $2 <> 'enterprise' OR a.enterprise = $3,
		       b.id, b.title, b.place_text, eb.name, b.wage_text, b.headcount, b.created_at, b.valid_until, $2 <> 'enterprise' OR b.enterprise = $3
		FROM opening_pair p JOIN opening a ON a.id = p.first JOIN enterprise ea ON ea.id = a.enterprise
		JOIN opening b ON b.id = p.second JOIN enterprise eb ON eb.id = b.enterprise
		WHERE p.county = $1 AND p.state = 'found' AND a.closed_at IS NULL AND b.closed_at IS NULL
		  AND coalesce(a.valid_until >= $4, true) AND coalesce(b.valid_until >= $4, true)
		ORDER BY p.score DESC, p.id LIMIT $5`, tx.Actor.County, tx.Actor.Role, tx.Actor.Organisation, tx.Today(), limit)
	if err != nil {
		return nil, fmt.Errorf("list pairs of openings: %w", err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (p OpeningPair, err error) {
		into := []any{&p.ID, &p.Score, &p.Signs}
		for _, o := range []*PairedOpening{&p.First, &p.Second} {
			into = append(into, &o.ID, &o.Title, &o.PlaceText, &o.Employer, &o.WageText, &o.Headcount, &o.CreatedAt, &o.ValidUntil, &o.Own)
		}
		return p, row.Scan(into...)
	})
	if err != nil {
		return nil, fmt.Errorf("list pairs of openings: %w", err)
	}
	return all, nil
}

// DecidePair notes what two openings are. Of the same, closing names the one that
// is closed; its search document is the caller's to write. ErrNotFound,
// ErrPairAnswer, ErrPairClose, ErrPairForeign, ErrPairDecided.
func DecidePair(ctx context.Context, tx *db.Tx, id int64, answer string, closing int64) error {
	first, second, err := findPair(ctx, tx, id)
	switch {
	case err != nil:
		return err
	case answer != PairSame && answer != PairDifferent:
		return ErrPairAnswer
	case answer == PairDifferent:
		closing = 0
	case closing != first && closing != second:
		return ErrPairClose
	default:
		if err := closePaired(ctx, tx, closing); err != nil {
			return err
		}
	}
	a := tx.Actor
	_, err = tx.Exec(ctx, `
		UPDATE opening_pair SET state = $3, decided_at = $4, decided_role = $5, decided_for = nullif($6, 0), decided_by = nullif($7, 0)
		WHERE county = $1 AND id = $2`, a.County, id, answer, tx.Now, a.Role, a.Organisation, a.Account)
	if err != nil {
		return fmt.Errorf("decide pair: %w", err)
	}
	return access.Note(ctx, tx, access.PairDecided, "opening", first, map[string]any{"other": second, "answer": answer, "closed": closing})
}

// findPair locks a pair that is still to be decided.
func findPair(ctx context.Context, tx *db.Tx, id int64) (first, second int64, err error) {
	var state string
	err = tx.QueryRow(ctx, "SELECT first, second, state FROM opening_pair WHERE county = $1 AND id = $2 FOR UPDATE", tx.Actor.County, id).Scan(&first, &second, &state)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return 0, 0, ErrNotFound
	case err != nil:
		return 0, 0, fmt.Errorf("find pair: %w", err)
	case state != "found":
		return 0, 0, ErrPairDecided
	}
	return first, second, nil
}

// closePaired closes one's own opening of a pair.
func closePaired(ctx context.Context, tx *db.Tx, id int64) error {
	var own bool
	err := tx.QueryRow(ctx, "SELECT $2 <> 'enterprise' OR enterprise = $3 FROM opening WHERE id = $1 AND county = $4", id, tx.Actor.Role, tx.Actor.Organisation, tx.Actor.County).Scan(&own)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return ErrPairClose
	case err != nil:
		return fmt.Errorf("find opening: %w", err)
	case !own:
		return ErrPairForeign
	}
	return closeOpenings(ctx, tx, []int64{id}, "same")
}
