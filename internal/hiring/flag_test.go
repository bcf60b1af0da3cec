package hiring

import (
	"fmt"
	"testing"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
)

func TestFlags(t *testing.T) {
	t.Parallel()
	within(t, func(tx *db.Tx, _ *access.Vault) error {
		_, err := tx.Exec(t.Context(), `
			INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed) VALUES
			  ('141123', 1, '王建', 'male', '1980-01-01', '\x01', ''), ('141123', 2, '李英', 'female', '1970-06-01', '\x02', ''),
			  ('141123', 3, '张平', 'male', '2005-06-01', '\x03', ''), ('141123', 4, '马俊', 'male', '1980-01-01', '\x04', ''),
			  ('141123', 5, '刘兰', 'female', '1985-01-01', '\x05', '');
			INSERT INTO placement (county, person, employer, full_time, channel, started, ended, reported_on, sources) VALUES
			  ('141123', 1, '甲厂', true, 'enterprise', '2024-03-05', NULL, '2026-01-01', '{roster}'),
			  ('141123', 1, '乙厂', true, 'enterprise', '2025-03-05', NULL, '2026-01-01', '{roster}'),
			  ('141123', 1, '零工', false, 'self', '2025-03-05', NULL, '2026-01-01', '{roster}'),
			  ('141123', 2, '村委会', false, 'public_welfare', '2024-05-05', NULL, '2026-01-01', '{roster}'),
			  ('141123', 2, '学校', false, 'public_welfare', '2025-05-05', '2025-07-05', '2026-01-01', '{roster}'),
			  ('141123', 3, '甲厂', true, 'enterprise', '2021-05-05', '2021-07-05', '2026-01-01', '{roster}'),
			  ('141123', 3, '甲厂', true, 'enterprise', '2021-07-05', '2021-08-05', '2026-01-01', '{roster}'),
			  ('141123', 4, '村委会', false, 'public_welfare', '2023-11-24', NULL, '2026-01-01', '{roster}'),
			  ('141123', 5, '村委会', false, 'public_welfare', '2024-02-22', NULL, '2026-01-01', '{roster}'),
			  ('141123', 5, '卫生所', false, 'public_welfare', '2021-01-10', '2021-01-11', '2026-01-01', '{roster}')`)
		if err != nil {
			return err
		}
		all := func(of int64) (got string) {
			var flags []Flag
			flags, err = Flags(t.Context(), tx, of)
			for _, f := range flags {
				got += fmt.Sprint(f.Kind, " ", f.Person, f.Name, " ", f.Employer, "+", f.Other, " ", f.On.Format(time.DateOnly), "; ")
			}
			return got
		}
		// 5's term was a day shorter for the day before; 2 turned 50 in 2020.
		if got, want := all(0), "young 3张平 甲厂+ 2021-05-05; term_over 4马俊 村委会+ 2026-11-24; retired 2李英 村委会+ 2020-06-01; "+
			"welfare_twice 2李英 村委会+学校 2025-05-05; two_full_time 1王建 甲厂+乙厂 2025-03-05; term_near 5刘兰 村委会+ 2027-02-21; "; got != want {
			t.Errorf("flags\n%s, want\n%s", got, want)
		}
		if err != nil {
			return err
		}
		if got := all(4); got != "term_over 4马俊 村委会+ 2026-11-24; " {
			t.Errorf("flags of 4: %s", got)
		}
		if _, err := tx.Exec(t.Context(), "SET LOCAL laowu.role = 'auditor'"); err != nil {
			return err
		}
		tx.Actor.Role = db.Auditor
		if got := all(4); got != "term_over 4马** 村委会+ 2026-11-24; " {
			t.Errorf("the auditor reads of 4: %s", got)
		}
		return err
	})
}

// TestFlagsWithoutStart: work whose first day nobody wrote down ran on the day on
// which it was reported, also that of somebody who was not sixteen then.
func TestFlagsWithoutStart(t *testing.T) {
	t.Parallel()
	within(t, func(tx *db.Tx, _ *access.Vault) error {
		_, err := tx.Exec(t.Context(), `
			INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed) VALUES ('141123', 1, '张平', 'male', '2010-06-01', '\x01', '');
			INSERT INTO placement (county, person, employer, full_time, channel, ended, reported_on, sources) VALUES
			  ('141123', 1, '甲厂', true, 'self', NULL, '2026-05-31', '{roster}'), ('141123', 1, '乙厂', true, 'self', NULL, '2026-06-01', '{roster}')`)
		if err != nil {
			return err
		}
		flags, err := Flags(t.Context(), tx, 0)
		got := ""
		for _, f := range flags {
			got += fmt.Sprint(f.Kind, " ", f.Employer, "+", f.Other, " ", f.On.Format(time.DateOnly), "; ")
		}
		if want := "young 甲厂+ 2026-05-31; two_full_time 甲厂+乙厂 2026-06-01; "; got != want {
			t.Errorf("flags\n%s, want\n%s", got, want)
		}
		return err
	})
}
