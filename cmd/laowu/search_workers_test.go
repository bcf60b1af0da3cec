package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/matching"
	"laowu/matching/pgsearch"
)

// index writes the documents of all people on record.
func (o office) index(t *testing.T) {
	t.Helper()
	d := testdb.Open(t, o.env["LAOWU_DATABASE_URL"])
	err := d.Tx(t.Context(), db.Actor{County: "141123", Role: db.Admin}, func(tx *db.Tx) error {
		atlas, err := area.Load(t.Context(), tx)
		if err != nil {
			return err
		}
		l, err := matching.NewLexicon(atlas)
		if err != nil {
			return err
		}
		rows, err := tx.Query(t.Context(), "SELECT id FROM person")
		if err != nil {
			return err
		}
		ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
		if err == nil {
			_, err = pgsearch.New(d, l).PutPeople(t.Context(), tx, ids)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A clerk finds members of the sample roster by what they do, and by name.
func TestSearchWorkers(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.ask(t, exitDone, "import", "associations", samples+"associations.xlsx")
	o.ask(t, exitRejected, "import", "members", samples+"members-township.xlsx")
	found := o.ask(t, exitDone, "search", "workers", "护工", "--limit", "2")
	hits, _ := found["hits"].([]any)
	if found["total"].(float64) < 1 || len(hits) == 0 || found["engine"] != "postgresql" || found["took_ms"] == 0.0 || found["facets"].(map[string]any)["occupation"] == nil {
		t.Fatalf("%v", found)
	}
	if _, there := found["next_cursor"]; !there {
		t.Error("no next_cursor")
	}
	one := hits[0].(map[string]any)
	for _, field := range []string{"id", "name", "association", "occupations", "certificates", "score"} {
		if one[field] == nil {
			t.Errorf("%s is missing in %v", field, one)
		}
	}
	if !slices.ContainsFunc(one["occupations"].([]any), func(code any) bool { return strings.Contains(code.(string), "care") }) {
		t.Errorf("%v does not care", one)
	}
	name, _ := one["name"].(string)
	if named := o.ask(t, exitDone, "search", "workers", name); named["total"].(float64) < 1 {
		t.Errorf("nobody is called %s", name)
	}
	if nobody := o.ask(t, exitDone, "search", "workers", "护工", "--place", "150600", "--occupation", "煤矿"); nobody["total"] != 0.0 {
		t.Errorf("%v", nobody)
	}
	if code, out, _ := o.call(t, "search", "workers", "护工", name); code != exitDone || !strings.Contains(out, "[工种：护工]") || !strings.Contains(out, name) {
		t.Errorf("exit %d, %q", code, out)
	}
}
