package imports

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db/testdb"
)

// hostile is one file of the corpus and what must come of it.
type hostile struct {
	File     string `json:"file"`
	What     string `json:"what"`
	Sheet    string `json:"sheet,omitempty"`    // the code of reading its cells
	Code     string `json:"code,omitempty"`     // the code of its import as members
	Says     string `json:"says,omitempty"`     // what the message holds
	Rows     string `json:"rows,omitempty"`     // the report of a harmless one: created/updated/unchanged/rejected and problems
	Rejected string `json:"rejected,omitempty"` // the code of writing its rows back
}

const hostileFolder = "testdata/hostile"

func corpus(t *testing.T) (all []hostile) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(hostileFolder, "expected.json"))
	if err == nil {
		err = json.Unmarshal(text, &all)
	}
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestHostile reads each hostile file in a process that the system holds to its
// limits, as cells, as an import and as rows sent back. Each ends with the code
// that it must, in words that name a way out, or with the rows that are in it,
// within 300 MB; and the county is as it was.
func TestHostile(t *testing.T) {
	t.Parallel()
	url := testdb.URL(t)
	keyset := filepath.Join(t.TempDir(), "keyset.json")
	d := deskOf(t, testdb.Open(t, url), keyset)
	d.csv(t, founding.kind, founding.csv)
	before := everything(t, url)
	env := append(os.Environ(), hostileDatabase+"="+url, hostileKeyset+"="+keyset, hostileGarbage, hostileLimit)
	t.Run("files", func(t *testing.T) {
		for _, h := range corpus(t) {
			t.Run(h.File, func(t *testing.T) {
				t.Parallel()
				h.check(t, h.read(t, env))
			})
		}
	})
	if after := everything(t, url); after != before {
		t.Errorf("hostile files changed the county from\n%s\nto\n%s", before, after)
	}
}

func (h hostile) read(t *testing.T, env []string) (out ordeal) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var said, errs bytes.Buffer
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env, cmd.Stdout, cmd.Stderr = slices.Concat(env, []string{hostileFile + "=" + filepath.Join(hostileFolder, h.File)}), &said, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v after %v of processor time: %.2000s", err, cmd.ProcessState.UserTime(), errs.String())
	}
	if err := json.Unmarshal(said.Bytes(), &out); err != nil {
		t.Fatalf("%v in %s", err, said.String())
	}
	t.Logf("%d MB, %v of processor time", out.Peak>>20, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
	return out
}

// wayOut is what the words of a refusal must name: what to do.
var wayOut = regexp.MustCompile(`请|要有|可以上传|取消`)

func (h hostile) check(t *testing.T, got ordeal) {
	t.Helper()
	if got.Sheet != h.Sheet || got.Code != h.Code || got.Summary != h.Rows || got.Rejected != h.Rejected {
		t.Errorf("got %+v\nwant %+v", got, h)
	}
	if h.Code != "" && (!wayOut.MatchString(got.Message) || !strings.Contains(got.Message, h.Says)) {
		t.Errorf("says %q, which names no way out or not %q", got.Message, h.Says)
	}
	if got.Peak > hostileMemory {
		t.Errorf("took %d MB of memory", got.Peak>>20)
	}
}

// everything is how many rows each table has, and a digest of them, as the
// database's owner sees them.
func everything(t *testing.T, url string) string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	rows, err := conn.Query(t.Context(), "SELECT oid::regclass::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1")
	if err != nil {
		t.Fatal(err)
	}
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(tables) < 20 {
		t.Fatalf("%d tables, %v", len(tables), err)
	}
	var all strings.Builder
	for _, name := range tables {
		var said string
		err := conn.QueryRow(t.Context(), "SELECT concat_ws(' ', count(*), md5(string_agg(t::text, '|' ORDER BY t::text))) FROM "+name+" t").Scan(&said)
		if err != nil {
			t.Fatal(err)
		}
		all.WriteString(name + " " + said + "\n")
	}
	return all.String()
}
