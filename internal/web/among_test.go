package web_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// narrowed are those for whom row security makes lists of people: who says whom he
// asks for sees of these alone. Others see what they see.
var narrowed = []db.Role{db.Association, db.Township, db.Station, db.Trainer}

// inClasses puts somebody into the trainer's class and somebody else into another.
const inClasses = `INSERT INTO enrolment (county, person, class)
	SELECT county, id, CASE name WHEN '张平' THEN 900012 ELSE 900011 END FROM person WHERE name IN ('王建', '李英', '张平') AND county = '141123'`

// TestAmong: who says whom he asks for finds of them whom he sees anyway, and
// nobody else; and everybody again where that ends.
func TestAmong(t *testing.T) {
	t.Parallel()
	g := newGatekeeper(t)
	g.owner(t, inClasses)
	var everybody []int64
	g.tx(t, admin, func(tx *db.Tx) (err error) {
		everybody, err = seen(t, tx, "SELECT id FROM person")
		return err
	})
	everybody = append(everybody, 900001, 900002) // of another county, and none at all
	narrow := 0
	for role, actor := range g.actors(t) {
		g.tx(t, actor, func(tx *db.Tx) error {
			all, err := seen(t, tx, "SELECT id FROM person")
			if err != nil {
				return err
			}
			for _, one := range everybody {
				want := all
				if slices.Contains(narrowed, role) {
					narrow++
					want = slices.DeleteFunc(slices.Clone(all), func(id int64) bool { return id != one })
				}
				var got []int64
				err := tx.Within(t.Context(), []int64{one}, func() (err error) {
					got, err = seen(t, tx, "SELECT id FROM person")
					return err
				})
				if err != nil {
					return err
				}
				if !slices.Equal(got, want) {
					t.Errorf("%s asks for %d and sees %v, want %v of %v", role, one, got, want, all)
				}
			}
			if again, err := seen(t, tx, "SELECT id FROM person"); err != nil || !slices.Equal(again, all) {
				t.Errorf("%s sees %v afterwards, not %v: %v", role, again, all, err)
			}
			return nil
		})
	}
	if narrow == 0 {
		t.Error("nobody was narrowed")
	}
}

// TestAmongOf: a class, a placement and a case lead to those of its people whom
// the asker sees, and to no others.
func TestAmongOf(t *testing.T) {
	t.Parallel()
	g := newGatekeeper(t)
	g.owner(t, inClasses)
	found := 0
	for noun, whose := range map[string]string{
		"class": "SELECT class, person FROM enrolment", "placement": "SELECT id, person FROM placement", "case": "SELECT id, person FROM followup_case",
	} {
		people := map[int64][]int64{}
		g.tx(t, admin, func(tx *db.Tx) error {
			rows, err := tx.Query(t.Context(), whose)
			if err != nil {
				return err
			}
			var id, person int64
			_, err = pgx.ForEachRow(rows, []any{&id, &person}, func() error {
				people[id] = append(people[id], person)
				return nil
			})
			return err
		})
		if len(people) == 0 {
			t.Errorf("no %s", noun)
		}
		for role, actor := range g.actors(t) {
			if !slices.Contains(narrowed, role) {
				continue
			}
			for id, whom := range people {
				g.tx(t, actor, func(tx *db.Tx) error {
					want, err := seen(t, tx, "SELECT id FROM person WHERE id = ANY ($1)", whom)
					if err != nil {
						return err
					}
					found += len(want)
					if err := tx.AmongOf(t.Context(), noun, id); err != nil {
						return err
					}
					got, err := seen(t, tx, "SELECT id FROM person")
					if err == nil && !slices.Equal(got, want) {
						t.Errorf("%s asks for the people of %s %d and sees %v, want %v", role, noun, id, got, want)
					}
					return err
				})
			}
		}
	}
	if found == 0 {
		t.Error("nobody was found")
	}
}

func seen(t *testing.T, tx *db.Tx, sql string, args ...any) ([]int64, error) {
	t.Helper()
	rows, err := tx.Query(t.Context(), sql+" ORDER BY 1", args...)
	if err != nil {
		return nil, fmt.Errorf("see people: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[int64])
}
