package matching

import "strings"

// An opening's fit is how well it answers a question, lowered step by step for
// what it lacks. The steps are such that the first always outweighs all after
// it. Both engines rank by it and then by the wage; PostgreSQL works it out in
// find_openings (035_search_order.sql).
const (
	FitWhole     = 10000 // the fit of what lacks nothing, score 1
	FitNear      = 5000  // only near the trade
	FitElsewhere = 2500  // in the division, but not written to be at the place within it
	FitMember    = 1200  // not the trade itself but of its group
	FitSome      = 300   // the title says some of the asker's words for the trade
	FitHouse     = 600   // only the employer's name does
	FitUnhinted  = 900   // neither does
	FitEmployer  = 100   // the other words stand in the employer's name
	FitText      = 200   // the other words stand elsewhere
	FitUnsure    = 50    // may pay the wage asked for, and may pay less
)

// FitWords is what a fit is lowered by for where a question's words stand.
// Title and employer are folded.
func FitWords(words []string, title, employer string) int {
	switch {
	case holdsAll(title, words):
		return 0
	case holdsAll(employer, words):
		return FitEmployer
	}
	return FitText
}

func holdsAll(text string, words []string) bool {
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}
