package hiring

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// ErrNotFound says that there is no such record for who asks: what an actor
// may not see is not found either.
var ErrNotFound = errors.New("not found")

func openingIDs(ctx context.Context, tx *db.Tx, sql string) ([]int64, error) {
	rows, err := tx.Query(ctx, sql)
	if err != nil {
		return nil, fmt.Errorf("list changed openings: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return nil, fmt.Errorf("list changed openings: %w", err)
	}
	return ids, nil
}

// FindOpening returns a published opening, expired and closed ones too, with
// the contact as the enterprise published it; ErrNotFound where there is none.
func FindOpening(ctx context.Context, tx *db.Tx, vault *access.Vault, id int64) (Opening, error) {
	return readOpening(ctx, tx, vault, "(o.published_to IS NULL OR $2 = ANY (o.published_to)) AND o.id = $1", id, tx.Actor.County)
}

// FindKeptOpening returns one that the actor keeps, whomever it is published to.
// ErrNotFound, roster.ErrRole.
func FindKeptOpening(ctx context.Context, tx *db.Tx, vault *access.Vault, id int64) (Opening, error) {
	if !slices.Contains(Keepers, tx.Actor.Role) {
		return Opening{}, roster.ErrRole
	}
	return readOpening(ctx, tx, vault, "o.county = $2 AND ($3 = 0 OR o.enterprise = $3) AND o.id = $1", id, tx.Actor.County, ownEnterprise(tx))
}

func readOpening(ctx context.Context, tx *db.Tx, vault *access.Vault, where string, args ...any) (Opening, error) {
	var o Opening
	var sealed []byte
	err := tx.QueryRow(ctx, `
		SELECT o.id, o.county, o.title, o.trade, coalesce(o.place, ''), o.place_text, o.headcount, o.form, o.special_skill, o.wage_min, o.wage_max,
		       o.wage_text, o.pay, o.board, o.lodging, o.board_text, o.insurance, o.age_min, o.age_max, o.education, o.certificates, o.cert_text, o.description,
		       o.valid_from, o.valid_until, o.contact, o.phone_sealed, o.updated_at, o.closed_at IS NOT NULL,
		       coalesce((SELECT k.lift FROM opening_care k WHERE k.county = o.county AND k.opening = o.id), 3),
		       coalesce((SELECT k.closed_why FROM opening_care k WHERE k.county = o.county AND k.opening = o.id), ''), o.published_to,
		       e.id, e.county, e.uscc, e.name, e.industry, coalesce(e.place, ''), e.place_text
		FROM opening o JOIN enterprise e ON e.id = o.enterprise
		WHERE `+where, args...).Scan(
		&o.ID, &o.County, &o.Title, &o.Trade, &o.Place, &o.PlaceText, &o.Headcount, &o.Form, &o.SpecialSkill, &o.WageMin, &o.WageMax,
		&o.WageText, &o.Pay, &o.Board, &o.Lodging, &o.BoardText, &o.Insurance, &o.AgeMin, &o.AgeMax, &o.Education, &o.Certificates, &o.CertText, &o.Description,
		&o.ValidFrom, &o.ValidUntil, &o.ContactName, &sealed, &o.UpdatedAt, &o.Closed, &o.Lift, &o.Why, &o.PublishedTo,
		&o.Enterprise.ID, &o.Enterprise.County, &o.Enterprise.USCC, &o.Enterprise.Name, &o.Enterprise.Industry, &o.Enterprise.Place, &o.Enterprise.PlaceText)
	if errors.Is(err, pgx.ErrNoRows) {
		return o, ErrNotFound
	}
	if err != nil {
		return o, fmt.Errorf("read opening: %w", err)
	}
	if sealed == nil {
		return o, nil
	}
	phone, err := vault.Open(o.County, access.Phone, sealed)
	o.ContactPhone = string(phone)
	return o, err
}
