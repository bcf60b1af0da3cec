package notice

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

func TestMain(m *testing.M) { os.Exit(testdb.Run(m)) }

// county is two people with telephones, one of whom has a login on another one,
// and one without any; an association, an enterprise, and the bureau's admin.
const county = `
	INSERT INTO association (county, id, code, township, name) VALUES ('141123', 1, '141123103001', '141123103', '甲村务工协会'), ('141123', 2, '141123103002', '141123103', '乙村务工协会');
	INSERT INTO office (id, county, kind, name, place) VALUES (1, '141123', 'county', '兴县人社局', '141123');
	INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed) VALUES
	  ('141123', 1, '王建', 'male', '1976-03-08', '\x01', '\x01'), ('141123', 2, '李英', 'female', '1970-01-01', '\x02', '\x02'), ('141123', 3, '张平', 'male', '1980-05-12', '\x03', '\x03');
	INSERT INTO membership (county, person, association, joined) VALUES ('141123', 1, 1, '2018-01-01'), ('141123', 2, 2, '2018-01-01');
	INSERT INTO login (id, county, name, secret) VALUES (1, '141123', 'jia', '-');
	INSERT INTO account (id, county, login, role, organisation) VALUES (1, '141123', 1, 'association', 1);`

// The people who ask in these tests.
var (
	admin   = db.Actor{County: "141123", Role: db.Admin, Organisation: 1, Name: "os:test"}
	bureau  = db.Actor{County: "141123", Role: db.County, Organisation: 1, Name: "bureau"}
	jia     = db.Actor{County: "141123", Role: db.Association, Organisation: 1, Account: 1, Name: "jia"}
	yi      = db.Actor{County: "141123", Role: db.Association, Organisation: 2, Account: 2, Name: "yi"}
	wang    = db.Actor{County: "141123", Role: db.Worker, Person: 1, Name: "worker"}
	li      = db.Actor{County: "141123", Role: db.Worker, Person: 2, Name: "worker"}
	auditor = db.Actor{County: "141123", Role: db.Auditor, Organisation: 1, Name: "audit"}
	nobody  = db.Actor{County: "141123", Role: db.Nobody}
)

// Their telephones: Wang logs in with another one than the record's.
const (
	wangLogin  = "14000000011"
	wangRecord = "14000000012"
	liRecord   = "14000000021"
)

// clock is the county's time in a test.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func (c *clock) set(t *testing.T, at string) {
	t.Helper()
	var err error
	if c.at, err = time.Parse("2006-01-02 15:04 -0700", at+" +0800"); err != nil {
		t.Fatal(err)
	}
}

// place is a county with its database, vault and clock.
type place struct {
	*db.DB
	url   string
	vault *access.Vault
	clock *clock
}

// settle begins at ten o'clock in the morning.
func settle(t *testing.T) place {
	t.Helper()
	p := place{url: testdb.URL(t), clock: &clock{}}
	p.clock.set(t, "2026-11-24 10:00")
	p.DB = p.open(t)
	conn, err := pgx.Connect(t.Context(), p.url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if _, err := conn.Exec(t.Context(), county); err != nil {
		t.Fatal(err)
	}
	if p.vault, err = access.OpenVault(t.Context(), p.DB, admin, filepath.Join(t.TempDir(), "keyset.json")); err != nil {
		t.Fatal(err)
	}
	for _, one := range []struct{ sql, number string }{
		{"UPDATE person SET phone_sealed = $1 WHERE id = 1", wangRecord},
		{"UPDATE person SET phone_sealed = $1 WHERE id = 2", liRecord},
		{"INSERT INTO login (id, county, phone_hash, phone_sealed, secret) VALUES (2, '141123', '\\x07', $1, '-')", wangLogin},
	} {
		sealed, err := p.vault.Seal("141123", access.Phone, []byte(one.number))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := conn.Exec(t.Context(), one.sql, sealed); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := conn.Exec(t.Context(), "INSERT INTO account (id, county, login, role, person) VALUES (20, '141123', 2, 'worker', 1)"); err != nil {
		t.Fatal(err)
	}
	return p
}

// open is another process at the same database and by the same clock.
func (p place) open(t *testing.T) *db.DB {
	t.Helper()
	d, err := db.Open(t.Context(), p.url, db.Options{MaxConns: 4, Now: p.clock.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return d
}

// must runs fn as an actor.
func (p place) must(t *testing.T, as db.Actor, fn func(context.Context, *db.Tx) error) {
	t.Helper()
	if err := p.Tx(t.Context(), as, func(tx *db.Tx) error { return fn(t.Context(), tx) }); err != nil {
		t.Fatal(err)
	}
}

// tell is one notice told by an actor.
func (p place) tell(t *testing.T, as db.Actor, news ...News) {
	t.Helper()
	p.must(t, as, func(ctx context.Context, tx *db.Tx) error { return Tell(ctx, tx, news...) })
}

// text is one value of the record as text, as the admin sees it.
func (p place) text(t *testing.T, sql string) (out string) {
	t.Helper()
	p.must(t, admin, func(ctx context.Context, tx *db.Tx) error {
		return tx.QueryRow(ctx, "SELECT coalesce(("+sql+")::text, 'null')").Scan(&out)
	})
	return out
}

// list are an actor's notices in short: ○ unread, ● read, the kind and the text.
func (p place) list(t *testing.T, as db.Actor) (out []string) {
	t.Helper()
	p.must(t, as, func(ctx context.Context, tx *db.Tx) error {
		l, err := List(ctx, tx, 50, 0)
		for _, one := range l.Lines {
			mark := "○"
			if one.ReadAt != nil {
				mark = "●"
			}
			out = append(out, fmt.Sprint(mark, one.Kind, " ", one.Text))
		}
		return err
	})
	return out
}

// moved is news of a referral to a person.
func moved(person int64, text string) News {
	return News{Kind: ReferralMoved, To: Person(person), Text: text, Link: "/me"}
}
