package roster

import (
	"os"
	"slices"
	"testing"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

func TestMain(m *testing.M) { os.Exit(testdb.Run(m)) }

var county = db.Actor{County: "141123", Role: db.County}

// merge puts rows into an intake table and merges them as associations.
func merge(t *testing.T, tx *db.Tx, rows string) db.Merged {
	t.Helper()
	_, err := tx.Exec(t.Context(), `
		DROP TABLE IF EXISTS intake, who, touched;
		CREATE TEMP TABLE intake (seq integer, township text, name text, form text, villages text[], leader text,
		                          phone_hash bytea, phone_sealed bytea, founded date, stated_on date DEFAULT '2026-11-24') ON COMMIT DROP;
		INSERT INTO intake (seq, township, name, form, villages, founded) VALUES `+rows)
	if err != nil {
		t.Fatal(err)
	}
	m, err := MergeAssociations(t.Context(), tx)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestMergeAssociations(t *testing.T) {
	t.Parallel()
	err := testdb.New(t).Tx(t.Context(), county, func(tx *db.Tx) error {
		first := `(1, '141123103', '甲村务工协会', 'sole', '{甲村}', '2017-05-01'), (2, '141123103', '乙村务工协会', 'joint', '{乙村,丙村}', NULL)`
		for _, c := range []struct {
			rows             string
			created, updated int
		}{
			{first, 2, 0},
			{first, 0, 0},
			{`(1, '141123103', '甲村务工协会', NULL, '{甲村}', NULL)`, 0, 0},    // blanks leave what is known
			{`(1, '141123103', '乙村务工协会', NULL, '{乙村,丁村}', NULL)`, 0, 1}, // 丙村 is no longer covered, 丁村 is
			{`(1, '141123104', '甲村务工协会', 'sole', '{甲村}', NULL)`, 1, 0},  // another township's
		} {
			if m := merge(t, tx, c.rows); m.Created != c.created || m.Updated != c.updated {
				t.Errorf("%s: created %d, updated %d; want %d, %d", c.rows, m.Created, m.Updated, c.created, c.updated)
			}
		}
		all, err := Associations(t.Context(), tx)
		if err != nil {
			return err
		}
		if len(all) != 3 || all[0].Code != "141123103001" || all[1].Code != "141123103002" || all[2].Code != "141123104001" {
			t.Fatalf("associations %+v", all)
		}
		if want := []string{"141123103v002", "141123103v004"}; !slices.Equal(sorted(all[1].Villages), want) {
			t.Errorf("乙村 covers %v, want %v", all[1].Villages, want)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func sorted(s []string) []string {
	slices.Sort(s)
	return s
}
