package training

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
	"laowu/internal/work"
)

// Mark is what an institution says of one trainee: all that the form shows, so
// that a cell that was emptied is empty.
type Mark struct {
	Person   int64
	Category string
	Attended *int // hours
	Result   value.Outcome
	Score    *float64 // to two places
	Dropped  bool
}

// mostScore is the highest mark, in hundredths: of a scale of 100 or of 1000.
const mostScore = 100000

// ReadMarks reads the form of a roll, which has fields named after the person:
// category-7, attended-7, result-7, score-7, dropped-7. Refusals name the
// field.
func ReadMarks(c Class, roll []Trainee, get func(field string) string) ([]Mark, error) {
	f := form{get: get}
	marks := make([]Mark, len(roll))
	for i, t := range roll {
		marks[i] = f.mark(c, t.Person)
	}
	return marks, f.wrong.err()
}

func (f *form) mark(c Class, person int64) Mark {
	at := func(field string) string { return MarkField(field, person) }
	m := Mark{Person: person, Category: f.line(at("category"), 20, ""), Dropped: f.get(at("dropped")) != ""}
	hours := mostHours
	if c.Hours != nil {
		hours = *c.Hours
	}
	if value.Clean(f.get(at("attended"))) != "" {
		n := f.count(at("attended"), 0, hours, "")
		m.Attended = &n
	}
	var code value.Code
	if m.Result, code = value.ParseOutcome(value.Raw{Text: f.get(at("result"))}); code != "" {
		f.refuse(at("result"), code.Message())
	}
	if m.Dropped && m.Result.Pass() {
		f.refuse(at("result"), "中途退出的不能算合格，请改一处")
	}
	m.Score = f.score(at("score"))
	return m
}

func (f *form) score(field string) *float64 {
	n, given, code := value.ParseDecimal(value.Raw{Text: f.get(field)}, 2)
	switch {
	case code == value.NumberFormat:
		f.refuse(field, code.Message())
	case code != "" || n >= mostScore:
		f.refuse(field, "成绩填 0 到 999.99")
	case given:
		score := float64(n) / 100
		return &score
	}
	return nil
}

// MarkField is the name of a person's field in the form of a roll.
func MarkField(field string, person int64) string {
	return field + "-" + strconv.FormatInt(person, 10)
}

// SaveMarks writes what the form of a roll says. access.ErrNotFound where the
// class is out of sight or not the actor's; Refusals, of the field notice, where
// the class has not begun and somebody is said to have come or been examined,
// or where who had left comes back and no seat is free.
func SaveMarks(ctx context.Context, tx *db.Tx, c Class, marks []Mark) error {
	early := c.Starts == nil || tx.Today().Before(*c.Starts)
	for _, m := range marks {
		if early && (m.Attended != nil || m.Result != "" || m.Score != nil) {
			return Refusals{{"", "这个班还没有开课，不能登记考勤和成绩。开班日期不对的，先改班期"}}
		}
	}
	_, before, err := seats(ctx, tx, c.ID)
	if err != nil {
		return err
	}
	changed := int64(0)
	for _, m := range marks {
		tag, err := tx.Exec(ctx, `
			UPDATE enrolment e SET category = $4, attended = $5, result = $6, score = $7, dropped = $8
			WHERE e.county = $1 AND e.class = $2 AND e.person = $3
			  AND (e.category, e.attended, e.result, e.score, e.dropped) IS DISTINCT FROM ($4, $5::integer, $6, $7::numeric(5, 2), $8)`,
			tx.Actor.County, c.ID, m.Person, m.Category, m.Attended, m.Result, m.Score, m.Dropped)
		if err != nil {
			return fmt.Errorf("mark trainee: %w", err)
		}
		changed += tag.RowsAffected()
	}
	if changed == 0 {
		return nil
	}
	switch free, taken, err := seats(ctx, tx, c.ID); {
	case err != nil:
		return err
	case free < 0 && taken > before:
		return Refusals{{"", "中途退出的人要回来，可是这个班已经满了；请先加名额"}}
	}
	if err := work.ChangedAmong(ctx, tx, work.Worker, classmates, tx.Actor.County, c.ID); err != nil {
		return err
	}
	return access.Note(ctx, tx, access.Marked, "class", c.ID, map[string]any{"people": changed})
}

// seats holds a class until the end of the transaction, as access.take_seat
// does, and says how many of its seats are free and taken.
func seats(ctx context.Context, tx *db.Tx, class int64) (free, taken int, err error) {
	err = tx.QueryRow(ctx, `
		SELECT coalesce(c.seats - n.taken, 0), n.taken
		FROM class c, LATERAL (SELECT coalesce((SELECT t.taken FROM access.seats_taken(ARRAY[c.id]) t WHERE t.class = c.id), 0) AS taken) n
		WHERE c.county = $1 AND c.id = $2 FOR NO KEY UPDATE OF c`, tx.Actor.County, class).Scan(&free, &taken)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, 0, access.ErrNotFound
	}
	if err != nil {
		return 0, 0, fmt.Errorf("count seats: %w", err)
	}
	return free, taken, nil
}
