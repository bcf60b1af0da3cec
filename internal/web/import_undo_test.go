package web_test

import (
	"fmt"
	"strings"
	"testing"

	"laowu/imports"
	"laowu/internal/db"
)

// TestImportUndoPage: a clerk takes back what his own association sent; what
// rests on an import is said, and keeps it.
func TestImportUndoPage(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	var own db.Actor
	b.tx(t, admin, func(tx *db.Tx) error {
		own = db.Actor{County: "141123", Role: db.Association, Organisation: b.association(t, tx, "甲村务工协会"), Name: "association"}
		return nil
	})
	first := b.kept(t, own, "姓名,身份证号码,村\n马俊,141123199509149995,甲村\n高秀,142325196802179983,甲村\n")
	second := b.kept(t, own, "姓名,身份证号码,村,电话\n马俊,141123199509149995,甲村,14000000009\n")
	w := b.login(t, site, "association")
	path := func(id int64) string { return fmt.Sprintf("/imports/%d/undo", id) }
	w.get(path(first)).wants(200, fmt.Sprintf("后来的第 %d 号导入改了其中 1 人", second))
	if body := w.get(path(first)).body; strings.Contains(body, "马俊") || strings.Contains(body, "撤回这次导入") {
		t.Error("the page of an import that stays names somebody, or offers to take it back")
	}
	w.post(path(first)).wants(422, "要靠它")
	w.get(path(second)).wants(200, "撤回这次导入")
	w.post(path(second)).wants(303, fmt.Sprintf("/imports?undone=%d", second))
	w.get(w.at).wants(200, fmt.Sprintf("第 %d 号导入已经整批撤回", second), `href="`+path(first)+`"`).lacks(`href="` + path(second) + `"`)
	w.get(path(second)).wants(200, "这次导入已经撤回")
	w.get(path(first)).wants(200, "2 人")
	w.post(path(first)).wants(303, fmt.Sprintf("/imports?undone=%d", first))
	b.tx(t, admin, func(tx *db.Tx) error {
		var left int
		err := tx.QueryRow(t.Context(), "SELECT count(*) FROM person WHERE name IN ('马俊', '高秀')").Scan(&left)
		if left != 0 {
			t.Errorf("%d of 2 are left", left)
		}
		return err
	})
	other := b.login(t, site, "association2")
	other.get(path(second)).wants(404, "没有这次导入")
	other.post(path(second)).wants(404, "没有这次导入")
	other.get(fmt.Sprintf("/imports?undone=%d", second)).wants(200).lacks("整批撤回第", "已经整批撤回")
}

// kept imports members as the service does, for somebody, and returns the
// import's number.
func (b *bureau) kept(t *testing.T, a db.Actor, text string) (id int64) {
	t.Helper()
	kind, _ := imports.ByName("members")
	b.tx(t, a, func(tx *db.Tx) error {
		err := tx.QueryRow(t.Context(), "INSERT INTO import (county, kind, dry_run, actor, role, organisation) VALUES ($1, 'members', false, '{}', $2, $3) RETURNING id",
			a.County, a.Role, a.Organisation).Scan(&id)
		if err != nil {
			return err
		}
		r, err := imports.Run(t.Context(), tx, b.Vault, deskOf(b), imports.Request{
			Kind: kind, Import: id, Files: []imports.File{{Name: "a.csv", Data: strings.NewReader(text), Size: int64(len(text))}},
		})
		if err != nil || r.Rejected > 0 {
			t.Fatalf("import: %+v, %v", r, err)
		}
		_, err = tx.Exec(t.Context(), "UPDATE import SET state = 'done', finished_at = now() WHERE id = $1", id)
		return err
	})
	return id
}
