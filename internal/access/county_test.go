package access

import (
	"context"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/internal/value"
)

// clock is a test's own time.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// step moves the clock on, or back.
func (c *clock) step(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(by)
}

// county is one to log in to, with an office of each kind.
type county struct {
	*clock
	db      *db.DB
	gate    *Gate
	owner   *pgx.Conn // the database's owner, past row security
	offices map[string]int64
}

func newCounty(t *testing.T) *county {
	t.Helper()
	url := testdb.URL(t)
	c := &county{clock: &clock{now: testdb.Now}, offices: map[string]int64{}}
	var err error
	if c.db, err = db.Open(t.Context(), url, db.Options{MaxConns: 8, Now: c.Now}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.db.Close)
	if c.owner, err = pgx.Connect(t.Context(), url); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.owner.Close(context.WithoutCancel(t.Context())) })
	if c.gate, err = NewGate(c.db, open(t, c.db, filepath.Join(t.TempDir(), "keyset.json"))); err != nil {
		t.Fatal(err)
	}
	for kind, place := range map[string]string{"county": "141123", "township": "141123100", "station": "150600", "trainer": "141123"} {
		c.tx(t, actor(), func(tx *db.Tx) (err error) {
			c.offices[kind], err = AddOffice(t.Context(), tx, Office{Kind: kind, Name: kind, Place: place})
			return err
		})
	}
	return c
}

// tx does something as an actor that must not fail.
func (c *county) tx(t *testing.T, as db.Actor, fn func(*db.Tx) error) {
	t.Helper()
	if err := c.db.Tx(t.Context(), as, fn); err != nil {
		t.Fatal(err)
	}
}

// hand changes the database by hand, as its owner.
func (c *county) hand(t *testing.T, sql string, args ...any) {
	t.Helper()
	if _, err := c.owner.Exec(t.Context(), sql, args...); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

// read is the one value that a statement of the owner's gives.
func read[T any](t *testing.T, c *county, sql string, args ...any) (v T) {
	t.Helper()
	if err := c.owner.QueryRow(t.Context(), sql, args...).Scan(&v); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return v
}

const password = "蔚汾河边的枣树又开花了么"

// staff adds a login with a password of its own, in a role of an office, and
// returns its number.
func (c *county) staff(t *testing.T, name string, role db.Role) int64 {
	t.Helper()
	c.tx(t, actor(), func(tx *db.Tx) error {
		_, err := c.gate.AddLogin(t.Context(), tx, NewLogin{Name: name, Role: role, Organisation: c.offices[officeKind(role)], Password: password})
		return err
	})
	return read[int64](t, c, "SELECT id FROM login WHERE name = $1", name)
}

// as is the actor of a login's only account.
func (c *county) as(t *testing.T, login int64) db.Actor {
	t.Helper()
	s, err := c.gate.Standing(t.Context(), login)
	if err != nil || len(s.Accounts) != 1 {
		t.Fatalf("standing %+v, %v", s, err)
	}
	return s.Actor(s.Accounts[0], "192.0.2.7")
}

// person puts somebody on record, born on 1976-03-08: order tells people
// apart, 996 to 999.
func (c *county) person(t *testing.T, name, order string) (person int64, lastFour string) {
	t.Helper()
	number, ok := value.CompleteID("14232519760308" + order)
	if !ok {
		t.Fatal("no number")
	}
	hash, err := c.gate.Vault.Hash(IDNumber, number)
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := c.gate.Vault.Seal("141123", IDNumber, []byte(number))
	if err != nil {
		t.Fatal(err)
	}
	person = read[int64](t, c, "INSERT INTO person (county, name, sex, birth, id_hash, id_sealed) VALUES ('141123', $1, 'male', '1976-03-08', $2, $3) RETURNING id",
		name, hash, sealed)
	return person, number[14:]
}

// member makes people the members of an association, and returns as whom it
// acts.
func (c *county) member(t *testing.T, name string, people ...int64) db.Actor {
	t.Helper()
	id := read[int64](t, c, "INSERT INTO association (county, code, township, name) VALUES ('141123', $1, '141123100', $1) RETURNING id", name)
	for _, p := range people {
		c.hand(t, "INSERT INTO membership (county, person, association, joined) VALUES ('141123', $1, $2, '2019-01-01')", p, id)
	}
	return db.Actor{County: "141123", Role: db.Association, Organisation: id, Name: name}
}

// code prints a claim code.
func (c *county) code(t *testing.T, as db.Actor, person int64) (code string) {
	t.Helper()
	c.tx(t, as, func(tx *db.Tx) (err error) {
		code, _, err = PrintClaim(t.Context(), tx, c.gate.Vault, person)
		return err
	})
	return code
}

// worker puts a worker on record who claims his record, and returns the login.
func (c *county) worker(t *testing.T, name, order string, phone value.Phone, pin string) int64 {
	t.Helper()
	person, four := c.person(t, name, order)
	login, err := c.gate.Claim(t.Context(), visitor(), c.code(t, actor(), person), four, phone, pin, 0)
	if err != nil {
		t.Fatal(err)
	}
	return login
}

// visitor is who has not logged in.
func visitor() db.Actor {
	return db.Actor{County: "141123", Role: db.Nobody, Name: "nobody", Origin: "192.0.2.7"}
}

func phoneOf(t *testing.T, number string) value.Phone {
	t.Helper()
	p, code := value.ParsePhone(value.Raw{Text: number})
	if code != "" || p.IsZero() {
		t.Fatalf("no telephone number: %s", number)
	}
	return p
}
