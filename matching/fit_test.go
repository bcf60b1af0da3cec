package matching

import (
	"slices"
	"testing"
)

// A place within a division that holds another's name is not found by it, and
// is found by its own.
func TestNamesakes(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	cuts := l.OpeningCuts(&OpeningDocument{Title: "保安", PlaceText: "鄂托克前旗上海庙镇"})
	if slices.Contains(cuts, "上海") || !slices.Contains(cuts, "前旗") {
		t.Errorf("%q", cuts)
	}
	if cuts = l.OpeningCuts(&OpeningDocument{Title: "保安", PlaceText: "上海市浦东新区"}); !slices.Contains(cuts, "上海") {
		t.Errorf("%q", cuts)
	}
	if q := l.Understand("141123", "上海庙 保安").Question; !slices.Equal(q.Places, []string{"150623"}) || !slices.Equal(q.Spots, []string{"上海庙"}) {
		t.Errorf("%+v", q)
	}
}

// Beside a driving licence a place of work asks for no trade.
func TestDriversAtPlacesOfWork(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	if q := l.Understand("141123", "B2本 矿区").Question; len(q.Trades) > 0 || !slices.Equal(q.Hints, []string{"矿区"}) || len(q.Certs) != 1 {
		t.Errorf("%+v", q)
	}
	if q := l.Understand("141123", "健康证 食堂").Question; !slices.Equal(q.Trades, []string{"catering"}) {
		t.Errorf("%+v", q)
	}
}

// Each step of a fit outweighs all after it, and each part of a step the one
// before it and all after the step: Meilisearch orders by one step after another.
func TestStepsOutweigh(t *testing.T) {
	t.Parallel()
	after := 0
	for _, step := range [][]int{{FitUnsure}, {FitEmployer, FitText}, {FitSome, FitHouse, FitUnhinted}, {FitMember}, {FitElsewhere}, {FitNear}} {
		last := 0
		for _, cost := range step {
			if cost-last <= after {
				t.Errorf("%d after %d does not outweigh %d", cost, last, after)
			}
			last = cost
		}
		after += last
	}
	if after >= FitWhole {
		t.Errorf("what lacks everything has the fit %d", FitWhole-after)
	}
}
