package imports

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"laowu/internal/db"
)

// A panic that quotes a row ends its import, and neither the service nor the
// words of the row in the job's record, the report or the log.
func TestPanic(t *testing.T) {
	t.Parallel()
	w := newWorking(t, func(*working, int) {})
	var log bytes.Buffer
	w.service.Log = slog.New(slog.NewTextHandler(&log, nil))
	w.service.Desk.Trade = func(title string) string { panic("no trade: " + title) }
	id := w.submit(t, "openings", "企业名称,统一社会信用代码,岗位名称,需求人数,用工形式,工作地点\n甲厂,91141123MA0AL47R7J,王建的岗位,3,长期,兴县\n")
	if r := <-w.results; r.Err == nil || r.Err.Error() != "panic" {
		t.Fatalf("result %+v", r)
	}
	got, done, err := w.service.Find(t.Context(), w.actor, id)
	if err != nil || !done || Failure(got.Err).Code != "failed" {
		t.Errorf("found %+v, %v, %v", got, done, err)
	}
	if strings.Contains(log.String(), "王建") || !strings.Contains(log.String(), "kind_openings.go") {
		t.Errorf("the log says %s", log.String())
	}
	w.noErrors(t)
}

// noErrors wants no error in the record of any job.
func (w *working) noErrors(t *testing.T) {
	t.Helper()
	var said string
	err := w.service.DB.ReadTx(t.Context(), w.actor, func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), "SELECT coalesce(string_agg(errors::text, ' '), '') FROM river.river_job").Scan(&said)
	})
	if err != nil || said != "" {
		t.Errorf("jobs failed: %s, %v", said, err)
	}
}
