package access

import (
	"testing"

	"laowu/internal/db"
)

// What the service must not read or change it cannot, in whatever role: a query
// that goes wrong finds no secret.
func TestServiceReadsNoSecret(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	c.staff(t, "zhang.wei", db.County)
	c.worker(t, "王强", "997", phoneOf(t, familyPhone), pinOfOne)
	for _, role := range append(db.Roles(), db.Nobody) {
		as := db.Actor{County: "141123", Role: role, Organisation: 1, Account: 1, Person: 1}
		for _, sql := range []string{
			"SELECT * FROM session", "SELECT key FROM session", "DELETE FROM session", "SELECT * FROM attempt", "DELETE FROM attempt",
			"SELECT secret FROM login", "SELECT phone_hash FROM login", "SELECT * FROM login",
			"UPDATE login SET secret = 'x'", "UPDATE login SET once = false", "UPDATE login SET demonstration = true",
			"DELETE FROM login", "SELECT code_hash FROM claim_code", "SELECT * FROM claim_code",
			"UPDATE audit SET detail = '{}'", "DELETE FROM audit", "INSERT INTO audit (county, at, role, actor, origin, action, noun, target, detail) VALUES ('141123', now(), 'admin', '', '', 'x', '', '', '{}')", "TRUNCATE audit",
			"UPDATE audit_pending SET entry = 1", "INSERT INTO audit_pending VALUES ('141123', 1)",
			"UPDATE audit_link SET mac = ''", "DELETE FROM audit_link", "TRUNCATE audit_link", "ALTER TABLE audit DISABLE ROW LEVEL SECURITY",
		} {
			if err := c.db.Tx(t.Context(), as, func(tx *db.Tx) error {
				_, err := tx.Exec(t.Context(), sql)
				return err
			}); !denied(err) {
				t.Errorf("%s: %s: %v", role, sql, err)
			}
		}
	}
}

// Of rows that the service may touch, each role touches those that it should.
func TestWhoAddsToTheChain(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	for _, role := range append(db.Roles(), db.Nobody) {
		as := db.Actor{County: "141123", Role: role, Organisation: 1, Account: 1, Person: 1}
		err := c.db.Tx(t.Context(), as, func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), "INSERT INTO audit_link VALUES ('141123', $1, $1, '')", len(role))
			return err
		})
		if (err == nil) != (role == db.Admin) {
			t.Errorf("%s adds a link: %v", role, err)
		}
		var taken int64
		c.tx(t, as, func(tx *db.Tx) error {
			if role == db.Admin {
				return nil
			}
			tag, err := tx.Exec(t.Context(), "DELETE FROM audit_pending")
			taken = tag.RowsAffected()
			return err
		})
		if taken != 0 {
			t.Errorf("%s takes %d entries off the list", role, taken)
		}
	}
}

// Who reads the audit trail: admin and auditor all of their county, a worker
// what is about himself, others nothing.
func TestWhoReadsTheTrail(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	one, _ := c.person(t, "王强", "997")
	other, _ := c.person(t, "李秀兰", "996")
	c.code(t, actor(), one)
	c.code(t, actor(), other)
	c.tx(t, db.Actor{County: "141124", Role: db.Admin}, func(tx *db.Tx) error { return Note(t.Context(), tx, Exported, "person", one, nil) })
	all := read[int](t, c, "SELECT count(*) FROM audit WHERE county = '141123'")
	for _, role := range append(db.Roles(), db.Nobody) {
		want := map[db.Role]int{db.Admin: all, db.Auditor: all, db.Worker: 1}[role]
		c.tx(t, db.Actor{County: "141123", Role: role, Organisation: 1, Person: one}, func(tx *db.Tx) error {
			var n int
			err := tx.QueryRow(t.Context(), "SELECT count(*) FROM audit").Scan(&n)
			if n != want {
				t.Errorf("%s reads %d entries, want %d", role, n, want)
			}
			return err
		})
	}
}
