package access

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/value"
)

// Confirm asks a login that is in for its password again, before something
// grave: ErrWrong, or a WaitError after too many.
func (g *Gate) Confirm(ctx context.Context, login int64, secret string) error {
	key, err := g.attempt(ctx, fmt.Sprint("confirm:", login))
	if err != nil {
		return err
	}
	var kept string
	if err := g.DB.Pool().QueryRow(ctx, "SELECT access.kept_secret($1)", login).Scan(&kept); err != nil {
		return fmt.Errorf("read password: %w", err)
	}
	ok, err := g.matches(ctx, secret, kept)
	if err != nil {
		return err
	}
	if !ok {
		return ErrWrong
	}
	return g.forgive(ctx, key)
}

// CheckOwnPIN holds a worker's new PIN to the rules, by what is recorded of
// the worker and of the login.
func (g *Gate) CheckOwnPIN(ctx context.Context, actor db.Actor, pin string) error {
	var birth time.Time
	var sealed []byte
	err := g.DB.ReadTx(ctx, actor, func(tx *db.Tx) error {
		err := tx.QueryRow(ctx, "SELECT birth FROM person WHERE county = $1 AND id = $2", actor.County, actor.Person).Scan(&birth)
		if err != nil && !errors.Is(err, pgx.ErrNoRows) {
			return fmt.Errorf("read birth date: %w", err)
		}
		err = tx.QueryRow(ctx, "SELECT phone_sealed FROM login WHERE id = access.own_login()").Scan(&sealed)
		if err != nil && !errors.Is(err, pgx.ErrNoRows) {
			return fmt.Errorf("read telephone: %w", err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	phone := value.Phone{}
	if sealed != nil {
		plain, err := g.Vault.Open(actor.County, Phone, sealed)
		if err != nil {
			return err
		}
		phone, _ = value.ParsePhone(value.Raw{Text: string(plain)})
	}
	return CheckPIN(pin, phone.Reveal(), birth)
}
