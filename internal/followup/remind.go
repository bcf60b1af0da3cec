package followup

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/notice"
)

// nearDays is how many days before its deadline the owner of a case is reminded.
const nearDays = 3

// RemindCases tells, once for each owner and deadline, of open cases whose
// deadline comes within three days or has passed.
func RemindCases(ctx context.Context, tx *db.Tx) error {
	if tx.Actor.Role != db.County && tx.Actor.Role != db.Admin {
		return ErrRole
	}
	rows, err := tx.Query(ctx, `
		SELECT id, person, kind, owner_role, coalesce(owner, 0), deadline FROM followup_case
		WHERE county = $1 AND state = 'open' AND deadline <= $2::date + $3::integer ORDER BY deadline, id`, tx.Actor.County, tx.Today(), nearDays)
	if err != nil {
		return fmt.Errorf("find cases that are due: %w", err)
	}
	var news []notice.News
	var id, person, owner int64
	var kind Kind
	var role db.Role
	var deadline time.Time
	_, err = pgx.ForEachRow(rows, []any{&id, &person, &kind, &role, &owner, &deadline}, func() error {
		day := deadline.Format("2006-01-02")
		news = append(news, notice.News{
			Kind: notice.CaseDue, To: notice.Office(role, owner), About: person, Text: notice.Who + "的" + kind.Word() + "，期限 " + day,
			Link: fmt.Sprintf("/cases/%d", id), Once: fmt.Sprintf("case %d %s %s %d", id, day, role, owner),
		})
		return nil
	})
	if err != nil {
		return fmt.Errorf("find cases that are due: %w", err)
	}
	return notice.Tell(ctx, tx, news...)
}

// RemindVisits tells stations and associations, once a week each, how many visits
// are late. Those whose nobody logged in for a month are not told. The counts are
// made as each of them would see them.
func RemindVisits(ctx context.Context, d *db.DB, actor db.Actor) error {
	offices, err := inUse(ctx, d, actor)
	if err != nil {
		return err
	}
	for _, as := range offices {
		var late int
		if err := d.ReadTx(ctx, as, func(tx *db.Tx) error {
			w, err := Queue(ctx, tx, Which{By: tx.Today()}, 0, 1)
			late = w.Late
			return err
		}); err != nil {
			return err
		}
		if late == 0 {
			continue
		}
		year, week := db.Day(d.Now()).ISOWeek()
		err := d.Tx(ctx, actor, func(tx *db.Tx) error {
			return notice.Tell(ctx, tx, notice.News{
				Kind: notice.VisitsLate, To: notice.Office(as.Role, as.Organisation), Text: fmt.Sprintf("有 %d 次回访到日子了", late), Link: "/visits",
				Once: fmt.Sprintf("visits %d-%d %s %d", year, week, as.Role, as.Organisation),
			})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// inUse are the stations and associations somebody of which logged in lately and
// that were not told this week.
func inUse(ctx context.Context, d *db.DB, actor db.Actor) (all []db.Actor, err error) {
	err = d.ReadTx(ctx, actor, func(tx *db.Tx) error {
		year, week := tx.Today().ISOWeek()
		rows, err := tx.Query(ctx, `
			SELECT DISTINCT a.role, a.organisation FROM account a JOIN login l ON l.id = a.login
			WHERE a.county = $1 AND a.role IN ('station', 'association') AND a.disabled_at IS NULL AND l.last_login_at >= $2
			  AND NOT EXISTS (SELECT FROM notice n WHERE n.county = a.county AND n.once = 'visits ' || $3 || ' ' || a.role || ' ' || a.organisation)
			ORDER BY 1, 2`, tx.Actor.County, tx.Now.AddDate(0, -1, 0), fmt.Sprintf("%d-%d", year, week))
		if err != nil {
			return fmt.Errorf("find offices in use: %w", err)
		}
		all, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (db.Actor, error) {
			as := db.Actor{County: tx.Actor.County, Name: actor.Name}
			return as, row.Scan(&as.Role, &as.Organisation)
		})
		return err
	})
	return all, err
}
