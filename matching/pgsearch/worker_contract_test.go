package pgsearch_test

import (
	"path/filepath"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/matching"
	"laowu/matching/contract"
	"laowu/matching/pgsearch"
)

func TestWorkerContract(t *testing.T) {
	t.Parallel()
	contract.RunWorkers(t, func(t *testing.T, workers []contract.Worker) contract.WorkerDesk {
		d := testdb.New(t)
		s, staff, _ := peopleDesk(t, d, workers)
		return contract.WorkerDesk{DB: d, Service: s, Staff: staff}
	})
}

// peopleDesk is a service over people with their documents.
func peopleDesk(t *testing.T, d *db.DB, workers []contract.Worker) (*matching.Service, contract.Staff, *pgsearch.Engine) {
	t.Helper()
	v, err := access.OpenVault(t.Context(), d, clerk, filepath.Join(t.TempDir(), "keyset.json"))
	if err != nil {
		t.Fatal(err)
	}
	staff, err := contract.InsertWorkers(t.Context(), d, v, workers)
	if err != nil {
		t.Fatal(err)
	}
	l := lexicon(t, d)
	e := pgsearch.New(d, l)
	for _, county := range []string{"141123", "141124"} {
		putPeople(t, d, e, county, staff.IDs)
	}
	return matching.NewService(l, e, e.Terms).WithWorkers(d, v, e), staff, e
}

// putPeople writes the documents of those of the people who are a county's.
func putPeople(t *testing.T, d *db.DB, e *pgsearch.Engine, county string, ids []int64) {
	t.Helper()
	err := d.Tx(t.Context(), db.Actor{County: county, Role: db.Admin}, func(tx *db.Tx) error {
		_, err := e.PutPeople(t.Context(), tx, ids)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
