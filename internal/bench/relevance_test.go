package bench

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"laowu/internal/db"
	"laowu/matching"
)

// What the judged questions must reach, all together and each kind.
const leastNDCG, leastOfKind = 0.90, 0.80

// worst is how many questions are told of when tests run with -v.
const worst = 10

// The judged questions find what their askers want, in every kind, so that a
// change which makes answers worse does not pass. -v lists the kinds and the
// worst questions.
func TestRelevance(t *testing.T) {
	t.Parallel()
	o := loadOffers(t)
	t.Run("judgements", func(t *testing.T) { checkJudgements(t, o) })
	var first []answered
	for _, e := range o.engines() {
		t.Run(e.name, func(t *testing.T) {
			asked := o.ask(t, e.open(t))
			check(t, asked)
			if first == nil {
				first = asked
			}
			alike(t, first, asked)
		})
	}
}

// alike holds that engines find the same and show the same first, with the same
// scores.
func alike(t *testing.T, first, asked []answered) {
	t.Helper()
	for i, a := range asked {
		one := first[i]
		if a.total != one.total || !slices.EqualFunc(a.first, one.first, func(x, y matching.Hit) bool { return x.ID == y.ID && x.Score == y.Score }) {
			t.Errorf("%s: %s; the first engine %s", a.text, a.said(), one.said())
		}
	}
}

func check(t *testing.T, asked []answered) {
	t.Helper()
	tellWorst(t, slices.Clone(asked))
	for kind, m := range byKind(asked) {
		if m.ndcg < least(kind) {
			t.Errorf("%s: nDCG@%d is %.3f, at least %.2f", kind, gainDepth, m.ndcg, least(kind))
		}
	}
}

func least(kind string) float64 {
	if kind == overall {
		return leastNDCG
	}
	return leastOfKind
}

// BenchmarkRelevance prints the table of docs/benchmarks.md.
func BenchmarkRelevance(b *testing.B) {
	o := loadOffers(b)
	for _, e := range o.engines() {
		b.Run(e.name, func(b *testing.B) {
			kinds := byKind(o.ask(b, e.open(b)))
			for _, kind := range slices.Sorted(maps.Keys(kinds)) {
				m := kinds[kind]
				line(fmt.Sprintf("%s, %s: %d questions", e.name, kind, m.questions),
					fmt.Sprintf("nDCG@%d **%.3f**, precision@%d %.3f", gainDepth, m.ndcg, precisionDepth, m.precision), fmt.Sprintf("nDCG %.2f", least(kind)))
			}
			b.ReportMetric(kinds[overall].ndcg, "nDCG@10")
			b.ReportMetric(kinds[overall].precision, "P@5")
		})
	}
}

// answered is one judged question and how an engine did.
type answered struct {
	judged
	measured
	total  int
	first  []matching.Hit
	grades map[int64]int
	chips  []matching.Chip
}

// ask asks an engine all questions.
func (o *offers) ask(tb testing.TB, e matching.Engine) []answered {
	tb.Helper()
	s := matching.NewService(o.lexicon, e, o.engine.Terms)
	if err := s.Refresh(tb.Context()); err != nil {
		tb.Fatal(err)
	}
	var out []answered
	for _, q := range judgements(tb) {
		a, err := o.answer(tb.Context(), s, q)
		if err != nil {
			tb.Fatalf("%s: %v", q.text, err)
		}
		out = append(out, a)
	}
	return out
}

func (o *offers) answer(ctx context.Context, s *matching.Service, q judged) (answered, error) {
	nobody := db.Actor{County: admin.County, Role: db.Nobody}
	found, err := s.Search(ctx, nobody, matching.Request{Text: q.text, Limit: gainDepth})
	if err != nil {
		return answered{}, err
	}
	ids := make([]int64, len(found.Hits))
	for i := range found.Hits {
		ids[i] = found.Hits[i].ID
	}
	grades := q.judge(o.openings)
	return answered{q, measureAnswer(ids, grades), found.Total, found.Hits, grades, found.Chips}, nil
}

// overall names the mean of all questions among those of the kinds.
const overall = "all"

// mean of a kind's questions.
type mean struct {
	measured
	questions int
}

func byKind(asked []answered) map[string]mean {
	out := map[string]mean{}
	for _, a := range asked {
		for _, kind := range []string{overall, a.kind} {
			m := out[kind]
			m.ndcg, m.precision, m.questions = m.ndcg+a.ndcg, m.precision+a.precision, m.questions+1
			out[kind] = m
		}
	}
	for kind, m := range out {
		m.ndcg, m.precision = m.ndcg/float64(m.questions), m.precision/float64(m.questions)
		out[kind] = m
	}
	return out
}

// tellWorst logs the kinds and the worst questions with what stands first.
func tellWorst(t *testing.T, asked []answered) {
	t.Helper()
	kinds := byKind(asked)
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		t.Logf("%-12s nDCG@%d %.3f  precision@%d %.3f  %d questions", kind, gainDepth, kinds[kind].ndcg, precisionDepth, kinds[kind].precision, kinds[kind].questions)
	}
	slices.SortStableFunc(asked, func(a, b answered) int { return cmp.Compare(a.ndcg, b.ndcg) })
	for i := range asked[:min(worst, len(asked))] {
		a := &asked[i]
		t.Logf("%.3f %s (%s): %s", a.ndcg, a.text, a.kind, a.said())
	}
}

// said is what stands first, each with its grade, and how it was understood.
func (a *answered) said() string {
	var chips, hits []string
	for _, c := range a.chips {
		chips = append(chips, c.Label)
	}
	for _, h := range a.first[:min(precisionDepth, len(a.first))] {
		hits = append(hits, fmt.Sprintf("%s·%s·%d-%d=%d", h.Title, h.PlaceText, h.WageMin, h.WageMax, a.grades[h.ID]))
	}
	return fmt.Sprintf("[%s] %d found, %d judged: %s", strings.Join(chips, "；"), a.total, len(a.grades), strings.Join(hits, " "))
}
