package followup

import (
	"fmt"
	"strings"
	"testing"

	"laowu/internal/db"
)

// hearsay are the notices in their order, each with whom it is for; then they are
// taken away.
func hearsay(t *testing.T, d *db.DB) (out string) {
	t.Helper()
	within(t, d, db.Actor{County: "141123", Role: db.Admin}, func(tx *db.Tx) error {
		err := tx.QueryRow(t.Context(), `SELECT coalesce(string_agg(concat_ws(' ', kind, role, nullif(organisation, 0), nullif(person, 0), text, nullif(about, 0), link), E'\n' ORDER BY id), '') FROM notice`).Scan(&out)
		if err == nil {
			_, err = tx.Exec(t.Context(), "DELETE FROM notice")
		}
		return err
	})
	return out
}

// The person is told that his case is registered, who acts, and how it ended; the
// new owner that it is his.
func TestTellCases(t *testing.T) {
	t.Parallel()
	d := town(t, "")
	var id int64
	within(t, d, ordos, func(tx *db.Tx) (err error) {
		id, err = OpenCase(t.Context(), tx, Case{Placement: 1, Kind: Arrears, Said: "两个月没发"})
		return err
	})
	if got := hearsay(t, d); got != "case_moved worker 1 "+Arrears.Word()+"：已经登记，期限 2026-12-01 /me#cases" {
		t.Errorf("opened: %s", got)
	}
	within(t, d, ordos, func(tx *db.Tx) error { return HandOver(t.Context(), tx, id, Owner{Role: db.County}, "请监察") })
	want := "case_given county {who}的" + Arrears.Word() + "交给您这里办，期限 2026-12-01 1 /cases/1\ncase_moved worker 1 " + Arrears.Word() + "：交给人社局办 /me#cases"
	if got := strings.Replace(hearsay(t, d), "县人社局", "人社局", 1); got != want {
		t.Errorf("handed: %s", got)
	}
	within(t, d, county, func(tx *db.Tx) error { return CloseCase(t.Context(), tx, id, Settled, "补发了") })
	if got := hearsay(t, d); got != "case_moved worker 1 "+Arrears.Word()+"：结了，"+Settled.Word()+" /me#cases" {
		t.Errorf("closed: %s", got)
	}
}

// The owner is reminded once of a deadline within three days, the county too,
// as whom the job acts; a case that is handed on reminds its new owner.
func TestRemindCases(t *testing.T) {
	t.Parallel()
	d := town(t, `INSERT INTO followup_case (county, id, person, placement, kind, owner_role, owner, opened_on, deadline) VALUES
		('141123', 1, 1, 1, 'injury', 'station', 901, '2026-11-01', '2026-11-27'), ('141123', 2, 1, 1, 'arrears', 'county', NULL, '2026-11-01', '2026-11-20'),
		('141123', 3, 2, 2, 'other', 'station', 902, '2026-11-01', '2026-11-28')`)
	admin := db.Actor{County: "141123", Role: db.Admin}
	remind := func() { within(t, d, admin, func(tx *db.Tx) error { return RemindCases(t.Context(), tx) }) }
	remind()
	remind()
	want := "case_due county {who}的" + Arrears.Word() + "，期限 2026-11-20 1 /cases/2\ncase_due station 901 {who}的" + Injury.Word() + "，期限 2026-11-27 1 /cases/1"
	if got := hearsay(t, d); got != want {
		t.Errorf("reminded\n%s\nwant\n%s", got, want)
	}
	if err := tried(t, d, ordos, RemindCases); err != ErrRole { //nolint:errorlint // the refusal itself
		t.Errorf("a station reminds all: %v", err)
	}
}

// An office somebody of which logs in is told once a week how many visits are
// late; one that nobody uses is not.
func TestRemindVisits(t *testing.T) {
	t.Parallel()
	d := town(t, `INSERT INTO login (id, county, name, secret, last_login_at) VALUES (1, '141123', 'ordos', '-', '2026-11-20'), (2, '141123', 'taiyuan', '-', '2025-01-01');
		INSERT INTO account (county, login, role, organisation) VALUES ('141123', 1, 'station', 901), ('141123', 2, 'station', 902);`)
	for range 2 {
		if err := RemindVisits(t.Context(), d, db.Actor{County: "141123", Role: db.Admin}); err != nil {
			t.Fatal(err)
		}
	}
	if got := hearsay(t, d); got != "visits_late station 901 有 1 次回访到日子了 /visits" {
		t.Errorf("reminded %s", got)
	}
}

// Who handles what a worker reports himself is told at once; the worker is not
// told of what he did.
func TestTellReported(t *testing.T) {
	t.Parallel()
	d := town(t, "")
	var got Taken
	within(t, d, db.Actor{County: "141123", Role: db.Worker, Person: 1}, func(tx *db.Tx) (err error) {
		got, err = Report(t.Context(), tx, Trouble{Placement: 1, Kind: Arrears})
		return err
	})
	want := fmt.Sprintf("case_given %s %d {who}自己报了%s，由您这里办，期限 %s 1 /cases/%d", got.Owner.Role, got.Owner.ID, Arrears.Word(), got.Deadline.Format("2006-01-02"), got.Case)
	if said := hearsay(t, d); said != want {
		t.Errorf("told\n%s\nwant\n%s", said, want)
	}
}

// The county is told of a complaint, whoever made it, and of its kind alone; its
// answer is told to nobody, since nobody knows whose it is.
func TestTellComplaint(t *testing.T) {
	t.Parallel()
	d, v, _ := complaints(t)
	within(t, d, passerBy, func(tx *db.Tx) error {
		_, err := Complain(t.Context(), tx, v, Complaint{Kind: "fee", Said: "王建收钱", Phone: "14000002019"})
		return err
	})
	if got := hearsay(t, d); got != "complaint_made county 有人收钱、押证件 /complaints/1" {
		t.Errorf("told %s", got)
	}
	within(t, d, county, func(tx *db.Tx) error { return AnswerComplaint(t.Context(), tx, 1, "查过了") })
	if got := hearsay(t, d); got != "" {
		t.Errorf("answered: told %s", got)
	}
}
