package roster

import (
	"context"
	"fmt"
	"testing"

	"laowu/internal/db"
)

// Runs are listed the latest first, with who ran them; nobody but county and
// admin writes one down, and associations see none.
func TestRetentionRuns(t *testing.T) {
	t.Parallel()
	p := settle(t)
	for i := range 3 {
		p.on(t, fmt.Sprintf("2026-11-2%d", i)).must(t, admin, func(ctx context.Context, tx *db.Tx) error {
			return KeepRetentionRun(ctx, tx, RetentionRun{Done: i == 2, Announced: i, Kept: 10 + i, Erased: 20 + i, Files: 30 + i, Exports: 40 + i, Questions: 50 + i})
		})
	}
	p.must(t, admin, func(ctx context.Context, tx *db.Tx) error {
		page, all, err := RetentionRuns(ctx, tx, 0, 2)
		if err != nil || all != 3 || len(page) != 2 {
			t.Fatalf("%d of %d, %v", len(page), all, err)
		}
		want := RetentionRun{At: page[0].At, Done: true, By: admin.Name, Announced: 2, Kept: 12, Erased: 22, Files: 32, Exports: 42, Questions: 52}
		if page[0] != want || db.Day(page[0].At).Format("2006-01-02") != "2026-11-22" || page[0].Nothing() || page[1].Done {
			t.Errorf("%+v, want %+v", page[0], want)
		}
		rest, _, err := RetentionRuns(ctx, tx, 2, 2)
		if len(rest) != 1 || rest[0].Announced != 0 {
			t.Errorf("the second page: %+v", rest)
		}
		return err
	})
	err := p.Tx(t.Context(), own, func(tx *db.Tx) error {
		if _, all, err := RetentionRuns(t.Context(), tx, 0, 9); all != 0 || err != nil {
			t.Errorf("an association sees %d, %v", all, err)
		}
		return KeepRetentionRun(t.Context(), tx, RetentionRun{})
	})
	if err == nil {
		t.Error("an association wrote a run down")
	}
}
