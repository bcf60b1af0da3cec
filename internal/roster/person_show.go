package roster

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
)

// Person is what is recorded of one, numbers masked. Who may see a person is
// said in migrations/011_scope.sql: an association its members and who lives in
// its villages and is nobody's, a township its people, a station who works in
// its area, an enterprise whose consent it has, a worker himself.
type Person struct {
	ID               int64
	Name             string
	Sex              value.Sex
	Birth            time.Time
	Village          string // its name
	IDMasked         string
	PhoneMasked      string
	Relation         string
	HouseholdNumber  string
	HouseholdKind    string
	Relocated        *bool
	Ethnicity        string
	Education        string
	Health           string
	Skills           string
	Able, Willing    *bool
	WishTrades       string
	WishPlaces       string
	WishWageMin      *int
	WishWageMax      *int
	Remark           string
	Registered       string // county of the household register
	RegisteredSource string
	RegisteredOn     *time.Time
	AnnouncedOn      *time.Time
	UpdatedAt        time.Time
	HasLogin         bool       // the worker claimed the record
	ClaimUntil       *time.Time // a printed code that still holds
	Memberships      []Membership
}

// FindPerson reads one whom the actor sees; access.ErrNotFound for others and
// for who was erased.
func FindPerson(ctx context.Context, tx *db.Tx, v *access.Vault, id int64) (Person, error) {
	p := Person{ID: id}
	var idSealed, phoneSealed []byte
	err := tx.QueryRow(ctx, `
		SELECT p.name, p.sex, p.birth, coalesce((SELECT v.name FROM area v WHERE v.code = p.village), p.village, ''), p.relation, coalesce(h.number, ''), coalesce(k.kind, p.household_kind, ''),
		       coalesce(h.relocated, p.relocated), p.ethnicity, p.education, p.health, p.skills, p.able, p.willing, p.wish_trades, p.wish_places,
		       p.wish_wage_min, p.wish_wage_max, p.remark, coalesce(p.registered, ''), p.registered_source, p.registered_on, p.announced_on,
		       p.updated_at, p.id_sealed, p.phone_sealed,
		       EXISTS (SELECT FROM account c WHERE c.county = p.county AND c.person = p.id AND c.disabled_at IS NULL),
		       (SELECT c.expires_at FROM claim_code c WHERE c.county = p.county AND c.person = p.id AND c.used_at IS NULL AND c.expires_at > $3)
		FROM person p
		LEFT JOIN household h ON h.county = p.county AND h.id = p.household
		LEFT JOIN household_kind k ON k.county = p.county AND k.household = p.household AND k.valid_to IS NULL
		WHERE p.county = $1 AND p.id = $2 AND p.erased_on IS NULL`, tx.Actor.County, id, tx.Now).Scan(
		&p.Name, &p.Sex, &p.Birth, &p.Village, &p.Relation, &p.HouseholdNumber, &p.HouseholdKind,
		&p.Relocated, &p.Ethnicity, &p.Education, &p.Health, &p.Skills, &p.Able, &p.Willing, &p.WishTrades, &p.WishPlaces,
		&p.WishWageMin, &p.WishWageMax, &p.Remark, &p.Registered, &p.RegisteredSource, &p.RegisteredOn, &p.AnnouncedOn,
		&p.UpdatedAt, &idSealed, &phoneSealed, &p.HasLogin, &p.ClaimUntil)
	if errors.Is(err, pgx.ErrNoRows) {
		return p, access.ErrNotFound
	}
	if err != nil {
		return p, fmt.Errorf("read person: %w", err)
	}
	if p.IDMasked, err = masked(tx.Actor.County, v, access.IDNumber, idSealed); err != nil {
		return p, err
	}
	if p.PhoneMasked, err = masked(tx.Actor.County, v, access.Phone, phoneSealed); err != nil {
		return p, err
	}
	p.Memberships, err = Memberships(ctx, tx, id)
	return p, err
}
