package bench

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// BenchmarkRowSecurityImport imports the full member list with row security
// and without, into a county without members and again unchanged; then the
// list of one township, sent by itself.
func BenchmarkRowSecurityImport(b *testing.B) {
	in := install(b)
	dir := b.TempDir()
	members, associations := workbooks(b, dir)
	in.laowu(b, "import", "associations", associations)
	first, again := costs{}, costs{}
	in.turns(b, func(on bool) {
		in.forgetMembers(b)
		first.add(on, in.laowu(b, "import", "members", members))
		again.add(on, in.laowu(b, "import", "members", members))
	})
	first.lines("`laowu import members`, 57,450")
	again.lines("sent again unchanged")
	d, vault := in.open(b)
	in.lookUp(b, d)
	in.townshipSends(b, d, vault, filepath.Join(dir, "04-会员花名册-"+town+".xlsx"))
}

// errUndo takes back what was measured.
var errUndo = errors.New("taken back")

// timed is what do costs within a transaction, which is taken back.
func (in *installation) timed(b *testing.B, d *db.DB, actor db.Actor, do func(*db.Tx) error) (c cost) {
	b.Helper()
	err := d.Tx(b.Context(), actor, func(tx *db.Tx) error {
		began, worked := time.Now(), in.database(b)+own(b)
		if err := do(tx); err != nil {
			return err
		}
		c.wall, c.work = time.Since(began), in.database(b)+own(b)-worked
		return errUndo
	})
	if !errors.Is(err, errUndo) {
		b.Fatal(err)
	}
	return c
}

// asked is an intake table as an import of everybody on record fills it.
const asked = `
	CREATE TEMP TABLE intake ON COMMIT DROP AS SELECT row_number() OVER (ORDER BY id)::integer AS seq, id_hash, name, village,
	  NULL::text AS household_number FROM person;
	ANALYZE intake;
	SET LOCAL enable_nestloop = off`

// joined fills the table known by a plain join, as it could be without row
// security.
const joined = `
	INSERT INTO known SELECT i.seq, p.id, p.household, p.village, m.association, p.name <> i.name, false
	FROM intake i JOIN person p ON p.county = '141123' AND p.id_hash = i.id_hash
	LEFT JOIN membership m ON m.county = p.county AND m.person = p.id AND m.left_on IS NULL`

// lookUp finds everybody on record by the keyed hash: by access.known with row
// security, by a plain join without.
func (in *installation) lookUp(b *testing.B, d *db.DB) {
	b.Helper()
	found := sides{}
	in.turns(b, func(on bool) {
		in.timed(b, d, admin, func(tx *db.Tx) error {
			if _, err := tx.Exec(b.Context(), asked); err != nil {
				return err
			}
			steps := roster.FindPeople(tx)[:2] // the table known, and who is known
			if !on {
				steps[1] = db.Step{Name: "plain join", SQL: joined}
			}
			costs, err := db.Prepare(b.Context(), tx, steps...)
			if err == nil {
				found.add(on, costs[1].Took.Seconds()*1000)
			}
			return err
		})
	})
	found.line("who is known, 57,450: access.known against a plain join", "%.0f ms")
}

// town is the township that sends its own list.
const town = "赵家坪乡"

// townMembers are the people whom the township's associations count.
const townMembers = `(SELECT m.person FROM membership m JOIN association a ON a.county = m.county AND a.id = m.association
	JOIN area t ON t.code = a.township WHERE t.name = '` + town + `')`

// townshipSends imports a township's own list as the township itself, beside
// everybody else's people: as new, and unchanged.
func (in *installation) townshipSends(b *testing.B, d *db.DB, vault *access.Vault, list string) {
	b.Helper()
	in.laowu(b, "org", "add", "township", town+"人民政府", "--place", town)
	sender := db.Actor{County: admin.County, Role: db.Township}
	in.read(b, "SELECT id FROM office WHERE kind = 'township'", &sender.Organisation)
	send := func(tx *db.Tx) error { return take(b.Context(), tx, vault, list, nil) }
	var n int
	in.read(b, "SELECT count(*) FROM "+townMembers+" m", &n)
	unchanged, fresh := costs{}, costs{}
	in.turns(b, func(on bool) { unchanged.add(on, in.timed(b, d, sender, send)) })
	in.sql(b, "CREATE TABLE gone AS SELECT DISTINCT person FROM "+townMembers+` m;
		DELETE FROM placement WHERE person IN (SELECT person FROM gone); DELETE FROM membership WHERE person IN (SELECT person FROM gone);
		DELETE FROM person WHERE id IN (SELECT person FROM gone); DROP TABLE gone`)
	in.turns(b, func(on bool) { fresh.add(on, in.timed(b, d, sender, send)) })
	fresh.lines(fmt.Sprintf("a township sends its own %d members", n))
	unchanged.lines("sent again unchanged")
}

// read asks the owner for one value.
func (in *installation) read(b *testing.B, sql string, to any) {
	b.Helper()
	conn, err := pgx.Connect(b.Context(), in.server.URL())
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close(context.Background())
	if err := conn.QueryRow(b.Context(), sql).Scan(to); err != nil {
		b.Fatal(err)
	}
}
