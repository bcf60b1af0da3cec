package pgsearch_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/internal/roster"
	"laowu/matching"
	"laowu/matching/contract"
	"laowu/matching/pgsearch"
)

var carer = contract.Worker{Name: "carer", FullName: "王建", Born: "1974-03-08", Village: "141123103v001", Association: "甲村务工协会", Ready: true, WishTrades: "护工", WishPlaces: "鄂尔多斯"}

// carers are how many people an engine finds who wish to care.
func carers(t *testing.T, e *pgsearch.Engine) int {
	t.Helper()
	a, err := e.SearchWorkers(t.Context(), clerk, matching.WorkerQuestion{Trades: []string{"care"}})
	if err != nil {
		t.Fatal(err)
	}
	return a.Total
}

// Documents follow what is put, each county's apart, and change nothing where
// nothing changed.
func TestPutPeople(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	_, staff, e := peopleDesk(t, d, []contract.Worker{carer})
	put := func(sql string, want int64) {
		t.Helper()
		err := d.Tx(t.Context(), clerk, func(tx *db.Tx) error {
			if _, err := tx.Exec(t.Context(), sql); err != nil {
				return err
			}
			n, err := e.PutPeople(t.Context(), tx, staff.IDs)
			if n != want {
				t.Errorf("%s: %d documents changed, want %d", sql, n, want)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	put("SELECT", 0)
	put("UPDATE person SET wish_trades = '厨师'", 1)
	if n := carers(t, e); n != 0 {
		t.Errorf("%d still wish to care", n)
	}
	put("UPDATE person SET wish_trades = '护工'", 1)
	if n := carers(t, e); n != 1 {
		t.Errorf("%d wish to care", n)
	}
	abroad := db.Actor{County: "141124", Role: db.Admin}
	err := d.Tx(t.Context(), abroad, func(tx *db.Tx) error {
		_, err := e.PutPeople(t.Context(), tx, staff.IDs)
		return err
	})
	if err != nil || carers(t, e) != 1 {
		t.Errorf("another county took the document: %v", err)
	}
}

// Who is erased is found no more from that moment, and a document that comes
// late brings him not back.
func TestErasedPeopleAreNotFound(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	_, staff, e := peopleDesk(t, d, []contract.Worker{carer})
	var late []matching.WorkerDocument
	err := d.Tx(t.Context(), clerk, func(tx *db.Tx) (err error) {
		if late, err = matching.NewWorkerReader(lexicon(t, d)).Read(t.Context(), tx, staff.IDs); err != nil {
			return err
		}
		return roster.Erase(t.Context(), tx, staff.IDs[0])
	})
	if err != nil || len(late) != 1 {
		t.Fatalf("%d documents, %v", len(late), err)
	}
	if n := carers(t, e); n != 0 {
		t.Errorf("an erased person is found")
	}
	if err := e.PutWorkers(t.Context(), late, nil); err != nil || carers(t, e) != 0 {
		t.Errorf("an erased person is found again: %v", err)
	}
}

// The index is told of documents and of who is gone; it removes nobody who is
// on record.
func TestIndexOfPeople(t *testing.T) {
	t.Parallel()
	url := testdb.URL(t)
	d := testdb.Open(t, url)
	_, staff, e := peopleDesk(t, d, []contract.Worker{carer})
	if err := e.PutWorkers(t.Context(), nil, staff.IDs); err != nil || carers(t, e) != 1 {
		t.Errorf("somebody on record was removed: %v", err)
	}
	owner(t, url, strayDocument, strayBits)
	if err := e.PutWorkers(t.Context(), nil, []int64{7777}); err != nil || carers(t, e) != 1 {
		t.Errorf("%d are found, %v", carers(t, e), err)
	}
}

// A document of somebody whom no record knows, which is found as others are.
const (
	strayDocument = "INSERT INTO search.worker SELECT county, 7777, codes, certs, expires, first_end FROM search.worker"
	strayBits     = "UPDATE search.worker_map SET bits = bits | search.bit_of(7777)"
)

func owner(t testing.TB, url string, statements ...string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	for _, sql := range statements {
		if _, err := conn.Exec(t.Context(), sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
}

// A rebuild answers from its end on, not before, and drops what is closed or
// gone.
func TestRebuild(t *testing.T) {
	t.Parallel()
	url := testdb.URL(t)
	d := testdb.Open(t, url)
	_, staff, e := peopleDesk(t, d, []contract.Worker{carer})
	openings := put(t, d, e, []contract.Opening{cleaner})
	owner(t, url, "UPDATE opening SET title = '厨师'", "UPDATE person SET wish_trades = '厨师'",
		strayDocument, strayBits)
	b, err := e.Rebuild(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	l := lexicon(t, d)
	err = d.ReadTx(t.Context(), clerk, func(tx *db.Tx) error {
		people, err := matching.NewWorkerReader(l).Read(t.Context(), tx, staff.IDs)
		if err == nil {
			err = b.PutWorkers(t.Context(), people, nil)
		}
		if err != nil {
			return err
		}
		offers, err := matching.NewOpeningReader(l).Read(t.Context(), tx, openings)
		if err == nil {
			err = b.PutOpenings(t.Context(), offers, nil)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if carers(t, e) != 2 || total(t, e, nobody, matching.Question{Trades: []string{"chef"}}) != 0 {
		t.Error("a rebuild in the making is found")
	}
	if err := b.Swap(t.Context()); err != nil {
		t.Fatal(err)
	}
	if carers(t, e) != 0 || total(t, e, nobody, matching.Question{Trades: []string{"chef"}}) != 1 {
		t.Error("a rebuild is not found")
	}
	chefs, err := e.SearchWorkers(t.Context(), clerk, matching.WorkerQuestion{Trades: []string{"chef"}})
	if err != nil || chefs.Total != 1 {
		t.Errorf("%+v, %v", chefs, err)
	}
	if err := b.Abandon(t.Context()); err != nil {
		t.Error(err)
	}
	owner(t, url, "UPDATE opening SET closed_at = now()")
	if b, err = e.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := b.Swap(t.Context()); err != nil || total(t, e, nobody, matching.Question{}) != 0 {
		t.Errorf("a closed opening is found: %v", err)
	}
}

// The service has no way to the documents but the functions, and none writes
// them but who writes the county.
func TestWorkerTableIsClosed(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	peopleDesk(t, d, []contract.Worker{carer})
	for _, role := range append(db.Roles(), db.Nobody) {
		for _, sql := range []string{"SELECT * FROM search.worker", "DELETE FROM search.worker", "UPDATE search.worker SET id = 1", "SELECT * FROM search.worker_map", "DELETE FROM search.worker_map",
			"SELECT search.clear_workers('141123', '{1}')", "SELECT search.lock_blocks('141123', '{1}')"} {
			closed(t, d, role, sql)
		}
		if role != db.County && role != db.Admin {
			closed(t, d, role, "SELECT search.put_workers('{1}', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)")
			closed(t, d, role, "SELECT search.drop_workers(NULL)")
			closed(t, d, role, "SELECT search.drop_openings()")
		}
	}
	for _, role := range []db.Role{db.Nobody, db.Worker, db.Enterprise, db.Trainer} {
		closed(t, d, role, "SELECT * FROM search.find_workers('2026-11-24', NULL, NULL, NULL, NULL, NULL, true)")
		closed(t, d, role, "SELECT search.worker_scope()")
	}
}

// closed wants a statement refused.
func closed(t *testing.T, d *db.DB, role db.Role, sql string) {
	t.Helper()
	err := d.Tx(t.Context(), db.Actor{County: "141123", Role: role, Organisation: 1}, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), sql)
		return err
	})
	var pg *pgconn.PgError
	if !errors.As(err, &pg) || pg.Code != "42501" {
		t.Errorf("%s: %s: %v", role, sql, err)
	}
}

// No name, no number and no words of anybody's are in a document.
func TestDocumentsOfPeopleSayNothing(t *testing.T) {
	t.Parallel()
	url := testdb.URL(t)
	d := testdb.Open(t, url)
	one := carer
	one.Phone, one.Skills = "14012345678", "会伺候病人，打14012345679找我媳妇"
	peopleDesk(t, d, []contract.Worker{one})
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	var document string
	if err := conn.QueryRow(t.Context(), "SELECT string_agg(w::text, '') || (SELECT string_agg(m.kind || m.code, ' ') FROM search.worker_map m) FROM search.worker w").Scan(&document); err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"王建", "14012345678", "14012345679", "媳妇", "141123197403089990", "病人"} {
		if strings.Contains(document, secret) {
			t.Errorf("%s stands in %s", secret, document)
		}
	}
	if !strings.Contains(document, "t:care") {
		t.Errorf("the trade does not stand in %s", document)
	}
}
