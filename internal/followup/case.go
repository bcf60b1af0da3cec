package followup

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// Case is something that went wrong at work, as it is opened. It is recorded
// and referred to who is in charge; nothing is judged here.
type Case struct {
	Placement int64
	Kind      Kind
	From, To  time.Time // the period, zero where unknown
	Amount    int       // yuan; 0 where unknown
	Said      string    // what happened, as the person tells it
	Evidence  string    // contract, wage slips, chat records
	Deadline  time.Time // zero: as the rule of the kind says (case_rule)
	visit     int64     // during which it came up
}

// The refusals of a case; their texts go to people as they are.
var (
	ErrPeriod   = errors.New("起止时间写反了，或者在今天以后，请核对")
	ErrAmount   = errors.New("金额请写多少元，要大于 0")
	ErrDeadline = errors.New("期限不能早于今天")
	ErrCaseRule = errors.New("还没有规定这类问题的期限（case_rule），请写明期限")
	ErrOpenCase = errors.New("这份活已经有一件同类的在办，请在那一件里接着记")
	ErrClosed   = errors.New("这一件已经结了，不能再改；有新情况请另开一件")
	ErrStep     = errors.New("请写做了什么")
	ErrEnding   = errors.New("请选是怎么结的，并写明结果")
	ErrOwner    = errors.New("请选交给谁：只能交给看得到这一件的单位")
)

// OpenCase opens one for the actor's own organisation and returns its number.
// Of one kind a spell has one open case at a time. access.ErrNotFound, and the
// refusals above.
func OpenCase(ctx context.Context, tx *db.Tx, c Case) (int64, error) {
	if err := roster.Alone(ctx, tx); err != nil {
		return 0, err
	}
	s, err := FindWork(ctx, tx, c.Placement)
	if err != nil {
		return 0, err
	}
	if err := c.check(ctx, tx); err != nil {
		return 0, err
	}
	role, owner := own(tx.Actor)
	var id int64
	err = tx.QueryRow(ctx, `
		INSERT INTO followup_case (county, person, placement, visit, kind, owner_role, owner, owner_account, period_from, period_to, amount, said, evidence, opened_on, deadline)
		SELECT $1, $2, $3, nullif($4::bigint, 0), $5, $6, $7, nullif($8::bigint, 0), $9, $10, nullif($11::integer, 0), $12, $13, $14, $15
		WHERE NOT EXISTS (SELECT FROM followup_case o WHERE o.county = $1 AND o.placement = $3 AND o.kind = $5 AND o.state = 'open') RETURNING id`,
		tx.Actor.County, s.Person, c.Placement, c.visit, c.Kind, role, owner, tx.Actor.Account, given(c.From), given(c.To), c.Amount, c.Said, c.Evidence,
		tx.Today(), c.Deadline).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, ErrOpenCase
	}
	if err != nil {
		return 0, fmt.Errorf("open case: %w", err)
	}
	if err := step(ctx, tx, id, "opened", "", Owner{}); err != nil {
		return 0, err
	}
	if err := tellCase(ctx, tx, id, s.Person, "已经登记，期限 "+c.Deadline.Format("2006-01-02")); err != nil {
		return 0, err
	}
	return id, access.Note(ctx, tx, access.CaseOpened, "person", s.Person, map[string]any{"case": id, "kind": c.Kind})
}

// check tidies the case and gives it the deadline that the rule of its kind
// says.
func (c *Case) check(ctx context.Context, tx *db.Tx) error {
	switch {
	case !slices.Contains(Kinds(), c.Kind):
		return ErrIssue
	case c.Amount < 0:
		return ErrAmount
	case !c.To.IsZero() && c.To.Before(c.From), c.From.After(tx.Today()), c.To.After(tx.Today()):
		return ErrPeriod
	case !c.Deadline.IsZero() && c.Deadline.Before(tx.Today()):
		return ErrDeadline
	}
	if err := tidy(&c.Said, &c.Evidence); err != nil || !c.Deadline.IsZero() {
		return err
	}
	var days int
	err := tx.QueryRow(ctx, "SELECT days FROM case_rule WHERE kind = $1 AND valid_from <= $2 ORDER BY valid_from DESC LIMIT 1", c.Kind, tx.Today()).Scan(&days)
	if errors.Is(err, pgx.ErrNoRows) {
		return ErrCaseRule
	}
	if err != nil {
		return fmt.Errorf("read case rule: %w", err)
	}
	c.Deadline = tx.Today().AddDate(0, 0, days)
	return nil
}
