package demo

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
)

// claimAsWorker makes the worker's login as a worker does: the association
// prints a code, with which a member makes his record his own.
func claimAsWorker(ctx context.Context, g *access.Gate, actor db.Actor) error {
	var code, lastFour string
	err := g.DB.Tx(ctx, actor, func(tx *db.Tx) (err error) {
		code, lastFour, err = printClaim(ctx, tx, g.Vault)
		return err
	})
	if err != nil || code == "" {
		return err
	}
	phone, _ := value.ParsePhone(value.Raw{Text: WorkerPhone})
	login, err := g.Claim(ctx, db.Actor{County: actor.County, Role: db.Nobody}, code, lastFour, phone, WorkerPIN, 0)
	if err != nil {
		return err
	}
	return g.DB.Tx(ctx, actor, func(tx *db.Tx) error { return access.Demonstrate(ctx, tx, login) })
}

// printClaim prints a code for the first member of the association whose login
// is made up; none where that one claimed his record before.
func printClaim(ctx context.Context, tx *db.Tx, v *access.Vault) (code, lastFour string, err error) {
	var person int64
	var sealed []byte
	var claimed bool
	err = tx.QueryRow(ctx, `
		SELECT p.id, p.id_sealed, EXISTS (SELECT FROM account w WHERE w.county = p.county AND w.person = p.id)
		FROM login l JOIN account a ON a.login = l.id AND a.role = 'association'
		JOIN membership m ON m.county = a.county AND m.association = a.organisation AND m.left_on IS NULL
		JOIN person p ON p.county = m.county AND p.id = m.person AND p.erased_on IS NULL
		WHERE l.county = $1 AND l.name = 'association' AND l.demonstration ORDER BY p.id LIMIT 1`, tx.Actor.County).Scan(&person, &sealed, &claimed)
	if errors.Is(err, pgx.ErrNoRows) || err == nil && claimed {
		return "", "", nil
	}
	if err != nil {
		return "", "", fmt.Errorf("find a member: %w", err)
	}
	number, err := v.Open(tx.Actor.County, access.IDNumber, sealed)
	if err != nil {
		return "", "", err
	}
	code, _, err = access.PrintClaim(ctx, tx, v, person)
	return code, string(number[len(number)-4:]), err
}
