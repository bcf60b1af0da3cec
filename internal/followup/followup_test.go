package followup

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

func TestMain(m *testing.M) { os.Exit(testdb.Run(m)) }

// The offices and actors of the tests' county. Work 1 lies in Ordos, 2 in
// Taiyuan; 1 and 3 are members of the association, 2 is nobody's.
var (
	county      = db.Actor{County: "141123", Role: db.County, Organisation: 900}
	auditor     = db.Actor{County: "141123", Role: db.Auditor, Organisation: 900}
	ordos       = db.Actor{County: "141123", Role: db.Station, Organisation: 901}
	taiyuan     = db.Actor{County: "141123", Role: db.Station, Organisation: 902}
	township    = db.Actor{County: "141123", Role: db.Township, Organisation: 903}
	association = db.Actor{County: "141123", Role: db.Association, Organisation: 910}
	stranger    = db.Actor{County: "141123", Role: db.Association, Organisation: 911}
	worker      = db.Actor{County: "141123", Role: db.Worker, Person: 1}
	employer    = db.Actor{County: "141123", Role: db.Enterprise, Organisation: 920}
)

const offices = `
	INSERT INTO office (id, county, kind, name, place) VALUES
	  (900, '141123', 'county', '人社局', '141123'), (901, '141123', 'station', '鄂尔多斯站', '150600'), (902, '141123', 'station', '太原站', '140100'),
	  (903, '141123', 'township', '康宁镇政府', '141123103');
	INSERT INTO association (county, id, code, township, name) VALUES
	  ('141123', 910, 'A', '141123103', '甲村务工协会'), ('141123', 911, 'B', '141123102', '乙村务工协会');
	INSERT INTO enterprise (id, county, uscc, name) VALUES (920, '141123', '91141123MA0AL47R7J', '示例服务公司');
	INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed)
	  SELECT '141123', n, '王' || n, 'male', '1980-01-01', decode(lpad(n::text, 32, '0'), 'hex'), '' FROM generate_series(1, 4) n;
	INSERT INTO membership (county, person, association, joined) VALUES ('141123', 1, 910, '2020-01-01'), ('141123', 3, 910, '2020-01-01');
	INSERT INTO placement (county, id, person, enterprise, employer, trade_text, place, place_text, started, ended, reported_on, sources) VALUES
	  ('141123', 1, 1, 920, '示例服务公司', '护工', '150602', '东胜区', '2026-11-01', NULL, '2026-11-01', '{roster}'),
	  ('141123', 2, 2, NULL, '小吃店', '', '140105', '小店区', '2026-08-01', NULL, '2026-08-01', '{roster}'),
	  ('141123', 3, 3, NULL, '煤矿', '', '150622', '准格尔旗', '2026-01-10', '2026-10-01', '2026-02-01', '{roster}');`

// town is a county with offices and work, and the rows that a test adds.
func town(t *testing.T, rows string) *db.DB {
	t.Helper()
	return testdb.Open(t, townAt(t, rows))
}

// townAt is where such a county's database is.
func townAt(t *testing.T, rows string) (url string) {
	t.Helper()
	url = testdb.URL(t)
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	if _, err := conn.Exec(t.Context(), offices+rows); err != nil {
		t.Fatal(err)
	}
	return url
}

func within(t *testing.T, d *db.DB, a db.Actor, do func(*db.Tx) error) {
	t.Helper()
	if err := d.Tx(t.Context(), a, do); err != nil {
		t.Fatal(err)
	}
}

var errUndo = errors.New("taken back")

// tried does something and takes it back; it returns what it was refused with.
func tried(t *testing.T, d *db.DB, a db.Actor, do func(context.Context, *db.Tx) error) (refusal error) {
	t.Helper()
	err := d.Tx(t.Context(), a, func(tx *db.Tx) error {
		refusal = do(t.Context(), tx)
		return errUndo
	})
	if !errors.Is(err, errUndo) {
		t.Fatal(err)
	}
	return refusal
}

func date(text string) time.Time {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return day
}

// queue is what is due by a day: placement, day of the spell, days late and
// tries.
func queue(t *testing.T, d *db.DB, a db.Actor, by string) string {
	t.Helper()
	var out []string
	within(t, d, a, func(tx *db.Tx) error {
		w, err := Queue(t.Context(), tx, Which{By: date(by)}, 0, 100)
		late := 0
		for _, one := range w.List {
			if !one.On.After(tx.Today()) {
				late++
			}
		}
		if len(w.List) != w.Total || late != w.Late {
			t.Errorf("%d are listed of %d, %d late of %d", len(w.List), w.Total, late, w.Late)
		}
		for _, one := range w.List {
			out = append(out, fmt.Sprint(one.Placement, " ", one.Day(), " ", one.Late, " ", one.Tries))
		}
		return err
	})
	return strings.Join(out, ", ")
}
