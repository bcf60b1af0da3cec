package main

import (
	"bytes"
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"laowu/internal/db/testdb"
)

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(program())
	}
	os.Exit(testdb.Run(m))
}

const samples = "../../imports/testdata/samples/"

// office is an installation that commands are called on.
type office struct{ env map[string]string }

func newOffice(t *testing.T) office {
	t.Helper()
	return office{map[string]string{"LAOWU_DATABASE_URL": testdb.URL(t), "LAOWU_DATA": t.TempDir()}}
}

// call runs one command and returns its exit code, stdout and stderr.
func (o office) call(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(t.Context(), args, streams{out: &stdout, err: &stderr, getenv: func(k string) string { return o.env[k] }})
	return code, stdout.String(), stderr.String()
}

// ask is call for a command that must answer with one JSON document.
func (o office) ask(t *testing.T, want int, args ...string) map[string]any {
	t.Helper()
	code, out, errs := o.call(t, append(args, "--json")...)
	var doc map[string]any
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatalf("laowu %s: %v in %q (%s)", strings.Join(args, " "), err, out, errs)
	}
	if code != want {
		t.Fatalf("laowu %s: exit %d, want %d: %s", strings.Join(args, " "), code, want, out)
	}
	return doc
}

func TestWrongWords(t *testing.T) {
	t.Parallel()
	o := office{map[string]string{"LAOWU_DATA": t.TempDir()}}
	for _, args := range [][]string{
		{"nonsense"}, {"import"}, {"import", "members"}, {"import", "weather", "a.xlsx"}, {"import", "members", "a.xlsx", "--colour"},
		{"search", "openings"}, {"search", "weather", "x"}, {"search", "workers"}, {"search", "workers", "护工", "--wage-min", "4000"}, {"search", "workers", "护工", "--place", "火星"}, {"report", "weather"}, {"report", "bulletin", "--as-of", "去年"},
		{"demo", "--scale", "7"}, {"demo", "--scale", "x"}, {"migrate", "now"}, {"vault"}, {"vault", "open"}, {"vault", "rotate", "now"},
		{"retention", "now"}, {"people"}, {"people", "merge", "1", "--reason", "x"}, {"people", "merge", "1", "2"}, {"people", "merge", "1", "二", "--reason", "看过"},
		{"people", "unmerge", "0", "--reason", "看过"}, {"people", "duplicates", "--limit", "0"}, {"enterprises"}, {"enterprises", "merge", "甲"},
		{"enterprises", "merge", "甲", "乙", "--on", "去年"}, {"enterprises", "unmerge"},
		{"export"}, {"export", "weather", "--out", "a.xlsx"}, {"export", "members"}, {"export", "members", "--out", "a.csv"},
		{"export", "members", "township=康宁镇", "--out", "a.xlsx"}, {"export", "members", "--out", "a.xlsx", "--reason", "送县里"},
	} {
		if code, out, errs := o.call(t, args...); code != exitUsage || errs == "" || out != "" {
			t.Errorf("laowu %s: exit %d, said %q %q", strings.Join(args, " "), code, out, errs)
		}
	}
	if code, out, _ := o.call(t, "--help"); code != exitDone || !strings.Contains(out, "import") {
		t.Errorf("help: exit %d, %q", code, out)
	}
}

// TestFirstDay is a clerk's first day: the samples go in, and a worker finds
// care work in Ordos.
func TestFirstDay(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.ask(t, exitDone, "import", "associations", samples+"associations.xlsx")
	dry := o.ask(t, exitRejected, "import", "members", samples+"members-township.xlsx", "--dry-run")
	if dry["dry_run"] != true || dry["created"] != 29.0 || dry["import_id"] == "" {
		t.Errorf("dry run: %v", dry)
	}
	back := filepath.Join(t.TempDir(), "退回.xlsx")
	wet := o.ask(t, exitRejected, "import", "members", samples+"members-township.xlsx", "--errors", back)
	if wet["created"] != 29.0 || wet["rejected"] != 12.0 {
		t.Errorf("import: %v", wet)
	}
	if info, err := os.Stat(back); err != nil || info.Size() == 0 {
		t.Errorf("rejected rows: %v", err)
	}
	if code, out, _ := o.call(t, "import", "members", samples+"members-township.xlsx"); code != exitRejected || !strings.Contains(out, "不变 29") {
		t.Errorf("sent again: exit %d, %q", code, out)
	}
	o.ask(t, exitRejected, "import", "openings", samples+"openings.xlsx")
	found := o.ask(t, exitDone, "search", "openings", "护工 鄂尔多斯")
	if found["total"] == 0.0 || found["engine"] != "postgresql" {
		t.Errorf("search: %v", found)
	}
	for _, h := range found["hits"].([]any) {
		place, _ := h.(map[string]any)["place"].(string)
		title, _ := h.(map[string]any)["title"].(string)
		if !strings.HasPrefix(place, "1506") || !strings.Contains(title, "护理") {
			t.Errorf("found %s in %s", title, place)
		}
	}
	bulletin := o.ask(t, exitDone, "report", "bulletin")
	for _, f := range bulletin["figures"].([]any) {
		if f := f.(map[string]any); f["id"] == "members" && f["value"] != 29.0 {
			t.Errorf("members: %v", f)
		}
	}
}

func TestFilesThatCannotBeRead(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for file, code := range map[string]string{
		samples + "bad-text.xlsx": "not_a_workbook", samples + "bad-truncated.xlsx": "damaged", samples + "bad-heading.xlsx": "no_heading",
		samples + "bad-empty.xlsx": "empty", samples + "bad-bomb.xlsx": "too_large", "no such file.xlsx": "failed",
	} {
		doc := o.ask(t, exitFailed, "import", "members", file)
		said, _ := doc["error"].(map[string]any)
		if said["code"] != code || said["message"] == "" {
			t.Errorf("%s: %v", file, doc)
		}
	}
}

func TestPortInUse(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	o.env["LAOWU_ADDR"] = l.Addr().String()
	if code, _, errs := o.call(t, "serve"); code != exitFailed || !strings.Contains(errs, "LAOWU_ADDR") {
		t.Errorf("exit %d, said %q", code, errs)
	}
}

func TestOldSchemaNamesTheCommand(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	exec(t, o.env["LAOWU_DATABASE_URL"], "UPDATE schema_version SET version = version - 1")
	if code, _, errs := o.call(t, "report", "bulletin"); code != exitFailed || !strings.Contains(errs, "laowu migrate") {
		t.Errorf("exit %d, said %q", code, errs)
	}
}

func TestConfigHidesSecrets(t *testing.T) {
	t.Parallel()
	o := office{map[string]string{"LAOWU_DATABASE_URL": "postgres://laowu:geheim@db/laowu", "LAOWU_MEILI_KEY": "geheim"}}
	for _, args := range [][]string{{"config"}, {"config", "--json"}} {
		code, out, _ := o.call(t, args...)
		if code != exitDone || strings.Contains(out, "geheim") || !strings.Contains(out, "LAOWU_MEILI_KEY") {
			t.Errorf("exit %d, %q", code, out)
		}
	}
}
