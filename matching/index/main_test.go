package index_test

import (
	"context"
	"log/slog"
	"os"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/internal/work"
	"laowu/matching"
	"laowu/matching/contract"
	"laowu/matching/index"
	"laowu/matching/recorder"
)

func TestMain(m *testing.M) { os.Exit(testdb.Run(m)) }

const county = "141123"

var admin = db.Actor{County: county, Role: db.Admin, Name: "os:test"}

// site is a county of two openings and three people, and an indexer.
type site struct {
	*index.Indexer
	url      string
	openings []int64
}

const threePeople = `
	INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed, village) VALUES
	  ('141123', 1, '王建', 'male', '1976-03-08', '\x01', '\x01', '141123103v001'),
	  ('141123', 2, '李英', 'female', '1970-01-01', '\x02', '\x02', '141123103v001'),
	  ('141123', 3, '张平', 'male', '1980-05-12', '\x03', '\x03', '141123103v001')`

func newSite(t *testing.T, engines ...matching.Index) *site {
	t.Helper()
	s := &site{url: testdb.URL(t)}
	d := testdb.Open(t, s.url)
	s.Indexer = &index.Indexer{DB: d, County: county, Log: slog.New(slog.DiscardHandler), Workers: recorder.Facts, Engines: engines,
		Pace: index.Pace{Between: time.Millisecond, Pause: time.Millisecond, Longest: 5 * time.Millisecond, Look: time.Hour}}
	s.tx(t, func(ctx context.Context, tx *db.Tx) error {
		atlas, err := area.Load(ctx, tx)
		if err != nil {
			return err
		}
		if s.Lexicon, err = matching.NewLexicon(atlas); err != nil {
			return err
		}
		s.openings, err = contract.Insert(ctx, tx, county, []contract.Opening{
			{Title: "保洁员", Enterprise: "示例物业有限公司", PlaceText: "太原"}, {Title: "厨师", Enterprise: "示例餐饮有限公司", PlaceText: "北京"}})
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, threePeople)
		return err
	})
	return s
}

func (s *site) tx(t *testing.T, do func(context.Context, *db.Tx) error) {
	t.Helper()
	if err := s.DB.Tx(t.Context(), admin, func(tx *db.Tx) error { return do(t.Context(), tx) }); err != nil {
		t.Fatal(err)
	}
}

// change changes a record and notes it.
func (s *site) change(t *testing.T, kind work.Kind, id int64, sql string) {
	t.Helper()
	s.tx(t, func(ctx context.Context, tx *db.Tx) error {
		if _, err := tx.Exec(ctx, sql, id); err != nil {
			return err
		}
		return work.Changed(ctx, tx, kind, id)
	})
}

// rename gives an opening another title.
func (s *site) rename(t *testing.T, id int64, title string) {
	t.Helper()
	s.change(t, work.Opening, id, "UPDATE opening SET title = '"+title+"' WHERE id = $1")
}

// asOwner asks what the service may not read.
func (s *site) asOwner(t *testing.T, sql string, into ...any) {
	t.Helper()
	c, err := pgx.Connect(t.Context(), s.url)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(context.Background())
	if err := c.QueryRow(t.Context(), sql).Scan(into...); err != nil {
		t.Fatal(err)
	}
}

// waits is how many notes wait.
func (s *site) waits(t *testing.T) (n int) {
	t.Helper()
	s.asOwner(t, "SELECT count(*) FROM search.outbox", &n)
	return n
}

// title is what an engine says of an opening.
func title(r *recorder.Recorder, id int64) string { return r.Copy().Openings[id].Title }

// catchUp tells one engine of all.
func (s *site) catchUp(t *testing.T, e matching.Index) {
	t.Helper()
	if err := s.CatchUp(t.Context(), e); err != nil {
		t.Fatal(err)
	}
}
