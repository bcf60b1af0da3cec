package main

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"laowu/matching/index"
)

// Each engine's figures bear its name; a database that does not answer leaves
// them out.
func TestLagFigures(t *testing.T) {
	t.Parallel()
	all := prometheus.NewRegistry()
	var err error
	all.MustRegister(lagFigures{func(context.Context) ([]index.Lag, error) {
		return []index.Lag{{Engine: "meilisearch", Waiting: 12, Age: 3.5, Refused: 2}}, err
	}})
	got, gatherErr := all.Gather()
	if gatherErr != nil {
		t.Fatal(gatherErr)
	}
	var said []string
	for _, family := range got {
		one := family.GetMetric()[0]
		said = append(said, family.GetName()+" "+one.GetLabel()[0].GetValue()+" "+one.GetGauge().String())
	}
	want := []string{"laowu_search_outbox_age_seconds meilisearch value:3.5", "laowu_search_outbox_rows meilisearch value:12", "laowu_search_refused meilisearch value:2"}
	if !slices.Equal(said, want) {
		t.Errorf("%q", said)
	}
	err = errors.New("down") //nolint:err113 // a test's own
	if got, _ := all.Gather(); len(got) != 0 {
		t.Errorf("%v", got)
	}
}
