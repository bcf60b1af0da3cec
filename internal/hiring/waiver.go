package hiring

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/notice"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// Waiver is an enterprise's statement that nobody local can be had for some
// posts of a kind (无本地人可用). All associations of the county are asked, and
// have until AnswerBy to name somebody; who names nobody, or says nothing, is
// the evidence. The county decides. A waiver changes no quota: it stands beside
// it, as evidence of good faith.
type Waiver struct {
	ID             int64
	Enterprise     int64
	EnterpriseName string
	Opening        int64  // 0: none
	Trade          string // the post's title, or a trade in words
	Form           Form
	Posts          int
	Reason         string // the enterprise's
	StatedOn       time.Time
	AnswerBy       time.Time // the last day on which an answer is in time
	State          WaiverState
	Decision       string // why the county granted or refused it
	DecidedOn      *time.Time

	// Of the answers that the actor sees.
	Named  int // people named in time
	Stands int // of them, those whom nobody refused
	None   int // associations that answered in time that they have nobody
	Asked  int // associations of the county
}

// WaiverState says how far a waiver is.
type WaiverState string

// The states, as they are stored.
const (
	WaiverOpen      WaiverState = "open"
	WaiverGranted   WaiverState = "granted"
	WaiverRefused   WaiverState = "refused"
	WaiverWithdrawn WaiverState = "withdrawn"
)

// Word is what people call it.
func (s WaiverState) Word() string {
	return map[WaiverState]string{WaiverOpen: "等答复", WaiverGranted: "属实", WaiverRefused: "不认可", WaiverWithdrawn: "企业撤回"}[s]
}

// The refusals of a statement; their texts go to people as they are.
var (
	ErrNoAgreement = errors.New("您单位和县里现在没有生效的用工协议，不用说明")
	ErrPost        = errors.New("请写清楚招什么工种，最多 100 个字，不要写号码")
	ErrForm        = errors.New("请选是长期用工还是临时用工")
	ErrPosts       = errors.New("人数要在 1 到 1000 之间")
	ErrExempt      = errors.New("这是要特殊技能的临时岗位，协议不限本地人，不用说明")
	ErrWaiverOpen  = errors.New("这个工种已经有一份说明在等答复")
	ErrNoRule      = errors.New("县里还没有定协会几天内答复，请联系县里")
)

// NewWaiver is what an enterprise states: for one of its openings, or for a
// trade in words.
type NewWaiver struct {
	Opening int64 // 0: none
	Trade   string
	Form    Form
	Posts   int
	Reason  string
}

const mostPosts = 1000

// StateWaiver writes it and returns its number. roster.ErrRole for all but
// enterprises; access.ErrNotFound for an opening that is closed or another's;
// ErrNoAgreement where none is in force today, ErrExempt, ErrWaiverOpen, ErrPost,
// ErrForm, ErrPosts, ErrReason and its kind, ErrNoRule.
func StateWaiver(ctx context.Context, tx *db.Tx, n NewWaiver) (id int64, err error) {
	if tx.Actor.Role != db.Enterprise {
		return 0, roster.ErrRole
	}
	if err := agreed(ctx, tx); err != nil {
		return 0, err
	}
	if err := n.post(ctx, tx); err != nil {
		return 0, err
	}
	if err := n.check(); err != nil {
		return 0, err
	}
	days, err := waiverDays(ctx, tx)
	if err != nil {
		return 0, err
	}
	err = tx.QueryRow(ctx, `
		INSERT INTO waiver (county, enterprise, opening, trade_text, form, posts, reason, stated_on, answer_by)
		VALUES ($1, $2, nullif($3, 0), $4, $5, $6, $7, $8, $9) RETURNING id`, tx.Actor.County, tx.Actor.Organisation, n.Opening, n.Trade, n.Form, n.Posts,
		n.Reason, tx.Today(), tx.Today().AddDate(0, 0, days)).Scan(&id)
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.ConstraintName == "waiver_open" {
		return 0, ErrWaiverOpen
	}
	if err != nil {
		return 0, fmt.Errorf("state waiver: %w", err)
	}
	if err := tellStated(ctx, tx, id, notice.WaiverAsked, ""); err != nil {
		return 0, err
	}
	return id, access.Note(ctx, tx, access.WaiverStated, "waiver", id, map[string]any{"posts": n.Posts, "form": n.Form})
}

// agreed is ErrNoAgreement where the asking enterprise has promised nothing.
func agreed(ctx context.Context, tx *db.Tx) error {
	var there bool
	err := tx.QueryRow(ctx, "SELECT EXISTS (SELECT FROM agreement WHERE county = $1 AND enterprise = $2 AND starts <= $3 AND (ends IS NULL OR ends >= $3))",
		tx.Actor.County, tx.Actor.Organisation, tx.Today()).Scan(&there)
	if err != nil {
		return fmt.Errorf("find agreement: %w", err)
	}
	if !there {
		return ErrNoAgreement
	}
	return nil
}

// post fills in what the opening says.
func (n *NewWaiver) post(ctx context.Context, tx *db.Tx) error {
	if n.Opening == 0 {
		return nil
	}
	var exempt bool
	err := tx.QueryRow(ctx, "SELECT title, form, form = 'temporary' AND special_skill FROM opening WHERE id = $1 AND enterprise = $2 AND closed_at IS NULL",
		n.Opening, tx.Actor.Organisation).Scan(&n.Trade, &n.Form, &exempt)
	if err == nil && exempt {
		return ErrExempt
	}
	return missing(err, "find opening")
}

// check tidies what was written, and refuses what cannot be.
func (n *NewWaiver) check() (err error) {
	n.Trade = value.Clean(n.Trade)
	switch {
	case n.Trade == "" || utf8.RuneCountInString(n.Trade) > longestWord || value.Redact(n.Trade) != n.Trade:
		return ErrPost
	case !slices.Contains([]Form{Regular, Temporary}, n.Form):
		return ErrForm
	case n.Posts < 1 || n.Posts > mostPosts:
		return ErrPosts
	}
	n.Reason, err = checkReason(n.Reason)
	return err
}

// waiverDays is how many days associations have to answer what is stated today:
// the county's rule (the table waiver_rule, dated).
func waiverDays(ctx context.Context, tx *db.Tx) (days int, err error) {
	err = tx.QueryRow(ctx, "SELECT days FROM waiver_rule WHERE valid_from <= $1 ORDER BY valid_from DESC LIMIT 1", tx.Today()).Scan(&days)
	if err = missing(err, "read waiver rule"); errors.Is(err, access.ErrNotFound) {
		return 0, ErrNoRule
	}
	return days, err
}
