package imports

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// keeps imports a text and returns the import's number.
func (d *testDesk) keeps(t *testing.T, kind, text string) int64 {
	t.Helper()
	k, _ := ByName(kind)
	text = people.Replace(text)
	id, _, err := d.sends(t, k, []File{{Name: "a.csv", Data: strings.NewReader(text), Size: int64(len(text))}})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// refusesUndo wants an import to stay, all of it, and why; it returns what rests.
func (d *testDesk) refusesUndo(t *testing.T, id int64, code string) []Resting {
	t.Helper()
	before := d.everything(t)
	_, err := d.undo(t, id)
	var why *UndoError
	if !errors.As(err, &why) || why.Code != code {
		t.Fatalf("undo of %d: %v, want %s", id, err, code)
	}
	same(t, "nothing", before, d.everything(t))
	return why.Rests
}

// told is what rests, a word each.
func told(rests []Resting) string {
	var out []string
	for _, r := range rests {
		out = append(out, fmt.Sprintf("%s %s %d by %d", r.Code, r.Noun, r.Count, r.Import))
	}
	return strings.Join(out, ", ")
}

func twoKept(t *testing.T) (d *testDesk, first int64) {
	t.Helper()
	d = newDesk(t)
	d.csv(t, "associations", oneAssociation)
	return d, d.keeps(t, "members", twoMembers)
}

// TestUndoInOrder: of two imports of the same people the later one is taken back
// first, and then the earlier one, though its rows were written again meanwhile.
func TestUndoInOrder(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.csv(t, "associations", oneAssociation)
	before := d.everything(t)
	first := d.keeps(t, "members", twoMembers)
	between := d.everything(t)
	second := d.keeps(t, "members", "姓名,身份证号码,村,电话,务工单位\n{王建},甲村,14000000002,\n{李英},甲村,,示例厂")
	rests := d.refusesUndo(t, first, "rests_on")
	if got := told(rests); got != "changed person 1 by 2, named placement 1 by 2" {
		t.Errorf("rests: %s", got)
	}
	if text := restsOn(rests); !strings.HasSuffix(text, "后来的第 2 号导入改了其中 1 人；后来的第 2 号导入给其中 1 人写了务工记录。请先撤回第 2 号导入") {
		t.Errorf("it says %q", text)
	}
	if _, err := d.undo(t, second); err != nil {
		t.Fatal(err)
	}
	same(t, "the second", between, d.everything(t))
	third := d.keeps(t, "members", "姓名,身份证号码,村,电话\n{王建},甲村,14000000003")
	if _, err := d.undo(t, third); err != nil {
		t.Fatal(err)
	}
	same(t, "the third", between, d.everything(t))
	if _, err := d.undo(t, first); err != nil {
		t.Fatal(err)
	}
	same(t, "the first", before, d.everything(t))
	d.refusesUndo(t, first, "undone_already")
	d.wants(t, "1 undone true, 2 undone true, 3 undone true", "SELECT id, state, undone_at IS NOT NULL FROM import ORDER BY id")
	d.wants(t, "2, 3, 1", "SELECT target FROM audit WHERE action = 'undo' ORDER BY id")
	d.wants(t, "0", "SELECT count(*) FROM import_change WHERE sealed IS NOT NULL OR made IS NOT NULL")
}

// TestUndoRests: what came since by hand keeps an import, whichever it is.
func TestUndoRests(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ sql, want string }{
		"changed by hand": {"UPDATE person SET remark = '改过' WHERE id = 2", "changed person 1 by 0"},
		"a request":       {"INSERT INTO request (county, person, kind, field, made_at) VALUES ('141123', 1, 'correction', 'phone', now())", "named request 1 by 0"},
		"an employer": {`
			WITH e AS (INSERT INTO enterprise (county, uscc, name) VALUES ('141123', '91141123MA0AL47R7J', '甲厂') RETURNING id)
			INSERT INTO consent (county, person, enterprise, text, asked_at, asked_role) SELECT '141123', 1, id, '', now(), 'county' FROM e`, "named consent 1 by 0"},
		"a spell": {"INSERT INTO placement (county, person, employer, reported_on, sources) SELECT '141123', p, '厂', '2026-11-01', '{roster}' FROM unnest('{1,2,2}'::bigint[]) p",
			"named placement 2 by 0"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, id := twoKept(t)
			if err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error { _, err := tx.Exec(t.Context(), c.sql); return err }); err != nil {
				t.Fatal(err)
			}
			if got := told(d.refusesUndo(t, id, "rests_on")); got != c.want {
				t.Errorf("rests %s, want %s", got, c.want)
			}
		})
	}
}

// TestUndoOfVillage: a village is named by its code, with and without a foreign
// key.
func TestUndoOfVillage(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	id := d.keeps(t, "associations", oneAssociation)
	if got := summary(d.csv(t, "households", people.Replace("村,户编号,姓名,身份证号码\n甲村,1,{李英}\n甲村,1,{王建}"))); got != "2/0/0/0" {
		t.Fatal(got)
	}
	got := told(d.refusesUndo(t, id, "rests_on"))
	if !strings.Contains(got, "named household 1 by 0") || !strings.Contains(got, "named person 2 by 0") {
		t.Errorf("rests: %s", got)
	}
}

