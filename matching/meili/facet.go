package meili

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/meilisearch/meilisearch-go"

	"laowu/matching"
)

// counts are how many openings have each value of an attribute.
type counts map[string]map[string]int

func readCounts(r *meilisearch.SearchResponse) (counts, error) {
	c := counts{}
	if len(r.FacetDistribution) == 0 {
		return c, nil
	}
	if err := json.Unmarshal(r.FacetDistribution, &c); err != nil {
		return nil, fmt.Errorf("read facets: %w: %w", ErrUnreachable, err)
	}
	return c, nil
}

// count fills in posts and facets: of what is found, and, where something is
// picked on a facet, of what would be found without it.
func (p *plan) count(a *matching.Answer, results []meilisearch.SearchResponse) error {
	all, err := readCounts(&results[0])
	if err != nil {
		return err
	}
	for posts, openings := range all["headcount"] {
		n, err := strconv.ParseFloat(posts, 64)
		if err != nil {
			return fmt.Errorf("read head counts: %w: %w", ErrUnreachable, err)
		}
		a.Posts += int(n) * openings
	}
	if !p.q.WithFacets {
		return nil
	}
	at := 1 + len(p.tiers)
	for _, k := range p.picks {
		if k.condition == "" {
			continue
		}
		one, err := readCounts(&results[at])
		if err != nil {
			return err
		}
		all[k.attribute] = one[k.attribute]
		at++
	}
	a.Facets = p.engine.facets(all)
	return nil
}

// facets are the counts as answers have them.
func (e *Engine) facets(c counts) map[string]map[string]int {
	out := map[string]map[string]int{
		"place": e.places(c["unit"]), "occupation": orEmpty(c["groups"]), "wage": orEmpty(c["pays"]), "form": orEmpty(c["form"]),
	}
	for _, flag := range []string{board, lodging, noCert} {
		out[flag] = map[string]int{}
		if n := c["flags"][flag]; n > 0 {
			out[flag]["true"] = n
		}
	}
	return out
}

// places counts by county-level division and by what it lies in, up to the
// prefecture.
func (e *Engine) places(units map[string]int) map[string]int {
	out := map[string]int{}
	for unit, count := range units {
		for _, code := range e.lexicon.Atlas().Path(unit) {
			if len(code) == 6 && code[2:] != "0000" {
				out[code] += count
			}
		}
	}
	return out
}

func orEmpty(c map[string]int) map[string]int {
	if c == nil {
		return map[string]int{}
	}
	return c
}
