package bench

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"testing"
	"time"

	"github.com/riverqueue/river"

	"laowu/imports"
	"laowu/internal/db"
	"laowu/internal/work"
)

// BenchmarkDraft looks at the full member list before it is written, 57,450 rows
// into a county without members: the preview, pages of its rows, and a cell that
// is mended. Its yardstick is excelize Rows over the same file.
func BenchmarkDraft(b *testing.B) {
	in := install(b)
	members, associations := workbooks(b, b.TempDir())
	in.laowu(b, "import", "associations", associations)
	yard := measure(b, append(os.Environ(), yardstickFile+"="+members), os.Args[0]).wall
	d, vault := in.open(b)
	s := &imports.Service{DB: d, Vault: vault}
	looked := make(chan int64, 1)
	workers := river.NewWorkers()
	river.AddWorker(workers, &imports.Worker{Service: s, Looked: func(id int64) { looked <- id }})
	jobs, err := work.NewClient(d, slog.New(slog.DiscardHandler), workers, map[string]int{imports.Queue: 1})
	if err != nil {
		b.Fatal(err)
	}
	if err := jobs.Start(b.Context()); err != nil {
		b.Fatal(err)
	}
	data, err := os.ReadFile(members) //nolint:gosec // our own file
	if err != nil {
		b.Fatal(err)
	}
	actor := db.Actor{County: "141123", Role: db.Admin}
	draft := drafting{b, s, jobs, actor, yard, 0}
	draft.line("kept and queued", func() (err error) {
		draft.id, err = s.Stage(b.Context(), jobs, actor, imports.Staged{Files: []imports.File{{Name: "members.xlsx", Data: bytes.NewReader(data), Size: int64(len(data))}}})
		return err
	})
	draft.line("its preview", func() error { <-looked; return nil })
	draft.measure()
	_ = jobs.StopAndCancel(context.WithoutCancel(b.Context()))
}

type drafting struct {
	*testing.B
	s     *imports.Service
	jobs  *work.Client
	actor db.Actor
	yard  time.Duration
	id    int64
}

func (d *drafting) measure() {
	for _, at := range []struct {
		what   string
		offset int
	}{{"the first page of its rows", 0}, {"page 575", 28700}, {"the last page", 57400}} {
		d.line(at.what, func() error {
			page, err := d.s.Rows(d.Context(), d.actor, imports.RowQuery{Import: d.id, Sheet: -1, Offset: at.offset, Limit: 50})
			if err == nil && len(page.Rows) == 0 {
				d.Error("an empty page")
			}
			return err
		})
	}
	d.line("the draft itself", func() error {
		_, err := d.s.FindDraft(d.Context(), d.actor, d.id)
		return err
	})
	page, err := d.s.Rows(d.Context(), d.actor, imports.RowQuery{Import: d.id, Sheet: -1, Offset: 57400, Limit: 1})
	if err != nil || len(page.Rows) != 1 {
		d.Fatal(page, err)
	}
	d.line("a cell of the last row mended", func() error {
		_, err := d.s.Mend(d.Context(), d.jobs, d.actor, d.id, imports.Mend{Sheet: page.Rows[0].Sheet, Row: page.Rows[0].Number, Column: column(page, "employer"), Text: "改过的单位"})
		return err
	})
}

// column is one that says a field.
func column(page imports.RowPage, field string) int {
	for _, s := range page.Sheets {
		for c, one := range s.Columns {
			if s.Index == page.Rows[0].Sheet && one.Field == field {
				return c
			}
		}
	}
	return -1
}

// line prints what something took beside the yardstick.
func (d *drafting) line(what string, do func() error) {
	began := time.Now()
	if err := do(); err != nil {
		d.Fatal(err)
	}
	took := time.Since(began)
	line("draft of 57,450 rows: "+what, fmt.Sprintf("%s, %.2f times excelize Rows", ms(took), took.Seconds()/d.yard.Seconds()), "")
}
