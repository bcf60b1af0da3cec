package matching

import "strings"

// An opening's fit is how well it answers a question, lowered step by step for
// what it lacks. The steps are such that the first always outweighs all after
// it: trade, the asker's own word for it in the title, where the other words
// stand. Both engines rank by it and then by the wage; PostgreSQL works it out
// in find_openings.
const (
	FitWhole    = 10000 // the fit of what lacks nothing, score 1
	FitMember   = 2000  // not the trade itself but of its group
	FitNear     = 5000  // only near it
	FitUnhinted = 1000  // the title does not say the asker's word for the trade
	FitEmployer = 100   // the other words stand in the employer's name
	FitText     = 200   // the other words stand elsewhere
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
