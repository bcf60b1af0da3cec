package hiring

import (
	"errors"
	"testing"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
)

func TestJoinEnterprise(t *testing.T) {
	t.Parallel()
	within(t, func(tx *db.Tx, _ *access.Vault) error {
		_, err := tx.Exec(t.Context(), `
			INSERT INTO enterprise (id, county, uscc, name) VALUES (1, '141123', '91141123MA0AL47R7J', '甲厂'), (2, '141123', '91150602MA0FAG439B', '乙厂'),
			  (3, '141123', '91141123MA0AL47R9Y', '丙厂')`)
		if err != nil {
			return err
		}
		day := time.Date(2020, time.May, 1, 0, 0, 0, 0, time.UTC)
		join := func(old, into int64, on time.Time, reason string, want error) {
			t.Helper()
			if err := JoinEnterprise(t.Context(), tx, old, into, on, reason); !errors.Is(err, want) {
				t.Errorf("%d into %d: %v, want %v", old, into, err, want)
			}
		}
		join(1, 1, day, "工商变更登记", ErrOneEnterprise)
		join(1, 2, day, " 是 ", ErrJoinReason)
		join(1, 2, tx.Today().AddDate(0, 0, 1), "工商变更登记", ErrJoinDay)
		join(1, 9, day, "工商变更登记", ErrNoEnterprise)
		join(1, 2, day, "工商变更登记", nil)
		join(1, 3, day, "工商变更登记", ErrEnterpriseJoined)
		join(3, 1, day, "工商变更登记", ErrIntoJoined)
		join(2, 3, day.AddDate(1, 0, 0), "工商变更登记", nil)
		next, err := Successors(t.Context(), tx)
		if err != nil {
			return err
		}
		// The last one, from the day on which each left.
		if a, b := next["91141123MA0AL47R7J"], next["91150602MA0FAG439B"]; len(next) != 2 || a.Name != "丙厂" || !a.From.Equal(day) || b.Name != "丙厂" || !b.From.Equal(day.AddDate(1, 0, 0)) {
			t.Errorf("successors %+v", next)
		}
		for _, want := range []error{nil, ErrNotJoined} {
			if err := PartEnterprise(t.Context(), tx, 1, "登记错了"); !errors.Is(err, want) {
				t.Errorf("taken back: %v, want %v", err, want)
			}
		}
		clerk := *tx
		clerk.Actor = db.Actor{County: "141123", Role: db.Association, Organisation: 1}
		if err := JoinEnterprise(t.Context(), &clerk, 1, 3, day, "工商变更登记"); !errors.Is(err, ErrJoinRole) {
			t.Errorf("an association merges enterprises: %v", err)
		}
		var noted string
		err = tx.QueryRow(t.Context(), "SELECT string_agg(action || target, ' ' ORDER BY id) FROM audit WHERE noun = 'enterprise'").Scan(&noted)
		if noted != "merged1 merged2 parted1" {
			t.Errorf("noted: %s", noted)
		}
		return err
	})
}
