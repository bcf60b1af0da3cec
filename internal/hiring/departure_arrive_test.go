package hiring

import (
	"context"
	"errors"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// arrive brings people to the site two days after they left.
func (y yard) arrive(t *testing.T, as db.Actor, id int64, people ...int64) (l Landing) {
	t.Helper()
	y.on(t, "2026-11-27").must(t, as, func(ctx context.Context, tx *db.Tx) (err error) {
		l, err = Arrive(ctx, tx, id, date(t, "2026-11-26"), people)
		return err
	})
	return l
}

// workLines is what is on record of work, a line a spell.
const workLines = `SELECT string_agg(concat_ws(' ', person, coalesce(enterprise, 0), employer, trade_text, place, place_text, away, form, channel, association,
	started, ended, reported_on, sources), '|' ORDER BY person, id) FROM placement`

// TestArrive: everybody who came is at work from that day on, each once.
func TestArrive(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	id := y.planned(t, jia, 1, 2, 4)
	y.leave(t, jia, id, 1, 2, 4)
	if l := y.arrive(t, jia, id, 1, 4); l != (Landing{Placed: 2}) {
		t.Errorf("landing: %+v", l)
	}
	const spell = " 1 示例养老院 护工 150602 鄂尔多斯市东胜区 t regular association 1 2026-11-26 2026-11-27 {departure}"
	y.wants(t, "work", workLines, "1"+spell+"|4"+spell)
	y.wants(t, "who came", "SELECT string_agg(concat_ws(' ', m.person, m.arrived, m.joined, p.person), ',' ORDER BY m.person) FROM departure_member m LEFT JOIN placement p ON p.id = m.placement",
		"1 t f 1,2 f f,4 t f 4")
	y.wants(t, "state", "SELECT concat_ws(' ', state, arrived_on, recorded_at IS NOT NULL) FROM departure", "arrived 2026-11-26 t")
	y.wants(t, "noted", "SELECT concat_ws(' ', detail->>'placed', detail->>'joined') FROM audit WHERE action = 'trip_arrived'", "2 0")
}

// TestArriveByAgreement: the channel that was planned is the work's, and in
// words alone no enterprise is made.
func TestArriveByAgreement(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	for person, change := range map[int64]func(*NewDeparture){
		1: func(n *NewDeparture) { n.Channel = "enterprise" },
		3: func(n *NewDeparture) { n.Opening, n.Employer, n.PlaceText = 0, "某工地", "某处" },
	} {
		id, err := y.plan(t, bureau, change)
		if err != nil {
			t.Fatal(err)
		}
		refused(t, "add", y.add(t, bureau, id, person), nil)
		y.leave(t, bureau, id, person)
		y.arrive(t, bureau, id, person)
	}
	y.wants(t, "work", workLines, "1 1 示例养老院 护工 150602 鄂尔多斯市东胜区 t regular enterprise 1 2026-11-26 2026-11-27 {departure}|"+
		"3 0 某工地  某处 t  association 2 2026-11-26 2026-11-27 {departure}")
}

// TestArriveJoins: what roster or staff list report already is one spell with
// the arrival; what others know better stays, what nobody said is filled in.
func TestArriveJoins(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	y.exec(t, `INSERT INTO placement (county, person, enterprise, employer, trade_text, place_text, channel, wage_min, started, ended, reported_on, sources) VALUES
		('141123', 1, NULL, '示例养老院', '保姆', '', 'self', 4100, '2026-11-01', NULL, '2026-11-20', '{roster}'),
		('141123', 2, 1, '', '护理', '', '', NULL, '2026-11-26', '2027-11-26', '2026-11-20', '{staff_list}'),
		('141123', 4, NULL, '别的厂', '', '', '', NULL, '2026-01-01', NULL, '2026-11-20', '{roster}')`)
	id := y.planned(t, jia, 1, 2, 4)
	y.leave(t, jia, id, 1, 2, 4)
	if l := y.arrive(t, jia, id, 1, 2, 4); l != (Landing{Placed: 1, Joined: 2, Overlaps: 1}) {
		t.Errorf("landing: %+v", l)
	}
	y.must(t, jia, func(ctx context.Context, tx *db.Tx) error {
		all, err := Riders(ctx, tx, id)
		for _, r := range all {
			if r.Overlaps != (r.Person == 4) {
				t.Errorf("%s works elsewhere full time: %v", r.Name, r.Overlaps)
			}
		}
		return err
	})
	y.wants(t, "work", workLines, "1 1 示例养老院 护工 150602 鄂尔多斯市东胜区 t regular association 1 2026-11-26 2026-11-20 {roster,departure}|"+
		"2 1 示例养老院 护理 150602 鄂尔多斯市东胜区 t regular association 1 2026-11-26 2027-11-26 2026-11-20 {staff_list,departure}|"+
		"4 0 别的厂     2026-01-01 2026-11-20 {roster}|"+
		"4 1 示例养老院 护工 150602 鄂尔多斯市东胜区 t regular association 1 2026-11-26 2026-11-27 {departure}")
}

func TestArriveRefused(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	id := y.planned(t, jia, 1, 2)
	late := y.on(t, "2026-11-27")
	arrive := func(as db.Actor, day string, people ...int64) error {
		return late.try(t, as, func(ctx context.Context, tx *db.Tx) error {
			_, err := Arrive(ctx, tx, id, date(t, day), people)
			return err
		})
	}
	refused(t, "before it left", arrive(jia, "2026-11-26", 1), ErrNotLeft)
	y.leave(t, jia, id, 1)
	refused(t, "before the day", arrive(jia, "2026-11-24", 1), ErrArrivedOn)
	refused(t, "tomorrow", arrive(jia, "2026-11-28", 1), ErrArrivedOn)
	refused(t, "nobody", arrive(jia, "2026-11-26"), ErrNobodyCame)
	refused(t, "who did not get on", arrive(jia, "2026-11-26", 1, 2), ErrNotAboard)
	refused(t, "the township above", arrive(kangning, "2026-11-26", 1), ErrNotYours)
	refused(t, "out of sight", arrive(yi, "2026-11-26", 1), access.ErrNotFound)
	refused(t, "another station", arrive(taiyuan, "2026-11-26", 1), access.ErrNotFound)
	y.exec(t, "UPDATE membership SET left_on = '2026-11-25' WHERE person = 1; INSERT INTO membership (county, person, association, joined) VALUES ('141123', 1, 2, '2026-11-25')")
	refused(t, "who changed his association", arrive(jia, "2026-11-26", 1), ErrRiderMoved)
	y.wants(t, "nothing", "SELECT count(*) || state FROM placement RIGHT JOIN departure ON true WHERE placement.id IS NOT NULL GROUP BY state", "null")
	refused(t, "the county", arrive(bureau, "2026-11-26", 1), nil)
	refused(t, "again", arrive(bureau, "2026-11-26", 1), ErrNotLeft)
}

// TestArriveAlone: neither arrival nor taking back runs beside an import, which
// may speak of the same work.
func TestArriveAlone(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	id := y.planned(t, jia, 1)
	y.leave(t, jia, id, 1)
	y.must(t, clerk, func(ctx context.Context, tx *db.Tx) error {
		if err := roster.Alone(ctx, tx); err != nil {
			return err
		}
		for name, do := range map[string]func(context.Context, *db.Tx) error{
			"arrive": func(ctx context.Context, tx *db.Tx) error {
				_, err := Arrive(ctx, tx, id, tx.Today(), []int64{1})
				return err
			},
			"take back": func(ctx context.Context, tx *db.Tx) error {
				_, err := TakeBackArrival(ctx, tx, id, "错了")
				return err
			},
		} {
			err := y.try(t, jia, func(ctx context.Context, tx *db.Tx) error {
				if _, err := tx.Exec(ctx, "SET LOCAL lock_timeout = '10ms'"); err != nil {
					return err
				}
				return do(ctx, tx)
			})
			var pg *pgconn.PgError
			if !errors.As(err, &pg) || pg.Code != "55P03" {
				t.Errorf("%s beside an import: %v", name, err)
			}
		}
		return nil
	})
}

// TestStationReceives: the station whose area it goes to sees who comes once
// they left, and nobody's record before; it notes the arrival, joined to what is
// on record of that work, and sees no other work of theirs.
func TestStationReceives(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	y.exec(t, `INSERT INTO placement (county, person, employer, place, started, ended, reported_on, sources) VALUES
		('141123', 1, '示例养老院', NULL, '2026-11-01', NULL, '2026-11-20', '{roster}'),
		('141123', 2, '别的厂', '140100', '2020-01-01', '2021-01-01', '2026-11-20', '{roster}')`)
	id := y.planned(t, jia, 1, 2)
	sees := func() (people, spells int) {
		y.must(t, ordos, func(ctx context.Context, tx *db.Tx) error {
			return tx.QueryRow(ctx, "SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM placement)").Scan(&people, &spells)
		})
		return people, spells
	}
	if p, s := sees(); p != 0 || s != 0 {
		t.Errorf("before they left the station sees %d people, %d spells", p, s)
	}
	y.leave(t, jia, id, 1, 2)
	if p, s := sees(); p != 2 || s != 1 {
		t.Errorf("on the way the station sees %d people, %d spells", p, s)
	}
	for sql, want := range map[string]string{
		"UPDATE placement SET wage_min = 1": "UPDATE 1", "UPDATE person SET name = ''": "UPDATE 0", "DELETE FROM placement": "DELETE 0",
		"INSERT INTO placement (county, person, place, reported_on, sources) VALUES ('141123', 4, '150602', '2026-11-26', '{departure}')": "42501",
		"INSERT INTO placement (county, person, place, reported_on, sources) VALUES ('141123', 1, '140100', '2026-11-26', '{departure}')": "42501",
		"INSERT INTO placement (county, person, place, reported_on, sources) VALUES ('141123', 1, '150602', '2026-11-26', '{roster}')":    "42501",
	} {
		if got := y.did(t, ordos, sql); got != want {
			t.Errorf("%s: %s, want %s", sql, got, want)
		}
	}
	if l := y.arrive(t, ordos, id, 1, 2); l != (Landing{Placed: 1, Joined: 1}) {
		t.Errorf("landing: %+v", l)
	}
	y.wants(t, "work there", "SELECT string_agg(concat_ws(' ', person, place, started, sources), '|' ORDER BY id) FROM placement WHERE employer = '示例养老院'",
		"1 150602 2026-11-26 {roster,departure}|2 150602 2026-11-26 {departure}")
}
