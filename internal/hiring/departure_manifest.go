package hiring

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// Manifest is a departure's list as it is printed: who goes, by seat, with
// telephone numbers masked, or whole for a reason.
type Manifest struct {
	Departure
	ContactPhone string // empty where there is none
	Whole        bool   // the numbers are whole
	Lines        []ManifestLine
}

// ManifestLine is one who goes. Who refused stands on no manifest.
type ManifestLine struct {
	Rider
	Telephone string // empty where none is on record
}

// FindManifest reads one with numbers masked. access.ErrNotFound where the
// departure is out of sight.
func FindManifest(ctx context.Context, tx *db.Tx, vault *access.Vault, departure int64) (Manifest, error) {
	return manifest(ctx, tx, vault, departure, func(r Rider) (string, error) { return maskedPhone(vault, tx.Actor.County, r.phone) }, value.Phone.Mask)
}

// RevealManifest reads one with numbers whole, for whoever may reveal numbers
// and for a reason; each person's showing is in the audit trail, and so is the
// contact's. access.ErrNotFound, roster.ErrMayNot, roster.ErrWhy.
func RevealManifest(ctx context.Context, tx *db.Tx, vault *access.Vault, departure int64, reason string) (Manifest, error) {
	reason = value.Redact(value.Clean(reason))
	switch n := utf8.RuneCountInString(reason); {
	case !slices.Contains(Organisers, tx.Actor.Role):
		return Manifest{}, roster.ErrMayNot
	case n < leastReason || n > longestWord:
		return Manifest{}, roster.ErrWhy
	}
	m, err := manifest(ctx, tx, vault, departure, func(r Rider) (string, error) {
		number, err := roster.Reveal(ctx, tx, vault, r.Person, access.Phone, reason)
		if errors.Is(err, roster.ErrNoNumber) || errors.Is(err, access.ErrNotFound) {
			return "", nil
		}
		return number, err
	}, value.Phone.Reveal)
	if err != nil {
		return m, err
	}
	m.Whole = true
	return m, access.Note(ctx, tx, access.Revealed, "departure", departure, map[string]any{"reason": reason, "people": len(m.Lines)})
}

// leastReason is as short as roster takes a reason, in characters.
const leastReason = 2

func manifest(ctx context.Context, tx *db.Tx, vault *access.Vault, departure int64, telephone func(Rider) (string, error), contact func(value.Phone) string) (m Manifest, err error) {
	if m.Departure, err = FindDeparture(ctx, tx, departure); err != nil {
		return m, err
	}
	var sealed []byte
	if err := tx.QueryRow(ctx, "SELECT phone_sealed FROM departure WHERE county = $1 AND id = $2", tx.Actor.County, departure).Scan(&sealed); err != nil {
		return m, fmt.Errorf("read contact: %w", err)
	}
	phone, err := openPhone(vault, tx.Actor.County, sealed)
	if err != nil {
		return m, err
	}
	m.ContactPhone = contact(phone)
	riders, err := Riders(ctx, tx, departure)
	if err != nil {
		return m, err
	}
	for _, r := range riders {
		if r.Answer == Refused {
			continue
		}
		line := ManifestLine{Rider: r}
		if line.Telephone, err = telephone(r); err != nil {
			return m, err
		}
		m.Lines = append(m.Lines, line)
	}
	return m, nil
}

func maskedPhone(vault *access.Vault, county string, sealed []byte) (string, error) {
	phone, err := openPhone(vault, county, sealed)
	return phone.Mask(), err
}

// openPhone is the zero value where there is none.
func openPhone(vault *access.Vault, county string, sealed []byte) (phone value.Phone, err error) {
	if len(sealed) == 0 {
		return phone, nil
	}
	plain, err := vault.Open(county, access.Phone, sealed)
	if err != nil {
		return phone, err
	}
	phone, _ = value.ParsePhone(value.Raw{Text: string(plain)})
	return phone, nil
}
