package matching

import (
	"slices"
	"strings"
)

// An opening's fit is how well it answers a question, lowered step by step for
// what it lacks. The steps are such that the first always outweighs all after
// it. Both engines rank by it and then by the worth; PostgreSQL works it out in
// find_openings (035_search_order.sql), Meilisearch by Fit and by the order in
// which it is asked.
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

// Worth is what orders openings that fit alike: the wage, yuan a month, and 300
// more for each step by which few were sent to one (OpeningDocument.Lift).
func Worth(wageTop, lift int) int {
	const most, step = 100000, 300
	return min(wageTop, most) + step*lift
}

// Fitting is what of an opening says how well it fits.
type Fitting struct {
	Title, Enterprise string // folded
	PlaceText         string // as written
	Trades            []string
	WageMin           int
}

// Fit is how well an opening that is found fits a question.
func (l *Lexicon) Fit(q *Question, o *Fitting) int {
	fit := FitWhole - l.fitTrade(q.Trades, o.Trades) - fitHints(q.Hints, o.Title, o.Enterprise)
	if len(q.Spots) > 0 && !holdsAny(o.PlaceText, q.Spots) {
		fit -= FitElsewhere
	}
	if o.WageMin < q.WageMin {
		fit -= FitUnsure
	}
	return fit - fitWords(q.Words, o.Title, o.Enterprise)
}

func (l *Lexicon) fitTrade(asked, own []string) int {
	member := false
	for _, code := range own {
		if slices.Contains(asked, code) {
			return 0
		}
		member = member || slices.ContainsFunc(l.Groups(code), func(group string) bool { return slices.Contains(asked, group) })
	}
	switch {
	case len(asked) == 0:
		return 0
	case member:
		return FitMember
	}
	return FitNear
}

func fitHints(hints []string, title, employer string) int {
	switch {
	case holdsAll(title, hints):
		return 0
	case holdsAny(title, hints):
		return FitSome
	case holdsAny(employer, hints):
		return FitHouse
	}
	return FitUnhinted
}

func fitWords(words []string, title, employer string) int {
	switch {
	case holdsAll(title, words):
		return 0
	case holdsAll(employer, words):
		return FitEmployer
	}
	return FitText
}

func holdsAll(text string, words []string) bool {
	return !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) })
}

func holdsAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(text, word) })
}
