package hiring

import (
	"context"
	"errors"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

func (y yard) takeBack(t *testing.T, as db.Actor, id int64) (back TakenBack, err error) {
	t.Helper()
	err = y.on(t, "2026-11-28").try(t, as, func(ctx context.Context, tx *db.Tx) (err error) {
		back, err = TakeBackArrival(ctx, tx, id, "记错了人")
		return err
	})
	return back, err
}

// TestTakeBackArrival: as if it had never been noted, and it can be noted anew.
func TestTakeBackArrival(t *testing.T) {
	t.Parallel()
	for name, as := range map[string]db.Actor{"the association": jia, "the county": bureau, "the station": ordos} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			y := newYard(t)
			y.exec(t, `INSERT INTO placement (county, person, enterprise, employer, trade_text, place_text, channel, wage_min, started, ended, reported_on, sources) VALUES
				('141123', 1, NULL, '示例养老院', '保姆', '', 'self', 4100, '2026-11-01', NULL, '2026-11-20', '{roster}'),
				('141123', 2, 1, '', '护理', '', '', NULL, NULL, '2027-11-26', '2026-11-26', '{staff_list}')`)
			before := y.text(t, "SELECT string_agg(p::text, ',' ORDER BY id) FROM placement p")
			id := y.planned(t, jia, 1, 2, 4)
			y.leave(t, jia, id, 1, 2, 4)
			y.arrive(t, jia, id, 1, 2, 4)
			back, err := y.takeBack(t, as, id)
			if err != nil || back != (TakenBack{Removed: 1, Kept: 2}) {
				t.Errorf("taken back: %+v, %v", back, err)
			}
			if after := y.text(t, "SELECT string_agg(p::text, ',' ORDER BY id) FROM placement p"); after != before {
				t.Errorf("work\n%s, was\n%s", after, before)
			}
			y.wants(t, "on the way", "SELECT concat_ws(' ', state, arrived_on, recorded_at) FROM departure", "left")
			y.wants(t, "who got on", "SELECT string_agg(concat_ws(' ', person, boarded, arrived, placement, joined, changed), ',' ORDER BY person) FROM departure_member", "1 t f,2 t f,4 t f")
			y.wants(t, "noted", "SELECT concat_ws(' ', detail->>'removed', detail->>'kept', detail->>'reason') FROM audit WHERE action = 'trip_taken_back'", "1 2 记错了人")
			if l := y.arrive(t, jia, id, 1, 2, 4); l != (Landing{Placed: 1, Joined: 2}) {
				t.Errorf("anew: %+v", l)
			}
		})
	}
}

// TestTakeBackKeepsLater: what others wrote since stays, also on a spell that
// the arrival made and others report by now.
func TestTakeBackKeepsLater(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	y.exec(t, `INSERT INTO placement (county, person, employer, trade_text, wage_min, started, reported_on, sources) VALUES
		('141123', 1, '示例养老院', '保姆', NULL, '2026-11-01', '2026-11-20', '{roster}')`)
	id := y.planned(t, jia, 1, 2)
	y.leave(t, jia, id, 1, 2)
	y.arrive(t, jia, id, 1, 2)
	y.exec(t, "UPDATE placement SET sources = sources || '{staff_list}', trade_text = '护理员', wage_min = 4800, place_text = place_text")
	if back, err := y.takeBack(t, jia, id); err != nil || back != (TakenBack{Kept: 2}) {
		t.Errorf("taken back: %+v, %v", back, err)
	}
	y.wants(t, "work", "SELECT string_agg(concat_ws(' ', person, coalesce(enterprise, 0), trade_text, place_text, wage_min, started, sources), '|' ORDER BY person) FROM placement",
		"1 0 护理员  4800 2026-11-01 {roster,staff_list}|2 1 护理员 鄂尔多斯市东胜区 4800 2026-11-26 {staff_list}")
}

// TestTakeBackRests: each thing that later rests on an arrival refuses it, and
// the refusal says what.
func TestTakeBackRests(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ later, says string }{
		"a spell that ended":    {"UPDATE placement SET ended = '2026-11-27' WHERE person = 1", "王建 已经记了 2026-11-27 离岗"},
		"a visit":               {"UPDATE placement SET sources = sources || '{visit}' WHERE person = 2", "李英 已经回访过"},
		"a frozen month":        {"UPDATE placement SET sources = sources || '{staff_list}' WHERE person = 2; INSERT INTO quota_freeze (county, enterprise, month, figures, frozen_at) VALUES ('141123', 1, '2026-11-01', '{}', '2026-12-02')", "2026 年 11 月的用工比例已经封存"},
		"two of them":           {"UPDATE placement SET ended = '2026-11-27'", "李英"},
		"a record of its own":   {"", "别的记录靠着"},
		"what was there before": {"INSERT INTO quota_freeze (county, enterprise, month, figures, frozen_at) VALUES ('141123', 1, '2026-11-01', '{}', '2026-12-02')", ""}, // counts staff lists alone
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			y := newYard(t)
			id := y.planned(t, jia, 1, 2)
			y.leave(t, jia, id, 1, 2)
			y.arrive(t, jia, id, 1, 2)
			if name == "a record of its own" {
				y.own(t, `CREATE TABLE hanger (county text, placement bigint, FOREIGN KEY (county, placement) REFERENCES placement (county, id));
					INSERT INTO hanger SELECT county, id FROM placement WHERE person = 1`)
			} else {
				y.exec(t, c.later)
			}
			_, err := y.takeBack(t, jia, id)
			var rests RestsError
			switch {
			case c.says == "" && err != nil:
				t.Errorf("refused: %v", err)
			case c.says != "" && (!errors.As(err, &rests) || !strings.Contains(err.Error(), c.says)):
				t.Errorf("error %v does not say %s", err, c.says)
			case c.says != "":
				y.wants(t, "nothing changed", "SELECT state || ' ' || (SELECT count(*) FROM placement WHERE 'departure' = ANY (sources)) FROM departure", "arrived 2")
			}
		})
	}
}

func TestTakeBackRefused(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	id := y.planned(t, jia, 1)
	_, err := y.takeBack(t, jia, id)
	refused(t, "before it arrived", err, ErrNotArrived)
	y.leave(t, jia, id, 1)
	y.arrive(t, jia, id, 1)
	_, err = y.takeBack(t, kangning, id)
	refused(t, "the township above", err, ErrNotYours)
	_, err = y.takeBack(t, yi, id)
	refused(t, "out of sight", err, access.ErrNotFound)
	err = y.try(t, jia, func(ctx context.Context, tx *db.Tx) error { _, err := TakeBackArrival(ctx, tx, id, ""); return err })
	refused(t, "no reason", err, ErrReason)
	err = y.try(t, jia, func(ctx context.Context, tx *db.Tx) error { return CancelDeparture(ctx, tx, id, "错了") })
	refused(t, "cancelled after it arrived", err, ErrOver)
	y.exec(t, "UPDATE membership SET left_on = '2026-11-27' WHERE person = 1; INSERT INTO membership (county, person, association, joined) VALUES ('141123', 1, 2, '2026-11-27')")
	_, err = y.takeBack(t, jia, id)
	refused(t, "who changed his association", err, ErrRiderMoved)
	if _, err = y.takeBack(t, bureau, id); err != nil {
		t.Errorf("the county: %v", err)
	}
}
