package main

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"laowu/internal/work"
)

// lapsed is a referral that nobody moved, and one that still has time.
const lapsed = `
	INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed) VALUES ('141123', 7, '王建', 'male', '1976-03-08', '\x01', '\x01');
	INSERT INTO enterprise (id, county, uscc, name) VALUES (7, '141123', '91141123MA0AL47R7J', '示例铝业有限公司');
	INSERT INTO opening (id, county, enterprise, title, place_text, headcount, form) VALUES (7, '141123', 7, '电工', '兴县', 1, 'regular'), (8, '141123', 7, '焊工', '兴县', 1, 'regular');
	INSERT INTO referral (county, person, opening, sent_role, made_at, moved_at, expires_on) VALUES
	  ('141123', 7, 7, 'admin', '2020-01-01', '2020-01-01', '2020-02-01'), ('141123', 7, 8, 'admin', '2020-01-01', '2020-01-01', '2999-01-01');`

// TestReferralsEveryDay starts the service's jobs: what nobody moved in time is
// over after the day's turn.
func TestReferralsEveryDay(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	exec(t, o.env["LAOWU_DATABASE_URL"], lapsed)
	o.oneDay(t, referralArgs{"141123"})
	conn, err := pgx.Connect(t.Context(), o.env["LAOWU_DATABASE_URL"])
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	var got string
	err = conn.QueryRow(t.Context(), "SELECT string_agg(r.state || ' ' || coalesce(m.side, ''), ', ' ORDER BY r.opening) FROM referral r LEFT JOIN referral_move m ON m.referral = r.id").Scan(&got)
	if err != nil || got != "expired clock, new " {
		t.Errorf("referrals %q, %v", got, err)
	}
}

// wait until a job of a kind is done.
func (o office) wait(t *testing.T, jobs *work.Client, kind string) {
	t.Helper()
	done, cancel := jobs.Subscribe(river.EventKindJobCompleted)
	defer cancel()
	for {
		list, err := jobs.JobList(t.Context(), river.NewJobListParams().Kinds(kind).States("completed"))
		if err != nil {
			t.Fatal(err)
		}
		if len(list.Jobs) > 0 {
			return
		}
		<-done
	}
}
