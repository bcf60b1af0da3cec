package training

import (
	"strings"
	"testing"

	"laowu/internal/db"
)

// Holders are told once within 90 days and once within 30, whatever day the job
// runs on.
func TestRemind(t *testing.T) {
	t.Parallel()
	d := school(t, `INSERT INTO certificate (county, id, person, kind, code, name, issued, expires, review_on) VALUES
		('141123', 1, 1, 'driving', 'driving_c1', 'C1 驾驶证', '2020-12-24', '2026-12-24', NULL), ('141123', 2, 2, 'special_operation', 'welder_op', '焊工证', '2024-01-01', '2030-01-01', '2027-02-22'),
		('141123', 3, 3, 'driving', 'driving_c1', 'C1 驾驶证', '2020-01-01', '2027-02-23', NULL)`)
	told := func() (out string) {
		within(t, d, admin, func(tx *db.Tx) error {
			return tx.QueryRow(t.Context(), "SELECT coalesce(string_agg(person || ' ' || text, ', ' ORDER BY id), '') FROM notice").Scan(&out)
		})
		return out
	}
	for range 2 {
		within(t, d, admin, func(tx *db.Tx) error { return Remind(t.Context(), tx) })
	}
	if got := told(); got != "1 您的C1 驾驶证 2026-12-24 到期, 2 您的焊工证 2027-02-22 要复审" {
		t.Errorf("told %s", got)
	}
	within(t, d, admin, func(tx *db.Tx) error {
		tx.Now = tx.Now.AddDate(0, 0, 75) // days were missed
		return Remind(t.Context(), tx)
	})
	if got := told(); strings.Count(got, "焊工证") != 2 || strings.Count(got, "C1") != 2 {
		t.Errorf("then told %s", got)
	}
}
