package roster

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

const (
	yingNumber = "142325197001019984" // 李英's
	pingNumber = "142325198005129974" // 张平's
)

// wanting is the county with numbers that can be found: 王建 is 甲村's member,
// 李英 乙村's, 张平 nobody's.
func wanting(t *testing.T) (place, *access.Vault) {
	t.Helper()
	p := settle(t)
	v := vault(t, p.DB)
	for person, n := range map[int64]string{1: number, 2: yingNumber, 3: pingNumber} {
		hash, sealed := seal(t, v, access.IDNumber, n)
		p.must(t, admin, func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.Exec(ctx, "UPDATE person SET id_hash = $1, id_sealed = $2 WHERE id = $3", hash, sealed, person)
			return err
		})
	}
	return p, v
}

// want is 王建 asked for by 乙村.
func (p place) want(t *testing.T, v *access.Vault, as db.Actor) (id int64) {
	t.Helper()
	p.must(t, as, func(ctx context.Context, tx *db.Tx) (err error) {
		id, err = AskTransfer(ctx, tx, v, number, "王建", 2, "他搬到乙村了")
		return err
	})
	return id
}

// members are who counted a person from when to when.
func (p place) members(t *testing.T, person int64) string {
	t.Helper()
	return p.text(t, fmt.Sprintf("SELECT string_agg(concat_ws(' ', association, joined, left_on), ',' ORDER BY joined) FROM membership WHERE person = %d", person))
}

func TestAskTransfer(t *testing.T) {
	t.Parallel()
	p, v := wanting(t)
	for _, c := range []struct {
		name         string
		as           db.Actor
		number, call string
		by           int64
		why          string
		want         error
	}{
		{"unknown", foreign, "142325199001019975", "王建", 2, "搬来了", ErrNotAsked},
		{"another's name", foreign, number, "王键", 2, "搬来了", ErrNotAsked},
		{"nobody's member", foreign, pingNumber, "张平", 2, "搬来了", ErrNotAsked},
		{"its own member", foreign, yingNumber, "李英", 2, "搬来了", ErrNotAsked},
		{"for another association", foreign, number, "王建", 1, "搬来了", ErrTransferFor},
		{"for none", foreign, number, "王建", 0, "搬来了", ErrTransferFor},
		{"the county, for no association", county, number, "王建", 99, "搬来了", ErrTransferFor},
		{"the township of the other side", township, number, "王建", 2, "搬来了", ErrTransferFor},
		{"half a number", foreign, "1423251976", "王建", 2, "搬来了", ErrTransferNumber},
		{"no number", foreign, " ", "王建", 2, "搬来了", ErrTransferNumber},
		{"no name", foreign, number, " ", 2, "搬来了", ErrTransferName},
		{"no reason", foreign, number, "王建", 2, " ", ErrTransferWhy},
		{"a number in the reason", foreign, number, "王建", 2, "打14000000001", ErrSaidNumber},
		{"too long a reason", foreign, number, "王建", 2, strings.Repeat("长", 501), ErrSaidLong},
		{"worker", worker, number, "王建", 2, "搬来了", ErrRole},
		{"station", station, number, "王建", 2, "搬来了", ErrRole},
		{"enterprise", aluminium, number, "王建", 2, "搬来了", ErrRole},
		{"auditor", auditor, number, "王建", 2, "搬来了", ErrRole},
		{"another county", otherCount, number, "王建", 2, "搬来了", ErrTransferFor},
	} {
		err := p.try(t, c.as, func(ctx context.Context, tx *db.Tx) error {
			_, err := AskTransfer(ctx, tx, v, c.number, c.call, c.by, c.why)
			return err
		})
		refused(t, c.name, err, c.want)
	}
	if n := p.text(t, "SELECT count(*) FROM transfer"); n != "0" {
		t.Errorf("%s questions of those that were refused", n)
	}
	// A second is the first, whoever of its side asks, and is noted once.
	first := p.want(t, v, foreign)
	for name, as := range map[string]db.Actor{"association": foreign, "its township": elsewhere, "county": county} {
		if again := p.want(t, v, as); again != first {
			t.Errorf("%s asked anew: %d, not %d", name, again, first)
		}
	}
	if got := p.noted(t, "1"); got != "transfer_asked" {
		t.Errorf("noted: %s", got)
	}
	if got := p.text(t, "SELECT concat_ws(' ', name, from_association, to_association, said, asked_role, asked_for, answer_by, state) FROM transfer"); got != "王建 1 2 他搬到乙村了 association 2 2026-12-04 open" {
		t.Errorf("asked: %s", got)
	}
}

// TestAskTransferBeside: whatever the program forgets, the database lets nobody
// ask for others' associations, nor in the name of others' imports, and tells an
// asker nothing of who counts the person.
func TestAskTransferBeside(t *testing.T) {
	t.Parallel()
	p, v := wanting(t)
	p.owner(t, "INSERT INTO import (county, id, kind, dry_run, actor, role, organisation) VALUES ('141123', 1, 'members', false, '{}', 'association', 1), ('141123', 2, 'members', false, '{}', 'association', 2)")
	hash, _ := seal(t, v, access.IDNumber, number)
	ask := func(as db.Actor, by int64, imported any) error {
		return p.try(t, as, func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.Exec(ctx, "SELECT * FROM access.ask_transfers($1, '{王建}', $2, $3, '', now(), now()::date)", [][]byte{hash}, []int64{by}, imported)
			return err
		})
	}
	for name, err := range map[string]error{
		"another association's": ask(foreign, 1, nil), "another's import": ask(foreign, 2, 1), "worker": ask(worker, 2, nil), "auditor": ask(auditor, 2, nil),
		"enterprise": ask(aluminium, 1, nil), "nobody": ask(nobody, 2, nil),
	} {
		if code(err) != "42501" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := ask(foreign, 2, 2); err != nil {
		t.Errorf("its own import: %v", err)
	}
	for name, as := range map[string]db.Actor{"asker": foreign, "its township": elsewhere} {
		p.must(t, as, func(ctx context.Context, tx *db.Tx) error {
			var rows int
			err := tx.QueryRow(ctx, "SELECT count(*) FROM transfer").Scan(&rows)
			if rows != 0 {
				t.Errorf("%s reads the row, which says who counts him", name)
			}
			return err
		})
	}
	for _, sql := range []string{
		"INSERT INTO transfer (county, person, name, from_association, to_association, asked_role, asked_at, answer_by) VALUES ('141123', 1, '王建', 1, 2, 'county', now(), now())",
		"UPDATE transfer SET from_association = 2", "DELETE FROM transfer",
	} {
		if err := p.try(t, county, func(ctx context.Context, tx *db.Tx) error { _, err := tx.Exec(ctx, sql); return err }); code(err) != "42501" {
			t.Errorf("%s: %v", sql, err)
		}
	}
}

func TestNoTransferRule(t *testing.T) {
	t.Parallel()
	p, v := wanting(t)
	p.exec(t, "UPDATE transfer_rule SET valid_from = '2026-12-01'")
	refused(t, "before any rule", p.try(t, foreign, func(ctx context.Context, tx *db.Tx) error {
		_, err := AskTransfer(ctx, tx, v, number, "王建", 2, "他搬来了")
		return err
	}), ErrNoTransferRule)
}
