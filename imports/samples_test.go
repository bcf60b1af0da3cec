package imports

import (
	"cmp"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/internal/report"
	"laowu/internal/value"
)

// step of testdata/samples/expected.json: an import and what it must report.
type step struct {
	Kind   string
	Files  []string
	Expect struct {
		DryRun        bool `json:"dry_run"`
		Rows          int
		Created       int
		Updated       int
		Unchanged     int
		Rejected      int
		Problems      []Problem
		SkippedSheets []string `json:"skipped_sheets"`
		Error         string
		Quota         *quota
	}
}

// quota is what the report on quotas must say afterwards of an enterprise.
type quota struct {
	USCC               string
	Regular, Temporary struct {
		Hires, Local int
		Met          bool
		Needed       *int `json:"local_hires_needed"`
	}
}

// quota compares the report with what a step expects. Who is short of a share
// below 100 % says of how many; who cannot meet it says null.
func (d *testDesk) quota(t *testing.T, want quota) {
	t.Helper()
	err := d.service.DB.ReadTx(t.Context(), d.actor, func(tx *db.Tx) error {
		q, err := report.CountQuotas(t.Context(), tx, tx.Today())
		if err != nil || len(q.Enterprises) != 1 {
			t.Fatalf("%d enterprises, %v", len(q.Enterprises), err)
		}
		e := q.Enterprises[0]
		r, s := e.Regular, e.Temporary
		if e.USCC != want.USCC || r.Hires != want.Regular.Hires || r.Local != want.Regular.Local || r.Met != want.Regular.Met || *r.Needed != *want.Regular.Needed {
			t.Errorf("regular %+v, want %+v", r, want.Regular)
		}
		if s.Hires != want.Temporary.Hires || s.Local != want.Temporary.Local || s.Met != want.Temporary.Met || s.Needed != nil {
			t.Errorf("temporary %+v, want %+v", s, want.Temporary)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestSamples imports the offices' sample workbooks one after the other, as a
// clerk would, into one county.
func TestSamples(t *testing.T) {
	t.Parallel()
	desk := newDesk(t)
	desk.undoes = true
	for _, s := range readSteps(t) {
		if _, ok := ByName(s.Kind); !ok {
			continue // a kind that comes with a later step
		}
		t.Run(s.Kind+" "+s.Files[0], func(t *testing.T) { desk.expect(t, s) })
	}
}

// TestSamplesAgain sends each sample again, on the same day and on the next:
// nothing may change.
func TestSamplesAgain(t *testing.T) {
	t.Parallel()
	url := testdb.URL(t)
	d := openDesk(t, testdb.Open(t, url))
	tomorrow := later(t, d)
	for _, s := range readSteps(t) {
		if _, ok := ByName(s.Kind); !ok || s.Expect.Error != "" || s.Expect.DryRun {
			continue
		}
		first := d.send(t, s.Kind, "testdata/samples/"+s.Files[0])
		for _, again := range []*testDesk{d, tomorrow} {
			r := again.send(t, s.Kind, "testdata/samples/"+s.Files[0])
			if r.Created+r.Updated != 0 || r.Rejected != first.Rejected {
				t.Errorf("%s again: %s", s.Files[0], summary(r))
			}
		}
	}
}

func readSteps(t *testing.T) []step {
	t.Helper()
	data, err := os.ReadFile("testdata/samples/expected.json")
	if err != nil {
		t.Fatal(err)
	}
	var doc struct{ Steps []step }
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	return doc.Steps
}

func (d *testDesk) expect(t *testing.T, s step) {
	t.Helper()
	var paths []string
	for _, f := range s.Files {
		paths = append(paths, filepath.Join("testdata/samples", f))
	}
	got, err := d.run(t, s.Kind, s.Expect.DryRun, paths...)
	if s.Expect.Error != "" {
		var file *FileError
		if !errors.As(err, &file) || file.Code != s.Expect.Error {
			t.Fatalf("error %v, want %s", err, s.Expect.Error)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if got.Rows != s.Expect.Rows || got.Created != s.Expect.Created || got.Updated != s.Expect.Updated ||
		got.Unchanged != s.Expect.Unchanged || got.Rejected != s.Expect.Rejected || got.DryRun != s.Expect.DryRun {
		t.Errorf("rows %d created %d updated %d unchanged %d rejected %d, want %+v", got.Rows, got.Created, got.Updated, got.Unchanged, got.Rejected, s.Expect)
	}
	if have, want := briefly(got.Problems), briefly(s.Expect.Problems); !slices.Equal(have, want) {
		t.Errorf("problems\n%v\nwant\n%v", have, want)
	}
	if s.Expect.Quota != nil {
		d.quota(t, *s.Expect.Quota)
	}
	if want := s.Expect.SkippedSheets; !slices.Equal(got.Files[0].SkippedSheets, want) && len(want) > 0 {
		t.Errorf("skipped sheets %v, want %v", got.Files[0].SkippedSheets, want)
	}
}

type brief struct {
	file, sheet string
	row         int
	code        value.Code
}

func briefly(all []Problem) []brief {
	var out []brief
	for _, p := range all {
		out = append(out, brief{p.File, p.Sheet, p.Row, p.Code})
	}
	slices.SortFunc(out, func(x, y brief) int {
		return cmp.Or(cmp.Compare(x.row, y.row), cmp.Compare(x.code, y.code))
	})
	return out
}
