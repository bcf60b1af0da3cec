package hiring

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// NewDeparture is what one plans. With an opening, its employer, trade, form
// and place are the departure's; else Enterprise or Employer and PlaceText say
// where it goes.
type NewDeparture struct {
	Enterprise int64  // 0: an employer in words alone
	Opening    int64  // 0: none
	Employer   string // where there is no enterprise
	Trade      string
	Channel    Channel
	Place      string // division code, empty where the place lies outside areas.csv
	PlaceText  string
	Origin     string
	LeavesOn   time.Time
	LeavesAt   string
	Transport  string // coach, train, other
	Seats      int
	Contact    string
	Phone      value.Phone // of the contact; the zero value is none
}

// The refusals of a plan; their texts go to people as they are.
var (
	ErrWhither    = errors.New("请写清楚去哪家单位、什么地方")
	ErrOrigin     = errors.New("请写清楚在哪里上车")
	ErrLeavesOn   = errors.New("出发日期要在今天到一年以内；已经走了的，请用务工台账导入")
	ErrSeats      = errors.New("座位数要在 1 到 500 之间")
	ErrTransport  = errors.New("请选坐什么车")
	ErrChannel    = errors.New("请选是协会组织的，还是按和企业的协议招的；按协议招的，要选是哪家企业")
	ErrNotInArea  = errors.New("工作站只组织到本站区域里的出行，请把地方写到县、旗、区")
	ErrWords      = errors.New("每一项最多写 100 个字")
	ErrWordNumber = errors.New("请不要在这里写身份证号或者电话号码；联系人的电话写在“联系电话”里")
)

// longestWord is in characters, of each thing written.
const longestWord = 100

// mostSeats is what the longest train that people charter holds in one list.
const mostSeats = 500

// PlanDeparture writes a new one and returns its number. ErrRole of roster for
// who organises none; access.ErrNotFound where enterprise or opening is out of
// sight, closed, or another's; a GoneError.
func PlanDeparture(ctx context.Context, tx *db.Tx, vault *access.Vault, n NewDeparture) (id int64, err error) {
	if !slices.Contains(Organisers, tx.Actor.Role) {
		return 0, roster.ErrRole
	}
	form := Form("")
	if err := n.target(ctx, tx, &form); err != nil {
		return 0, err
	}
	if err := n.check(tx.Today()); err != nil {
		return 0, err
	}
	if err := n.inArea(ctx, tx); err != nil {
		return 0, err
	}
	if err := stood(ctx, tx, n.Enterprise, n.LeavesOn); err != nil {
		return 0, err
	}
	var sealed []byte
	if !n.Phone.IsZero() {
		if sealed, err = vault.Seal(tx.Actor.County, access.Phone, []byte(n.Phone.Reveal())); err != nil {
			return 0, err
		}
	}
	err = tx.QueryRow(ctx, `
		INSERT INTO departure (county, role, organisation, enterprise, opening, employer, trade_text, form, channel, place, place_text, origin,
		       leaves_on, leaves_at, transport, seats, contact, phone_sealed, planned_at)
		VALUES ($1, $2, nullif($3, 0), nullif($4, 0), nullif($5, 0), $6, $7, $8, $9, nullif($10, ''), $11, $12, $13, $14, $15, $16, $17, $18, $19)
		RETURNING id`, tx.Actor.County, tx.Actor.Role, tx.Actor.Organisation, n.Enterprise, n.Opening, n.Employer, n.Trade, form, n.Channel, n.Place,
		n.PlaceText, n.Origin, n.LeavesOn, n.LeavesAt, n.Transport, n.Seats, n.Contact, sealed, tx.Now).Scan(&id)
	if err != nil {
		return 0, fmt.Errorf("plan departure: %w", err)
	}
	return id, access.Note(ctx, tx, access.TripPlanned, "departure", id, map[string]any{"seats": n.Seats, "enterprise": n.Enterprise})
}

// target fills in what enterprise and opening say.
func (n *NewDeparture) target(ctx context.Context, tx *db.Tx, form *Form) error {
	switch {
	case n.Opening != 0:
		err := tx.QueryRow(ctx, `
			SELECT e.id, e.name, o.title, o.form, coalesce(o.place, ''), o.place_text FROM opening o JOIN enterprise e ON e.id = o.enterprise
			WHERE o.id = $1 AND ($2 = 0 OR e.id = $2) AND o.closed_at IS NULL`, n.Opening, n.Enterprise).
			Scan(&n.Enterprise, &n.Employer, &n.Trade, form, &n.Place, &n.PlaceText)
		return missing(err, "find opening")
	case n.Enterprise != 0:
		err := tx.QueryRow(ctx, "SELECT name FROM enterprise WHERE id = $1", n.Enterprise).Scan(&n.Employer)
		return missing(err, "find enterprise")
	}
	return nil
}

// inArea refuses a station's departure to where it writes nobody's work.
func (n *NewDeparture) inArea(ctx context.Context, tx *db.Tx) error {
	if tx.Actor.Role != db.Station {
		return nil
	}
	var inside bool
	if err := tx.QueryRow(ctx, "SELECT $1 IN (SELECT access.places())", n.Place).Scan(&inside); err != nil {
		return fmt.Errorf("find area: %w", err)
	}
	if !inside {
		return ErrNotInArea
	}
	return nil
}

// missing is access.ErrNotFound for no rows.
func missing(err error, what string) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return access.ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// check tidies what was written, and refuses what cannot be.
func (n *NewDeparture) check(today time.Time) error {
	for _, word := range []*string{&n.Employer, &n.Trade, &n.PlaceText, &n.Origin, &n.LeavesAt, &n.Contact} {
		*word = value.Clean(*word)
		switch {
		case utf8.RuneCountInString(*word) > longestWord:
			return ErrWords
		case value.Redact(*word) != *word:
			return ErrWordNumber
		}
	}
	switch {
	case n.Employer == "" || n.PlaceText == "":
		return ErrWhither
	case n.Origin == "":
		return ErrOrigin
	case n.LeavesOn.Before(today) || n.LeavesOn.After(today.AddDate(1, 0, 0)):
		return ErrLeavesOn
	case n.Seats < 1 || n.Seats > mostSeats:
		return ErrSeats
	case !slices.Contains([]string{"coach", "train", "other"}, n.Transport):
		return ErrTransport
	case n.Channel != "association" && (n.Channel != "enterprise" || n.Enterprise == 0):
		return ErrChannel
	}
	return nil
}
