package hiring

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// The refusals of an answer; their texts go to people as they are.
var (
	ErrWaiverOver   = errors.New("这份说明已经办结，不能再改")
	ErrNotLocal     = errors.New("户籍没有登记在本县，不能作为本地人推荐；户籍登记错了，请先更正")
	ErrTooYoung     = errors.New("还不满 16 周岁，不能推荐")
	ErrNamed        = errors.New("已经推荐过这个人")
	ErrSomeoneNamed = errors.New("您已经推荐了人，不能再答没有；人来不了，请在那里写明原因")
	ErrAnsweredNone = errors.New("已经答过没有")
)

// NameForWaiver answers with somebody: local, of age, in the association's
// sight. He is introduced to the enterprise, which sees him masked until he
// agrees. Who said in time that it had nobody may still name somebody in time.
// An answer after the last day is kept and marked as late, as long as the county
// has not decided: it may still help, and is no obstacle to the decision.
// roster.ErrRole for all but associations; access.ErrNotFound where waiver or
// person is out of sight or erased; ErrWaiverOver, ErrNotLocal, ErrTooYoung,
// ErrNamed.
func NameForWaiver(ctx context.Context, tx *db.Tx, waiver, person int64) error {
	w, err := answerable(ctx, tx, waiver)
	if err != nil {
		return err
	}
	if err := nameable(ctx, tx, person); err != nil {
		return err
	}
	if err := putNamed(ctx, tx, w, person); err != nil {
		return err
	}
	if _, err := roster.Introduce(ctx, tx, person, w.Enterprise, w.Opening); err != nil && !errors.Is(err, roster.ErrIntroduced) {
		return err
	}
	return access.Note(ctx, tx, access.WaiverNamed, "person", person, map[string]any{"waiver": waiver, "late": w.Late(tx.Today())})
}

// answerable is an open waiver for an association.
func answerable(ctx context.Context, tx *db.Tx, waiver int64) (Waiver, error) {
	if tx.Actor.Role != db.Association {
		return Waiver{}, roster.ErrRole
	}
	return beginWaiver(ctx, tx, waiver)
}

// Late says that the last day for an answer is over.
func (w Waiver) Late(today time.Time) bool { return today.After(w.AnswerBy) }

// nameable refuses who is not local, or too young. Local is what register,
// roster or staff list say of the household register, never the ID number.
func nameable(ctx context.Context, tx *db.Tx, person int64) error {
	var birth time.Time
	var local bool
	err := tx.QueryRow(ctx, "SELECT birth, registered IS NOT NULL AND registered = county FROM person WHERE county = $1 AND id = $2 AND erased_on IS NULL",
		tx.Actor.County, person).Scan(&birth, &local)
	switch {
	case err != nil:
		return missing(err, "find person")
	case birth.AddDate(leastAge, 0, 0).After(tx.Today()):
		return ErrTooYoung
	case !local:
		return ErrNotLocal
	}
	return nil
}

// putNamed writes whom an association names: in place of the answer that it has
// nobody, where both are in time.
func putNamed(ctx context.Context, tx *db.Tx, w Waiver, person int64) error {
	late := w.Late(tx.Today())
	tag, err := tx.Exec(ctx, `
		UPDATE waiver_answer SET person = $4, answered_at = $5 WHERE county = $1 AND waiver = $2 AND association = $3 AND person IS NULL AND NOT late AND NOT $6`,
		tx.Actor.County, w.ID, tx.Actor.Organisation, person, tx.Now, late)
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.ConstraintName == "waiver_answer_county_waiver_person_key" {
		return ErrNamed
	}
	if err != nil {
		return fmt.Errorf("name: %w", err)
	}
	if tag.RowsAffected() > 0 {
		return nil
	}
	tag, err = tx.Exec(ctx, `
		INSERT INTO waiver_answer (county, waiver, association, person, late, answered_at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (county, waiver, person) DO NOTHING`, tx.Actor.County, w.ID, tx.Actor.Organisation, person, late, tx.Now)
	if err != nil {
		return fmt.Errorf("name: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return ErrNamed
	}
	return nil
}

// NobodyForWaiver answers that an association has nobody. Late answers, and who
// may, are as for NameForWaiver; ErrSomeoneNamed where one whom it named still
// stands, ErrAnsweredNone.
func NobodyForWaiver(ctx context.Context, tx *db.Tx, waiver int64) error {
	w, err := answerable(ctx, tx, waiver)
	if err != nil {
		return err
	}
	if w.Stands > 0 { // of its own answers, which are all that it sees
		return ErrSomeoneNamed
	}
	tag, err := tx.Exec(ctx, `
		INSERT INTO waiver_answer (county, waiver, association, late, answered_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (county, waiver, association) WHERE person IS NULL DO NOTHING`, tx.Actor.County, waiver, tx.Actor.Organisation, w.Late(tx.Today()), tx.Now)
	if err != nil {
		return fmt.Errorf("answer: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return ErrAnsweredNone
	}
	return access.Note(ctx, tx, access.WaiverAnswered, "waiver", waiver, map[string]any{"late": w.Late(tx.Today())})
}
