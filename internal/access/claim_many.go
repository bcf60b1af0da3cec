package access

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// The refusals of a sheet of codes; their texts go to people as they are.
var (
	ErrNobodyToClaim = errors.New("勾的人都已经能自己登录了，或者不归您管，没有码要印")
	ErrManyClaims    = errors.New("一次最多印 100 人的码，请分几次")
)

// mostClaims is how many codes are drawn at once.
const mostClaims = 100

// PrintedClaim is a code for one person of several.
type PrintedClaim struct {
	Person int64
	Code   string
	Until  time.Time
}

// PrintClaims draws a code, as PrintClaim does, for each of the people whom the
// actor sees and who have no login yet: a code takes an older login's place, and
// nobody is to lose his by a sheet that is printed for all. They come in the order
// given. ErrNobodyToClaim, ErrManyClaims.
func PrintClaims(ctx context.Context, tx *db.Tx, v *Vault, people []int64) ([]PrintedClaim, error) {
	if len(people) > mostClaims {
		return nil, ErrManyClaims
	}
	free, err := Unclaimed(ctx, tx, people)
	if err != nil {
		return nil, err
	}
	var out []PrintedClaim
	for _, person := range people {
		if !slices.Contains(free, person) {
			continue
		}
		code, until, err := PrintClaim(ctx, tx, v, person)
		if err != nil {
			return nil, err
		}
		free = slices.DeleteFunc(free, func(p int64) bool { return p == person }) // named twice, printed once
		out = append(out, PrintedClaim{person, code, until})
	}
	if len(out) == 0 {
		return nil, ErrNobodyToClaim
	}
	return out, nil
}

// Unclaimed are those of the people, whom the actor sees, without a login of
// their own.
func Unclaimed(ctx context.Context, tx *db.Tx, people []int64) ([]int64, error) {
	rows, err := tx.Query(ctx, `
		SELECT p.id FROM person p WHERE p.county = $1 AND p.id = ANY ($2) AND p.erased_on IS NULL
		  AND NOT EXISTS (SELECT FROM account a WHERE a.county = p.county AND a.person = p.id AND a.role = 'worker' AND a.disabled_at IS NULL)`,
		tx.Actor.County, people)
	if err != nil {
		return nil, fmt.Errorf("find who has no login: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return nil, fmt.Errorf("find who has no login: %w", err)
	}
	return ids, nil
}
