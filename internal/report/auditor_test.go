package report

import (
	"testing"

	"laowu/internal/db"
)

// TestMaskedForAuditor: the lists behind quotas and figures name nobody to the
// auditor; enterprises they do.
func TestMaskedForAuditor(t *testing.T) {
	t.Parallel()
	d := tellStory(t, hired)
	err := d.ReadTx(t.Context(), db.Actor{County: "141123", Role: db.Auditor}, func(tx *db.Tx) error {
		asOf := onDay(t, "2019-12-31")
		hires, err := QuotaHires(t.Context(), tx, 1, asOf)
		if err != nil {
			return err
		}
		if len(hires) == 0 || hires[0].Name != "王**" {
			t.Errorf("hires %+v", hires)
		}
		for figure, want := range map[string]string{"agreement_regular_local_share": "王**", "agreement_enterprises": "甲厂"} {
			list, err := List(t.Context(), tx, figure, asOf, Cut{Limit: 10})
			if err != nil {
				return err
			}
			if len(list.Lines) == 0 || list.Lines[0].Name != want {
				t.Errorf("%s lists %+v, want %s", figure, list.Lines, want)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
