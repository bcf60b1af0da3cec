package hiring

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/notice"
	"laowu/internal/roster"
)

// AskAnswerers answer for an association: itself, and who acts for it.
var AskAnswerers = []db.Role{db.Association, db.Township, db.County, db.Admin}

// ReferAsked refers the worker of an open question to the opening that he asked
// about, as Refer does, and returns the referral's number. As RefuseAsk, and what
// Refer refuses.
func ReferAsked(ctx context.Context, tx *db.Tx, id int64) (int64, error) {
	a, err := openAsk(ctx, tx, id)
	if err != nil {
		return 0, err
	}
	return Refer(ctx, tx, a.person, a.opening)
}

// RefuseAsk tells the worker in words what the association heard, where no
// referral comes of it. ErrNotFound where the actor does not see the question;
// roster.ErrRole, ErrAskEnded, ErrAnswerNone, ErrNoteLong, ErrNoteNumber.
func RefuseAsk(ctx context.Context, tx *db.Tx, id int64, answer string) error {
	a, err := openAsk(ctx, tx, id)
	if err != nil {
		return err
	}
	if answer, err = spoken(answer); err != nil {
		return err
	}
	if answer == "" {
		return ErrAnswerNone
	}
	if err := tellAsk(ctx, tx, a.opening, toAsker(a.person), "%s："+answer); err != nil {
		return err
	}
	return a.end(ctx, tx, AskRefused, answer, access.AskRefused)
}

// WithdrawAsk is the worker's word that nobody need ask any more. ErrNotFound,
// roster.ErrRole, ErrAskEnded.
func WithdrawAsk(ctx context.Context, tx *db.Tx, id int64) error {
	if tx.Actor.Role != db.Worker {
		return roster.ErrRole
	}
	a, err := findAsk(ctx, tx, id)
	if err != nil {
		return err
	}
	return a.end(ctx, tx, AskWithdrawn, "", access.AskEnded)
}

// asked is what an answer needs to know of a question.
type asked struct{ id, person, opening int64 }

func openAsk(ctx context.Context, tx *db.Tx, id int64) (asked, error) {
	if !slices.Contains(AskAnswerers, tx.Actor.Role) {
		return asked{}, roster.ErrRole
	}
	return findAsk(ctx, tx, id)
}

// findAsk holds an open question until the transaction ends.
func findAsk(ctx context.Context, tx *db.Tx, id int64) (asked, error) {
	a := asked{id: id}
	var state AskState
	err := tx.QueryRow(ctx, "SELECT person, opening, state FROM referral_ask WHERE county = $1 AND id = $2 FOR UPDATE", tx.Actor.County, id).Scan(&a.person, &a.opening, &state)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return a, ErrNotFound
	case err != nil:
		return a, fmt.Errorf("find question: %w", err)
	case state != AskOpen:
		return a, ErrAskEnded
	}
	return a, nil
}

func (a asked) end(ctx context.Context, tx *db.Tx, state AskState, answer string, as access.Action) error {
	_, err := tx.Exec(ctx, `
		UPDATE referral_ask SET state = $3, answer = $4, answered_at = $5, answered_role = $6 WHERE county = $1 AND id = $2`,
		tx.Actor.County, a.id, state, answer, tx.Now, tx.Actor.Role)
	if err != nil {
		return fmt.Errorf("answer question: %w", err)
	}
	return access.Note(ctx, tx, as, "person", a.person, map[string]any{"ask": a.id, "opening": a.opening})
}

// settleAsk ends the question about an opening once the person was sent there,
// by whomever. Who has yet to agree is told that he
// was sent; who agreed before, by tellReferred.
func settleAsk(ctx context.Context, tx *db.Tx, person, opening, referral int64) error {
	tag, err := tx.Exec(ctx, `
		UPDATE referral_ask SET state = 'referred', referral = $4, answered_at = $5, answered_role = $6
		WHERE county = $1 AND person = $2 AND opening = $3 AND state = 'open'`, tx.Actor.County, person, opening, referral, tx.Now, tx.Actor.Role)
	if err != nil {
		return fmt.Errorf("settle question: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return nil
	}
	t, err := findTold(ctx, tx, referral)
	if err != nil || t.agreed {
		return err
	}
	return tellAsk(ctx, tx, opening, toAsker(person), "%s：协会替您报上名了")
}

// toAsker is a notice to who asked.
func toAsker(person int64) notice.News {
	return notice.News{Kind: notice.AskAnswered, To: notice.Person(person), Link: "/me#referrals"}
}

// tellAsk tells of a question about an opening, whose words stand where the text
// says %s.
func tellAsk(ctx context.Context, tx *db.Tx, opening int64, n notice.News, text string) error {
	var post string
	err := tx.QueryRow(ctx, `
		SELECT coalesce((SELECT '“' || o.title || '”（' || coalesce(access.organisation_name($1, 'enterprise', o.enterprise), '') || '）' FROM opening o WHERE o.id = $2), '您问的岗位')`,
		tx.Actor.County, opening).Scan(&post)
	if err != nil {
		return fmt.Errorf("find what to tell of question: %w", err)
	}
	n.Text = strings.Replace(text, "%s", post, 1)
	return notice.Tell(ctx, tx, n)
}
