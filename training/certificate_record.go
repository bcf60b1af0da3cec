package training

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/work"
)

// Held is a certificate that somebody holds or held.
type Held struct {
	ID         int64
	Kind       CertificateKind
	Code       string // the register's, empty where it does not know the name
	Name       string // as written
	Level      *int
	Number     string // 本人身份证号码 stands where it is the holder's ID number
	Trade      string
	Issued     *time.Time
	Expires    *time.Time
	ReviewOn   *time.Time
	Reviewed   []time.Time // the days of the reviews that it passed
	ReplacedBy *int64      // the renewal
}

// Refusals of certificates.
var (
	ErrDates   = errors.New("有效期早于发证日期，请核对这两个日期")
	ErrRenewed = errors.New("这本证书已经换过证，请在新证上办理")
	ErrOlder   = errors.New("新证的发证日期要晚于旧证，请核对")
)

const heldColumns = "id, kind, code, name, level, number, trade, issued, expires, review_on, reviewed, replaced_by"

// Certificates lists those of a person that the actor sees, the latest first,
// renewed ones among them.
func Certificates(ctx context.Context, tx *db.Tx, person int64) ([]Held, error) {
	rows, err := tx.Query(ctx, "SELECT "+heldColumns+" FROM certificate WHERE county = $1 AND person = $2 ORDER BY issued DESC NULLS LAST, id DESC",
		tx.Actor.County, person)
	if err != nil {
		return nil, fmt.Errorf("list certificates: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Held])
	if err != nil {
		return nil, fmt.Errorf("list certificates: %w", err)
	}
	return all, nil
}

// Renewal is what the new paper says. Where it does not say its end or its
// review, the rule of the day of issue does.
type Renewal struct {
	Number                    string
	Issued, Expires, ReviewOn time.Time // the last two may be zero
}

// Renew writes a renewed certificate beside the old one, which stays and names
// it, and returns its number. The county renews, nobody else: others are told
// that there is no such certificate. access.ErrNotFound, ErrRenewed, ErrOlder,
// ErrDates.
func Renew(ctx context.Context, tx *db.Tx, old int64, r Renewal) (id int64, err error) {
	var issued *time.Time
	var replaced *int64
	err = tx.QueryRow(ctx, "SELECT issued, replaced_by FROM certificate WHERE county = $1 AND id = $2 AND access.writes_county() FOR UPDATE",
		tx.Actor.County, old).Scan(&issued, &replaced)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return 0, access.ErrNotFound
	case err != nil:
		return 0, fmt.Errorf("find certificate: %w", err)
	case replaced != nil:
		return 0, ErrRenewed
	case issued != nil && !r.Issued.After(*issued):
		return 0, ErrOlder
	case !r.Expires.IsZero() && r.Expires.Before(r.Issued):
		return 0, ErrDates
	}
	err = tx.QueryRow(ctx, renewal, tx.Actor.County, old, r.Number, r.Issued, given(r.Expires), given(r.ReviewOn)).Scan(&id)
	if err != nil {
		return 0, fmt.Errorf("renew certificate: %w", err)
	}
	if err := work.ChangedAmong(ctx, tx, work.Worker, holderSQL, tx.Actor.County, old); err != nil {
		return 0, err
	}
	return id, access.Note(ctx, tx, access.Renewed, "certificate", id, map[string]any{"old": old})
}

const renewal = `
	WITH new AS (
		INSERT INTO certificate (county, person, kind, code, name, level, number, trade, issued, expires, review_on)
		SELECT $1, o.person, o.kind, o.code, o.name, o.level, $3, o.trade, $4::date, coalesce($5::date, l.expires::date), coalesce($6::date, l.review_on::date)
		FROM certificate o CROSS JOIN LATERAL (SELECT o.kind AS cert_kind, $4::date AS issued) i ` + lasting + `
		WHERE o.county = $1 AND o.id = $2 RETURNING id)
	UPDATE certificate SET replaced_by = (SELECT id FROM new) WHERE county = $1 AND id = $2 RETURNING replaced_by`

// holderSQL is who holds a certificate.
const holderSQL = "SELECT person FROM certificate WHERE county = $1 AND id = $2"

func given(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// Holder is who holds a certificate that the actor sees; access.ErrNotFound.
func Holder(ctx context.Context, tx *db.Tx, certificate int64) (person int64, err error) {
	err = tx.QueryRow(ctx, holderSQL, tx.Actor.County, certificate).Scan(&person)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, access.ErrNotFound
	}
	if err != nil {
		return 0, fmt.Errorf("find certificate: %w", err)
	}
	return person, nil
}
