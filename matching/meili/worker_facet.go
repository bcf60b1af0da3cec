package meili

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/meilisearch/meilisearch-go"

	"laowu/matching"
)

// facets fills in the counts of people, as facets of openings are counted.
func (p *workerPlan) facets(a *matching.WorkerAnswer, results []meilisearch.SearchResponse) error {
	if !p.q.WithFacets {
		return nil
	}
	all, err := readCounts(&results[0])
	if err != nil {
		return err
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
	a.Facets = map[string]map[string]int{
		"place": p.units(all["places"]), "occupation": orEmpty(all["groups"]), "certificate": p.valid(all), "free": {},
	}
	if n := all["free"]["true"]; n > 0 {
		a.Facets["free"]["true"] = n
	}
	return nil
}

// units are the county-level divisions and prefectures among places.
func (p *workerPlan) units(places map[string]int) map[string]int {
	out := map[string]int{}
	for code, n := range places {
		if _, known := p.engine.lexicon.Atlas().Find(code); known && len(code) == 6 && code[2:] != "0000" {
			out[code] = n
		}
	}
	return out
}

// valid counts the certificates that hold today. Counting them by day would be
// thousands of values; so they are counted by the month in which they end, and
// those of this month by the day.
func (p *workerPlan) valid(all counts) map[string]int {
	today := dayNumber(p.today)
	month := fmt.Sprint(today / 100)
	out := map[string]int{}
	for _, part := range []struct {
		ends map[string]int
		from int
	}{{all["months"], today/100 + 1}, {all["days."+month], today}} {
		for end, n := range part.ends {
			code, day, _ := strings.Cut(end, " ")
			if last, err := strconv.Atoi(day); err == nil && last >= part.from {
				out[code] += n
			}
		}
	}
	return out
}
