package bench

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/riverqueue/river"

	"laowu/imports"
	"laowu/internal/db"
	"laowu/internal/work"
)

// uploadPage is the page that is asked for while the service imports.
const uploadPage = "/imports"

// leastAsked is from how many requests on the slowest in a hundred says
// something.
const leastAsked = 100

// BenchmarkUploadPage asks for the upload page again and again while the
// service works an import of 57,450 rows.
func BenchmarkUploadPage(b *testing.B) {
	in := install(b)
	in.laowu(b, "demo")
	members, _ := workbooks(b, b.TempDir())
	s := in.serve(b)
	defer s.stop(b)
	county := s.login(b, "county")
	quiet := each(b, leastAsked, func(int) error { return get(b.Context(), county, s.url+uploadPage) })
	id, service := in.queue(b, members)
	var busy []time.Duration
	for done := false; !done; {
		began := time.Now()
		if err := get(b.Context(), county, s.url+uploadPage); err != nil {
			b.Fatal(err)
		}
		busy = append(busy, time.Since(began))
		var r imports.Result
		var err error
		if r, done, err = service.Find(b.Context(), admin, id); err != nil || r.Err != nil {
			b.Fatal(err, r.Err)
		}
	}
	slices.Sort(quiet)
	slices.Sort(busy)
	if len(busy) < leastAsked {
		b.Fatalf("only %d requests while the import ran", len(busy))
	}
	p99 := busy[len(busy)*99/100]
	b.ReportMetric(milliseconds(p99), "ms/p99")
	line("`"+uploadPage+"`, nothing else going on: median, p99", ms(quiet[len(quiet)/2])+", "+ms(quiet[len(quiet)*99/100]), "—")
	line(fmt.Sprintf("the same while the service imports 57,450 rows, %d requests", len(busy)), ms(busy[len(busy)/2])+", "+ms(p99), "p99 200 ms")
}

// queue sends the file for the service to import.
func (in *installation) queue(b *testing.B, path string) (int64, *imports.Service) {
	b.Helper()
	d, vault := in.open(b)
	service := &imports.Service{DB: d, Vault: vault}
	workers := river.NewWorkers()
	river.AddWorker(workers, &imports.Worker{Service: service})
	jobs, err := work.NewClient(d, slog.New(slog.DiscardHandler), workers, nil)
	if err != nil {
		b.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		b.Fatal(err)
	}
	kind, _ := imports.ByName("members")
	id, err := service.Submit(context.Background(), jobs, db.Actor{County: admin.County, Role: db.Admin, Name: "bench"}, imports.Submission{
		Kind: kind, Queue: imports.Queue, Files: []imports.File{{Name: filepath.Base(path), Data: f, Size: info.Size()}},
	})
	if err != nil {
		b.Fatal(err)
	}
	return id, service
}
