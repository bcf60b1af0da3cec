package bench

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

// grown is how many counties there are in the end: the demonstration's, and
// copies of it under other numbers.
const grown = 10

// Records of the n-th copy have numbers from apart times n on; copied is how
// many people each has.
const apart, copied = 1000000, 57450

// copies are the tables that search and matching read, each after those that it
// names, with what is otherwise in a copy: $1 the copy's county, $2 what is
// added to a number, $3 the copy's digit. What is not copied is not named.
var copies = []copying{
	{"association", "true", map[string]string{"id": "id + $2"}},
	{"person", "id <= " + lastCopied, map[string]string{
		"id": "id + $2", "household": "NULL::bigint"}},
	{"membership", copiedPerson, map[string]string{"id": "id + $2", "person": "person + $2", "association": "association + $2"}},
	{"placement", copiedPerson, map[string]string{"id": "id + $2", "person": "person + $2", "association": "association + $2"}},
	{"certificate", copiedPerson, map[string]string{"id": "id + $2", "person": "person + $2", "class": "NULL::bigint", "replaced_by": "replaced_by + $2"}},
	{"enterprise", "true", map[string]string{"id": "id + $2", "uscc": "overlay(uscc PLACING '8' || $3 FROM 1 FOR 2)"}},
	{"opening", "true", map[string]string{
		"id": "id + $2", "enterprise": "enterprise + $2", "published_to": "CASE WHEN id % 10 <> 0 THEN ARRAY[$1] END"}},
}

// copying is how a table is copied: the rows, and the columns that change.
type copying struct {
	table, of string
	otherwise map[string]string
}

// lastCopied is the last person who is copied, of 57,450.
const lastCopied = "(SELECT id FROM person WHERE county = '141123' ORDER BY id OFFSET 57449 LIMIT 1)"

// copiedPerson are the rows of those people.
const copiedPerson = "person <= " + lastCopied

// unbind drops what looks for each copied row whether what it names is there:
// it is, and nothing else is ever written there.
const unbind = `DO $$
DECLARE k record;
BEGIN
  FOR k IN SELECT conrelid::regclass AS tab, conname FROM pg_constraint WHERE contype = 'f'
    AND conrelid::regclass::text IN ('association', 'person', 'membership', 'placement', 'certificate', 'enterprise', 'opening') LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', k.tab, k.conname);
  END LOOP;
END $$`

// grow makes nine more counties, each of whose openings is for itself but every
// tenth, which is for all.
func (in *installation) grow(b *testing.B) {
	b.Helper()
	conn, err := pgx.Connect(b.Context(), in.server.URL())
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close(context.Background())
	err = pgx.BeginFunc(b.Context(), conn, func(tx pgx.Tx) error {
		if _, err := tx.Exec(b.Context(), unbind); err != nil {
			return err
		}
		for n := 1; n < grown; n++ {
			for _, c := range copies {
				if err := c.county(b.Context(), tx, n); err != nil {
					return fmt.Errorf("copy %s: %w", c.table, err)
				}
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	in.tidy(b)
}

// county copies the rows of the demonstration's county into the n-th copy.
func (c copying) county(ctx context.Context, tx pgx.Tx, n int) error {
	rows, err := tx.Query(ctx, "SELECT attname FROM pg_attribute WHERE attrelid = $1::text::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''", c.table)
	if err != nil {
		return err
	}
	columns, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	values := slices.Clone(columns)
	for i, column := range columns {
		if v, ok := c.otherwise[column]; ok {
			values[i] = v
		} else if column == "county" {
			values[i] = "$1"
		}
	}
	sql := fmt.Sprintf("WITH n AS (SELECT $1::text, $2::bigint, $3::text) INSERT INTO %s (%s) SELECT %s FROM %s t WHERE county = '141123' AND %s",
		c.table, strings.Join(columns, ", "), strings.Join(values, ", "), c.table, c.of)
	_, err = tx.Exec(ctx, sql, countyOf(n), int64(n)*apart, fmt.Sprint(n))
	return err
}

// countyOf is a county's number: those of Lüliang and beyond it.
func countyOf(n int) string { return fmt.Sprint(141123 + n) }

// tidy is what autovacuum does within minutes.
func (in *installation) tidy(b *testing.B) {
	b.Helper()
	for _, table := range []string{"association", "person", "membership", "placement", "certificate", "enterprise", "opening", "search.opening", "search.worker"} {
		in.sql(b, "VACUUM (ANALYZE) "+table)
	}
}
