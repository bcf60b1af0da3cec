package hiring

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// ReferralStep is a move as somebody asks for it.
type ReferralStep struct {
	To       ReferralState
	Reason   string    // a code of his side, where the move asks for one
	Note     string    // both sides read it; at most 200 characters, no numbers
	Unshared bool      // the other side is not told the reason on pages
	Started  time.Time // the day on which a hired person began, at midnight UTC
}

// The refusals of a move; their texts go to people as they are.
var (
	ErrReasonCode = errors.New("请在列出的原因里选一个")
	ErrNoteNone   = errors.New("选了“别的原因”，请写一句是什么原因")
	ErrNoteLong   = errors.New("说明最多写 200 个字")
	ErrNoteNumber = errors.New("说明里不要写身份证号或者电话号码")
	ErrNotAgreed  = errors.New("本人还没有同意单位查看他的信息：请等他答复，或者请推荐的协会问一问")
	ErrMoved      = errors.New("刚刚有人改过这次推荐，请重新打开再看")
	ErrStartNone  = errors.New("请写上岗日期，例如 2026-11-26")
	ErrStartAhead = errors.New("上岗日期在今天以后：人到岗了再记")
	ErrStartEarly = errors.New("上岗日期早于推荐的那一天，请核对日期")
)

// MoveError refuses a move that stands in no line of the table.
type MoveError struct{ From, To ReferralState }

func (e MoveError) Error() string {
	if e.To.Word() == "" {
		return "没有这一步，请从页面上的按钮选"
	}
	return "这次推荐现在是“" + e.From.Word() + "”，不能由您改成“" + e.To.Word() + "”"
}

// longestNote is in characters.
const longestNote = 200

// MoveReferral moves a referral by the table of moves. Each move that leaves it
// pending gives it time again. Who hires says since when: the spell of work is
// made, or joined where it was reported before, and whatever else the person was
// sent to is over. No import of the county is under way meanwhile: it may speak of
// the same work.
//
// ErrNotFound where the actor does not see it; roster.ErrRole; a MoveError;
// ErrReasonCode, ErrNoteNone, ErrNoteLong, ErrNoteNumber, ErrNotAgreed, ErrMoved; of
// a hire ErrStartNone, ErrStartAhead, ErrStartEarly, ErrReferUnderAge, GoneError.
func MoveReferral(ctx context.Context, tx *db.Tx, id int64, s ReferralStep) error {
	if len(sides(tx.Actor.Role)) == 0 {
		return roster.ErrRole
	}
	if s.To == ReferralHired {
		if err := roster.Alone(ctx, tx); err != nil {
			return err
		}
	}
	r, err := findReferral(ctx, tx, id)
	if err != nil {
		return err
	}
	m, err := r.checked(ctx, tx, &s)
	if err != nil {
		return err
	}
	var spell *int64
	if s.To == ReferralHired {
		if spell, err = r.hire(ctx, tx, s.Started); err != nil {
			return err
		}
	}
	if err := r.put(ctx, tx, m, s, spell); err != nil || spell == nil {
		return err
	}
	if _, err := tx.Exec(ctx, "SELECT access.settle_referrals(ARRAY[$1::bigint], $2, $3)", *spell, tx.Today(), tx.Now); err != nil {
		return fmt.Errorf("end other referrals: %w", err)
	}
	return nil
}

// referral is what a move needs to know of one.
type referral struct {
	id, person, opening, enterprise int64
	state                           ReferralState
	madeOn                          time.Time
	agreed                          bool
}

func findReferral(ctx context.Context, tx *db.Tx, id int64) (referral, error) {
	r := referral{id: id}
	var made time.Time
	err := tx.QueryRow(ctx, `
		SELECT r.person, r.opening, o.enterprise, `+effective+`, r.made_at,
		       EXISTS (SELECT FROM consent k WHERE k.county = r.county AND k.person = r.person AND k.enterprise = o.enterprise AND k.state = 'given')
		FROM referral r JOIN opening o ON o.id = r.opening WHERE r.county = $1 AND r.id = $3`, tx.Actor.County, tx.Today(), id).Scan(
		&r.person, &r.opening, &r.enterprise, &r.state, &made, &r.agreed)
	if errors.Is(err, pgx.ErrNoRows) {
		return r, ErrNotFound
	}
	if err != nil {
		return r, fmt.Errorf("find referral: %w", err)
	}
	r.madeOn = db.Day(made)
	return r, nil
}

// checked is the line by which the actor makes a step.
func (r referral) checked(ctx context.Context, tx *db.Tx, s *ReferralStep) (ReferralMove, error) {
	all, err := ReferralMoves(ctx, tx)
	if err != nil {
		return ReferralMove{}, err
	}
	m, ok := allowed(all, tx.Actor.Role, r.state, s.To)
	if !ok {
		return m, MoveError{r.state, s.To}
	}
	reasons, err := ReferralReasons(ctx, tx)
	if err != nil {
		return m, err
	}
	s.Note = value.Clean(s.Note)
	known := slices.ContainsFunc(reasons, func(one ReferralReason) bool { return one.Side == m.Side && one.Code == s.Reason })
	switch {
	case m.Reasoned && !known, !m.Reasoned && s.Reason != "":
		return m, ErrReasonCode
	case s.Reason == Other && s.Note == "":
		return m, ErrNoteNone
	case utf8.RuneCountInString(s.Note) > longestNote:
		return m, ErrNoteLong
	case value.Redact(s.Note) != s.Note:
		return m, ErrNoteNumber
	case m.Agreed && !r.agreed:
		return m, ErrNotAgreed
	}
	return m, nil
}

// put writes the move. It asks for the state once more: of two who move at
// once, one does.
func (r referral) put(ctx context.Context, tx *db.Tx, m ReferralMove, s ReferralStep, spell *int64) error {
	until, err := waits(ctx, tx)
	if err != nil {
		return err
	}
	tag, err := tx.Exec(ctx, `
		UPDATE referral SET state = $4, moved_at = $5, placement = $6, expires_on = CASE WHEN $7 THEN $8 ELSE expires_on END
		WHERE county = $1 AND id = $2 AND state = $3`, tx.Actor.County, r.id, m.From, m.To, tx.Now, spell, m.To.Pending(), until)
	if err != nil {
		return fmt.Errorf("move referral: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return ErrMoved
	}
	a := tx.Actor
	_, err = tx.Exec(ctx, `
		INSERT INTO referral_move (county, referral, from_state, to_state, side, reason, note, role, organisation, account, at, shared)
		VALUES ($1, $2, $3, $4, $5, nullif($6, ''), $7, $8, nullif($9, 0), nullif($10, 0), $11, $12)`,
		a.County, r.id, m.From, m.To, m.Side, s.Reason, s.Note, a.Role, a.Organisation, a.Account, tx.Now, !(s.Unshared && m.Side == EmployerSide))
	if err != nil {
		return fmt.Errorf("note move of referral: %w", err)
	}
	if _, err := CountLifts(ctx, tx, r.opening); err != nil {
		return err
	}
	if err := tellMoved(ctx, tx, r.id, m.To); err != nil {
		return err
	}
	return access.Note(ctx, tx, access.ReferralMoved, "person", r.person,
		map[string]any{"referral": r.id, "enterprise": r.enterprise, "from": m.From, "to": m.To, "reason": s.Reason})
}
