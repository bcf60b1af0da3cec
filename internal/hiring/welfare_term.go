package hiring

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// WelfareTerm is how long somebody may still stay in a public-welfare post.
type WelfareTerm struct {
	Placement int64
	Person    int64
	Name      string
	Employer  string
	Trade     string
	Started   time.Time
	Ends      time.Time // the day on which the term is over
	Near      bool      // so near retirement that it lasts until then
}

// Over says whether the term has run out by a day.
func (w WelfareTerm) Over(on time.Time) bool { return !w.Ends.After(on) }

// WelfareTerms lists the public-welfare posts of those whom the actor sees that
// run on a day and whose term ends by another, the first to end first. The term
// is the post's own, and at most what the rule of its first day gives: three
// years in all such posts together, or until retirement for who was near it
// (人社部发〔2019〕124号; the table welfare_rule, dated). Months before count.
func WelfareTerms(ctx context.Context, tx *db.Tx, on, endsBy time.Time) ([]WelfareTerm, error) {
	return welfareTerms(ctx, tx, on, endsBy, 0)
}

// welfareTerms are those of one person where of is not 0.
func welfareTerms(ctx context.Context, tx *db.Tx, on, endsBy time.Time, of int64) ([]WelfareTerm, error) {
	which, args := whose(of, tx.Actor.County, on, endsBy)
	rows, err := tx.Query(ctx, `
		WITH post AS MATERIALIZED (
			SELECT p.id, p.person, w.name, p.employer, p.trade_text, p.started, p.term_ends, p.ended, w.birth, w.sex,
			       coalesce((SELECT sum(least(o.ended, p.started) - o.started) FROM placement o WHERE o.county = $1 AND o.person = p.person
			         AND o.channel = 'public_welfare' AND o.started < p.started AND o.ended IS NOT NULL), 0)::integer AS before
			FROM placement p JOIN person w ON w.county = p.county AND w.id = p.person
			WHERE p.county = $1 AND p.channel = 'public_welfare' AND p.started <= $2 AND (p.ended IS NULL OR p.ended > $2)`+which+`),
		term AS (
			SELECT p.*, (p.started + make_interval(months => r.months))::date - p.before AS longest,
			       (p.birth + make_interval(years => CASE p.sex WHEN 'male' THEN r.retirement_men ELSE r.retirement_women END))::date AS retires, r.near_years
			FROM post p, LATERAL (SELECT * FROM welfare_rule r WHERE r.valid_from <= p.started ORDER BY r.valid_from DESC LIMIT 1) r)
		SELECT id AS placement, person, name, employer, trade_text AS trade, started, ends, near FROM (
			SELECT t.*, n.near, CASE WHEN n.near THEN greatest(retires, longest) ELSE least(term_ends, longest) END AS ends
			FROM term t, LATERAL (SELECT t.retires <= t.started + make_interval(years => t.near_years) AND t.retires > t.started AS near) n) d
		WHERE ends <= $3 ORDER BY ends, placement`, args...)
	if err != nil {
		return nil, fmt.Errorf("list public-welfare terms: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[WelfareTerm])
	if err != nil {
		return nil, fmt.Errorf("list public-welfare terms: %w", err)
	}
	return all, nil
}
