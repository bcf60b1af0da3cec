package imports

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/imports/sheet"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/matching/index/witness"
)

// people stand in tests as {王建}, which is name and ID number in two cells.
var people = strings.NewReplacer(
	"{王建}", "王建,142325197603089998", // a man born on 1976-03-08
	"{李英}", "李英,142325197001019984", // a woman born on 1970-01-01
	"{张平}", "张平,142325198005129974", // a man born on 1980-05-12
	"{刘兰}", "刘兰,142325198507239962", // a woman born on 1985-07-23
	"{马俊}", "马俊,141123199509149995", // a man born on 1995-09-14
	"{高秀}", "高秀,142325196802179983", // a woman born on 1968-02-17
	"{任小}", "任小,141123200304159976", // a man born on 2003-04-15
)

// act of a story: a file of one kind, and what its report must say: rows
// created/updated/unchanged/rejected, then each problem's row and code.
type act struct{ kind, csv, want string }

// story plays acts one after the other in a new county. In the end every kind
// is exported, and sent again, which may change nothing.
func story(t *testing.T, acts ...act) *testDesk {
	t.Helper()
	var d *testDesk
	if acts[0] == founding { // which is played once for all
		d, acts = copied(t, "founded", func(d *testDesk) { d.play(t, founding) }), acts[1:]
	} else {
		d = newDesk(t)
	}
	d.play(t, acts...)
	d.exportsAgain(t)
	d.witness = nil // who goes on may write by hand
	return d
}

// play sends each act's file, and after it the same file again, on the same day
// and on the next: neither may change anything.
func (d *testDesk) play(t *testing.T, acts ...act) {
	t.Helper()
	d.undoes, d.witness = true, d.watched(t)
	today, tomorrow := &testDesk{service: d.service, actor: d.actor}, later(t, d)
	defer tomorrow.service.DB.Close()
	for i, a := range acts {
		got := d.csv(t, a.kind, people.Replace(a.csv))
		d.search(t, a.kind)
		if s := summary(got); s != a.want {
			t.Errorf("act %d (%s):\n%s\n got %s\nwant %s", i+1, a.kind, a.csv, s, a.want)
		}
		for day, again := range map[string]*testDesk{"same day": today, "next day": tomorrow} {
			r := again.csv(t, a.kind, people.Replace(a.csv))
			if r.Created+r.Updated != 0 || r.Rejected != got.Rejected {
				t.Errorf("act %d (%s) sent again on the %s: %s", i+1, a.kind, day, summary(r))
			}
			d.witness.Silent(t, a.kind+" sent again")
		}
	}
}

// watched is a witness who begins with what is on record now.
func (d *testDesk) watched(t testing.TB) *witness.Witness {
	t.Helper()
	return witness.New(t, d.service.DB, d.actor.County)
}

// copied is a desk at a copy of a county that one test filled for all.
func copied(t *testing.T, called string, fill func(*testDesk)) *testDesk {
	t.Helper()
	url, keys := testdb.Filled(t, called, func(url string) []byte {
		keyset := filepath.Join(t.TempDir(), "keyset.json")
		d := deskOf(t, testdb.Open(t, url), keyset)
		defer d.service.DB.Close()
		fill(d)
		keys, err := os.ReadFile(keyset) //nolint:gosec // a test's own file
		if err != nil {
			t.Fatal(err)
		}
		return keys
	})
	keyset := filepath.Join(t.TempDir(), "keyset.json")
	if err := os.WriteFile(keyset, keys, 0o600); err != nil {
		t.Fatal(err)
	}
	return deskOf(t, testdb.Open(t, url), keyset)
}

// search compares what search was told with the records.
func (d *testDesk) search(t testing.TB, after string) {
	t.Helper()
	if d.witness != nil {
		d.witness.Agrees(t, after)
	}
}

