package training

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/work"
)

// Refusals of a review.
var (
	ErrNoReview     = errors.New("这种证书不用复审")
	ErrReviewed     = errors.New("这一天的复审已经登记过了")
	ErrReviewFuture = errors.New("复审日期还没到，复审通过再登记")
	ErrReviewEarly  = errors.New("复审日期早于发证日期，请核对")
)

// Review notes that a permit passed its review on a day: the next one is due
// after as many months again as the rule of its kind says, and never after the
// permit's end (安监总局令第30号第二十一条: every three years of six). The day
// is kept with those of earlier reviews. The county notes it, nobody else:
// others are told that there is no such certificate. access.ErrNotFound,
// ErrRenewed, ErrNoReview, ErrReviewed, ErrReviewFuture, ErrReviewEarly.
func Review(ctx context.Context, tx *db.Tx, certificate int64, on time.Time) error {
	var issued *time.Time
	var replaced *int64
	var reviewed []time.Time
	var next *time.Time
	err := tx.QueryRow(ctx, `
		SELECT o.issued, o.replaced_by, o.reviewed, ($3::date + make_interval(months => r.review_months))::date
		FROM certificate o LEFT JOIN LATERAL (
			SELECT r.review_months FROM certificate_rule r WHERE r.kind = o.kind AND r.valid_from <= $3 ORDER BY r.valid_from DESC LIMIT 1) r ON true
		WHERE o.county = $1 AND o.id = $2 AND access.writes_county() FOR UPDATE OF o`, tx.Actor.County, certificate, on).Scan(&issued, &replaced, &reviewed, &next)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return access.ErrNotFound
	case err != nil:
		return fmt.Errorf("find certificate: %w", err)
	case replaced != nil:
		return ErrRenewed
	case next == nil:
		return ErrNoReview
	case on.After(tx.Today()):
		return ErrReviewFuture
	case issued != nil && on.Before(*issued):
		return ErrReviewEarly
	case slices.ContainsFunc(reviewed, on.Equal):
		return ErrReviewed
	}
	// A permit that ends before the next review would be due has none to come.
	_, err = tx.Exec(ctx, `
		UPDATE certificate SET reviewed = array_append(reviewed, $3::date), review_on = CASE WHEN expires <= $4 THEN NULL ELSE $4::date END
		WHERE county = $1 AND id = $2`, tx.Actor.County, certificate, on, *next)
	if err != nil {
		return fmt.Errorf("note review: %w", err)
	}
	if err := work.ChangedAmong(ctx, tx, work.Worker, holderSQL, tx.Actor.County, certificate); err != nil {
		return err
	}
	return access.Note(ctx, tx, access.Reviewed, "certificate", certificate, nil)
}
