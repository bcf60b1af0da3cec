package main

import (
	"strings"
	"testing"
)

func TestOrg(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for _, x := range []struct{ kind, name, place, code string }{
		{"station", "鄂尔多斯西部工作站", "鄂尔多斯", "150600"},
		{"station", "太原联络部", "140100", "140100"},
		{"township", "蔚汾镇人民政府", "蔚汾镇", "141123100"},
		{"trainer", "吕梁山护工培训基地", "兴县", "141123"},
		{"county", "兴县人力资源和社会保障局", "本县", "141123"},
	} {
		if doc := o.ask(t, exitDone, "org", "add", x.kind, x.name, "--place", x.place); doc["place"] != x.code || doc["id"] == "" || doc["kind"] != x.kind {
			t.Errorf("%s: %v", x.name, doc)
		}
	}
	for words, args := range map[string][]string{
		"没有这个地方": {"org", "add", "station", "某站", "--place", "火星"},
		"同名":     {"org", "add", "station", "太原联络部", "--place", "太原"},
		"本县的":    {"org", "add", "township", "某镇", "--place", "临县"},
		"要是本县":   {"org", "add", "county", "某局", "--place", "临县"},
		"要有名称":   {"org", "add", "station", " ", "--place", "太原"},
	} {
		if code, out, errs := o.call(t, args...); code != exitFailed || out != "" || !strings.Contains(errs, words) {
			t.Errorf("%v: exit %d, said %q %q", args, code, out, errs)
		}
	}
	list, _ := o.ask(t, exitDone, "org", "list")["organisations"].([]any)
	if len(list) != 5 {
		t.Errorf("list %v", list)
	}
	if code, out, _ := o.call(t, "org", "list"); code != exitDone || !strings.Contains(out, "工作站") || !strings.Contains(out, "150600 鄂尔多斯市") {
		t.Errorf("exit %d, %s", code, out)
	}
	if n := o.number(t, "SELECT count(*) FROM audit WHERE action = 'office_added' AND role = 'admin' AND actor LIKE 'os:%'"); n != 5 {
		t.Errorf("noted %d times", n)
	}
}
