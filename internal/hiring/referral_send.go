package hiring

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

// The refusals of a referral; their texts go to people as they are.
var (
	ErrOpeningClosed = errors.New("这个岗位已经不招了，请换一个岗位")
	ErrOpeningOver   = errors.New("这个岗位已经过了截止日期，请换一个岗位")
	ErrOpeningFull   = errors.New("这个岗位已经招满了，请换一个岗位")
	ErrReferUnderAge = errors.New("不满 16 周岁，不能介绍去干活")
	ErrReferred      = errors.New("已经推荐到这个岗位了，等单位答复")
	ErrNoReferralDay = errors.New("还没有规定推荐等多少天（referral_rule），请县里先定下来")
)

// senders may send somebody to an opening; a worker himself alone.
var senders = []db.Role{db.Worker, db.Association, db.Township, db.Station, db.County, db.Admin}

// lawfulAge is the least age of who works (劳动法第十五条).
const lawfulAge = 16

// Refer sends a person to an opening, for the actor's organisation, and returns
// the referral's number. Who goes himself agrees by it that the enterprise sees
// him; for anybody else his consent is asked, as roster.Introduce does, unless he
// was asked or agreed before. Somebody at work may look for other work. What the
// person had his association ask about the opening is answered by it.
//
// roster.ErrRole; access.ErrNotFound where the person is out of sight or was
// erased; ErrNotFound where there is no such opening for this county;
// ErrOpeningClosed, ErrOpeningOver, ErrOpeningFull, ErrReferUnderAge, ErrReferred,
// GoneError.
func Refer(ctx context.Context, tx *db.Tx, person, opening int64) (id int64, err error) {
	if !slices.Contains(senders, tx.Actor.Role) {
		return 0, roster.ErrRole
	}
	if err := oldEnough(ctx, tx, person, tx.Today()); err != nil {
		return 0, err
	}
	enterprise, err := onOffer(ctx, tx, opening)
	if err != nil {
		return 0, err
	}
	if err := askConsent(ctx, tx, person, enterprise, opening); err != nil {
		return 0, err
	}
	if id, err = putReferral(ctx, tx, person, opening); err != nil {
		return 0, err
	}
	if err := settleAsk(ctx, tx, person, opening, id); err != nil {
		return 0, err
	}
	if _, err := CountLifts(ctx, tx, opening); err != nil {
		return 0, err
	}
	if err := tellReferred(ctx, tx, id); err != nil {
		return 0, err
	}
	return id, access.Note(ctx, tx, access.ReferralMade, "person", person, map[string]any{"referral": id, "opening": opening, "enterprise": enterprise})
}

// oldEnough refuses whom the actor does not see, and who is a child on a day.
func oldEnough(ctx context.Context, tx *db.Tx, person int64, on time.Time) error {
	var birth time.Time
	err := tx.QueryRow(ctx, "SELECT birth FROM person WHERE county = $1 AND id = $2 AND erased_on IS NULL", tx.Actor.County, person).Scan(&birth)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return access.ErrNotFound
	case err != nil:
		return fmt.Errorf("find person: %w", err)
	case roster.Age(birth, on) < lawfulAge:
		return ErrReferUnderAge
	}
	return nil
}

// onOffer is the enterprise of an opening that still takes people. Full is one
// to which as many were hired by referral as it offers posts.
func onOffer(ctx context.Context, tx *db.Tx, opening int64) (enterprise int64, err error) {
	var closed, over, full bool
	err = tx.QueryRow(ctx, `
		SELECT o.enterprise, o.closed_at IS NOT NULL, coalesce(o.valid_until < $3, false), access.opening_hired(o.id) >= o.headcount
		FROM opening o WHERE o.id = $1 AND (o.published_to IS NULL OR $2 = ANY (o.published_to))`,
		opening, tx.Actor.County, tx.Today()).Scan(&enterprise, &closed, &over, &full)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return 0, ErrNotFound
	case err != nil:
		return 0, fmt.Errorf("find opening: %w", err)
	case closed:
		return 0, ErrOpeningClosed
	case over:
		return 0, ErrOpeningOver
	case full:
		return 0, ErrOpeningFull
	}
	return enterprise, stood(ctx, tx, enterprise, tx.Today())
}

// askConsent is the same consent that an introduction asks for: there is one
// between a person and an enterprise.
func askConsent(ctx context.Context, tx *db.Tx, person, enterprise, opening int64) error {
	if tx.Actor.Role == db.Worker {
		return roster.Offer(ctx, tx, person, enterprise, opening)
	}
	_, err := roster.Introduce(ctx, tx, person, enterprise, opening)
	if errors.Is(err, roster.ErrIntroduced) {
		return nil
	}
	return err
}

// putReferral writes it. What the person let expire does not stand in the way.
func putReferral(ctx context.Context, tx *db.Tx, person, opening int64) (id int64, err error) {
	a := tx.Actor
	if _, err := tx.Exec(ctx, "SELECT access.expire_referrals($1, $2, $3)", person, tx.Today(), tx.Now); err != nil {
		return 0, fmt.Errorf("end what expired: %w", err)
	}
	until, err := waits(ctx, tx)
	if err != nil {
		return 0, err
	}
	err = tx.QueryRow(ctx, `
		INSERT INTO referral (county, person, opening, sent_role, sent_for, sent_by, made_at, moved_at, expires_on)
		VALUES ($1, $2, $3, $4, nullif($5, 0), nullif($6, 0), $7, $7, $8)
		ON CONFLICT DO NOTHING RETURNING id`, a.County, person, opening, a.Role, a.Organisation, a.Account, tx.Now, until).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, ErrReferred
	}
	if err != nil {
		return 0, fmt.Errorf("refer: %w", err)
	}
	return id, nil
}

// waits is the last day on which a referral that is made or moved today may
// move again.
func waits(ctx context.Context, tx *db.Tx) (until time.Time, err error) {
	err = tx.QueryRow(ctx, "SELECT $1::date + days FROM referral_rule WHERE valid_from <= $1 ORDER BY valid_from DESC LIMIT 1", tx.Today()).Scan(&until)
	if errors.Is(err, pgx.ErrNoRows) {
		return until, ErrNoReferralDay
	}
	if err != nil {
		return until, fmt.Errorf("read referral rule: %w", err)
	}
	return until, nil
}

// Offered refuses an opening that takes nobody today, as Refer does.
func Offered(ctx context.Context, tx *db.Tx, opening int64) error {
	_, err := onOffer(ctx, tx, opening)
	return err
}
