package hiring

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// The refusals of writing an opening; their texts go to people as they are.
var (
	ErrOpeningTwin    = errors.New("本单位已经有一个岗位，名称、地点和用工形式都一样：要改日期就去那个岗位点“延长”或者“重新开放”；要另招一批，请改一改名称")
	ErrOpeningChanged = errors.New("这个岗位刚刚有人改过，请重新打开再改")
	ErrRemarks        = errors.New("还有不能这样写的地方")
)

// AddOpening writes a new opening of an enterprise, or of the asking one; its
// search document is the caller's to write. roster.ErrRole; ErrRemarks where the
// draft may not be written; ErrOpeningTwin; GoneError.
func AddOpening(ctx context.Context, tx *db.Tx, vault *access.Vault, enterprise int64, o OpeningDraft, remarks []OpeningRemark) (id int64, err error) {
	if own := ownEnterprise(tx); own != 0 {
		enterprise = own
	}
	args, err := o.values(ctx, tx, vault, enterprise, remarks)
	if err != nil {
		return 0, err
	}
	err = tx.QueryRow(ctx, `
		INSERT INTO opening (county, enterprise, `+draftColumns+`, created_at) VALUES ($1, $2, `+places(3, columns)+`, $31)
		ON CONFLICT (enterprise, title, place_text, form) DO NOTHING RETURNING id`, append(append([]any{tx.Actor.County, enterprise}, args...), tx.Now)...).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, ErrOpeningTwin
	}
	if err != nil {
		return 0, fmt.Errorf("write opening: %w", err)
	}
	return id, access.Note(ctx, tx, access.OpeningWritten, "opening", id, map[string]any{"enterprise": enterprise})
}

// ChangeOpening changes one that the actor keeps and that nobody changed since
// the moment of seen. A closed one stays closed. ErrNotFound and the errors of
// AddOpening; ErrOpeningChanged.
func ChangeOpening(ctx context.Context, tx *db.Tx, vault *access.Vault, id int64, seen time.Time, o OpeningDraft, remarks []OpeningRemark) error {
	k, err := findKept(ctx, tx, id)
	if err != nil {
		return err
	}
	if !k.updated.Equal(seen) {
		return ErrOpeningChanged
	}
	args, err := o.values(ctx, tx, vault, k.enterprise, remarks)
	if err != nil {
		return err
	}
	var twin bool
	err = tx.QueryRow(ctx, "SELECT EXISTS (SELECT FROM opening WHERE enterprise = $1 AND title = $2 AND place_text = $3 AND form = $4 AND id <> $5)",
		k.enterprise, o.Title, o.PlaceText, o.Form, id).Scan(&twin)
	switch {
	case err != nil:
		return fmt.Errorf("look for opening: %w", err)
	case twin:
		return ErrOpeningTwin
	}
	if _, err := tx.Exec(ctx, "UPDATE opening SET ("+draftColumns+") = ROW ("+places(2, columns)+") WHERE id = $1", append([]any{id}, args...)...); err != nil {
		return fmt.Errorf("change opening: %w", err)
	}
	return access.Note(ctx, tx, access.OpeningChanged, "opening", id, nil)
}

const draftColumns = `title, trade, place, place_text, headcount, form, special_skill, wage_min, wage_max, wage_text, pay, board, lodging, board_text, insurance,
	age_min, age_max, education, certificates, cert_text, description, valid_from, valid_until, published_to, contact, phone_hash, phone_sealed, updated_at`

// columns is how many these are.
const columns = 28

// places are parameters, from the first so many.
func places(first, n int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf("$%d", first+i)
	}
	return strings.Join(all, ", ")
}

// values are the draft's columns, where it may be written at all.
func (o OpeningDraft) values(ctx context.Context, tx *db.Tx, vault *access.Vault, enterprise int64, remarks []OpeningRemark) ([]any, error) {
	if !slices.Contains(Keepers, tx.Actor.Role) {
		return nil, roster.ErrRole
	}
	if slices.ContainsFunc(remarks, func(r OpeningRemark) bool { return r.Refused }) {
		return nil, ErrRemarks
	}
	if err := stood(ctx, tx, enterprise, tx.Today()); err != nil {
		return nil, err
	}
	hash, sealed, err := o.sealed(vault, tx.Actor.County)
	if err != nil {
		return nil, err
	}
	low, high := o.Wage.Monthly()
	certificates := append([]string{}, o.Certificates...)
	var place *string
	if o.Place != "" {
		place = &o.Place
	}
	return []any{
		o.Title, o.Trade, place, o.PlaceText, o.Headcount, o.Form, o.SpecialSkill, low, high, wageText(o.Wage), o.Wage.Unit, o.Board, o.Lodging, o.BoardText, o.Insurance,
		o.AgeMin, o.AgeMax, o.Education, certificates, o.CertText, o.Description, o.ValidFrom, o.ValidUntil, o.PublishedTo, o.Contact, hash, sealed, tx.Now,
	}, nil
}

// sealed is the contact's number as it is kept; nil where there is none.
func (o OpeningDraft) sealed(vault *access.Vault, county string) (hash, sealed []byte, err error) {
	if o.Phone == "" {
		return nil, nil, nil
	}
	if hash, err = vault.Hash(access.Phone, o.Phone); err != nil {
		return nil, nil, err
	}
	sealed, err = vault.Seal(county, access.Phone, []byte(o.Phone))
	return hash, sealed, err
}
