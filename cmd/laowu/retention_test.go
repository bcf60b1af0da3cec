package main

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/riverqueue/river"

	"laowu/internal/work"
)

// forgotten is a county of whom nobody wrote for years: one person announced
// long ago, one not, an import of long ago with its file, and two files that
// were written for somebody, one of them three days ago.
const forgotten = `
	INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed, announced_on, updated_at) VALUES
	  ('141123', 7, '王建', 'male', '1976-03-08', '\x01', '\x01', '2020-02-01', '2020-01-01'),
	  ('141123', 8, '李英', 'female', '1970-01-01', '\x02', '\x02', NULL, '2020-01-01');
	INSERT INTO import (county, id, kind, state, dry_run, actor, finished_at) VALUES ('141123', 5, 'members', 'done', false, '{}', '2020-01-01');
	INSERT INTO import_file VALUES ('141123', 5, 0, '花名册.xlsx', 12, '');
	INSERT INTO import_part VALUES ('141123', 5, 0, 0, '');
	INSERT INTO export_file (county, id, kind, conditions, revealed, state, expected, rows, size, actor, role, account, asked_at, finished_at)
	  SELECT '141123', id, 'members', '{}', false, 'done', 1, 1, 34, '', 'county', 99, now() - of, now() - of FROM (VALUES (6, '3 days'::interval), (7, '1 day')) f (id, of);
	INSERT INTO export_part VALUES ('141123', 6, 0, 1, ''), ('141123', 7, 0, 1, '');`

func newForgotten(t *testing.T) office {
	t.Helper()
	o := newOffice(t)
	exec(t, o.env["LAOWU_DATABASE_URL"], forgotten)
	return o
}

func TestRetentionCommand(t *testing.T) {
	t.Parallel()
	o := newForgotten(t)
	for _, run := range []bool{false, false, true} {
		args := []string{"retention"}
		if run {
			args = append(args, "--run")
		}
		doc := o.ask(t, exitDone, args...)
		if got := fmt.Sprint(doc["run"], doc["announce"], doc["keep"], doc["erase"], doc["files"], doc["exports"]); got != fmt.Sprint(run)+" [8] [] [7] [map[bytes:12 files:1 import:5]] [map[bytes:34 export:6]]" {
			t.Errorf("laowu %s: %s", strings.Join(args, " "), got)
		}
	}
	if doc := o.ask(t, exitDone, "retention"); fmt.Sprint(doc["announce"], doc["erase"], doc["files"], doc["exports"]) != "[] [] [] []" {
		t.Errorf("afterwards: %v", doc)
	}
}

func TestRetentionInWords(t *testing.T) {
	t.Parallel()
	o := newForgotten(t)
	code, out, _ := o.call(t, "retention")
	for _, said := range []string{"24 个月", "会预告清除 1 人：8", "会清除 1 人：7", "会删除 1 次导入的文件", "会删除 1 个导出的文件", "导入 5：1 个文件", "--run"} {
		if code != exitDone || !strings.Contains(out, said) {
			t.Errorf("exit %d, does not say %s: %s", code, said, out)
		}
	}
	if _, out, _ = o.call(t, "retention", "--run"); !strings.Contains(out, "已清除 1 人：7") || strings.Contains(out, "--run") || strings.Contains(out, "王建") {
		t.Errorf("said %s", out)
	}
	exec(t, o.env["LAOWU_DATABASE_URL"], "DELETE FROM retention_rule")
	if code, _, errs := o.call(t, "retention"); code != exitFailed || !strings.Contains(errs, "还没有规定") {
		t.Errorf("without a rule: exit %d, %s", code, errs)
	}
}

// TestRetentionEveryDay starts the service's jobs: the day's turn comes once,
// counts by default, and acts where the setting says so.
func TestRetentionEveryDay(t *testing.T) {
	t.Parallel()
	for setting, want := range map[string]string{"": "[8] [7] 1", "report": "[8] [7] 1", "run": "[] [] 0"} {
		t.Run("LAOWU_RETENTION="+setting, func(t *testing.T) {
			t.Parallel()
			o := newForgotten(t)
			o.env["LAOWU_RETENTION"] = setting
			log := o.oneDay(t, retentionArgs{"141123"})
			if !strings.Contains(log, fmt.Sprintf("done=%v announced=1 kept=0 erased=1", setting == "run")) || strings.Contains(log, "王建") {
				t.Errorf("logged %q", log)
			}
			doc := o.ask(t, exitDone, "retention")
			if got := fmt.Sprint(doc["announce"], doc["erase"], len(doc["files"].([]any))); got != want {
				t.Errorf("still due: %s, want %s", got, want)
			}
		})
	}
}

// oneDay starts the service's jobs, waits for a turn of the day and stops.
func (o office) oneDay(t *testing.T, turn river.JobArgs) (log string) {
	t.Helper()
	var out, errs bytes.Buffer
	c := &cli{streams: streams{out: &out, err: &errs, getenv: func(k string) string { return o.env[k] }}, flags: map[string]string{}}
	err := c.with(t.Context(), func(ctx context.Context, a *app) error {
		jobs, err := a.startJobs(ctx)
		if err != nil {
			return err
		}
		o.wait(t, jobs, turn.Kind())
		if again, err := jobs.Insert(ctx, turn, oncePerDay()); err != nil || !again.UniqueSkippedAsDuplicate {
			t.Errorf("a second turn on the same day: %v", err)
		}
		return work.Stop(context.WithoutCancel(ctx), jobs)
	})
	if err != nil {
		t.Fatal(err)
	}
	return errs.String()
}
