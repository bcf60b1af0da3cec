package report

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// Hire is one line of the list behind a quota.
type Hire struct {
	Placement    int64
	Person       int64
	Name         string // masked for the auditor
	Form         string // regular, temporary
	Trade        string
	Started      time.Time
	Ended        *time.Time
	Exempt       bool // a temporary post of special skill: no part of the share
	Local        bool
	Registered   string     // division code or words; empty where nobody says
	RegisteredBy string     // roster, register, staff_list
	RegisteredOn *time.Time // of which day the fact is
	Poor         bool       // the household is on the register of the poor (建档立卡)
}

// QuotaHires lists who is counted in an enterprise's quotas as of a day, person
// by person: locals of poor households first, then other locals, then the
// others; within each by start.
func QuotaHires(ctx context.Context, tx *db.Tx, enterprise int64, asOf time.Time) ([]Hire, error) {
	if asOf.After(tx.Today()) {
		return nil, ErrFuture
	}
	rows, err := tx.Query(ctx, quotasFor(tx.Actor)+`
		SELECT h.id AS placement, h.person, h.name, h.form, h.trade_text AS trade, h.started, h.ended, h.exempt, h.local,
		       coalesce(h.registered, '') AS registered, h.registered_source AS registered_by, h.registered_on, `+poorOf("h")+` AS poor
		FROM hire h WHERE h.enterprise = $3 ORDER BY h.form, h.local DESC, poor DESC, h.started, h.id`, tx.Actor.County, asOf, enterprise)
	if err != nil {
		return nil, fmt.Errorf("list hires: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByNameLax[Hire])
	if err != nil {
		return nil, fmt.Errorf("list hires: %w", err)
	}
	for i, h := range all {
		all[i].Name = access.NameFor(tx, h.Name)
	}
	return all, nil
}

// poorOf is the condition that a person's household was on the register of the
// poor (建档立卡) on the day $2, lifted since or not. of is an alias with
// household and household_kind; $1 is the county. The list of such households is
// made once a statement, not once a person.
func poorOf(of string) string {
	return `(CASE WHEN ` + of + `.household IS NULL THEN coalesce(` + of + `.household_kind IN ('lifted', 'monitored_unstable'), false)
		ELSE ` + of + `.household IN (SELECT k.household FROM household_kind k WHERE k.county = $1
		  AND k.kind IN ('lifted', 'monitored_unstable') AND (k.valid_from IS NULL OR k.valid_from <= $2) AND (k.valid_to IS NULL OR k.valid_to > $2)) END)`
}