// TestUndoAfterErasure: who was erased since stays as he is, with what names him
// and what he names; the rest goes.
func TestUndoAfterErasure(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.csv(t, "associations", oneAssociation)
	d.csv(t, "members", oneMember)
	id := d.keeps(t, "households", "村,户编号,姓名,身份证号码,家庭类别\n甲村,7,{王建},脱贫户\n甲村,7,{李英},\n甲村,8,{张平},一般户")
	d.erase(t, 1)
	d.wants(t, "0 1", `SELECT count(*) FILTER (WHERE noun = 'person' AND id = 1), count(*) FILTER (WHERE made IS NOT NULL AND noun = 'person') FROM import_change`)
	d.erase(t, 3)
	done, err := d.undo(t, id)
	if err != nil {
		t.Fatal(err)
	}
	if done.Removed != 1 || done.Restored != 0 || done.Kept == 0 {
		t.Errorf("undone: %+v", done)
	}
	d.wants(t, "1 已清除 7 lifted, 3 已清除 8 general", `
		SELECT p.id, p.name, h.number, k.kind FROM person p JOIN household h ON h.id = p.household JOIN household_kind k ON k.household = h.id ORDER BY p.id`)
}

// TestUndoAfterMerge: an import is not taken back whose people were made one.
func TestUndoAfterMerge(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.csv(t, "associations", oneAssociation)
	id := d.keeps(t, "members", "姓名,身份证号码,村,电话\n王建,142325197603089998,甲村,14000000001\n王建,142325197603089971,甲村,14000000001")
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		_, err := roster.Join(t.Context(), tx, d.service.Vault, 1, 2, "看过户口本")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := told(d.refusesUndo(t, id, "rests_on")); !strings.Contains(got, "gone person 1 by 0") || !strings.Contains(got, "named person_merge 1 by 0") {
		t.Errorf("rests: %s", got)
	}
}

// TestUndoOfWhat: what was never written, is not kept any more or was written
// under another schema is not taken back; and nothing of others.
func TestUndoOfWhat(t *testing.T) {
	t.Parallel()
	d, id := twoKept(t)
	set := func(sql string) {
		t.Helper()
		d.asOwner(t, func(c *owner) error { _, err := c.Exec(t.Context(), sql); return err })
	}
	for _, c := range []struct{ code, set, back string }{
		{"dry_run", "UPDATE import SET dry_run = true", "UPDATE import SET dry_run = false"},
		{"not_done", "UPDATE import SET state = 'failed'", "UPDATE import SET state = 'done'"},
		{"other_version", "UPDATE import_written SET version = version - 1", "UPDATE import_written SET version = version + 1"},
	} {
		set(c.set)
		d.refusesUndo(t, id, c.code)
		set(c.back)
	}
	for _, a := range []db.Actor{
		{County: "141123", Role: db.Township, Organisation: 7}, {County: "141123", Role: db.Auditor}, {County: "141124", Role: db.Admin},
		{County: "141123", Role: db.Worker}, {County: "141123", Role: db.Nobody},
	} {
		other := &testDesk{service: d.service, actor: a}
		if _, err := other.undo(t, id); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("%s of %s: %v", a.Role, a.County, err)
		}
		err := d.service.DB.Tx(t.Context(), a, func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), "SELECT access.undo_import($1, '{}', '{}', '', now())", id)
			return err
		})
		if err == nil {
			t.Errorf("%s of %s takes it back past the program", a.Role, a.County)
		}
	}
	set("UPDATE import SET finished_at = '2026-01-01', created_at = '2026-01-01'")
	d.forget(t, true)
	d.refusesUndo(t, id, "too_old")
	d.wants(t, "0", "SELECT count(*) FROM import_change")
}

// TestUndoPutsBackNothingElse: no other image than the one that was kept.
func TestUndoPutsBackNothingElse(t *testing.T) {
	t.Parallel()
	d, _ := twoKept(t)
	id := d.keeps(t, "members", "姓名,身份证号码,村,电话\n{王建},甲村,14000000002")
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		_, images, err := openImages(t.Context(), tx, d.service.Vault, id)
		if err != nil || len(images) != 1 || !strings.Contains(images[0], "王建") {
			t.Fatalf("images %q, %v", images, err)
		}
		_, err = tx.Exec(t.Context(), "SELECT access.undo_import($1, (SELECT array_agg(position) FROM import_change WHERE import = $1 AND id = 1), $2, '', now())",
			id, []string{strings.ReplaceAll(images[0], "王建", "王坚")})
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "LW001") {
		t.Errorf("another image: %v", err)
	}
	d.wants(t, "0", "SELECT count(*) FROM import_change WHERE position(convert_to('王建', 'UTF8') IN sealed) > 0")
}

// TestUndoAfterKeys: a number that was sealed with a key of before is not put
// back.
func TestUndoAfterKeys(t *testing.T) {
	t.Parallel()
	v := newDesk(t).service.Vault
	seal := func() []byte {
		sealed, err := v.Seal("141123", access.Phone, []byte("14000000001"))
		if err != nil {
			t.Fatal(err)
		}
		return sealed
	}
	own, other := seal(), seal()
	other[2]++
	for _, c := range []struct {
		phone []byte
		want  bool
	}{{own, true}, {other, false}} {
		if got := sealedLike(fmt.Appendf(nil, `{"id": 1, "name": "甲", "id_sealed": null, "phone_sealed": "\\x%x"}`, c.phone), own); got != c.want {
			t.Errorf("%x like %x: %v", c.phone[:5], own[:5], got)
		}
	}
}
