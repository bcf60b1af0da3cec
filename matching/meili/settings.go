package meili

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/meilisearch/meilisearch-go"

	"laowu/matching"
)

// settings are those of both indexes, and the version that they and the
// lexicon's words have together.
type settings struct {
	openings, workers index
	version           string
}

// index is how one index is set up. The client cannot send rules for
// attributes within its Settings, and leaves out a FacetSearch that is off, so
// both go by themselves.
type index struct {
	meilisearch.Settings
	filterable []any
}

// The limits of answers. Totals and pages are exact up to mostHits; a facet
// has fewer values than mostValues: divisions, trades, head counts.
const (
	mostHits   = 1000000
	mostValues = 5000
)

func newSettings(l *matching.Lexicon) settings {
	s := settings{openings: openingSettings(l), workers: workerSettings()}
	// Whatever makes other documents makes another version too.
	text, err := json.Marshal([]any{
		documentVersion, s.openings.Settings, s.openings.filterable, s.workers.Settings, s.workers.filterable, l.Trades(), l.Places(), l.Certificates().All(),
	})
	if err != nil {
		text = fmt.Append(nil, err) // cannot be: plain values
	}
	sum := sha256.Sum256(text)
	s.version = hex.EncodeToString(sum[:])
	return s
}

// documentVersion goes up when documents are made in another way.
const documentVersion = 2

// openingSettings is how openings are searched.
func openingSettings(l *matching.Lexicon) index {
	s := common()
	// Words are worth most in the title, then in the employer's name. Pinyin
	// and initials have fields of their own, by the project's readings: the
	// engine's own pinyin would find homophones (保洁 for 报界).
	s.SearchableAttributes = []string{"title", "enterprise", "text", "pinyin", "initials"}
	s.SortableAttributes = []string{"wage_top", "published", "near", "says", "kin", "worth"}
	s.DisplayedAttributes = []string{"id", "card", "version", "mark"}
	// What is found has passed the filters, so the rules only order it: by what
	// the page is sorted by and the steps of the fit, then by the worth, as
	// PostgreSQL does. Our questions have no text, so "words" and "attributeRank"
	// are for who asks the engine by hand. No proximity and no exactness.
	s.RankingRules = []string{"sort", "words", "attributeRank", "worth:desc", "id:asc"}
	// No dictionary: with a single word in it the engine makes its cutter anew
	// for each search, which costs 5 ms (docs/decisions). The lexicon's words
	// are found by their cuts.
	s.Synonyms = synonyms(l)
	return index{s, []any{
		equal("cuts", "title_cuts", "employer_cuts", "spots", "trades", "groups", "path", "unit", "certs", "see", "flags", "form", "pays", "headcount"),
		compared("wage_min", "wage_top", "from", "until", "age_min", "age_max"),
	}}
}

// workerSettings is how people are searched: by codes alone.
func workerSettings() index {
	s := common()
	s.SearchableAttributes = []string{"anchor"}
	s.SortableAttributes = []string{"merit"}
	s.DisplayedAttributes = []string{"id", "merit"}
	s.RankingRules = []string{"sort", "words", "merit:desc", "id:asc"}
	return index{s, []any{
		equal("id", "county", "scope", "trades", "groups", "places", "months", "days", "days.*", "birth", "free"),
		compared("wage_min", "held", "held.*"),
	}}
}

// common is what holds of both.
func common() meilisearch.Settings {
	off := "disabled"
	return meilisearch.Settings{
		// Left to guess, the engine takes short Chinese texts for Japanese.
		LocalizedAttributes: []*meilisearch.LocalizedAttributes{{AttributePatterns: []string{"*"}, Locales: []string{"cmn"}}},
		// Wrong characters are put right by the lexicon, which knows what
		// sounds and looks alike. The engine forgives only letters, and what
		// has letters here is pinyin and the numbers of papers: A1 is not A2.
		// All is stated: the client sends zeroes for what is not.
		TypoTolerance: &meilisearch.TypoTolerance{
			Enabled: false, MinWordSizeForTypos: meilisearch.MinWordSizeForTypos{OneTypo: 5, TwoTypos: 9},
			DisableOnWords: []string{}, DisableOnAttributes: []string{}, DisableOnNumbers: true,
		},
		Pagination:   &meilisearch.Pagination{MaxTotalHits: mostHits},
		Faceting:     &meilisearch.Faceting{MaxValuesPerFacet: mostValues, SortFacetValuesBy: map[string]meilisearch.SortFacetType{"*": meilisearch.SortFacetTypeAlpha}},
		PrefixSearch: &off,
	}
}

// equal are attributes that are asked for by value. What is not compared and
// not looked up by its beginning costs the engine less to write.
func equal(names ...string) meilisearch.AttributeRule { return rule(names, false) }

// compared are attributes that are also asked for by range.
func compared(names ...string) meilisearch.AttributeRule { return rule(names, true) }

func rule(names []string, comparison bool) meilisearch.AttributeRule {
	return meilisearch.AttributeRule{AttributePatterns: names, Features: meilisearch.AttributeFeatures{
		Filter: meilisearch.FilterFeatures{Equality: true, Comparison: comparison},
	}}
}
