package hiring

import (
	"fmt"
	"testing"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
)

func TestWelfareTerms(t *testing.T) {
	t.Parallel()
	within(t, func(tx *db.Tx, _ *access.Vault) error {
		_, err := tx.Exec(t.Context(), `
			INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed) VALUES
			  ('141123', 1, '王建', 'male', '1980-01-01', '\x01', ''), ('141123', 2, '李英', 'female', '1970-06-01', '\x02', ''),
			  ('141123', 3, '张平', 'male', '1980-01-01', '\x03', ''), ('141123', 4, '马俊', 'male', '1980-01-01', '\x04', '');
			INSERT INTO placement (county, person, employer, channel, trade_text, started, ended, term_ends, reported_on, sources) VALUES
			  ('141123', 1, '村委会', 'public_welfare', '保洁员', '2017-01-01', NULL, NULL, '2019-12-31', '{referral}'),
			  ('141123', 2, '村委会', 'public_welfare', '保洁员', '2016-06-01', NULL, '2019-05-31', '2019-12-31', '{referral}'),
			  ('141123', 3, '村委会', 'public_welfare', '护林员', '2015-01-01', '2016-01-01', NULL, '2019-12-31', '{referral}'),
			  ('141123', 3, '村委会', 'public_welfare', '保洁员', '2018-01-01', NULL, '2020-12-31', '2019-12-31', '{referral}'),
			  ('141123', 4, '村委会', 'public_welfare', '保洁员', '2019-01-01', NULL, '2019-12-31', '2019-12-31', '{referral}'),
			  ('141123', 4, '铝厂', 'enterprise', '电工', '2010-01-01', NULL, NULL, '2019-12-31', '{referral}')`)
		if err != nil {
			return err
		}
		on := time.Date(2019, time.December, 31, 0, 0, 0, 0, time.UTC)
		all, err := WelfareTerms(t.Context(), tx, on, on.AddDate(1, 0, 0))
		got := ""
		for _, w := range all {
			got += fmt.Sprint(w.Person, w.Started.Format(" 2006-01-02 "), w.Ends.Format("2006-01-02 "), w.Near, w.Over(on), ";")
		}
		// 3 had a year before; 4's own term is shorter; 2 was near retirement.
		if want := "4 2019-01-01 2019-12-31 false true;1 2017-01-01 2020-01-01 false false;3 2018-01-01 2020-01-02 false false;2 2016-06-01 2020-06-01 true false;"; got != want {
			t.Errorf("terms\n%s, want\n%s", got, want)
		}
		return err
	})
}
