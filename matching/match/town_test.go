package match

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/matching"
	"laowu/matching/pgsearch"
)

func TestMain(m *testing.M) { os.Exit(testdb.Run(m)) }

// today is the day of the tests.
const today = "2026-11-24"

// town is a county with one person who fits one opening well: 王秀英 wishes to
// be a 护工 in Ordos for 4,000 yuan and holds a certificate of level 4; the home
// asks for level 4 and pays 4,400. Beside her 李二, another association's, of
// whom nothing is known. A neighbouring county has its own people.
const town = `
	INSERT INTO area (code, name, level, parent, county) VALUES
	  ('141123103v001', '甲村', 'village', '141123103', '141123'), ('141123104v001', '乙村', 'village', '141123104', '141123');
	INSERT INTO association (county, id, code, township, name) VALUES
	  ('141123', 1, '141123103001', '141123103', '甲村务工协会'), ('141123', 2, '141123104001', '141123104', '乙村务工协会');
	INSERT INTO office (id, county, kind, name, place) VALUES
	  (1, '141123', 'township', '康宁镇', '141123103'), (3, '141123', 'station', '鄂尔多斯工作站', '150600');
	INSERT INTO enterprise (id, county, uscc, name) VALUES
	  (1, '141123', '91150602MA0FAG439B', '示例养老院'), (2, '141123', '91141123MA0AL47R7J', '示例铝业有限公司');
	INSERT INTO opening (id, county, enterprise, title, trade, place, place_text, headcount, form, wage_min, wage_max, board, lodging, certificates, cert_text) VALUES
	  (1, '141123', 1, '养老护理员', 'elder_care', '150602', '东胜区', 2, 'regular', 4000, 4400, true, true, '{elder_care}', '养老护理员（四级）证书');
	INSERT INTO household (county, id, village, number, relocated) VALUES ('141123', 1, '141123103v001', '7', false);
	INSERT INTO household_kind (county, household, kind) VALUES ('141123', 1, 'general');
	INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed, village, household, education, able, willing, wish_trades, wish_places, wish_wage_min, created_at) VALUES
	  ('141123', 1, '王秀英', 'female', '1980-05-01', '\x01', '\x01', '141123103v001', 1, '初中', true, true, '护工', '鄂尔多斯', 4000, '2026-11-24'),
	  ('141123', 2, '李二', 'male', '1985-01-01', '\x02', '\x02', '141123104v001', NULL, '', NULL, NULL, '', '', NULL, '2026-11-24');
	INSERT INTO membership (county, person, association, joined) VALUES ('141123', 1, 1, '2026-10-25'), ('141123', 2, 2, '2026-11-24');
	INSERT INTO certificate (county, id, person, kind, code, name, level, issued) VALUES
	  ('141123', 1, 1, 'skill', 'elder_care', '养老护理员证', 4, '2020-01-01');`

// Who asks.
var (
	admin    = db.Actor{County: "141123", Role: db.Admin, Name: "os:root"}
	bureau   = db.Actor{County: "141123", Role: db.County, Organisation: 9, Name: "ju"}
	auditor  = db.Actor{County: "141123", Role: db.Auditor, Organisation: 9, Name: "audit"}
	jia      = db.Actor{County: "141123", Role: db.Association, Organisation: 1, Name: "jia"}
	yi       = db.Actor{County: "141123", Role: db.Association, Organisation: 2, Name: "yi"}
	kangning = db.Actor{County: "141123", Role: db.Township, Organisation: 1, Name: "kangning"}
	ordos    = db.Actor{County: "141123", Role: db.Station, Organisation: 3, Name: "ordos"}
	home     = db.Actor{County: "141123", Role: db.Enterprise, Organisation: 1, Name: "home"}
	school   = db.Actor{County: "141123", Role: db.Trainer, Organisation: 4, Name: "school"}
	wang     = db.Actor{County: "141123", Role: db.Worker, Person: 1, Name: "wang"}
	li       = db.Actor{County: "141123", Role: db.Worker, Person: 2, Name: "li"}
	nobody   = db.Actor{County: "141123", Role: db.Nobody}
	linxian  = db.Actor{County: "141124", Role: db.County, Organisation: 9, Name: "lin"}
)

// office is the town with what matching needs.
type office struct {
	*db.DB
	matcher *Matcher
	engine  *pgsearch.Engine
}

func newOffice(t *testing.T) office {
	t.Helper()
	noon := day(t, today).Add(4 * time.Hour)
	d, err := db.Open(t.Context(), testdb.URL(t), db.Options{MaxConns: 3, Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	o := office{DB: d}
	o.must(t, admin, func(ctx context.Context, tx *db.Tx) error {
		if _, err := tx.Exec(ctx, town); err != nil {
			return err
		}
		atlas, err := area.Load(ctx, tx)
		if err != nil {
			return err
		}
		lexicon, err := matching.NewLexicon(atlas)
		if err != nil {
			return err
		}
		o.matcher, o.engine = &Matcher{Lexicon: lexicon}, pgsearch.New(d, lexicon)
		return o.put(ctx, tx)
	})
	return o
}

// put brings the documents of all openings and people up to date.
func (o office) put(ctx context.Context, tx *db.Tx) error {
	rows, err := tx.Query(ctx, "SELECT id FROM opening")
	if err != nil {
		return err
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return err
	}
	if _, err = o.engine.Put(ctx, tx, ids); err != nil {
		return err
	}
	rows, err = tx.Query(ctx, "SELECT id FROM person")
	if err != nil {
		return err
	}
	if ids, err = pgx.CollectRows(rows, pgx.RowTo[int64]); err != nil {
		return err
	}
	_, err = o.engine.PutPeople(ctx, tx, ids)
	return err
}

func (o office) must(t *testing.T, as db.Actor, fn func(context.Context, *db.Tx) error) {
	t.Helper()
	if err := o.Tx(t.Context(), as, func(tx *db.Tx) error { return fn(t.Context(), tx) }); err != nil {
		t.Fatal(err)
	}
}

// keeps writes something for good.
func (o office) keeps(t *testing.T, sql string) {
	t.Helper()
	o.must(t, admin, func(ctx context.Context, tx *db.Tx) error {
		if _, err := tx.Exec(ctx, sql); err != nil {
			return err
		}
		return o.put(ctx, tx)
	})
}

// with has something else in the record while fn looks, and takes it back.
func (o office) with(t *testing.T, sql string, fn func(context.Context, *db.Tx)) {
	t.Helper()
	back := errors.New("taken back")
	err := o.Tx(t.Context(), admin, func(tx *db.Tx) error {
		if _, err := tx.Exec(t.Context(), sql); err != nil {
			return err
		}
		if err := o.put(t.Context(), tx); err != nil {
			return err
		}
		fn(t.Context(), tx)
		return back
	})
	if !errors.Is(err, back) {
		t.Fatalf("%v with %s", err, sql)
	}
}

// worker matches 王秀英 as the admin, within a transaction.
func (o office) worker(ctx context.Context, t *testing.T, tx *db.Tx) ForWorker {
	t.Helper()
	f, err := o.matcher.Worker(ctx, tx, 1, 10)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func day(t *testing.T, text string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
