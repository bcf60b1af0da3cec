package training

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/work"
)

// Plan is a class as it is opened, before anybody came.
type Plan struct {
	Programme   int64
	Number      string // 第3期
	Institution string
	Trade       string // may be empty
	Level       int    // 5 初级 to 1 高级技师; 0: none
	Starts      time.Time
	Ends        time.Time
	Hours       int
	Seats       int
}

// The bounds of a plan, as an import has them.
const (
	mostHours = 5000
	mostSeats = 5000
)

// ReadPlan reads the form of a class: programme, number, institution, trade,
// level, starts, ends, hours, seats. Refusals name the field.
func ReadPlan(get func(field string) string) (Plan, error) {
	f := form{get: get}
	p := Plan{
		Programme: int64(f.count("programme", 1, 1<<30, "选一个培训项目")), Number: ClassNumber(f.line("number", 20, "写第几期")),
		Institution: f.line("institution", 60, "写培训机构"), Trade: f.line("trade", 40, ""), Level: f.count("level", 1, 5, ""),
		Starts: f.day("starts", "写开班日期"), Ends: f.day("ends", "写结业日期"),
		Hours: f.count("hours", 1, mostHours, "写总课时"), Seats: f.count("seats", 1, mostSeats, "写计划人数"),
	}
	if !p.Starts.IsZero() && !p.Ends.IsZero() && p.Ends.Before(p.Starts) {
		f.refuse("ends", "结业日期早于开班日期，请核对这两个日期")
	}
	return p, f.wrong.err()
}

// ErrRole is for whom a class is not to open or to change.
var ErrRole = errors.New("只有县里和培训机构自己能开班、改班")

// OpenClass writes a new class and returns its number. A training institution
// opens its own, whatever the plan says; the county anybody's. ErrRole;
// Refusals where the programme is unknown or the class is there already.
func OpenClass(ctx context.Context, tx *db.Tx, p Plan) (id int64, err error) {
	office, err := p.holder(ctx, tx)
	if err != nil {
		return 0, err
	}
	err = tx.QueryRow(ctx, `
		INSERT INTO class (county, programme, number, institution, office, trade, level, starts, ends, hours, seats)
		SELECT $1, g.id, $3, $4, nullif($5, 0), $6, nullif($7, 0), $8, $9, $10, $11 FROM programme g WHERE g.id = $2 RETURNING id`,
		tx.Actor.County, p.Programme, p.Number, p.Institution, office, p.Trade, p.Level, p.Starts, p.Ends, p.Hours, p.Seats).Scan(&id)
	if err != nil {
		return 0, planError("open class", err)
	}
	return id, access.Note(ctx, tx, access.ClassOpened, "class", id, nil)
}

// ChangeClass writes what a class's form says now. access.ErrNotFound, ErrRole;
// Refusals as OpenClass's, and where fewer seats are planned than are taken.
func ChangeClass(ctx context.Context, tx *db.Tx, id int64, p Plan) error {
	office, err := p.holder(ctx, tx)
	if err != nil {
		return err
	}
	var taken int
	err = tx.QueryRow(ctx, "SELECT coalesce((SELECT t.taken FROM access.seats_taken(ARRAY[c.id]) t WHERE t.class = c.id), 0) FROM class c WHERE c.county = $1 AND c.id = $2 FOR NO KEY UPDATE OF c",
		tx.Actor.County, id).Scan(&taken)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return access.ErrNotFound
	case err != nil:
		return fmt.Errorf("find class: %w", err)
	case taken > p.Seats:
		return Refusals{{"seats", fmt.Sprintf("已经报名 %d 人，计划人数不能比这少", taken)}}
	}
	_, err = tx.Exec(ctx, `
		UPDATE class SET programme = $3, number = $4, institution = $5, office = nullif($6, 0), trade = $7, level = nullif($8, 0),
		       starts = $9, ends = $10, hours = $11, seats = $12 WHERE county = $1 AND id = $2`,
		tx.Actor.County, id, p.Programme, p.Number, p.Institution, office, p.Trade, p.Level, p.Starts, p.Ends, p.Hours, p.Seats)
	if err != nil {
		return planError("change class", err)
	}
	if err := work.ChangedAmong(ctx, tx, work.Worker, classmates, tx.Actor.County, id); err != nil {
		return err
	}
	return access.Note(ctx, tx, access.ClassChanged, "class", id, nil)
}

// holder is the office that holds the class, 0 where it is none of the
// platform's. A training institution's own name goes before what was written.
func (p *Plan) holder(ctx context.Context, tx *db.Tx) (int64, error) {
	offices, err := access.Offices(ctx, tx, "trainer")
	if err != nil {
		return 0, err
	}
	for _, o := range offices {
		own := tx.Actor.Role == db.Trainer && o.ID == tx.Actor.Organisation
		if own || tx.Actor.Role != db.Trainer && o.Name == p.Institution {
			p.Institution = o.Name
			return o.ID, nil
		}
	}
	if tx.Actor.Role != db.County && tx.Actor.Role != db.Admin {
		return 0, ErrRole
	}
	return 0, nil
}

// planError says in words what the database refused.
func planError(what string, err error) error {
	var pg *pgconn.PgError
	switch {
	case errors.Is(err, pgx.ErrNoRows), errors.As(err, &pg) && pg.Code == "23503":
		return Refusals{{"programme", "没有这个培训项目，请重新选"}}
	case errors.As(err, &pg) && pg.Code == "23505":
		return Refusals{{"number", "这家机构的这个项目已经有这一期了，请换一个期数，或者去改原来那一期"}}
	}
	return fmt.Errorf("%s: %w", what, err)
}
