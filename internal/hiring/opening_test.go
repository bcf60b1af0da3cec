package hiring

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

func TestMain(m *testing.M) { os.Exit(testdb.Run(m)) }

var clerk = db.Actor{County: "141123", Role: db.Admin}

// within runs fn in a transaction of a fresh database.
func within(t *testing.T, fn func(*db.Tx, *access.Vault) error) {
	t.Helper()
	d := testdb.New(t)
	vault, err := access.OpenVault(t.Context(), d, clerk, filepath.Join(t.TempDir(), "keyset.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Tx(t.Context(), clerk, func(tx *db.Tx) error { return fn(tx, vault) }); err != nil {
		t.Fatal(err)
	}
}

const twoOpenings = `
	INSERT INTO enterprise (id, county, uscc, name) VALUES (1, '141123', '91141123MA0AL47R7J', '示例铝业有限公司');
	INSERT INTO opening (id, county, published_to, enterprise, title, place_text, headcount, form) VALUES
	  (1, '141123', NULL, 1, '电工', '兴县', 3, 'regular'), (2, '141123', '{141124}', 1, '焊工', '临县', 3, 'temporary')`

func TestFindOpening(t *testing.T) {
	t.Parallel()
	within(t, func(tx *db.Tx, vault *access.Vault) error {
		if _, err := tx.Exec(t.Context(), twoOpenings); err != nil {
			return err
		}
		sealed, err := vault.Seal("141123", access.Phone, []byte("14000000001"))
		if err != nil {
			return err
		}
		if _, err := tx.Exec(t.Context(), "UPDATE opening SET phone_sealed = $1 WHERE id = 1", sealed); err != nil {
			return err
		}
		o, err := FindOpening(t.Context(), tx, vault, 1)
		if err != nil || o.Title != "电工" || o.Form != Regular || o.Enterprise.Name != "示例铝业有限公司" || o.ContactPhone != "14000000001" {
			t.Errorf("opening %+v, %v", o, err)
		}
		for name, id := range map[string]int64{"unknown": 99, "published to another county": 2} {
			if _, err := FindOpening(t.Context(), tx, vault, id); !errors.Is(err, ErrNotFound) {
				t.Errorf("%s: %v", name, err)
			}
		}
		return nil
	})
}

func TestEnterpriseNames(t *testing.T) {
	t.Parallel()
	within(t, func(tx *db.Tx, _ *access.Vault) error {
		_, err := tx.Exec(t.Context(), `
			INSERT INTO enterprise (county, uscc, name) VALUES ('141123', '91141123MA0AL47R7J', '示例（铝业）公司'),
			  ('141123', '91150602MA0FAG439B', '同名公司'), ('141123', '91150622MA05H59J07', '同名公司')`)
		if err != nil {
			return err
		}
		names, err := EnterpriseNames(t.Context(), tx)
		if fmt.Sprint(names["示例(铝业)公司"]) != "[91141123MA0AL47R7J]" || len(names["同名公司"]) != 2 {
			t.Errorf("names %v", names)
		}
		return err
	})
}

// TestLawfulOpenings: the table refuses what no opening may say, whoever
// forgets to check.
func TestLawfulOpenings(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]string{
		"no posts": "headcount = 0", "children": "age_min = 15", "ages reversed": "age_max = 17, age_min = 18",
		"form": "form = 'sometimes'", "ends before it begins": "valid_from = '2026-05-01', valid_until = '2026-04-01'",
	} {
		within(t, func(tx *db.Tx, _ *access.Vault) error {
			if _, err := tx.Exec(t.Context(), twoOpenings); err != nil {
				return err
			}
			save, err := tx.Begin(t.Context())
			if err != nil {
				return err
			}
			if _, err := save.Exec(t.Context(), "UPDATE opening SET "+change+" WHERE id = 1"); err == nil {
				t.Errorf("%s: the table took it", name)
			}
			return save.Rollback(t.Context())
		})
	}
}
