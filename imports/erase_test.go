package imports

import (
	"bytes"
	"errors"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/db"
	"laowu/internal/roster"
)

// twoMembers of an association's roster; the village is one that it covers.
const (
	oneAssociation = "乡镇,协会名称,覆盖村\n康宁镇,甲村务工协会,甲村"
	oneMember      = "姓名,身份证号码,村,电话\n{王建},甲村,14000000001"
	twoMembers     = oneMember + "\n{李英},甲村,"
)

func (d *testDesk) erase(t *testing.T, person int64) {
	t.Helper()
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error { return roster.Erase(t.Context(), tx, person) })
	if err != nil {
		t.Fatal(err)
	}
}

// TestErasedComesBack: whoever is on a roster again after he was erased is a
// new person, and the one who was counted stays counted.
func TestErasedComesBack(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.csv(t, "associations", oneAssociation)
	d.csv(t, "members", people.Replace(twoMembers))
	d.erase(t, 1)
	if got := summary(d.csv(t, "members", people.Replace(twoMembers))); got != "1/0/1/0" {
		t.Errorf("the roster again: %s", got)
	}
	d.wants(t, "1 已清除 2026-11-24, 2 李英 <nil>, 3 王建 <nil>",
		"SELECT p.id, p.name, m.left_on FROM person p JOIN membership m ON m.person = p.id ORDER BY p.id")
}

// TestErasureWaitsForImport: what an import that is under way writes of
// somebody, it writes before he is erased and never after.
func TestErasureWaitsForImport(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.csv(t, "associations", oneAssociation)
	d.csv(t, "members", people.Replace(oneMember))
	text := []byte(people.Replace(twoMembers))
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		kind, _ := ByName("members")
		files := []File{{Name: "a.csv", Data: bytes.NewReader(text), Size: int64(len(text))}}
		if _, err := Run(t.Context(), tx, d.service.Vault, d.service.Desk, Request{Kind: kind, Files: files}); err != nil {
			return err
		}
		err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
			if _, err := tx.Exec(t.Context(), "SET LOCAL lock_timeout = '10ms'"); err != nil {
				return err
			}
			return roster.Erase(t.Context(), tx, 1)
		})
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || pg.Code != "55P03" {
			t.Errorf("erased beside an import: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestNamedAgain: whom a roster names again is not idle, though the report says
// that nothing changed; who is not named stays announced.
func TestNamedAgain(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.csv(t, "associations", oneAssociation)
	d.csv(t, "members", people.Replace(twoMembers))
	const written = "SELECT name, (updated_at AT TIME ZONE 'UTC')::date, announced_on FROM person ORDER BY id"
	d.exec(t, "UPDATE person SET announced_on = '2026-11-20', updated_at = '2026-11-20 00:00Z'")
	if got := summary(d.csv(t, "members", people.Replace(oneMember))); got != "0/0/1/0" {
		t.Errorf("the roster again: %s", got)
	}
	d.wants(t, "王建 2026-11-24 <nil>, 李英 2026-11-20 2026-11-20", written)
	// Without an announcement it is enough to write that once a month.
	d.exec(t, "UPDATE person SET announced_on = NULL, updated_at = CASE name WHEN '王建' THEN '2026-11-20 00:00Z' ELSE '2026-10-20 00:00Z' END::timestamptz")
	d.csv(t, "members", people.Replace(twoMembers))
	d.wants(t, "王建 2026-11-20 <nil>, 李英 2026-11-24 <nil>", written)
}
