package main

import (
	"reflect"
	"slices"
	"testing"

	"laowu/internal/web"
)

// TestJobWords: whatever the service works has a word on the page of jobs, and
// each day's turn stands there.
func TestJobWords(t *testing.T) {
	t.Parallel()
	all, daily := web.JobKinds()
	// river lists its workers to nobody.
	kinds := reflect.ValueOf((&app{}).workers()).Elem().FieldByName("workersMap").MapKeys()
	if len(kinds) < 9 {
		t.Fatalf("only %d kinds are worked", len(kinds))
	}
	for _, k := range kinds {
		if !slices.Contains(all, k.String()) {
			t.Errorf("the page has no word for jobs of the kind %s", k)
		}
	}
	for _, args := range turns("141123") {
		if !slices.Contains(daily, args.Kind()) {
			t.Errorf("%s is done each day, and the page does not say so", args.Kind())
		}
	}
	if len(daily) != len(turns("141123")) {
		t.Errorf("the page says %v are done each day", daily)
	}
}
