package report

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"laowu/internal/db"
)

// backlog is one thing of each kind that waits for 甲村 on 24 November 2026, and
// the same of 乙村, which it must not see.
const backlog = `
	INSERT INTO request (county, person, kind, made_at) VALUES ('141123', 1, 'correction', '2026-11-10T17:00:00Z'), ('141123', 8, 'correction', '2026-11-01'), ('141123', 2, 'erasure', '2026-11-01');
	INSERT INTO referral_ask (county, person, opening, association, asked_at, state) VALUES
	  ('141123', 1, 1, 1, '2026-11-13T17:00:00Z', 'open'), ('141123', 3, 1, 1, '2026-11-20', 'open'), ('141123', 8, 1, 2, '2026-11-01', 'open');
	INSERT INTO referral_ask (county, person, opening, association, asked_at, state, answered_at) VALUES ('141123', 4, 1, 1, '2026-11-01', 'withdrawn', now());
	INSERT INTO consent (county, person, enterprise, text, asked_at, asked_role) VALUES ('141123', 8, 1, '', '2026-11-01', 'county');
	INSERT INTO referral (county, id, person, opening, state, sent_role, made_at, moved_at, expires_on) VALUES
	  ('141123', 1, 3, 1, 'interview', 'county', '2026-11-01', '2026-11-12', '2026-12-10'), ('141123', 2, 4, 1, 'new', 'county', '2026-11-02', '2026-11-02', '2026-11-30'),
	  ('141123', 3, 5, 1, 'new', 'county', '2026-11-02', '2026-11-02', '2026-12-02'), ('141123', 4, 6, 1, 'new', 'county', '2026-11-02', '2026-11-02', '2026-11-23'),
	  ('141123', 5, 8, 1, 'interview', 'county', '2026-11-01', '2026-11-02', '2026-12-10');
	INSERT INTO waiver (county, id, enterprise, trade_text, form, posts, reason, stated_on, answer_by) VALUES
	  ('141123', 1, 1, '护工', 'regular', 1, '没有人', '2026-11-20', '2026-11-27'), ('141123', 2, 1, '电工', 'regular', 1, '没有人', '2026-11-20', '2026-11-26');
	INSERT INTO waiver_answer (county, waiver, association, late, answered_at) VALUES ('141123', 2, 1, false, now());
	INSERT INTO transfer (county, person, name, from_association, to_association, asked_role, asked_at, answer_by) VALUES
	  ('141123', 1, '王1', 1, 2, 'association', '2026-11-10', '2026-11-20'), ('141123', 8, '王8', 2, 1, 'association', '2026-11-10', '2026-11-21');
	INSERT INTO departure (county, id, role, organisation, employer, channel, place_text, origin, leaves_on, seats, planned_at, state) VALUES
	  ('141123', 1, 'association', 1, '示例工地', 'association', '东胜', '村口', '2026-12-01', 9, now(), 'planned'), ('141123', 2, 'association', 2, '示例工地', 'association', '东胜', '村口', '2026-11-25', 9, now(), 'planned');
	INSERT INTO departure (county, id, role, organisation, employer, channel, place_text, origin, leaves_on, seats, planned_at, state) VALUES
	  ('141123', 3, 'association', 1, '示例工地', 'association', '东胜', '村口', '2026-11-22', 9, now(), 'left');
	INSERT INTO followup_case (county, id, person, placement, kind, owner_role, opened_on, deadline) VALUES ('141123', 1, 1, 1, 'arrears', 'county', '2026-11-10', '2026-11-17');
	INSERT INTO import (county, id, kind, dry_run, actor, role, organisation) VALUES ('141123', 1, 'members', false, '{}', 'association', 1), ('141123', 2, 'members', false, '{}', 'association', 2), ('141123', 3, 'members', false, '{}', 'association', 1);
	INSERT INTO import_draft (county, import, step) VALUES ('141123', 1, 'waiting'), ('141123', 2, 'waiting'), ('141123', 3, 'ended');`

func waiting(t *testing.T, d *db.DB, as db.Actor) (all []Waiting) {
	t.Helper()
	err := d.ReadTx(t.Context(), as, func(tx *db.Tx) (err error) {
		all, err = FindWaiting(t.Context(), tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestWaiting: each kind that waits, with how many and since or by when, the most
// urgent first; of others' things nothing.
func TestWaiting(t *testing.T) {
	t.Parallel()
	d := owned(t, flock+backlog)
	told := func(as db.Actor) string {
		all := waiting(t, d, as)
		MostUrgent(all)
		var out []string
		for _, w := range all {
			at := ""
			switch {
			case w.By != nil:
				at = " by " + w.By.Format("01-02")
			case w.Since != nil:
				at = " since " + w.Since.Format("01-02")
			}
			out = append(out, fmt.Sprintf("%s %d%s", w.What, w.Count, at))
		}
		return strings.Join(out, ", ")
	}
	for _, c := range []struct {
		as   db.Actor
		want string
	}{
		{jia, "cases 1 by 11-17, transfers 1 by 11-20, waivers 1 by 11-27, unanswered 1 by 11-30, trips 1 by 12-01, interviews 1 by 12-10, " +
			"requests 1 since 11-11, asks 2 since 11-14, consents 1 since 11-20, arrivals 1 since 11-22, drafts 1"},
		{kangning, "cases 1 by 11-17, transfers 1 by 11-20, unanswered 1 by 11-30, trips 1 by 12-01, interviews 1 by 12-10, asks 2 since 11-14, consents 1 since 11-20, arrivals 1 since 11-22"},
	} {
		if got := told(c.as); got != c.want {
			t.Errorf("%s reads\n%s, want\n%s", c.as.Role, got, c.want)
		}
	}
	today := time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
	for _, w := range waiting(t, d, jia) {
		if late := w.What == "cases" || w.What == "transfers"; w.Late(today) != late {
			t.Errorf("%s late: %v", w.What, w.Late(today))
		}
	}
}
