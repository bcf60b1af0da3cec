package imports

import (
	"context"
	"errors"
	"slices"
	"strings"

	"laowu/internal/access"
	"laowu/internal/db"
)

// Question is a condition of an export as a form asks for it.
type Question struct {
	Name   string   // of the condition: township
	Means  string   // 乡镇
	Date   bool     // the answer is a day
	Offers []string // the answers to choose from; empty: it is written
}

// Questions are the conditions that an export of the kind knows, each with the
// answers that there are.
func (k Kind) Questions(ctx context.Context, tx *db.Tx, vault *access.Vault) ([]Question, error) {
	env, err := exportEnv(ctx, tx, vault)
	if err != nil {
		return nil, err
	}
	out := make([]Question, len(k.out.where))
	for i, f := range k.out.where {
		out[i] = Question{Name: f.name, Means: f.means, Date: f.date}
		if f.offers == nil {
			continue
		}
		if out[i].Offers, err = f.offers(ctx, tx, env); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Said puts an export's conditions into words for people: 乡镇：康宁镇.
func (k Kind) Said(where []string) []string {
	var out []string
	for _, said := range where {
		name, written, _ := strings.Cut(said, "=")
		if i := slices.IndexFunc(k.out.where, func(f filter) bool { return f.name == name }); i >= 0 {
			out = append(out, k.out.where[i].means+"："+written)
		}
	}
	return out
}

// Unclear is what is wrong with an export's conditions, by their names; nil
// where the error is another one.
func Unclear(err error) map[string]error {
	var one *WhereError
	if !errors.As(err, &one) {
		return nil
	}
	all := []error{err}
	if several, ok := err.(interface{ Unwrap() []error }); ok { //nolint:errorlint // errors.Join's own
		all = several.Unwrap()
	}
	out := map[string]error{}
	for _, e := range all {
		if errors.As(e, &one) {
			out[one.Name] = one
		}
	}
	return out
}
