package hiring

import (
	"context"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/notice"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// A worker who wants an opening may have his association ask the employer, rather
// than go himself: he telephones badly, or would know more first. It is no
// referral: the enterprise sees nothing, and his consent is not given by it.
// What comes of it is a referral, whoever makes it, or an answer in words.

// AskState says how far such a question came.
type AskState string

// The states, as they are stored.
const (
	AskOpen      AskState = "open"
	AskReferred  AskState = "referred"
	AskRefused   AskState = "refused"
	AskWithdrawn AskState = "withdrawn"
)

// Word is what people call it; empty for what is no state.
func (s AskState) Word() string {
	return map[AskState]string{AskOpen: "等协会问", AskReferred: "已经报上名", AskRefused: "协会回话了", AskWithdrawn: "不用问了"}[s]
}

// Ask is a question of a worker to his association.
type Ask struct {
	ID              int64
	Person          int64
	Name            string // masked for the auditor
	Opening         int64
	Title           string
	EnterpriseName  string
	AssociationName string // whom he asked
	Said            string
	State           AskState
	Answer          string
	AskedAt         time.Time
	AnsweredAt      *time.Time
	Referral        int64 // 0 where none came of it
}

// The refusals of a question; their texts go to people as they are.
var (
	ErrNoMembership = errors.New("您现在不在哪个协会名下，没有协会可以代问：点“我自己报名”，或者打电话问单位")
	ErrAsked        = errors.New("已经请协会问了，等协会回话")
	ErrAskEnded     = errors.New("这件事已经回过话，或者本人说不用问了")
	ErrAnswerNone   = errors.New("请写一句问到了什么，本人看得到")
)

// lawful is that a person may be sent to an opening at all, which a worker is
// told before he has his association ask.
func lawful(ctx context.Context, tx *db.Tx, person, opening int64) error {
	if err := oldEnough(ctx, tx, person, tx.Today()); err != nil {
		return err
	}
	if _, err := onOffer(ctx, tx, opening); err != nil {
		return err
	}
	var sent bool
	err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM referral r WHERE r.county = $1 AND r.person = $3 AND r.opening = $4
		AND `+effective+` = ANY ('{new,seen,interview,accepted}'))`, tx.Actor.County, tx.Today(), person, opening).Scan(&sent)
	if err != nil {
		return fmt.Errorf("find referral: %w", err)
	}
	if sent {
		return ErrReferred
	}
	return nil
}

// AskAssociation has the association that counts the asking worker ask about an
// opening, and returns the question's number. said is what he would know, of at
// most 200 characters, without numbers; it may be empty.
//
// roster.ErrRole for who is no worker; ErrNoMembership, ErrAsked, ErrReferred,
// ErrNoteLong, ErrNoteNumber; of opening and age as Refer.
func AskAssociation(ctx context.Context, tx *db.Tx, opening int64, said string) (id int64, err error) {
	if tx.Actor.Role != db.Worker {
		return 0, roster.ErrRole
	}
	if said, err = spoken(said); err != nil {
		return 0, err
	}
	person := tx.Actor.Person
	if err := lawful(ctx, tx, person, opening); err != nil {
		return 0, err
	}
	var association int64
	err = tx.QueryRow(ctx, "SELECT association FROM membership WHERE county = $1 AND person = $2 AND left_on IS NULL", tx.Actor.County, person).Scan(&association)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, ErrNoMembership
	}
	if err != nil {
		return 0, fmt.Errorf("find association: %w", err)
	}
	err = tx.QueryRow(ctx, `
		INSERT INTO referral_ask (county, person, opening, association, said, asked_at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT DO NOTHING RETURNING id`, tx.Actor.County, person, opening, association, said, tx.Now).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, ErrAsked
	}
	if err != nil {
		return 0, fmt.Errorf("ask association: %w", err)
	}
	if err := tellAsk(ctx, tx, opening, notice.News{Kind: notice.AskMade, To: notice.Office(db.Association, association), About: person, Link: "/asks"}, notice.Who+"请协会代问%s"); err != nil {
		return 0, err
	}
	return id, access.Note(ctx, tx, access.AskMade, "person", person, map[string]any{"ask": id, "opening": opening})
}

// spoken is a note as it is kept.
func spoken(said string) (string, error) {
	said = value.Clean(said)
	switch {
	case utf8.RuneCountInString(said) > longestNote:
		return said, ErrNoteLong
	case value.Redact(said) != said:
		return said, ErrNoteNumber
	}
	return said, nil
}
