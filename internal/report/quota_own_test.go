package report

import (
	"encoding/json"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

// TestOwnQuota: an enterprise counts itself as the county counts it, and learns
// of its people no more than it may.
func TestOwnQuota(t *testing.T) {
	t.Parallel()
	d := tellStory(t, hired+`
		INSERT INTO consent (county, person, enterprise, text, state, asked_at, asked_role, answered_at, answered_role) VALUES
		  ('141123', 1, 1, '', 'given', now(), 'county', now(), 'county');
		UPDATE person SET name = '已清除', erased_on = '2020-01-01' WHERE id = 2;
		UPDATE person SET household_kind = 'lifted' WHERE id = 3;`)
	asOf := onDay(t, "2019-12-31")
	ask := func(role db.Role, organisation int64) (q Quotas, hires []Hire) {
		err := d.ReadTx(t.Context(), db.Actor{County: "141123", Role: role, Organisation: organisation}, func(tx *db.Tx) (err error) {
			if q, err = CountQuotas(t.Context(), tx, asOf); err != nil {
				return err
			}
			hires, err = QuotaHires(t.Context(), tx, 1, asOf)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return q, hires
	}
	all, everybody := ask(db.County, 0)
	own, people := ask(db.Enterprise, 1)
	want, _ := json.Marshal(all.Enterprises)
	got, _ := json.Marshal(own.Enterprises)
	if string(got) != string(want) || len(own.Enterprises) != 1 {
		t.Errorf("the enterprise counts\n%s, the county\n%s", got, want)
	}
	if len(people) != len(everybody) {
		t.Errorf("the enterprise lists %d, the county %d", len(people), len(everybody))
	}
	names := ""
	for _, h := range people {
		names += h.Name + " "
		if h.Poor || h.Registered != "" && !h.Local {
			t.Errorf("says too much of %d: %+v", h.Person, h)
		}
	}
	if !strings.Contains(names, "王1 ") || !strings.Contains(names, "已清除 ") || strings.Count(names, "王** ") != len(people)-2 {
		t.Errorf("names %s", names)
	}
	for _, role := range []db.Role{db.Enterprise, db.Township, db.Station, db.Worker} {
		if q, hires := ask(role, 2); len(q.Enterprises) != 0 || len(hires) != 0 {
			t.Errorf("another %s reads %d quotas and %d people", role, len(q.Enterprises), len(hires))
		}
	}
}

// TestFrozenMonths: a frozen quota is read as it was, also what its share is of,
// and freezing and correcting are in the audit trail.
func TestFrozenMonths(t *testing.T) {
	t.Parallel()
	err := tellStory(t, hired).Tx(t.Context(), db.Actor{County: "141123", Role: db.Admin}, func(tx *db.Tx) error {
		dec := onDay(t, "2019-12-01")
		if _, err := FreezeQuotas(t.Context(), tx, dec); err != nil {
			return err
		}
		if _, err := FreezeQuotas(t.Context(), tx, onDay(t, "2019-11-30")); err != nil {
			return err
		}
		if _, err := tx.Exec(t.Context(), "UPDATE person SET registered = '140109' WHERE id = 2"); err != nil {
			return err
		}
		if err := CorrectQuota(t.Context(), tx, 1, dec, "户籍核对"); err != nil {
			return err
		}
		f, err := Frozen(t.Context(), tx, 1, dec)
		if err != nil {
			return err
		}
		if was := f.Was.Temporary; was.Percent() != "100%" || was.OutsidersLeft() != 0 || f.Was.Regular.Percent() != "60%" || f.Is.Regular.Percent() != "40%" {
			t.Errorf("was %s and %s, is %s", was.Percent(), f.Was.Regular.Percent(), f.Is.Regular.Percent())
		}
		for enterprise, n := range map[int64]int{0: 2, 1: 2, 2: 0} {
			months, err := FrozenMonths(t.Context(), tx, enterprise)
			if err != nil || len(months) != n || n > 0 && (months[0].Month != dec || months[0].Corrections != 1 || months[1].Corrections != 0 || months[0].Enterprises != 1) {
				t.Errorf("of %d: %v, %+v", enterprise, err, months)
			}
		}
		var frozen, corrected int
		err = tx.QueryRow(t.Context(), `SELECT count(*) FILTER (WHERE action = $1), count(*) FILTER (WHERE action = $2 AND target = '1' AND detail ->> 'reason' = '户籍核对')
			FROM audit`, access.QuotaFrozen, access.QuotaCorrected).Scan(&frozen, &corrected)
		if frozen != 2 || corrected != 1 {
			t.Errorf("%d months and %d corrections in the audit trail", frozen, corrected)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
