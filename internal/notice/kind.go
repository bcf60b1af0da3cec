package notice

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Kind is a kind of notice; the table notice_kind says who gets it and how.
type Kind string

// The kinds, as they are stored.
const (
	TripPlanned      Kind = "trip_planned"
	TripChanged      Kind = "trip_changed"
	CaseGiven        Kind = "case_given"
	CaseDue          Kind = "case_due"
	CaseMoved        Kind = "case_moved"
	ConsentAsked     Kind = "consent_asked"
	ConsentAnswered  Kind = "consent_answered"
	ReferralMade     Kind = "referral_made"
	ReferralMoved    Kind = "referral_moved"
	ReferralOver     Kind = "referral_over"
	OpeningOver      Kind = "opening_over"
	SearchNew        Kind = "search_new"
	CertificateDue   Kind = "certificate_due"
	RequestMade      Kind = "request_made"
	RequestAnswered  Kind = "request_answered"
	TransferAsked    Kind = "transfer_asked"
	TransferAnswered Kind = "transfer_answered"
	WaiverAsked      Kind = "waiver_asked"
	WaiverDue        Kind = "waiver_due"
	WaiverDecided    Kind = "waiver_decided"
	VisitsLate       Kind = "visits_late"
	ImportDone       Kind = "import_done"
	ExportReady      Kind = "export_ready"
	AskMade          Kind = "ask_made"
	AskAnswered      Kind = "ask_answered"
	TransferDue      Kind = "transfer_due"
	ComplaintMade    Kind = "complaint_made"
)

// Way is how a notice goes outside.
type Way string

// The ways, as they are stored.
const (
	SMS     Way = "sms"     // to a person
	Webhook Way = "webhook" // for an organisation
)

// Word is what people call it.
func (w Way) Word() string { return map[Way]string{SMS: "短信", Webhook: "推送"}[w] }

// KindRule is what holds for a kind today.
type KindRule struct {
	Kind   Kind
	Word   string
	Gets   []db.Role
	Urgent bool
	Ways   []Way
	Source string
}

// kindsToday are the kinds as they hold on the day $1, for the FROM of a
// statement.
const kindsToday = `(SELECT DISTINCT ON (q.kind) q.* FROM notice_kind q WHERE q.valid_from <= $1::date ORDER BY q.kind, q.valid_from DESC)`

// Kinds lists them in the order of the table.
func Kinds(ctx context.Context, tx *db.Tx) ([]KindRule, error) {
	rows, err := tx.Query(ctx, "SELECT kind, word, gets, urgent, ways, source FROM "+kindsToday+" k ORDER BY rank", tx.Today())
	if err != nil {
		return nil, fmt.Errorf("list kinds of notices: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[KindRule])
	if err != nil {
		return nil, fmt.Errorf("list kinds of notices: %w", err)
	}
	return all, nil
}

// Rule says when nothing goes outside, and how long notices wait and are kept.
type Rule struct {
	QuietFrom, QuietTo time.Duration // since midnight; a night passes midnight
	StaleDays          int           // what could not go in so many days stays in the platform
	KeptDays           int
	Source             string
}

// Quiet says whether nothing goes outside at a time, by the county's clock.
func (r Rule) Quiet(at time.Time) bool {
	at = at.In(china)
	since := time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute + time.Duration(at.Second())*time.Second
	if r.QuietFrom <= r.QuietTo {
		return since >= r.QuietFrom && since < r.QuietTo
	}
	return since >= r.QuietFrom || since < r.QuietTo
}

var china = time.FixedZone("UTC+8", 8*60*60)

// FindRule is the rule that holds today.
func FindRule(ctx context.Context, tx *db.Tx) (r Rule, err error) {
	var from, to int64
	err = tx.QueryRow(ctx, `
		SELECT extract(epoch FROM quiet_from)::bigint, extract(epoch FROM quiet_to)::bigint, stale_days, kept_days, source FROM notice_rule
		WHERE valid_from <= $1 ORDER BY valid_from DESC LIMIT 1`, tx.Today()).Scan(&from, &to, &r.StaleDays, &r.KeptDays, &r.Source)
	if err != nil {
		return r, fmt.Errorf("read notice rule: %w", err)
	}
	r.QuietFrom, r.QuietTo = time.Duration(from)*time.Second, time.Duration(to)*time.Second
	return r, nil
}
