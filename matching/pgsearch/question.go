package pgsearch

import (
	"slices"
	"strings"

	"laowu/matching"
)

// The lexemes of flags.
const board, lodging, noCert = "B:1", "L:1", "N:1"

// tsquery writes what a question asks for as one text-search query, so that
// one index answers it: what the text says and the flags. What was picked on a
// facet stands apart, for the facet's own counts leave it out.
func tsquery(q matching.Question) string {
	var all []string
	for _, group := range [][]string{
		prefixed("T:", slices.Concat(q.Trades, q.Near)), prefixed("P:", q.Places), prefixed("C:", q.Certs),
	} {
		if len(group) > 0 {
			all = append(all, "("+strings.Join(group, "|")+")")
		}
	}
	for _, word := range q.Words {
		for _, cut := range matching.NeededCuts(word) {
			all = append(all, lexeme(cut))
		}
	}
	for _, flag := range []struct {
		on   bool
		name string
	}{{q.Board, board}, {q.Lodging, lodging}, {q.NoCert, noCert}} {
		if flag.on {
			all = append(all, lexeme(flag.name))
		}
	}
	return strings.Join(all, "&")
}

func prefixed(prefix string, codes []string) []string {
	var out []string
	for _, code := range codes {
		out = append(out, lexeme(prefix+code))
	}
	return out
}

// patterns are LIKE patterns that find words anywhere. Nil asks for nothing.
func patterns(words []string) []string {
	plain := strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)
	var out []string
	for _, word := range words {
		out = append(out, "%"+plain.Replace(word)+"%")
	}
	return out
}

// lexeme writes a cut or code as PostgreSQL reads it in a question.
func lexeme(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `''`).Replace(s) + "'"
}
