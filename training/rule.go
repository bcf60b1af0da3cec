package training

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// SubsidyRule is from when on which training is looked at before it is paid:
// Flags applies the one in force on a class's first day.
type SubsidyRule struct {
	ValidFrom  time.Time
	MenBelow   int // age in full years on the first day
	WomenBelow int
	Students   bool // students may be paid for
	Once       bool // the same occupation and level is paid once
	PerYear    int
	Source     string
}

// CertificateRule is how long certificates of a kind hold and when they are
// reviewed, where the paper does not say: the one in force on the day of issue,
// of a review on the day of the review.
type CertificateRule struct {
	Kind         CertificateKind
	ValidFrom    time.Time
	TermMonths   *int // nil: no end
	ReviewMonths *int // nil: no review
	Source       string
}

// SubsidyRules lists all, the latest first.
func SubsidyRules(ctx context.Context, tx *db.Tx) ([]SubsidyRule, error) {
	rows, err := tx.Query(ctx, "SELECT valid_from, men_below, women_below, students, once, per_year, source FROM subsidy_rule ORDER BY valid_from DESC")
	if err != nil {
		return nil, fmt.Errorf("list rules of subsidies: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[SubsidyRule])
	if err != nil {
		return nil, fmt.Errorf("list rules of subsidies: %w", err)
	}
	return all, nil
}

// CertificateRules lists all, by kind, the latest first.
func CertificateRules(ctx context.Context, tx *db.Tx) ([]CertificateRule, error) {
	rows, err := tx.Query(ctx, "SELECT kind, valid_from, term_months, review_months, source FROM certificate_rule ORDER BY kind, valid_from DESC")
	if err != nil {
		return nil, fmt.Errorf("list rules of certificates: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[CertificateRule])
	if err != nil {
		return nil, fmt.Errorf("list rules of certificates: %w", err)
	}
	return all, nil
}

// SetSubsidyRule writes what holds from a day on; of two of one day the later
// word stands. The county does, nobody else: access.ErrNotFound.
func SetSubsidyRule(ctx context.Context, tx *db.Tx, r SubsidyRule) error {
	return setRule(ctx, tx, "subsidy", r.ValidFrom, `
		INSERT INTO subsidy_rule (valid_from, men_below, women_below, students, once, per_year, source)
		SELECT $1::date, $2::integer, $3::integer, $4::boolean, $5::boolean, $6::integer, $7::text WHERE access.writes_county()
		ON CONFLICT (valid_from) DO UPDATE SET men_below = excluded.men_below, women_below = excluded.women_below, students = excluded.students,
		  once = excluded.once, per_year = excluded.per_year, source = excluded.source`,
		r.ValidFrom, r.MenBelow, r.WomenBelow, r.Students, r.Once, r.PerYear, r.Source)
}

// SetCertificateRule is the same of a kind of certificate. What was written into
// certificates by an earlier rule stays.
func SetCertificateRule(ctx context.Context, tx *db.Tx, r CertificateRule) error {
	return setRule(ctx, tx, string(r.Kind), r.ValidFrom, `
		INSERT INTO certificate_rule (kind, valid_from, term_months, review_months, source)
		SELECT $1::text, $2::date, $3::integer, $4::integer, $5::text WHERE access.writes_county()
		ON CONFLICT (kind, valid_from) DO UPDATE SET term_months = excluded.term_months, review_months = excluded.review_months, source = excluded.source`,
		r.Kind, r.ValidFrom, r.TermMonths, r.ReviewMonths, r.Source)
}

func setRule(ctx context.Context, tx *db.Tx, which string, from time.Time, sql string, args ...any) error {
	tag, err := tx.Exec(ctx, sql, args...)
	if err != nil {
		return fmt.Errorf("set rule: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return access.ErrNotFound
	}
	return access.Note(ctx, tx, access.RuleSet, "training_rule", 0, map[string]any{"rule": which, "valid_from": from.Format(time.DateOnly)})
}
