package hiring

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

// yard is two associations of one township: 王建 and 李英 are the first's
// members, as 小赵 is, who is not sixteen, and somebody who was erased; 张平 is
// the second's; 刘兰 lives in the first's village and is nobody's member. A
// nursing home in Ordos has an opening and an agreement with the county.
const yardRows = `
	INSERT INTO area (code, name, level, parent, county) VALUES
	  ('141123103v001', '甲村', 'village', '141123103', '141123'), ('141123103v002', '乙村', 'village', '141123103', '141123');
	INSERT INTO association (county, id, code, township, name, founded) VALUES
	  ('141123', 1, '141123103001', '141123103', '甲村务工协会', '2018-01-01'), ('141123', 2, '141123103002', '141123103', '乙村务工协会', '2018-01-01');
	INSERT INTO association_village (county, association, village) VALUES ('141123', 1, '141123103v001'), ('141123', 2, '141123103v002');
	INSERT INTO office (id, county, kind, name, place) VALUES
	  (1, '141123', 'township', '康宁镇', '141123103'), (2, '141123', 'township', '高家村镇', '141123104'),
	  (3, '141123', 'station', '鄂尔多斯工作站', '150600'), (4, '141123', 'station', '太原工作站', '140100');
	INSERT INTO enterprise (id, county, uscc, name) VALUES
	  (1, '141123', '91150602MA0FAG439B', '示例养老院'), (2, '141123', '91141123MA0AL47R7J', '示例铝业有限公司');
	INSERT INTO agreement (county, enterprise, starts) VALUES ('141123', 1, '2020-01-01');
	INSERT INTO opening (id, county, enterprise, title, place, place_text, headcount, form, special_skill, closed_at) VALUES
	  (1, '141123', 1, '护工', '150602', '鄂尔多斯市东胜区', 30, 'regular', false, NULL),
	  (2, '141123', 1, '保洁', '150602', '鄂尔多斯市东胜区', 3, 'temporary', false, '2026-01-01'),
	  (3, '141123', 1, '翻译', '150602', '鄂尔多斯市东胜区', 1, 'temporary', true, NULL),
	  (4, '141123', 2, '电工', '141123', '兴县', 3, 'regular', false, NULL);
	INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed, village, registered, erased_on) VALUES
	  ('141123', 1, '王建', 'male', '1976-03-08', '\x01', '\x01', '141123103v001', '141123', NULL),
	  ('141123', 2, '李英', 'female', '1970-01-01', '\x02', '\x02', '141123103v001', '141123', NULL),
	  ('141123', 3, '张平', 'male', '1980-05-12', '\x03', '\x03', '141123103v002', '141123', NULL),
	  ('141123', 4, '刘兰', 'female', '1985-07-23', '\x04', '\x04', '141123103v001', NULL, NULL),
	  ('141123', 5, '小赵', 'male', '2010-11-26', '\x05', '\x05', '141123103v001', '141123', NULL),
	  ('141123', 6, '已清除', 'male', '1980-01-01', '\x06', NULL, '141123103v001', '141123', '2025-01-01'),
	  ('141123', 7, '外来的', 'male', '1990-01-01', '\x07', '\x07', '141123103v001', '141124', NULL);
	INSERT INTO membership (county, person, association, joined) SELECT '141123', p, CASE p WHEN 3 THEN 2 ELSE 1 END, '2018-01-01' FROM unnest(ARRAY[1, 2, 3, 5, 6, 7]) p`

