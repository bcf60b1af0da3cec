package roster

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
)

// Numbers are shown masked. Who sees a person's record may have a number shown
// whole for a reason, and each showing is in the audit trail. An enterprise is
// shown the telephone alone, and that after consent; an auditor and a trainer
// nothing; a worker his own without a reason.

// The refusals of a showing; their texts go to people as they are.
var (
	ErrWhy      = errors.New("请写明为什么要看，至少两个字")
	ErrMayNot   = errors.New("您的身份不能看全号")
	ErrNoNumber = errors.New("没有登记这个号码")
	ErrNoField  = errors.New("没有这种号码")
)

// leastReason and mostReason bound what is typed, in characters.
const leastReason, mostReason = 2, 100

// Reveal shows a person's number whole: access.ErrNotFound where the actor does
// not see the person. reason says why; of a number within it no more than a mask
// is kept.
func Reveal(ctx context.Context, tx *db.Tx, v *access.Vault, person int64, f access.Field, reason string) (string, error) {
	if err := mayReveal(tx.Actor.Role, f); err != nil {
		return "", err
	}
	reason, err := Why(reason)
	if err != nil && tx.Actor.Role != db.Worker {
		return "", err
	}
	column := map[access.Field]string{access.IDNumber: "id_sealed", access.Phone: "phone_sealed"}[f]
	if column == "" {
		return "", ErrNoField
	}
	var sealed []byte
	err = tx.QueryRow(ctx, "SELECT "+column+" FROM person WHERE county = $1 AND id = $2 AND erased_on IS NULL", tx.Actor.County, person).Scan(&sealed)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return "", access.ErrNotFound
	case err != nil:
		return "", fmt.Errorf("read number: %w", err)
	case len(sealed) == 0:
		return "", ErrNoNumber
	}
	plain, err := v.Open(tx.Actor.County, f, sealed)
	if err != nil {
		return "", err
	}
	return string(plain), access.Note(ctx, tx, access.Revealed, "person", person, map[string]any{"field": f, "reason": reason})
}

// Why is a reason for whole numbers as it is kept, a number within it masked;
// ErrWhy for one that says nothing.
func Why(reason string) (string, error) {
	reason = value.Redact(value.Clean(reason))
	if n := utf8.RuneCountInString(reason); n < leastReason || n > mostReason {
		return reason, ErrWhy
	}
	return reason, nil
}

func mayReveal(r db.Role, f access.Field) error {
	switch {
	case slices.Contains([]db.Role{db.Association, db.Township, db.Station, db.County, db.Admin, db.Worker}, r):
		return nil
	case r == db.Enterprise && f == access.Phone:
		return nil
	}
	return ErrMayNot
}
