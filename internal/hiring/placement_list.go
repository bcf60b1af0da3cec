package hiring

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Spell is a spell of work as it is on record.
type Spell struct {
	ID         int64
	Enterprise int64  // 0: an employer in words alone
	Employer   string // as reported, else the enterprise's name
	Trade      string // as written
	Place      string // division code, empty where outside areas.csv
	PlaceText  string // as written
	Away       *bool  // outside the county; nil where nobody said
	FullTime   bool
	Channel    Channel
	WageMin    *int // yuan a month
	WageMax    *int
	Started    *time.Time
	Ended      *time.Time
	ReportedOn time.Time
	Sources    []string
}

// Channel is how work was found.
type Channel string

// Word is what people call it.
func (c Channel) Word() string {
	return map[Channel]string{
		"association": "协会组织", "enterprise": "企业招工", "workshop": "帮扶车间", "public_welfare": "公益性岗位", "brand": "劳务品牌",
		"forestry": "造林合作社", "self": "自主就业",
	}[c]
}

// spellColumns are a Spell's of a placement p. An enterprise's name is asked for
// by a function: not everybody who sees the work sees the enterprise.
const spellColumns = `p.id, coalesce(p.enterprise, 0) AS enterprise,
	coalesce(nullif(p.employer, ''), access.organisation_name(p.county, 'enterprise', p.enterprise), '') AS employer, p.trade_text AS trade,
	coalesce(p.place, '') AS place, p.place_text, p.away, p.full_time, p.channel, p.wage_min, p.wage_max, p.started, p.ended, p.reported_on, p.sources`

// Spells lists those of a person that the actor sees, the latest first.
func Spells(ctx context.Context, tx *db.Tx, person int64) ([]Spell, error) {
	rows, err := tx.Query(ctx, "SELECT "+spellColumns+` FROM placement p WHERE p.county = $1 AND p.person = $2
		ORDER BY coalesce(p.started, p.reported_on) DESC, p.id DESC`, tx.Actor.County, person)
	if err != nil {
		return nil, fmt.Errorf("list work: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Spell])
	if err != nil {
		return nil, fmt.Errorf("list work: %w", err)
	}
	return all, nil
}
