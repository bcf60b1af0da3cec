package roster

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/notice"
	"laowu/internal/value"
)

// transferAskers may ask for a person: for associations of their own.
var transferAskers = []db.Role{db.Association, db.Township, db.County, db.Admin}

// Wanted is somebody whom an association has on its roster and another one
// counts.
type Wanted struct {
	Hash        []byte // of the ID number, by the vault
	Name        string
	Association int64 // that asks for him; the actor's own
}

// AskedFor is what came of asking for many.
type AskedFor struct {
	New  int // asked now
	Open int // had been asked, and are not answered yet
	Left int // not asked: the name is not the record's, or no other association counts him
}

// AskTransfer asks for one by hand: ID number and name as they are on his card,
// why in at most 500 characters without numbers. It returns the question's
// number, and an earlier one's that is open still. ErrRole, ErrTransferNumber,
// ErrTransferName, ErrTransferFor, ErrTransferWhy, ErrSaidLong, ErrSaidNumber,
// ErrNotAsked, ErrNoTransferRule.
func AskTransfer(ctx context.Context, tx *db.Tx, v *access.Vault, number, name string, association int64, why string) (int64, error) {
	id, code := value.ParseIDNumber(value.Raw{Text: number}, value.DayOf(tx.Today()))
	if code != "" && code != value.IDUpgraded || id.IsZero() {
		return 0, ErrTransferNumber
	}
	w := Wanted{Name: value.Name(name), Association: association}
	if w.Name == "" {
		return 0, ErrTransferName
	}
	why, err := checkSaid(why)
	switch {
	case err != nil:
		return 0, err
	case why == "":
		return 0, ErrTransferWhy
	}
	if w.Hash, err = v.Hash(access.IDNumber, id.Reveal()); err != nil {
		return 0, err
	}
	asked, err := askTransfers(ctx, tx, 0, []Wanted{w}, why)
	if err != nil {
		return 0, err
	}
	if len(asked) == 0 {
		return 0, ErrNotAsked
	}
	return asked[0].number, nil
}

// AskTransfers asks for those whom an import met as other associations' members
// (the code conflict). The import is the actor's own; 0 where none is recorded.
// ErrRole, ErrTransferFor, ErrNoTransferRule.
func AskTransfers(ctx context.Context, tx *db.Tx, imported int64, wanted []Wanted) (AskedFor, error) {
	asked, err := askTransfers(ctx, tx, imported, wanted, "")
	out := AskedFor{Left: len(wanted) - len(asked)}
	for _, a := range asked {
		if a.fresh {
			out.New++
		} else {
			out.Open++
		}
	}
	return out, err
}

// question is one that is asked now or was before.
type question struct {
	number, person int64
	fresh          bool
	by             int64 // the asking association
}

func askTransfers(ctx context.Context, tx *db.Tx, imported int64, wanted []Wanted, why string) ([]question, error) {
	if err := only(tx, transferAskers...); err != nil {
		return nil, err
	}
	rule, err := FindTransferRule(ctx, tx)
	if err != nil {
		return nil, err
	}
	hashes, names, by := make([][]byte, len(wanted)), make([]string, len(wanted)), make([]int64, len(wanted))
	for i, w := range wanted {
		hashes[i], names[i], by[i] = w.Hash, w.Name, w.Association
	}
	if err := ownAssociations(ctx, tx, by); err != nil {
		return nil, err
	}
	rows, err := tx.Query(ctx, `
		SELECT q.nth, q.number, q.fresh, k.person
		FROM access.ask_transfers($1, $2, $3, nullif($4, 0::bigint), $5, $6, $7) q JOIN access.known($1, $2) k ON k.place = q.nth ORDER BY q.nth`,
		hashes, names, by, imported, why, tx.Now, tx.Today().AddDate(0, 0, rule.Days))
	if err != nil {
		return nil, fmt.Errorf("ask for members: %w", err)
	}
	asked, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (q question, err error) {
		var nth int64
		err = row.Scan(&nth, &q.number, &q.fresh, &q.person)
		q.by = by[max(nth, 1)-1]
		return q, err
	})
	if err != nil {
		return nil, fmt.Errorf("ask for members: %w", err)
	}
	return asked, noteAsked(ctx, tx, asked)
}

func noteAsked(ctx context.Context, tx *db.Tx, asked []question) error {
	for _, q := range asked {
		if !q.fresh {
			continue
		}
		if err := notice.TellTransfer(ctx, tx, q.number, true, notice.TransferAsked, notice.Who+"：别的协会请求转会，请答复"); err != nil {
			return err
		}
		if err := access.Note(ctx, tx, access.TransferAsked, "person", q.person, map[string]any{"transfer": q.number, "association": q.by}); err != nil {
			return err
		}
	}
	return nil
}

// ownAssociations is ErrTransferFor where one is not the actor's to ask for.
func ownAssociations(ctx context.Context, tx *db.Tx, all []int64) error {
	var foreign bool
	err := tx.QueryRow(ctx, `
		SELECT EXISTS (SELECT FROM unnest($2::bigint[]) w WHERE NOT EXISTS (
			SELECT FROM association a WHERE a.county = $1 AND a.id = w AND ($3 OR a.id IN (SELECT access.associations()))))`,
		tx.Actor.County, all, tx.Actor.Role == db.County || tx.Actor.Role == db.Admin).Scan(&foreign)
	if err != nil {
		return fmt.Errorf("find associations: %w", err)
	}
	if foreign {
		return ErrTransferFor
	}
	return nil
}

// FindTransferRule is the rule that holds today; ErrNoTransferRule.
func FindTransferRule(ctx context.Context, tx *db.Tx) (r TransferRule, err error) {
	err = tx.QueryRow(ctx, "SELECT valid_from, days, source FROM transfer_rule WHERE valid_from <= $1 ORDER BY valid_from DESC LIMIT 1", tx.Today()).
		Scan(&r.ValidFrom, &r.Days, &r.Source)
	if errors.Is(err, pgx.ErrNoRows) {
		return r, ErrNoTransferRule
	}
	if err != nil {
		return r, fmt.Errorf("read transfer rule: %w", err)
	}
	return r, nil
}
