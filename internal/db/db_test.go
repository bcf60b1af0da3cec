package db_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

func TestMain(m *testing.M) { os.Exit(testdb.Run(m)) }

func actor() db.Actor {
	return db.Actor{County: "141123", Role: db.Association, Organisation: 7, Account: 9}
}

func exec(t *testing.T, url, sql string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	if _, err := conn.Exec(t.Context(), sql); err != nil {
		t.Fatal(err)
	}
}

func TestTxSaysWhoAsks(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	err := d.Tx(t.Context(), actor(), func(tx *db.Tx) error {
		var user, county, role, organisation, account string
		err := tx.QueryRow(t.Context(), `
			SELECT current_user, current_setting('laowu.county'), current_setting('laowu.role'),
			       current_setting('laowu.organisation'), current_setting('laowu.account')`).Scan(&user, &county, &role, &organisation, &account)
		if got := strings.Join([]string{user, county, role, organisation, account}, " "); got != "laowu_service 141123 association 7 9" {
			t.Errorf("the database was told %s", got)
		}
		if !tx.Now.Equal(testdb.Now) {
			t.Errorf("now is %v", tx.Now)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = d.Tx(t.Context(), db.Actor{County: "1411'3", Role: db.Admin}, func(*db.Tx) error { return nil })
	if err == nil {
		t.Error("an actor without a county was let in")
	}
}

// TestSnapshotTx: what others commit meanwhile is not seen, and what is written
// stays.
func TestSnapshotTx(t *testing.T) {
	t.Parallel()
	d, admin := testdb.New(t), db.Actor{County: "141123", Role: db.Admin}
	demo := func(tx *db.Tx) (is bool) {
		if err := tx.QueryRow(t.Context(), "SELECT demonstration FROM installation").Scan(&is); err != nil {
			t.Fatal(err)
		}
		return is
	}
	err := d.SnapshotTx(t.Context(), admin, func(tx *db.Tx) error {
		before := demo(tx)
		err := d.Tx(t.Context(), actor(), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE installation SET demonstration = NOT demonstration")
			return err
		})
		if demo(tx) != before {
			t.Error("what another wrote was seen")
		}
		if err != nil {
			return err
		}
		_, err = tx.Exec(t.Context(), "INSERT INTO association (county, id, code, township, name) VALUES ('141123', 1, 'a', '141123103', '甲')")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = d.ReadTx(t.Context(), admin, func(tx *db.Tx) error {
		var n int
		err := tx.QueryRow(t.Context(), "SELECT count(*) FROM association").Scan(&n)
		if err == nil && (n != 1 || !demo(tx)) {
			t.Errorf("%d associations, demonstration %v", n, demo(tx))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestTxRollsBack(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	boom := errors.New("boom")
	err := d.Tx(t.Context(), actor(), func(tx *db.Tx) error {
		if _, err := tx.Exec(t.Context(), "UPDATE installation SET demonstration = true"); err != nil {
			return err
		}
		return boom
	})
	if !errors.Is(err, boom) {
		t.Fatalf("error %v", err)
	}
	err = d.ReadTx(t.Context(), actor(), func(tx *db.Tx) error {
		var demo bool
		if err := tx.QueryRow(t.Context(), "SELECT demonstration FROM installation").Scan(&demo); err != nil || demo {
			t.Errorf("demonstration %v, %v", demo, err)
		}
		_, err := tx.Exec(t.Context(), "UPDATE installation SET demonstration = true")
		return err
	})
	if err == nil {
		t.Error("a reading transaction wrote")
	}
}

func TestServiceRoleOwnsNothing(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	err := d.Tx(t.Context(), actor(), func(tx *db.Tx) error {
		var owned, powerful int
		if err := tx.QueryRow(t.Context(), "SELECT count(*) FROM pg_class WHERE relowner = 'laowu_service'::regrole").Scan(&owned); err != nil {
			return err
		}
		err := tx.QueryRow(t.Context(), "SELECT count(*) FROM pg_roles WHERE rolname = 'laowu_service' AND (rolcanlogin OR rolbypassrls OR rolsuper)").Scan(&powerful)
		if owned != 0 || powerful != 0 {
			t.Errorf("laowu_service owns %d, has too much power: %d", owned, powerful)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestKeysAreLedByCounty: one installation serves many counties.
func TestKeysAreLedByCounty(t *testing.T) {
	t.Parallel()
	shared := map[string]bool{"area": true, "enterprise": true, "opening": true, "minimum_wage": true, "installation": true, "schema_version": true,
		"office": true, "login": true, "account": true, "session": true, "attempt": true, "retention_rule": true,
		"programme": true, "certificate_rule": true, "subsidy_rule": true, "welfare_rule": true, "visit_rule": true, "case_rule": true,
		"referral_allowed": true, "referral_reason": true, "referral_rule": true, "waiver_rule": true, "guarantee_rule": true, "ranking_rule": true,
		"transfer_rule": true, "transfer_allowed": true, "opening_rule": true, "opening_word": true, "match_weight": true, "notice_kind": true, "complaint_rule": true, "unplaced_rule": true, "reveal_rule": true, "notice_rule": true}
	d := testdb.New(t)
	err := d.Tx(t.Context(), actor(), func(tx *db.Tx) error {
		rows, err := tx.Query(t.Context(), `
			SELECT c.relname, a.attname FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid
			JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
			JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[0] WHERE x.indisunique`)
		if err != nil {
			return err
		}
		var table, first string
		n := 0
		_, err = pgx.ForEachRow(rows, []any{&table, &first}, func() error {
			if n++; !shared[table] && first != "county" {
				t.Errorf("a unique key of %s is led by %s", table, first)
			}
			return nil
		})
		if n == 0 {
			t.Error("no keys were looked at")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestOtherVersionsAreRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sql  string
		want error
	}{
		"old":   {"UPDATE schema_version SET version = version - 1", db.ErrOldSchema},
		"new":   {"UPDATE schema_version SET version = version + 1", db.ErrNewSchema},
		"empty": {"DROP TABLE schema_version", db.ErrEmpty},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := testdb.URL(t)
			exec(t, url, c.sql)
			_, err := db.Open(t.Context(), url, db.Options{})
			if !errors.Is(err, c.want) || !strings.Contains(db.Explain(err), "laowu") {
				t.Errorf("error %v, in words %q", err, db.Explain(err))
			}
		})
	}
}

func TestMigrateTwice(t *testing.T) {
	t.Parallel()
	url := testdb.URL(t)
	if err := db.Migrate(t.Context(), url, url); err != nil {
		t.Errorf("migrating again: %v", err)
	}
}

func TestExplain(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err  error
		want string
		lost bool
	}{
		{&pgconn.PgError{Code: "53100"}, "磁盘满了", false},
		{&pgconn.PgError{Code: "57P01"}, "数据库停了", true},
		{&pgconn.PgError{Code: "42501"}, "laowu migrate", false},
		{&pgconn.PgError{Code: "23505", Detail: "Key (id)=(142325197603089998)"}, "", false},
	} {
		if got := db.Explain(c.err); !strings.Contains(got, c.want) || (c.want == "") != (got == "") || db.Lost(c.err) != c.lost {
			t.Errorf("%v: %q, lost %v", c.err, got, db.Lost(c.err))
		}
	}
	_, err := db.Open(context.Background(), "postgres://u:geheim@127.0.0.1:1/x", db.Options{})
	if text := db.Explain(err); !strings.Contains(text, "连不上数据库") || strings.Contains(text, "geheim") {
		t.Errorf("no server: %q", text)
	}
}
