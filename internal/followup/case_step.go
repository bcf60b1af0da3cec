package followup

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// Step is something that was done about a case. Steps are never changed.
type Step struct {
	At           time.Time
	Kind         string // opened, noted, handed, closed
	Said         string
	Role         db.Role // who did it
	Organisation string
	To           string // to whom it was handed
}

// Text says in words what was done.
func (s Step) Text() string {
	text := map[string]string{"opened": "登记", "handed": "交给" + s.To, "closed": "结案"}[s.Kind]
	switch {
	case text == "":
		return s.Said
	case s.Said == "":
		return text
	}
	return text + "：" + s.Said
}

// Steps lists those of a case that the actor sees, in their order.
func Steps(ctx context.Context, tx *db.Tx, id int64) ([]Step, error) {
	rows, err := tx.Query(ctx, `
		SELECT at, kind, said, role, coalesce(access.organisation_name(county, role, organisation), '') AS organisation,
		       CASE WHEN to_role = '' THEN '' ELSE coalesce(access.organisation_name(county, to_role, to_owner), '县人社局') END AS "to"
		FROM case_step WHERE county = $1 AND of_case = $2 ORDER BY id`, tx.Actor.County, id)
	if err != nil {
		return nil, fmt.Errorf("list steps: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Step])
	if err != nil {
		return nil, fmt.Errorf("list steps: %w", err)
	}
	return all, nil
}

// step adds one.
func step(ctx context.Context, tx *db.Tx, id int64, kind, said string, to Owner) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO case_step (county, of_case, at, kind, said, role, organisation, account, to_role, to_owner)
		VALUES ($1, $2, $3, $4, $5, access.role(), access.organisation(), access.account(), $6, nullif($7::bigint, 0))`,
		tx.Actor.County, id, tx.Now, kind, said, to.Role, to.ID)
	if err != nil {
		return fmt.Errorf("add step: %w", err)
	}
	return nil
}

// AddStep notes what was done about an open case. access.ErrNotFound where the
// actor does not see it; ErrRole, ErrClosed, ErrStep, ErrLong, ErrNumber.
func AddStep(ctx context.Context, tx *db.Tx, id int64, said string) error {
	if _, err := openCase(ctx, tx, id); err != nil {
		return err
	}
	if err := tidy(&said); err != nil {
		return err
	}
	if said == "" {
		return ErrStep
	}
	return step(ctx, tx, id, "noted", said, Owner{})
}

// HandOver gives an open case to another organisation that sees it, with a
// word why. As AddStep, and ErrOwner.
func HandOver(ctx context.Context, tx *db.Tx, id int64, to Owner, said string) error {
	k, err := openCase(ctx, tx, id)
	if err != nil {
		return err
	}
	all, err := Owners(ctx, tx, k.person, k.placement)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(all, func(o Owner) bool { return o.Role == to.Role && o.ID == to.ID }) || k.role == to.Role && k.owner == to.ID {
		return ErrOwner
	}
	if err := tidy(&said); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, "UPDATE followup_case SET owner_role = $3, owner = nullif($4::bigint, 0), owner_account = NULL WHERE county = $1 AND id = $2",
		tx.Actor.County, id, to.Role, to.ID)
	if err != nil {
		return fmt.Errorf("hand over case: %w", err)
	}
	if err := step(ctx, tx, id, "handed", said, to); err != nil {
		return err
	}
	if err := tellHanded(ctx, tx, id, k.person, to); err != nil {
		return err
	}
	return access.Note(ctx, tx, access.CaseHanded, "person", k.person, map[string]any{"case": id, "to": to.Role})
}

// CloseCase ends an open case: how, and what came of it in words. As AddStep,
// and ErrEnding.
func CloseCase(ctx context.Context, tx *db.Tx, id int64, how Ending, said string) error {
	k, err := openCase(ctx, tx, id)
	if err != nil {
		return err
	}
	if err := tidy(&said); err != nil {
		return err
	}
	if said == "" || !slices.Contains(Endings(), how) {
		return ErrEnding
	}
	_, err = tx.Exec(ctx, "UPDATE followup_case SET state = 'closed', outcome = $3, closed_on = $4 WHERE county = $1 AND id = $2",
		tx.Actor.County, id, how, tx.Today())
	if err != nil {
		return fmt.Errorf("close case: %w", err)
	}
	if err := step(ctx, tx, id, "closed", said, Owner{}); err != nil {
		return err
	}
	if err := tellCase(ctx, tx, id, k.person, "结了，"+how.Word()); err != nil {
		return err
	}
	return access.Note(ctx, tx, access.CaseClosed, "person", k.person, map[string]any{"case": id, "how": how})
}

// held is an open case that is about to be changed.
type held struct {
	person, placement, owner int64
	role                     db.Role
}

// openCase finds one that the actor sees and holds it until the transaction
// ends.
func openCase(ctx context.Context, tx *db.Tx, id int64) (k held, err error) {
	if !slices.Contains(visitors, tx.Actor.Role) {
		return k, ErrRole
	}
	var state State
	err = tx.QueryRow(ctx, "SELECT person, coalesce(placement, 0), owner_role, coalesce(owner, 0), state FROM followup_case WHERE county = $1 AND id = $2 FOR UPDATE",
		tx.Actor.County, id).Scan(&k.person, &k.placement, &k.role, &k.owner, &state)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return k, access.ErrNotFound
	case err != nil:
		return k, fmt.Errorf("find case: %w", err)
	case state == Closed:
		return k, ErrClosed
	}
	return k, nil
}
