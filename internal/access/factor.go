package access

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"laowu/internal/db"
)

// The second factor is a TOTP by RFC 6238: six digits of thirty seconds,
// SHA-1, as every authenticator takes it. One step before and after count too,
// for clocks that differ; no step counts twice.
const (
	totpPeriod = 30
	totpSkew   = 1
)

// factorField is what the vault binds sealed keys of second factors to.
const factorField Field = "totp"

// ErrCode refuses a code; its text goes to people as it is.
var ErrCode = errors.New("动态码不对，或者已经用过；请等下一个码再试")

// Factor is the key of a second factor that is being set up.
type Factor struct {
	Key     string // base32, to be typed by hand
	Address string // otpauth://…, for the QR code
}

// NewFactor draws a key for a login's name.
func NewFactor(issuer, name string) (Factor, error) {
	k, err := totp.Generate(totp.GenerateOpts{Issuer: issuer, AccountName: name, Period: totpPeriod})
	if err != nil {
		return Factor{}, fmt.Errorf("new second factor: %w", err)
	}
	return Factor{k.Secret(), k.URL()}, nil
}

// FactorOf is the factor of a key that was drawn before.
func FactorOf(issuer, name, key string) Factor {
	address := url.URL{Scheme: "otpauth", Host: "totp", Path: "/" + issuer + ":" + name}
	// Authenticators read a plus sign as itself.
	address.RawQuery = strings.ReplaceAll(url.Values{"issuer": {issuer}, "period": {strconv.Itoa(totpPeriod)}, "secret": {key}}.Encode(), "+", "%20")
	return Factor{key, address.String()}
}

// step is the step of a key at which a code is right, 0 where it is not.
func step(key, code string, now time.Time) (int64, error) {
	code = strings.Join(strings.Fields(code), "")
	found := int64(0)
	for d := int64(-totpSkew); d <= totpSkew; d++ {
		at := now.Unix()/totpPeriod + d
		want, err := totp.GenerateCodeCustom(key, time.Unix(at*totpPeriod, 0), totp.ValidateOpts{Period: totpPeriod, Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err != nil {
			return 0, fmt.Errorf("second factor: %w", err)
		}
		if subtle.ConstantTimeCompare([]byte(code), []byte(want)) == 1 {
			found = at
		}
	}
	return found, nil
}

// SetFactor keeps a login's new second factor once its first code is right.
func (g *Gate) SetFactor(ctx context.Context, actor db.Actor, login int64, key, code string) error {
	counted, err := g.attempt(ctx, fmt.Sprint("factor:", login))
	if err != nil {
		return err
	}
	at, err := step(key, code, g.DB.Now())
	if err != nil {
		return err
	}
	if at == 0 {
		return ErrCode
	}
	county, _, err := g.sealedFactor(ctx, login)
	if err != nil {
		return err
	}
	sealed, err := g.Vault.Seal(county, factorField, []byte(key))
	if err != nil {
		return err
	}
	err = g.DB.Tx(ctx, actor, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, "SELECT access.set_factor($1, $2, $3)", login, sealed, at); err != nil {
			return fmt.Errorf("keep second factor: %w", err)
		}
		return Note(ctx, tx, FactorSet, "login", login, nil)
	})
	if err != nil {
		return err
	}
	return g.forgive(ctx, counted)
}

// sealedFactor is a login's sealed key, nil where none is set up, and the county
// that it is sealed for: the login's, as whatever it acts.
func (g *Gate) sealedFactor(ctx context.Context, login int64) (county string, sealed []byte, err error) {
	err = g.DB.Pool().QueryRow(ctx, "SELECT county, sealed FROM access.sealed_factor($1)", login).Scan(&county, &sealed)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil, ErrNoLogin
	}
	if err != nil {
		return "", nil, fmt.Errorf("read second factor: %w", err)
	}
	return county, sealed, nil
}

// CheckFactor asks a login's second factor: ErrCode where the code is wrong or
// was used, WaitError where too many were.
func (g *Gate) CheckFactor(ctx context.Context, login int64, code string) error {
	counted, err := g.attempt(ctx, fmt.Sprint("factor:", login))
	if err != nil {
		return err
	}
	county, sealed, err := g.sealedFactor(ctx, login)
	if err != nil {
		return err
	}
	if sealed == nil { // it was taken away meanwhile
		return ErrCode
	}
	key, err := g.Vault.Open(county, factorField, sealed)
	if err != nil {
		return err
	}
	at, err := step(string(key), code, g.DB.Now())
	if err != nil {
		return err
	}
	var fresh bool
	if at > 0 {
		if err := g.DB.Pool().QueryRow(ctx, "SELECT access.use_factor($1, $2)", login, at).Scan(&fresh); err != nil {
			return fmt.Errorf("use second factor: %w", err)
		}
	}
	if !fresh {
		return ErrCode
	}
	return g.forgive(ctx, counted)
}
