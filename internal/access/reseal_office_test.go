package access

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

// sealedColumns are two of numbers and one of files, as the nouns list them.
func sealedColumns() []Sealed {
	return []Sealed{
		{Table: "person", Key: []string{"id"}, Column: "id_sealed", Field: IDNumber, County: "county"},
		{Table: "person", Key: []string{"id"}, Column: "phone_sealed", Field: Phone, County: "county"},
		{Table: "import_part", Key: []string{"import", "number", "part"}, Column: "sealed", Field: File, County: "county"},
	}
}

// sealedOffice is a county's sealed values: of each person an ID
// number and, of every second, a telephone number; and the parts of a file.
type sealedOffice struct {
	*Resealer
	url, path string
	plain     map[string]string // what each value says, by table, column and key
}

const (
	sealedPeople = 2*batchOfNumbers + 100
	sealedParts  = 2*batchOfFiles + 1
)

func newSealedOffice(t *testing.T, people, parts int) *sealedOffice {
	t.Helper()
	url, path := testdb.URL(t), filepath.Join(t.TempDir(), "keyset.json")
	d := testdb.Open(t, url)
	o := &sealedOffice{&Resealer{d, open(t, d, path), sealedColumns()}, url, path, map[string]string{}}
	ids, sealedIDs, phones := []int{}, [][]byte{}, [][]byte{}
	for i := range people {
		id, phone := fmt.Sprintf("person%d", i), fmt.Sprintf("140%08d", i)
		o.plain[fmt.Sprint("person.id_sealed ", i)] = id
		ids, sealedIDs, phones = append(ids, i), append(sealedIDs, mustSeal(t, o.Vault, IDNumber, id)), append(phones, nil)
		if i%2 == 0 {
			o.plain[fmt.Sprint("person.phone_sealed ", i)] = phone
			phones[i] = mustSeal(t, o.Vault, Phone, phone)
		}
	}
	o.exec(t, `
		INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed, phone_sealed)
		SELECT $1, id, '张三', 'male', '1976-03-08', id::text::bytea, sealed, phone
		FROM unnest($2::bigint[], $3::bytea[], $4::bytea[]) AS n (id, sealed, phone)`, vaultCounty, ids, sealedIDs, phones)
	o.exec(t, "INSERT INTO import (county, id, kind, dry_run, actor) VALUES ($1, 1, 'members', false, '{}')", vaultCounty)
	o.exec(t, "INSERT INTO import_file (county, import, number, name, size, sha256) VALUES ($1, 1, 0, 'a.csv', 1, '')", vaultCounty)
	for i := range parts {
		text := fmt.Sprint("part ", i)
		o.plain[fmt.Sprint("import_part.sealed ", i)] = text
		o.exec(t, "INSERT INTO import_part (county, import, number, part, sealed) VALUES ($1, 1, 0, $2, $3)", vaultCounty, i, mustSeal(t, o.Vault, File, text))
	}
	return o
}

func (o *sealedOffice) exec(t *testing.T, sql string, args ...any) {
	t.Helper()
	err := o.DB.Tx(t.Context(), actor(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), sql, args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// older counts the values that are not sealed with the newest key.
func (o *sealedOffice) older(t *testing.T) (older int) {
	t.Helper()
	err := o.DB.ReadTx(t.Context(), actor(), func(tx *db.Tx) error {
		counts, err := o.Vault.Count(t.Context(), tx, o.Columns)
		for _, c := range counts {
			older += c.Older + c.Missing
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return older
}

// whole checks that every value says what it said, and that no other is there.
func (o *sealedOffice) whole(t *testing.T) {
	t.Helper()
	v := open(t, o.DB, o.path)
	got := map[string]string{}
	err := o.DB.ReadTx(t.Context(), actor(), func(tx *db.Tx) error {
		for _, s := range sealedColumns() {
			rows, err := tx.Query(t.Context(), "SELECT "+s.Key[len(s.Key)-1]+"::text, "+s.Column+" FROM "+s.Table+" WHERE "+s.Column+" IS NOT NULL")
			if err != nil {
				return err
			}
			for rows.Next() {
				var key string
				var sealed []byte
				if err := rows.Scan(&key, &sealed); err != nil {
					return err
				}
				plain, err := v.Open(vaultCounty, s.Field, sealed)
				if err != nil {
					t.Errorf("%s.%s %s: %v", s.Table, s.Column, key, err)
				}
				got[s.Table+"."+s.Column+" "+key] = string(plain)
			}
			if err := rows.Err(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(o.plain) {
		t.Errorf("%d values, want %d", len(got), len(o.plain))
	}
	for at, want := range o.plain {
		if got[at] != want {
			t.Fatalf("%s says %q, want %q", at, got[at], want)
		}
	}
}

func (o *sealedOffice) reseal(ctx context.Context, progress func(done, total int)) (Resealed, error) {
	return Reseal(ctx, o.DB, o.Vault, actor(), o.Columns, progress)
}
