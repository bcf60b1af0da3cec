package repeat

import (
	"strings"

	"laowu/internal/hiring"
	"laowu/matching"
)

// likeText is how alike two descriptions are: the share of the shorter one's
// cuts that the longer one has.
type likeText struct {
	known     bool // both say enough to be compared
	contained float64
}

// How many cuts a description needs to be compared, from which share it counts as
// the same, and below which it tells of other work.
const (
	enoughText = 10
	likelyText = 0.7
	otherText  = 0.4
)

func (j Judge) describe(a, b hiring.Offer) likeText {
	one, other := matching.Pairs(j.fold(a.Description)), matching.Pairs(j.fold(b.Description))
	return likeText{min(len(one), len(other)) >= enoughText, contained(one, other)}
}

type cuts = map[string]struct{}

func shared(a, b cuts) (n int) {
	for cut := range a {
		if _, ok := b[cut]; ok {
			n++
		}
	}
	return n
}

// contained is the share of the smaller set that the other one has.
func contained(a, b cuts) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	return float64(shared(a, b)) / float64(min(len(a), len(b)))
}

// jaccard is what two sets share, of all that they hold.
func jaccard(a, b cuts) float64 {
	n := shared(a, b)
	if n == 0 {
		return 0
	}
	return float64(n) / float64(len(a)+len(b)-n)
}

// legalForms end an employer's name; people leave them out.
var legalForms = []string{"股份有限公司", "有限责任公司", "有限公司", "公司"}

// named says whether one opening's text names the other's employer, as an agency
// does that offers in another's name.
func (j Judge) named(a, b hiring.Offer) bool {
	return j.names(a, b.Name) || j.names(b, a.Name)
}

func (j Judge) names(o hiring.Offer, employer string) bool {
	bare := j.fold(employer)
	for _, form := range legalForms {
		if short, ok := strings.CutSuffix(bare, form); ok {
			bare = short
			break
		}
	}
	return len([]rune(bare)) >= 4 && strings.Contains(j.fold(o.Title+" "+o.Description), bare)
}
