package followup

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

// Trouble is what a worker says himself went wrong, at work that is on record
// (Placement) or that is not (Employer, in his words). It becomes a case whose
// owner is the first of Owners: the station of the area, else who is near him.
type Trouble struct {
	Placement int64  // 0: work that is not on record
	Employer  string // where Placement is 0; at most 100 characters
	Kind      Kind
	From, To  time.Time // the period, zero where unknown
	Amount    int       // yuan; 0 where unknown
	Said      string
}

// Taken is the case that came of it: who handles it, and until when.
type Taken struct {
	Case     int64
	Owner    Owner
	Deadline time.Time
}

// The refusals of a report; their texts go to people as they are.
var (
	ErrReported = errors.New("这件事您已经报过了，正在办，不用再报。有新情况，打电话告诉正在办的人，或者打 12333")
	ErrEmployer = errors.New("请写是哪家单位，不知道全名，写大家怎么叫它")
)

// longestEmployer is in characters.
const longestEmployer = 100

// Report opens a case for the asking worker. ErrRole for anybody else, who has
// OpenCase; access.ErrNotFound for work that is not his; ErrEmployer, ErrReported,
// and what OpenCase refuses of the rest.
func Report(ctx context.Context, tx *db.Tx, t Trouble) (Taken, error) {
	if tx.Actor.Role != db.Worker {
		return Taken{}, ErrRole
	}
	if err := t.place(ctx, tx); err != nil {
		return Taken{}, err
	}
	c := Case{Placement: t.Placement, Kind: t.Kind, From: t.From, To: t.To, Amount: t.Amount, Said: t.Said}
	if err := c.check(ctx, tx); err != nil {
		return Taken{}, err
	}
	owners, err := Owners(ctx, tx, tx.Actor.Person, t.Placement)
	if err != nil {
		return Taken{}, err
	}
	if len(owners) == 0 {
		return Taken{}, access.ErrNotFound
	}
	out := Taken{Owner: owners[0], Deadline: c.Deadline}
	if out.Case, err = t.open(ctx, tx, c, out.Owner); err != nil {
		return Taken{}, err
	}
	if err := step(ctx, tx, out.Case, "opened", "", Owner{}); err != nil {
		return Taken{}, err
	}
	if err := tellReported(ctx, tx, out, c.Kind); err != nil {
		return Taken{}, err
	}
	return out, access.Note(ctx, tx, access.CaseOpened, "person", tx.Actor.Person, map[string]any{"case": out.Case, "kind": c.Kind})
}

// place finds the work, or holds the employer's name to what it may be.
func (t *Trouble) place(ctx context.Context, tx *db.Tx) error {
	if t.Placement == 0 {
		t.Employer = value.Clean(t.Employer)
		if n := len([]rune(t.Employer)); n == 0 || n > longestEmployer {
			return ErrEmployer
		}
		if value.Redact(t.Employer) != t.Employer {
			return ErrNumber
		}
		return nil
	}
	t.Employer = ""
	var there bool
	err := tx.QueryRow(ctx, "SELECT EXISTS (SELECT FROM placement WHERE county = $1 AND id = $2 AND person = $3)", tx.Actor.County, t.Placement, tx.Actor.Person).Scan(&there)
	if err != nil {
		return fmt.Errorf("find work: %w", err)
	}
	if !there {
		return access.ErrNotFound
	}
	return nil
}

// open writes the case. Of one who taps twice at once, the second waits and is
// told.
func (t *Trouble) open(ctx context.Context, tx *db.Tx, c Case, to Owner) (id int64, err error) {
	if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock(hashtextextended('trouble ' || $1, $2))", tx.Actor.County, tx.Actor.Person); err != nil {
		return 0, fmt.Errorf("wait for other reports: %w", err)
	}
	err = tx.QueryRow(ctx, `
		INSERT INTO followup_case (county, person, placement, employer, kind, owner_role, owner, period_from, period_to, amount, said, opened_on, deadline)
		SELECT $1, $2, nullif($3::bigint, 0), $4::text, $5, $6, nullif($7::bigint, 0), $8, $9, nullif($10::integer, 0), $11, $12, $13
		WHERE NOT EXISTS (SELECT FROM followup_case o WHERE o.county = $1 AND o.person = $2 AND o.kind = $5 AND o.state = 'open'
			AND CASE WHEN $3::bigint = 0 THEN o.placement IS NULL AND o.employer = $4::text ELSE o.placement = $3::bigint END) RETURNING id`,
		tx.Actor.County, tx.Actor.Person, t.Placement, t.Employer, c.Kind, to.Role, to.ID, given(c.From), given(c.To), c.Amount, c.Said, tx.Today(), c.Deadline).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, ErrReported
	}
	if err != nil {
		return 0, fmt.Errorf("open case: %w", err)
	}
	return id, nil
}
