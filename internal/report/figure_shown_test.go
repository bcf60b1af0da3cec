package report

import "testing"

func TestFigureShown(t *testing.T) {
	t.Parallel()
	for value, want := range map[float64]string{
		57450: "57450", 61.904761904761905: "61.9", 59.9999: "59.99", 66.79: "66.79", 2482.13: "2482.13", 100: "100", 0: "0",
	} {
		if got := (Figure{Value: value}).Shown(); got != want {
			t.Errorf("%v is shown as %s, want %s", value, got, want)
		}
	}
}
