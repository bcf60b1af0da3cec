package roster

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

// village is two villages of a township, each with its association: 王建 is a
// member of the first, 李英 of the second, 张平 lives in the first and is
// nobody's member, 刘兰 is one of the first's and has left.
const village = `
	INSERT INTO area (code, name, level, parent, county) VALUES
	  ('141123103v001', '甲村', 'village', '141123103', '141123'), ('141123104v001', '乙村', 'village', '141123104', '141123');
	INSERT INTO association (county, id, code, township, name) VALUES
	  ('141123', 1, '141123103001', '141123103', '甲村务工协会'), ('141123', 2, '141123104001', '141123104', '乙村务工协会');
	INSERT INTO association_village (county, association, village) VALUES ('141123', 1, '141123103v001'), ('141123', 2, '141123104v001');
	INSERT INTO office (id, county, kind, name, place) VALUES
	  (1, '141123', 'township', '康宁镇', '141123103'), (2, '141123', 'township', '高家村镇', '141123104'), (3, '141123', 'station', '鄂尔多斯工作站', '150600');
	INSERT INTO enterprise (id, county, uscc, name) VALUES
	  (1, '141123', '91141123MA0AL47R7J', '示例铝业有限公司'), (2, '141123', '91150602MA0FAG439B', '示例养老院');
	INSERT INTO opening (id, county, enterprise, title, place_text, headcount, form, closed_at) VALUES
	  (1, '141123', 1, '电工', '兴县', 3, 'regular', NULL), (2, '141123', 1, '焊工', '兴县', 3, 'regular', '2026-01-01');
	INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed, village, wish_trades, created_at, updated_at) VALUES
	  ('141123', 1, '王建', 'male', '1976-03-08', '\x01', '\x01', '141123103v001', '护工', '2020-01-01', '2020-01-01'),
	  ('141123', 2, '李英', 'female', '1970-01-01', '\x02', '\x02', '141123104v001', '', '2020-01-01', '2020-01-01'),
	  ('141123', 3, '张平', 'male', '1980-05-12', '\x03', '\x03', '141123103v001', '', '2020-01-01', '2020-01-01'),
	  ('141123', 4, '刘兰', 'female', '1985-07-23', '\x04', '\x04', '141123104v001', '', '2020-01-01', '2020-01-01');
	INSERT INTO membership (county, person, association, joined, left_on) VALUES
	  ('141123', 1, 1, '2018-01-01', NULL), ('141123', 2, 2, '2018-01-01', NULL), ('141123', 4, 1, '2018-01-01', '2019-01-01');`

// The people who ask in these tests.
var (
	admin      = db.Actor{County: "141123", Role: db.Admin, Name: "os:test"}
	own        = db.Actor{County: "141123", Role: db.Association, Organisation: 1, Name: "jia"}
	foreign    = db.Actor{County: "141123", Role: db.Association, Organisation: 2, Name: "yi"}
	township   = db.Actor{County: "141123", Role: db.Township, Organisation: 1, Name: "kangning"}
	elsewhere  = db.Actor{County: "141123", Role: db.Township, Organisation: 2, Name: "gaojiacun"}
	station    = db.Actor{County: "141123", Role: db.Station, Organisation: 3, Name: "station"}
	worker     = db.Actor{County: "141123", Role: db.Worker, Person: 1, Name: "worker"}
	neighbour  = db.Actor{County: "141123", Role: db.Worker, Person: 2, Name: "worker"}
	aluminium  = db.Actor{County: "141123", Role: db.Enterprise, Organisation: 1, Name: "lv"}
	nursing    = db.Actor{County: "141123", Role: db.Enterprise, Organisation: 2, Name: "yang"}
	auditor    = db.Actor{County: "141123", Role: db.Auditor, Organisation: 1, Name: "audit"}
	nobody     = db.Actor{County: "141123", Role: db.Nobody}
	otherCount = db.Actor{County: "141124", Role: db.County}
)

// place is a county with its database.
type place struct {
	*db.DB
	url string
}

func settle(t *testing.T) place {
	t.Helper()
	url := testdb.URL(t)
	p := place{testdb.Open(t, url), url}
	p.exec(t, village)
	return p
}

// on is the same county on another day, at noon.
func (p place) on(t *testing.T, day string) place {
	t.Helper()
	noon, err := time.Parse("2006-01-02 15:04 -0700", day+" 12:00 +0800")
	if err != nil {
		t.Fatal(err)
	}
	d, err := db.Open(t.Context(), p.url, db.Options{MaxConns: 2, Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return place{d, p.url}
}

// try runs fn as an actor in a transaction of its own.
func (p place) try(t *testing.T, as db.Actor, fn func(context.Context, *db.Tx) error) error {
	t.Helper()
	return p.Tx(t.Context(), as, func(tx *db.Tx) error { return fn(t.Context(), tx) })
}

// must is try that has to go well.
func (p place) must(t *testing.T, as db.Actor, fn func(context.Context, *db.Tx) error) {
	t.Helper()
	if err := p.try(t, as, fn); err != nil {
		t.Fatal(err)
	}
}

func (p place) exec(t *testing.T, sql string) {
	t.Helper()
	p.must(t, admin, func(ctx context.Context, tx *db.Tx) error {
		_, err := tx.Exec(ctx, sql)
		return err
	})
}

// text is one value of the record as text, as the admin sees it.
func (p place) text(t *testing.T, sql string) (out string) {
	t.Helper()
	p.must(t, admin, func(ctx context.Context, tx *db.Tx) error {
		return tx.QueryRow(ctx, "SELECT coalesce(("+sql+")::text, 'null')").Scan(&out)
	})
	return out
}

// noted are the actions that the audit trail tells of a person, in order.
func (p place) noted(t *testing.T, person string) string {
	t.Helper()
	return p.text(t, "SELECT string_agg(action, ' ' ORDER BY id) FROM audit WHERE noun = 'person' AND target = '"+person+"'")
}

func vault(t *testing.T, d *db.DB) *access.Vault {
	t.Helper()
	v, err := access.OpenVault(t.Context(), d, admin, filepath.Join(t.TempDir(), "keyset.json"))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// refused wants an error of a kind.
func refused(t *testing.T, what string, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("%s: error %v, want %v", what, got, want)
	}
}
