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

// MyData is all that is on record of a person but for work, which
// hiring.Spells tells. The numbers print masked; Reveal is for the person's own
// copy.
type MyData struct {
	Person                               int64
	Name                                 string
	Sex                                  value.Sex
	Birth                                time.Time
	Number                               value.IDNumber
	Phone                                value.Phone
	Village                              string // division code, empty where none is on record
	VillageName                          string
	Household                            string // its number in the village
	Relation                             string // to the head of the household
	Kind                                 value.HouseholdKind
	Relocated                            *bool
	Site                                 string
	Ethnicity, Education, Health, Skills string
	Able, Willing                        *bool
	WishTrades, WishPlaces               string
	WishWageMin, WishWageMax             *int // yuan a month
	Remark                               string
	Registered                           string // division code of the household register
	RegisteredSource                     Source
	RegisteredOn                         *time.Time
	CreatedAt, UpdatedAt                 time.Time
	AnnouncedOn                          *time.Time // since when it is said that the record will be erased
	Memberships                          []Membership
	Consents                             []Consent
	Requests                             []Request
	Transfers                            []Transfer // from one association to another, asked for or done
	Merges                               []Merge    // with which other records this one was made one
	Paused                               *Pause     // the mark that he is without a solution, cleared by his association; nil: never
	Images                               []Image    // what imports replaced of him, kept so that they can be taken back
	Trail                                []TrailEntry
}

// FindMyData reads it for the person himself, for the association that acts for
// him, or for the county. access.ErrNotFound where the person is out of sight;
// ErrRole.
func FindMyData(ctx context.Context, tx *db.Tx, vault *access.Vault, person int64) (MyData, error) {
	if err := only(tx, db.Worker, db.Association, db.County, db.Admin); err != nil {
		return MyData{}, err
	}
	d, err := ownRecord(ctx, tx, vault, person)
	if err != nil {
		return d, err
	}
	if d.Memberships, err = Memberships(ctx, tx, person); err != nil {
		return d, err
	}
	if d.Consents, err = Consents(ctx, tx, person); err != nil {
		return d, err
	}
	if d.Requests, err = Requests(ctx, tx, person); err != nil {
		return d, err
	}
	if d.Transfers, err = TransfersOf(ctx, tx, person); err != nil {
		return d, err
	}
	if d.Merges, err = MergesOf(ctx, tx, person); err != nil {
		return d, err
	}
	if d.Paused, err = PauseOf(ctx, tx, person); err != nil {
		return d, err
	}
	if d.Images, err = imagesOf(ctx, tx, person); err != nil {
		return d, err
	}
	d.Trail, err = trail(ctx, tx, person)
	return d, err
}

func ownRecord(ctx context.Context, tx *db.Tx, vault *access.Vault, person int64) (d MyData, err error) {
	var number, phone []byte
	err = tx.QueryRow(ctx, `
		SELECT p.id, p.name, p.sex, p.birth, p.id_sealed, p.phone_sealed, coalesce(p.village, ''), coalesce((SELECT v.name FROM area v WHERE v.code = p.village), p.village, ''), coalesce(h.number, ''), p.relation,
		       coalesce(k.kind, p.household_kind, ''), coalesce(h.relocated, p.relocated), coalesce(h.site, ''), p.ethnicity, p.education, p.health,
		       p.skills, p.able, p.willing, p.wish_trades, p.wish_places, p.wish_wage_min, p.wish_wage_max, p.remark, coalesce(p.registered, ''),
		       p.registered_source, p.registered_on, p.created_at, p.updated_at, p.announced_on
		FROM person p
		LEFT JOIN household h ON h.county = p.county AND h.id = p.household
		LEFT JOIN household_kind k ON k.county = p.county AND k.household = p.household AND k.valid_to IS NULL
		WHERE p.county = $1 AND p.id = $2 AND p.erased_on IS NULL`, tx.Actor.County, person).Scan(
		&d.Person, &d.Name, &d.Sex, &d.Birth, &number, &phone, &d.Village, &d.VillageName, &d.Household, &d.Relation,
		&d.Kind, &d.Relocated, &d.Site, &d.Ethnicity, &d.Education, &d.Health,
		&d.Skills, &d.Able, &d.Willing, &d.WishTrades, &d.WishPlaces, &d.WishWageMin, &d.WishWageMax, &d.Remark, &d.Registered,
		&d.RegisteredSource, &d.RegisteredOn, &d.CreatedAt, &d.UpdatedAt, &d.AnnouncedOn)
	if errors.Is(err, pgx.ErrNoRows) {
		return d, access.ErrNotFound
	}
	if err != nil {
		return d, fmt.Errorf("read person: %w", err)
	}
	return d, d.open(vault, tx.Actor.County, number, phone)
}

func (d *MyData) open(vault *access.Vault, county string, number, phone []byte) error {
	plain, err := vault.Open(county, access.IDNumber, number)
	if err != nil {
		return err
	}
	d.Number, _ = value.ParseIDNumber(value.Raw{Text: string(plain)}, value.Day{})
	if phone == nil {
		return nil
	}
	if plain, err = vault.Open(county, access.Phone, phone); err != nil {
		return err
	}
	d.Phone, _ = value.ParsePhone(value.Raw{Text: string(plain)})
	return nil
}
