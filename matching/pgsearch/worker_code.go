package pgsearch

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"laowu/matching"
)

// The kinds of codes that people are found by (034_workers.sql).
const (
	kindAll   = "*"
	kindNamed = "n" // trades by their own name
	kindTrade = "t" // trades and groups
	kindWish  = "y" // likewise, of those that he wishes
	kindPlace = "p" // prefectures and counties, which are counted
	kindSpot  = "w" // other places
	kindCert  = "c"
	kindHad   = "h" // certificates, expired or not
	kindBirth = "b"
	kindWage  = "m"
	kindState = "f"
)

// The codes of kindState.
const (
	isFree   = "1"
	isReady  = "2"
	isOpen   = "3"
	isHelped = "4"
)

// workerCode is a code with its kind.
type workerCode struct{ kind, code string }

// codesOf are the codes of a document but for the certificates that hold, in order.
func codesOf(d *matching.WorkerDocument, l *matching.Lexicon) []workerCode {
	out := []workerCode{{kindAll, ""}, {kindBirth, strconv.Itoa(d.Birth)}, {kindWage, wageCode(d.WageMin)}}
	for kind, codes := range map[string][]string{kindNamed: d.Trades, kindTrade: d.Groups, kindWish: d.Wished} {
		for _, code := range codes {
			out = append(out, workerCode{kind, code})
		}
	}
	for _, code := range d.Places {
		out = append(out, placeCode(l, code))
	}
	for _, c := range d.Certs {
		out = append(out, workerCode{kindHad, c.Code})
	}
	for _, word := range d.Scope {
		kind, code, _ := strings.Cut(word, ":")
		out = append(out, workerCode{kind, code})
	}
	for state, holds := range map[string]bool{isFree: d.Free(), isReady: d.Ready, isOpen: d.Open, isHelped: d.Helped} {
		if holds {
			out = append(out, workerCode{kindState, state})
		}
	}
	slices.SortFunc(out, func(x, y workerCode) int { return strings.Compare(x.kind+":"+x.code, y.kind+":"+y.code) })
	return slices.Compact(out)
}

// joined are codes as a document keeps them.
func joined(codes []workerCode) string {
	words := make([]string, len(codes))
	for i, c := range codes {
		words[i] = c.kind + ":" + c.code
	}
	return strings.Join(words, " ")
}

// wageCode orders as the wage does. A wage has at most ten digits.
func wageCode(yuan int) string { return fmt.Sprintf("%010d", yuan) }

// placeCode is a division as people are found by it: prefectures and counties
// are counted, and so are apart.
func placeCode(l *matching.Lexicon, code string) workerCode {
	if len(code) == 6 && code[2:] != "0000" {
		if _, known := l.Atlas().Find(code); known {
			return workerCode{kindPlace, code}
		}
	}
	return workerCode{kindSpot, code}
}
