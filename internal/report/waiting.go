package report

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"laowu/internal/db"
)

// Waiting is a kind of thing that waits for an association or a township: how
// many, and since or by when.
type Waiting struct {
	What  string // a key of waits
	Count int
	Since *time.Time // the oldest was asked on this day; nil where there is a deadline
	By    *time.Time // the nearest deadline; nil where there is none
}

// Late says whether a deadline has passed.
func (w Waiting) Late(today time.Time) bool { return w.By != nil && w.By.Before(today) }

// waits are the kinds, each with the query that counts it: how many, the oldest
// day, the nearest deadline. $1 is the county, $2 the day, $3 the role, $4 the
// organisation. Row security holds whose they are. What a new act of theirs brings
// up is a line here, and one in internal/web/today_words.go.
var waits = []struct{ what, sql string }{
	{"requests", `
		SELECT count(*), min((made_at AT TIME ZONE 'Asia/Shanghai')::date), NULL::date FROM request
		WHERE county = $1 AND state = 'open' AND $3 = 'association' AND kind = 'correction'`},
	{"asks", `
		SELECT count(*), min((asked_at AT TIME ZONE 'Asia/Shanghai')::date), NULL::date FROM referral_ask
		WHERE county = $1 AND state = 'open'`},
	{"consents", `
		SELECT count(*), min((asked_at AT TIME ZONE 'Asia/Shanghai')::date), NULL::date FROM consent
		WHERE county = $1 AND state = 'asked'`},
	{"interviews", `
		SELECT count(*), min((moved_at AT TIME ZONE 'Asia/Shanghai')::date), min(expires_on) FROM referral
		WHERE county = $1 AND state IN ('interview', 'accepted') AND expires_on >= $2`},
	{"unanswered", `
		SELECT count(*), min((made_at AT TIME ZONE 'Asia/Shanghai')::date), min(expires_on) FROM referral
		WHERE county = $1 AND state IN ('new', 'seen') AND expires_on BETWEEN $2 AND $2 + 7`},
	{"waivers", `
		SELECT count(*), min(stated_on), min(answer_by) FROM waiver w
		WHERE county = $1 AND state = 'open' AND answer_by >= $2 AND $3 = 'association'
		  AND NOT EXISTS (SELECT FROM waiver_answer a WHERE a.county = $1 AND a.waiver = w.id AND a.association = $4)`},
	{"transfers", `
		SELECT count(*), min((asked_at AT TIME ZONE 'Asia/Shanghai')::date), min(answer_by) FROM transfer
		WHERE county = $1 AND state = 'open' AND from_association IN (SELECT access.associations())`},
	{"trips", `
		SELECT count(*), NULL::date, min(leaves_on) FROM departure
		WHERE county = $1 AND state = 'planned'`},
	{"arrivals", `
		SELECT count(*), min(leaves_on), NULL::date FROM departure
		WHERE county = $1 AND state = 'left'`},
	{"cases", `
		SELECT count(*), min(opened_on), min(deadline) FROM followup_case
		WHERE county = $1 AND state = 'open'`},
	{"drafts", `
		SELECT count(*), NULL::date, NULL::date FROM import_draft
		WHERE county = $1 AND step = 'waiting'`},
}

// asked gives each parameter its type, also where a query does not need it.
const asked = "WITH asked AS (SELECT $1::text, $2::date, $3::text, $4::bigint)"

// FindWaiting counts what waits for the actor by the kinds above. What nobody waits
// for is left out; MostUrgent puts them in order.
func FindWaiting(ctx context.Context, tx *db.Tx) ([]Waiting, error) {
	var out []Waiting
	for _, kind := range waits {
		w := Waiting{What: kind.what}
		err := tx.QueryRow(ctx, asked+kind.sql, tx.Actor.County, tx.Today(), tx.Actor.Role, tx.Actor.Organisation).Scan(&w.Count, &w.Since, &w.By)
		if err != nil {
			return nil, fmt.Errorf("count %s that wait: %w", kind.what, err)
		}
		if w.Count > 0 {
			out = append(out, w)
		}
	}
	return out, nil
}

// MostUrgent puts what waits in order: what is late, then by deadline, then what
// has waited longest, then what has no day.
func MostUrgent(all []Waiting) {
	const ever = 1 << 40
	key := func(w Waiting) (int, int64) {
		switch {
		case w.By != nil:
			return 0, w.By.Unix()
		case w.Since != nil:
			return 1, w.Since.Unix()
		}
		return 2, ever
	}
	slices.SortStableFunc(all, func(a, b Waiting) int {
		ka, da := key(a)
		kb, db := key(b)
		return cmp.Or(cmp.Compare(ka, kb), cmp.Compare(da, db))
	})
}