// The people who ask in these tests.
var (
	bureau     = db.Actor{County: "141123", Role: db.County, Organisation: 9, Name: "ju"}
	jia        = db.Actor{County: "141123", Role: db.Association, Organisation: 1, Name: "jia"}
	yi         = db.Actor{County: "141123", Role: db.Association, Organisation: 2, Name: "yi"}
	kangning   = db.Actor{County: "141123", Role: db.Township, Organisation: 1, Name: "kangning"}
	gaojiacun  = db.Actor{County: "141123", Role: db.Township, Organisation: 2, Name: "gaojiacun"}
	ordos      = db.Actor{County: "141123", Role: db.Station, Organisation: 3, Name: "ordos"}
	taiyuan    = db.Actor{County: "141123", Role: db.Station, Organisation: 4, Name: "taiyuan"}
	nursing    = db.Actor{County: "141123", Role: db.Enterprise, Organisation: 1, Name: "yang"}
	aluminium  = db.Actor{County: "141123", Role: db.Enterprise, Organisation: 2, Name: "lv"}
	worker     = db.Actor{County: "141123", Role: db.Worker, Person: 1, Name: "worker"}
	auditor    = db.Actor{County: "141123", Role: db.Auditor, Organisation: 9, Name: "audit"}
	neighbours = db.Actor{County: "141124", Role: db.County, Organisation: 9, Name: "lin"}
)

// yard is a county with its database, on a day.
type yard struct {
	*db.DB
	url string
}

func newYard(t *testing.T) yard {
	t.Helper()
	return laidOut(t, yardRows)
}

// laidOut is a county with some rows.
func laidOut(t *testing.T, rows string) yard {
	t.Helper()
	url := testdb.URL(t)
	y := yard{testdb.Open(t, url), url}
	y.exec(t, rows)
	return y
}

// on is the same county on another day, at noon.
func (y yard) on(t *testing.T, day string) yard {
	t.Helper()
	noon := date(t, day).Add(4 * time.Hour)
	d, err := db.Open(t.Context(), y.url, db.Options{MaxConns: 2, Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return yard{d, y.url}
}

func date(t *testing.T, day string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// try runs fn as an actor in a transaction of its own.
func (y yard) try(t *testing.T, as db.Actor, fn func(context.Context, *db.Tx) error) error {
	t.Helper()
	return y.Tx(t.Context(), as, func(tx *db.Tx) error { return fn(t.Context(), tx) })
}

// must is try that has to go well.
func (y yard) must(t *testing.T, as db.Actor, fn func(context.Context, *db.Tx) error) {
	t.Helper()
	if err := y.try(t, as, fn); err != nil {
		t.Fatal(err)
	}
}

func (y yard) exec(t *testing.T, sql string) {
	t.Helper()
	y.must(t, clerk, func(ctx context.Context, tx *db.Tx) error {
		_, err := tx.Exec(ctx, sql)
		return err
	})
}

// text is one value of the record as text, as the admin sees it.
func (y yard) text(t *testing.T, sql string) (out string) {
	t.Helper()
	y.must(t, clerk, func(ctx context.Context, tx *db.Tx) error {
		return tx.QueryRow(ctx, "SELECT coalesce(("+sql+")::text, 'null')").Scan(&out)
	})
	return out
}

// wants compares such a value.
func (y yard) wants(t *testing.T, what, sql, want string) {
	t.Helper()
	if got := y.text(t, sql); got != want {
		t.Errorf("%s\n%s, want\n%s", what, got, want)
	}
}

// refused wants an error of a kind.
func refused(t *testing.T, what string, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("%s: error %v, want %v", what, got, want)
	}
}

// did runs a statement as an actor, past the program's rules, and takes it back:
// what it changed, or the code of its error.
func (y yard) did(t *testing.T, as db.Actor, sql string) (what string) {
	t.Helper()
	undone := errors.New("taken back")
	err := y.try(t, as, func(ctx context.Context, tx *db.Tx) error {
		tag, err := tx.Exec(ctx, sql)
		if err != nil {
			return err
		}
		what = tag.String()
		return undone
	})
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code
	}
	if !errors.Is(err, undone) {
		t.Fatal(err)
	}
	return what
}

// own runs a statement as the owner of the tables.
func (y yard) own(t *testing.T, sql string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), y.url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if _, err := conn.Exec(t.Context(), sql); err != nil {
		t.Fatal(err)
	}
}
