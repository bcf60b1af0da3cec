package area

import (
	"slices"
	"testing"
)

func TestWays(t *testing.T) {
	t.Parallel()
	ways, err := LoadWays()
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := ways.Find("141123", "150602"); !ok || got != (Way{Km: 260, Hours: 4, Wind: "西北"}) {
		t.Errorf("to Dongsheng: %v, %v", got, ok)
	}
	for _, to := range []string{"141123", "141123100", "110100", ""} {
		if got, ok := ways.Find("141123", to); ok {
			t.Errorf("a way to %q: %v", to, got)
		}
	}
}

// A road is never shorter or faster than a coach can be.
func TestWaysAreSound(t *testing.T) {
	t.Parallel()
	ways, err := LoadWays()
	if err != nil {
		t.Fatal(err)
	}
	for k, w := range ways.between {
		if w.Km%5 != 0 || w.Km < 50 || w.Km > 800 {
			t.Errorf("%v: %d km", k, w.Km)
		}
		if !slices.Contains([]string{"东", "东南", "南", "西南", "西", "西北", "北", "东北"}, w.Wind) {
			t.Errorf("%v lies to the %q", k, w.Wind)
		}
		if speed := float64(w.Km) / w.Hours; speed < 45 || speed > 85 {
			t.Errorf("%v: %.0f km/h", k, speed)
		}
	}
}
