package imports

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/riverqueue/river"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/internal/work"
)

// staging is a desk whose drafts are looked at and written as jobs.
type staging struct {
	*testDesk
	client  *work.Client
	looked  chan int64
	results chan Result
	reads   func(done int) // told of rows that are read, or nil
}

func newStaging(t *testing.T) *staging {
	t.Helper()
	return stagingOf(t, openDesk(t, testdb.New(t)), 1)
}

// stagingOf works the jobs of a desk; with no workers they only wait.
func stagingOf(t *testing.T, d *testDesk, workers int) *staging {
	t.Helper()
	s := &staging{testDesk: d, looked: make(chan int64, 16), results: make(chan Result, 16)}
	all := river.NewWorkers()
	river.AddWorker(all, &Worker{
		Service: d.service, Done: func(_ int64, r Result) { s.results <- r }, Looked: func(id int64) { s.looked <- id },
		Progress: func(_ int64, done, _ int) {
			if s.reads != nil {
				s.reads(done)
			}
		},
	})
	var queues map[string]int
	if workers > 0 {
		queues = map[string]int{Queue: workers}
	}
	var err error
	if s.client, err = work.NewClient(d.service.DB, slog.New(slog.DiscardHandler), all, queues); err != nil {
		t.Fatal(err)
	}
	if workers > 0 {
		if err := s.client.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { <-s.client.Stopped() })
	}
	return s
}

func (s *staging) at(actor db.Actor) *staging {
	other := *s
	other.testDesk = &testDesk{service: s.service, actor: actor}
	return &other
}

// sample is a file of testdata.
func sample(t testing.TB, name string) File {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata/samples", name)) //nolint:gosec // the test's own file
	if err != nil {
		t.Fatal(err)
	}
	return File{Name: name, Data: bytes.NewReader(data), Size: int64(len(data))}
}

func csvFile(name, text string) File {
	return File{Name: name, Data: bytes.NewReader([]byte(text)), Size: int64(len(text))}
}

// send stages files and waits for their preview.
func (s *staging) send(t *testing.T, q Staged) Draft {
	t.Helper()
	id, err := s.service.Stage(t.Context(), s.client, s.actor, q)
	if err != nil {
		t.Fatal(err)
	}
	<-s.looked
	return s.draft(t, id)
}

func (s *staging) draft(t *testing.T, id int64) Draft {
	t.Helper()
	d, err := s.service.FindDraft(t.Context(), s.actor, id)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// write imports a draft and returns how that ended.
func (s *staging) write(t *testing.T, id int64) Result {
	t.Helper()
	if err := s.service.Write(t.Context(), s.client, s.actor, id); err != nil {
		t.Fatal(err)
	}
	return <-s.results
}

// TestPreviewIsTheImport: what the preview says of every sample, the import of it
// then does, row by row; and nothing is written before it is asked for.
func TestPreviewIsTheImport(t *testing.T) {
	t.Parallel()
	s := newStaging(t)
	for _, step := range readSteps(t) {
		if step.Expect.Error != "" || step.Expect.DryRun || len(step.Files) != 1 {
			continue
		}
		const written = `SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM placement), (SELECT count(*) FROM association), (SELECT count(*) FROM enterprise),
			(SELECT count(*) FROM opening), (SELECT count(*) FROM visit), (SELECT count(*) FROM enrolment), (SELECT sum(xmin::text::bigint) FROM person)`
		before := s.tell(t, written)
		d := s.send(t, Staged{Files: []File{sample(t, step.Files[0])}})
		if after := s.tell(t, written); after != before {
			t.Errorf("%s: the preview wrote: %s, before %s", step.Files[0], after, before)
		}
		if step.Kind == "hires" && d.Kind == "" && slices.Equal(d.Choices, []string{"placements", "hires"}) {
			d = s.setKind(t, d.Import, step.Kind) // the county gets both, and they look alike
		}
		if d.Kind != step.Kind || !d.Ready || d.Failure != nil || d.Counts.Rows() != step.Expect.Rows {
			t.Fatalf("%s: kind %q ready %v failure %v, %d rows; want %s, %d rows; choices %v", step.Files[0], d.Kind, d.Ready, d.Failure, d.Counts.Rows(), step.Kind, step.Expect.Rows, d.Choices)
		}
		r := s.write(t, d.Import)
		if r.Err != nil {
			t.Fatal(r.Err)
		}
		got := r.Report
		if c := d.Counts; c[RowCreated] != got.Created || c[RowUpdated] != got.Updated || c[RowUnchanged] != got.Unchanged || c[RowConflict]+c[RowError] != got.Rejected {
			t.Errorf("%s: preview %v, import %s", step.Files[0], c, summary(got))
		}
		if after := s.draft(t, d.Import); after.State != "done" || !slices.Equal(countsOf(after), countsOf(d)) {
			t.Errorf("%s: after the import %s %v, before %v", step.Files[0], after.State, after.Counts, d.Counts)
		}
		if got.Created != step.Expect.Created || got.Updated != step.Expect.Updated || got.Rejected != step.Expect.Rejected {
			t.Errorf("%s: %s, want %+v", step.Files[0], summary(got), step.Expect)
		}
	}
}

func (s *staging) setKind(t *testing.T, id int64, kind string) Draft {
	t.Helper()
	if err := s.service.SetKind(t.Context(), s.client, s.actor, id, kind); err != nil {
		t.Fatal(err)
	}
	<-s.looked
	return s.draft(t, id)
}

func countsOf(d Draft) (out []int) {
	for _, s := range RowStates() {
		out = append(out, d.Counts[s])
	}
	return out
}

// TestRowsOfADraft lists rows by what will become of them, with their cells and
// what is wrong with each, and never a whole number of a person.
func TestRowsOfADraft(t *testing.T) {
	t.Parallel()
	s := newStaging(t)
	if _, err := s.run(t, "associations", false, "testdata/samples/associations.xlsx"); err != nil {
		t.Fatal(err)
	}
	d := s.send(t, Staged{Files: []File{sample(t, "members-township.xlsx")}})
	all, seen, wrong := 0, map[at]bool{}, 0
	for _, state := range RowStates() {
		for offset := 0; ; offset += 7 {
			page, err := s.service.Rows(t.Context(), s.actor, RowQuery{Import: d.Import, State: state, Sheet: -1, Offset: offset, Limit: 7})
			if err != nil {
				t.Fatal(err)
			}
			if page.Total != d.Counts[state] {
				t.Fatalf("%s: %d rows, counted %d", state, page.Total, d.Counts[state])
			}
			for _, r := range page.Rows {
				all++
				seen[r.at()] = true
				bad := 0
				for _, c := range r.Cells {
					for _, p := range c.Problems {
						if p.Severity == "error" {
							bad++
						}
					}
				}
				if (bad > 0) != (state == RowError || state == RowConflict) {
					t.Errorf("row %d is %s with %d errors in its cells", r.Number, state, bad)
				}
				wrong += bad
			}
			if len(page.Rows) == 0 {
				break
			}
		}
	}
	if all != d.Counts.Rows() || len(seen) != all || wrong < 12 {
		t.Errorf("listed %d rows, %d different, of %d, with %d errors", all, len(seen), d.Counts.Rows(), wrong)
	}
}
