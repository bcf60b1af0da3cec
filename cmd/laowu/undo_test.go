package main

import (
	"fmt"
	"strings"
	"testing"
)

// TestUndo: imports are taken back by their number, the later first, and search
// follows.
func TestUndo(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	of := map[string]string{}
	for _, one := range []struct {
		kind string
		exit int
	}{{"enterprises", exitDone}, {"openings", exitRejected}} {
		kind := one.kind
		doc := o.ask(t, one.exit, "import", kind, samples+kind+".xlsx")
		of[kind] = fmt.Sprint(doc["import_id"])
	}
	documents := "SELECT count(*) FROM search.opening"
	if n := o.number(t, documents); n == 0 {
		t.Fatal("nothing to search")
	}
	why := o.ask(t, exitFailed, "undo", of["enterprises"])["error"].(map[string]any) //nolint:forcetypeassert // it fails the test
	if why["code"] != "rests_on" || !strings.Contains(fmt.Sprint(why["message"]), "请先撤回第 "+of["openings"]+" 号导入") {
		t.Errorf("refused by %v", why)
	}
	rests := why["rests"].([]any)                                                                                                            //nolint:forcetypeassert // likewise
	if one := rests[0].(map[string]any); one["code"] != "named" || one["noun"] != "opening" || one["count"] == 0.0 || one["message"] == "" { //nolint:forcetypeassert // likewise
		t.Errorf("rests %v", rests)
	}
	made := o.number(t, "SELECT count(*) FROM opening")
	if doc := o.ask(t, exitDone, "undo", of["openings"]); doc["undone"] != true || doc["kind"] != "openings" || doc["import_id"] != of["openings"] ||
		fmt.Sprint(doc["created_removed"], doc["changed_restored"]) != fmt.Sprint(made, " 0") {
		t.Errorf("undone %v, of %d openings", doc, made)
	}
	if n := o.number(t, documents); n != 0 {
		t.Errorf("%d documents of search are left", n)
	}
	if code, out, errs := o.call(t, "undo", of["enterprises"]); code != exitDone || !strings.Contains(out, "第 "+of["enterprises"]+" 号导入已撤回：删去新建的 ") {
		t.Errorf("exit %d, said %q %q", code, out, errs)
	}
	if n := o.number(t, "SELECT count(*) FROM enterprise"); n != 0 {
		t.Errorf("%d enterprises are left", n)
	}
	for code, number := range map[string]string{"undone_already": of["openings"], "not_found": "99"} {
		if doc := o.ask(t, exitFailed, "undo", number)["error"].(map[string]any); doc["code"] != code { //nolint:forcetypeassert // likewise
			t.Errorf("undo %s: %v", number, doc)
		}
		if exit, out, errs := o.call(t, "undo", number); exit != exitFailed || out != "" || errs == "" {
			t.Errorf("undo %s: exit %d, said %q %q", number, exit, out, errs)
		}
	}
	for _, args := range [][]string{{"undo"}, {"undo", "x"}, {"undo", "1", "2"}, {"undo", "-1"}} {
		if code, out, _ := o.call(t, args...); code != exitUsage || out != "" {
			t.Errorf("%v: exit %d, said %q", args, code, out)
		}
	}
}
