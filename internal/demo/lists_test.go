package demo

import (
	"testing"

	"laowu/internal/db"
	"laowu/internal/report"
)

// listed wants each figure of the bulletin to open a list of as many lines as it
// counts: of a mean its wages, of a share its denominator.
func (o *office) listed(t *testing.T) {
	t.Helper()
	err := o.db.ReadTx(t.Context(), o.actor, func(tx *db.Tx) error {
		b, err := report.Count(t.Context(), tx, counted())
		if err != nil {
			return err
		}
		for _, f := range b.Figures {
			list, err := report.List(t.Context(), tx, f.ID, counted(), report.Cut{Limit: 100_000})
			if err != nil {
				return err
			}
			if got, want := list.Total, lines(f, list); got != want || len(list.Lines) != got || got == 0 {
				t.Errorf("%s is %v, and lists %d (%d of the numerator)", f.ID, f.Value, len(list.Lines), list.Part)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// lines is how many lines a figure's list must have.
func lines(f report.Figure, list report.Behind) int {
	switch {
	case f.N != nil:
		return *f.N
	case f.Of != nil && list.Part != *f.Part:
		return -1
	case f.Of != nil:
		return *f.Of
	}
	return int(f.Value)
}
