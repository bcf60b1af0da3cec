package access

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/value"
)

// A claim code is printed by the association for one member, who with it makes
// the record his own: used once, within two weeks, and only together with the
// last four characters of the ID number, so that a lost sheet opens nothing. Ten
// wrong ones end it.
const (
	claimLasts   = 14 * 24 * time.Hour
	claimLetters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ" // none that look alike
	claimLength  = 12                                // 59 bits
	claimField   = Field("claim")
)

// ErrClaim refuses a code; its text goes to people as it is and does not tell
// which of the two was wrong.
var ErrClaim = errors.New("认领码或身份证号后四位不对，或者码已经用过、过期；请找协会重新打印一张")

// ErrNotFound says that there is no such record for who asks: what an actor may
// not see is not found either.
var ErrNotFound = errors.New("not found")

// PrintClaim draws a new code for a person whom the actor sees, in place of any
// earlier one. It is shown now and never again.
func PrintClaim(ctx context.Context, tx *db.Tx, v *Vault, person int64) (code string, until time.Time, err error) {
	var found bool
	if err := tx.QueryRow(ctx, "SELECT EXISTS (SELECT FROM person WHERE county = $1 AND id = $2 AND erased_on IS NULL)", tx.Actor.County, person).Scan(&found); err != nil {
		return "", until, fmt.Errorf("find person: %w", err)
	}
	if !found {
		return "", until, ErrNotFound
	}
	raw := make([]byte, claimLength)
	_, _ = rand.Read(raw) // never fails
	for i, r := range raw {
		raw[i] = claimLetters[int(r)%len(claimLetters)]
	}
	hash, err := v.Hash(claimField, string(raw))
	if err != nil {
		return "", until, err
	}
	until = tx.Now.Add(claimLasts)
	_, err = tx.Exec(ctx, `
		INSERT INTO claim_code (county, person, code_hash, expires_at, made_by) VALUES ($1, $2, $3, $4, nullif($5, 0))
		ON CONFLICT (county, person) DO UPDATE SET code_hash = $3, expires_at = $4, made_by = nullif($5, 0), used_at = NULL, misses = 0`,
		tx.Actor.County, person, hash, until, tx.Actor.Account)
	if err != nil {
		return "", until, fmt.Errorf("keep claim code: %w", err)
	}
	code = string(raw[:4]) + "-" + string(raw[4:8]) + "-" + string(raw[8:])
	return code, until, Note(ctx, tx, ClaimPrinted, "person", person, nil)
}

// claimed is whom a code is for.
type claimed struct {
	county string
	person int64
	name   string
	number string // in full, within the gate alone
	hash   []byte
}

// ReadClaim says whose record a code and the last four characters of an ID
// number open: the name, masked. Wrong ones are slowed like passwords.
func (g *Gate) ReadClaim(ctx context.Context, code, lastFour string) (masked string, err error) {
	c, err := g.findClaim(ctx, code, lastFour)
	if err != nil {
		return "", err
	}
	return value.MaskName(c.name), nil
}

func (g *Gate) findClaim(ctx context.Context, code, lastFour string) (c claimed, err error) {
	code = claimText(code)
	if c.hash, err = g.Vault.Hash(claimField, code); err != nil {
		return c, err
	}
	key, err := g.attempt(ctx, "claim:"+code)
	if err != nil {
		return c, err
	}
	var sealed []byte
	err = g.DB.Pool().QueryRow(ctx, "SELECT county, person, name, id_sealed FROM access.find_claim($1, $2)", c.hash, g.DB.Now()).Scan(&c.county, &c.person, &c.name, &sealed)
	if errors.Is(err, pgx.ErrNoRows) {
		return c, ErrClaim
	}
	if err != nil {
		return c, fmt.Errorf("find claim code: %w", err)
	}
	number, err := g.Vault.Open(c.county, IDNumber, sealed)
	if err != nil {
		return c, err
	}
	c.number = string(number)
	if four := claimText(lastFour); len(four) != 4 || !strings.HasSuffix(c.number, four) {
		return c, errors.Join(ErrClaim, g.missClaim(ctx, c.hash))
	}
	return c, g.forgive(ctx, key)
}

// missClaim counts a guess at a code's last four, of which a code outlives few.
func (g *Gate) missClaim(ctx context.Context, hash []byte) error {
	if _, err := g.DB.Pool().Exec(ctx, "SELECT access.missed_claim($1)", hash); err != nil {
		return fmt.Errorf("count attempt: %w", err)
	}
	return nil
}

// claimText reads a code as people type it: small letters, hyphens, spaces,
// full-width characters.
func claimText(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, strings.ToUpper(value.Clean(s)))
}

// Claim makes the record of a code its worker's: with a new login by telephone
// and PIN, or as one more account of the login that asks (to, where it is not
// 0). It returns the login.
func (g *Gate) Claim(ctx context.Context, asking db.Actor, code, lastFour string, phone value.Phone, pin string, to int64) (login int64, err error) {
	c, err := g.findClaim(ctx, code, lastFour)
	if err != nil {
		return 0, err
	}
	var hash, sealed []byte
	kept := ""
	if to == 0 {
		if hash, sealed, kept, err = g.newWorker(ctx, c, phone, pin); err != nil {
			return 0, err
		}
	}
	err = g.DB.Tx(ctx, db.Actor{County: c.county, Role: db.Worker, Account: asking.Account, Person: c.person, Name: "worker", Origin: asking.Origin}, func(tx *db.Tx) error {
		var got *int64
		err := tx.QueryRow(ctx, "SELECT access.claim($1, $2, $3, $4, nullif($5, 0), $6)", c.hash, hash, sealed, kept, to, tx.Now).Scan(&got)
		if err != nil {
			return fmt.Errorf("claim: %w", err)
		}
		if got == nil {
			return ErrClaim
		}
		login = *got
		return Note(ctx, tx, Claimed, "person", c.person, nil)
	})
	return login, err
}

func (g *Gate) newWorker(ctx context.Context, c claimed, phone value.Phone, pin string) (hash, sealed []byte, kept string, err error) {
	birth, _ := time.Parse("20060102", c.number[6:14])
	if err := CheckPIN(pin, phone.Reveal(), birth); err != nil {
		return nil, nil, "", err
	}
	if strings.Contains(c.number, pin) { // its last six are what everybody tries first
		return nil, nil, "", ErrPINOwn
	}
	if hash, err = g.Vault.Hash(Phone, phone.Reveal()); err != nil {
		return nil, nil, "", err
	}
	if sealed, err = g.Vault.Seal(c.county, Phone, []byte(phone.Reveal())); err != nil {
		return nil, nil, "", err
	}
	kept, err = g.hash(ctx, pin)
	return hash, sealed, kept, err
}