// later is the same county on the next day.
func later(t *testing.T, d *testDesk) *testDesk {
	t.Helper()
	url := d.service.DB.Pool().Config().ConnConfig.ConnString()
	next, err := db.Open(t.Context(), url, db.Options{MaxConns: 2, Now: func() time.Time { return testdb.Now.Add(24 * time.Hour) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(next.Close)
	s := *d.service
	s.DB = next
	return &testDesk{service: &s, actor: d.actor}
}

func summary(r Report) string {
	out := fmt.Sprintf("%d/%d/%d/%d", r.Created, r.Updated, r.Unchanged, r.Rejected)
	for i, p := range r.Problems {
		sep := ", "
		if i == 0 {
			sep = ": "
		}
		out += fmt.Sprint(sep, p.Row, " ", p.Code)
	}
	if r.Rows != r.Created+r.Updated+r.Unchanged+r.Rejected || r.Unchanged < 0 {
		out += fmt.Sprintf(" (but %d rows)", r.Rows)
	}
	return out
}

// tell is a query's rows, columns with spaces and rows with commas between.
func (d *testDesk) tell(t *testing.T, sql string) string {
	t.Helper()
	var out []string
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		rows, err := tx.Query(t.Context(), sql)
		if err != nil {
			return err
		}
		out, err = pgx.CollectRows(rows, func(r pgx.CollectableRow) (string, error) {
			values, err := r.Values()
			var words []string
			for _, v := range values {
				if day, ok := v.(time.Time); ok {
					v = day.Format(time.DateOnly)
				}
				words = append(words, fmt.Sprint(v))
			}
			return strings.Join(words, " "), err
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(out, ", ")
}

// wants compares what the records say.
func (d *testDesk) wants(t *testing.T, want, sql string) {
	t.Helper()
	if got := d.tell(t, sql); got != want {
		t.Errorf("records say\n%s\nwant\n%s", got, want)
	}
}

// refuses sends rosters that cannot be read, and wants their code.
func (d *testDesk) refuses(t *testing.T, code string, paths ...string) {
	t.Helper()
	_, err := d.run(t, "members", false, paths...)
	var file *FileError
	if !errors.As(err, &file) || file.Code != code {
		t.Errorf("%s: error %v, want %s", paths, err, code)
	}
}

// workbook writes sheets into a file and returns its path.
func workbook(t *testing.T, name string, fill func(w *sheet.Writer) error) string {
	t.Helper()
	w, err := sheet.Create()
	if err != nil {
		t.Fatal(err)
	}
	if err := fill(w); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := w.Save(&out); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// page is a sheet of a workbook: its rows as in a .csv, and what is merged.
type page struct {
	name, csv string
	hidden    bool
	merges    []sheet.Merge
}

// block is a merged block: rows from 1, columns from 0.
func block(firstRow, firstCol, lastRow, lastCol int) sheet.Merge {
	return sheet.Merge{FirstRow: firstRow, FirstCol: firstCol, LastRow: lastRow, LastCol: lastCol}
}

// pages writes a workbook of several sheets.
func pages(t *testing.T, name string, all ...page) string {
	t.Helper()
	return workbook(t, name, func(w *sheet.Writer) error {
		for _, p := range all {
			s, err := w.Sheet(p.name, sheet.Layout{Hidden: p.hidden})
			if err != nil {
				return err
			}
			for _, line := range strings.Split(strings.TrimSuffix(people.Replace(p.csv), "\n"), "\n") {
				var cells []any
				for _, c := range strings.Split(line, ",") {
					if c == "" {
						cells = append(cells, nil)
						continue
					}
					cells = append(cells, strings.ReplaceAll(c, "⏎", "\n"))
				}
				if err := s.Row(cells...); err != nil {
					return err
				}
			}
			for _, m := range p.merges {
				if err := s.Merge(m.FirstRow, m.FirstCol, m.LastRow, m.LastCol); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// send imports files and wants them readable.
func (d *testDesk) send(t *testing.T, kind string, paths ...string) Report {
	t.Helper()
	r, err := d.run(t, kind, false, paths...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// for commands that name an association.
func (d *testDesk) sendFor(t *testing.T, association, kind, text string) (r Report, err error) {
	t.Helper()
	k, _ := ByName(kind)
	text = people.Replace(text)
	err = d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		r, err = Run(context.WithoutCancel(t.Context()), tx, d.service.Vault, d.service.Desk, Request{
			Kind: k, Association: association, Files: []File{{Name: "a.csv", Data: strings.NewReader(text), Size: int64(len(text))}},
		})
		return err
	})
	return r, err
}

func asFile(err error, file **FileError) bool { return errors.As(err, file) }

// rejected writes the workbook of rejected rows and returns its path.
func (d *testDesk) rejected(t *testing.T, r Report, paths ...string) string {
	t.Helper()
	var files []File
	for _, p := range paths {
		data, err := os.ReadFile(p) //nolint:gosec // a test's own file
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, File{Name: filepath.Base(p), Data: bytes.NewReader(data), Size: int64(len(data))})
	}
	var out bytes.Buffer
	if err := Rejected(&out, files, r); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "退回.xlsx")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func openBook(t *testing.T, path string) *sheet.Book {
	t.Helper()
	data, err := os.ReadFile(path) //nolint:gosec // a test's own file
	if err != nil {
		t.Fatal(err)
	}
	b, err := sheet.Open(filepath.Base(path), bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}
