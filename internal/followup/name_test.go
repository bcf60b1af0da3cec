package followup

import (
	"strings"
	"testing"

	"laowu/internal/db"
)

// TestMaskedForAuditor: the auditor reads surnames of who is due and of whose
// cases there are, the county reads names.
func TestMaskedForAuditor(t *testing.T) {
	t.Parallel()
	d := town(t, "INSERT INTO followup_case (county, person, placement, kind, owner_role, opened_on, deadline) VALUES ('141123', 3, 3, 'arrears', 'county', '2026-11-01', '2026-12-01')")
	for want, as := range map[string]db.Actor{"王1 王2 王3": county, "王** 王** 王**": auditor} {
		var names []string
		within(t, d, as, func(tx *db.Tx) error {
			due, err := Queue(t.Context(), tx, Which{By: tx.Today()}, 0, 9)
			if err != nil {
				return err
			}
			for _, one := range due.List {
				names = append(names, one.Name)
			}
			cases, err := CasesOf(t.Context(), tx, 3)
			for _, one := range cases {
				names = append(names, one.Name)
			}
			return err
		})
		if got := strings.Join(names, " "); got != want {
			t.Errorf("the %s reads %s, want %s", as.Role, got, want)
		}
	}
}
