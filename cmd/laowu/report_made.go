package main

import (
	"context"
	"io"
	"time"

	"laowu/internal/db"
	"laowu/internal/report"
)

// made is a report that was counted: as JSON, as text, as a workbook and as the
// lines that are submitted. What writes needs the transaction.
type made struct {
	document any
	text     func(io.Writer)
	write    func(io.Writer) error
	lines    []report.Line
}

// making counts a report of a day.
type making func(ctx context.Context, tx *db.Tx, asOf time.Time) (made, error)

// draft is the report whose period is told by a flag.
const draft = "draft"

// reportNames are what the command calls its reports, as people list them.
func reportNames() []string { return []string{"bulletin", "quotas", "households", "ranking", draft} }

// reports are what can be counted and submitted, by the name under which it is.
func reports() map[string]making {
	out := map[string]making{"bulletin": bulletin, "quotas": quotas, "households": households, "ranking": ranking}
	for _, p := range report.Periods() {
		out[string(p)] = drafting(p)
	}
	return out
}

func bulletin(ctx context.Context, tx *db.Tx, asOf time.Time) (made, error) {
	b, err := report.Count(ctx, tx, asOf)
	return made{b, func(w io.Writer) { writeBulletin(w, b) }, b.Write, b.Lines()}, err
}

func quotas(ctx context.Context, tx *db.Tx, asOf time.Time) (made, error) {
	q, err := report.CountQuotas(ctx, tx, asOf)
	write := func(w io.Writer) error { return report.WriteQuotas(ctx, tx, q, w) }
	return made{q, func(w io.Writer) { writeQuotas(w, q) }, write, q.Lines()}, err
}

func households(ctx context.Context, tx *db.Tx, asOf time.Time) (made, error) {
	h, err := report.CountHouseholds(ctx, tx, asOf)
	return made{h, func(w io.Writer) { writeHouseholds(w, h) }, h.Write, h.Lines()}, err
}

func ranking(ctx context.Context, tx *db.Tx, asOf time.Time) (made, error) {
	r, err := report.CountRanking(ctx, tx, asOf)
	return made{r, func(w io.Writer) { writeRanking(w, r) }, r.Write, r.Lines()}, err
}

func drafting(p report.Period) making {
	return func(ctx context.Context, tx *db.Tx, asOf time.Time) (made, error) {
		d, err := report.CountDraft(ctx, tx, p, asOf)
		return made{d, func(w io.Writer) { writeDraft(w, d) }, d.Write, d.Lines()}, err
	}
}
