package bench

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/jackc/pgx/v5"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/internal/demo"
	"laowu/matching"
	"laowu/matching/pgsearch"
)

// offers is the demonstration county's openings, and nothing else of it, in a
// database of their own: 5,000 openings of 408 enterprises.
type offers struct {
	db       *db.DB
	lexicon  *matching.Lexicon
	engine   *pgsearch.Engine
	openings []opening
}

// opening is what stands on record of one opening. Judgements are made on this
// and on nothing that a search engine or the lexicon makes of it.
type opening struct {
	ID         int64
	Title      string
	Enterprise string
	Place      string // division code that the import read, may be empty
	PlaceText  string // as the enterprise wrote it
	Form       string // regular or temporary
	Wage       int    // yuan a month, the lower end; 0: none given
	WageTop    int    // the upper end, or the lower one where there is no other
	Pay        string // month, day, hour, piece
	Board      bool
	Lodging    bool
	AgeMin     int
	AgeMax     int    // 0: none
	Cert       string // certificates asked for, as written
	Duty       string
}

// loadOffers imports the demonstration's enterprises and openings as an office
// does, and reads what went in.
func loadOffers(tb testing.TB) *offers {
	tb.Helper()
	o := &offers{db: testdb.New(tb)}
	o.learn(tb)
	books, err := demo.Write(tb.Context(), tb.TempDir(), demo.Options{County: admin.County, Scale: 1, Seed: 1, Today: db.Day(testdb.Now)}, "enterprises", "openings")
	if err != nil {
		tb.Fatal(err)
	}
	vault, err := access.OpenVault(tb.Context(), o.db, admin, filepath.Join(tb.TempDir(), "keyset"))
	if err != nil {
		tb.Fatal(err)
	}
	for _, book := range books {
		if err := o.take(tb.Context(), vault, book); err != nil {
			tb.Fatal(err)
		}
	}
	o.read(tb)
	return o
}

func (o *offers) learn(tb testing.TB) {
	tb.Helper()
	err := o.db.ReadTx(tb.Context(), admin, func(tx *db.Tx) error {
		atlas, err := area.Load(tb.Context(), tx)
		if err == nil {
			o.lexicon, err = matching.NewLexicon(atlas)
		}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	o.engine = pgsearch.New(o.db, o.lexicon)
}

// desk is what an import of openings needs of the search.
func (o *offers) desk() imports.Desk {
	return imports.Desk{
		Trade: func(title string) string {
			if trades := o.lexicon.TradesOf(title); len(trades) > 0 {
				return trades[0]
			}
			return ""
		},
		Certificates: o.lexicon.Certificates().Asked,
		PutOpenings: func(ctx context.Context, tx *db.Tx, ids []int64) error {
			_, err := o.engine.Put(ctx, tx, ids)
			return err
		},
	}
}

func (o *offers) take(ctx context.Context, vault *access.Vault, book demo.Workbook) error {
	f, err := os.Open(book.Path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	kind, _ := imports.ByName(book.Kind)
	return o.db.Tx(ctx, admin, func(tx *db.Tx) error {
		_, err := imports.Run(ctx, tx, vault, o.desk(), imports.Request{
			Kind: kind, Files: []imports.File{{Name: filepath.Base(book.Path), Data: f, Size: info.Size()}},
		})
		return err
	})
}

// read reads the openings that can be answered on the day, by their numbers.
func (o *offers) read(tb testing.TB) {
	tb.Helper()
	err := o.db.ReadTx(tb.Context(), admin, func(tx *db.Tx) error {
		rows, err := tx.Query(tb.Context(), `
			SELECT o.id, o.title, e.name, coalesce(o.place, ''), o.place_text, o.form, o.wage_min,
				greatest(o.wage_min, o.wage_max), o.pay, o.board, o.lodging, o.age_min, o.age_max, o.cert_text, o.description
			FROM opening o JOIN enterprise e ON e.id = o.enterprise
			WHERE o.closed_at IS NULL AND coalesce(o.valid_from, $1) <= $1 AND coalesce(o.valid_until, $1) >= $1
			ORDER BY o.id`, db.Day(testdb.Now))
		if err != nil {
			return err
		}
		o.openings, err = pgx.CollectRows(rows, pgx.RowToStructByPos[opening])
		return err
	})
	if err != nil || len(o.openings) != 5000 {
		tb.Fatalf("%d openings to judge, %v", len(o.openings), err)
	}
}
