package imports

import (
	"context"
	"fmt"
	"testing"
	"time"

	"laowu/internal/db"
)

// TestDropped: nothing was written, the files are gone, and the same file may come
// again.
func TestDropped(t *testing.T) {
	t.Parallel()
	s := stagingOf(t, roles(t), 1)
	mine := s.at(s.as(t, db.Association, "甲村务工协会").actor)
	d := mine.send(t, oneRoster())
	refused(t, s.at(s.as(t, db.Association, "戊村务工协会").actor).service.Drop(t.Context(), s.as(t, db.Association, "戊村务工协会").actor, d.Import), "not_found")
	refused(t, s.service.Drop(t.Context(), s.actor, d.Import), "not_yours") // the county sees it
	if err := mine.service.Drop(t.Context(), mine.actor, d.Import); err != nil {
		t.Fatal(err)
	}
	s.wants(t, "0 dropped", "SELECT (SELECT count(*) FROM import_file), (SELECT state FROM import WHERE digest IS NOT NULL)")
	_, err := mine.service.Rows(t.Context(), mine.actor, RowQuery{Import: d.Import, Sheet: -1, Limit: 5})
	if err != nil {
		t.Errorf("rows of a dropped draft: %v", err)
	}
	_, err = mine.service.Original(t.Context(), mine.actor, d.Import, 0)
	refused(t, err, "forgotten")
	if again := mine.send(t, oneRoster()); counted(again) != "1/0/0/0/0" {
		t.Errorf("again: %s", counted(again))
	}
}

// A draft that nobody writes goes with its files when their time is over.
func TestForgottenDraft(t *testing.T) {
	t.Parallel()
	s := ofVillage(t)
	d := s.send(t, oneRoster())
	s.mend(t, d.Import, Mend{Row: 2, Column: 1, Text: "王小建"})
	s.exec(t, "UPDATE import SET created_at = now() - interval '400 days'")
	if old := s.forget(t, true); len(old) != 1 || old[0].Import != d.Import {
		t.Errorf("forgotten %v", old)
	}
	s.wants(t, "dropped 0 0", "SELECT state, (SELECT count(*) FROM import_mend), (SELECT count(*) FROM import_part) FROM import WHERE id = "+fmt.Sprint(d.Import))
}

// Of what was written long ago the numbers stay when its files go.
func TestForgottenImport(t *testing.T) {
	t.Parallel()
	s := ofVillage(t)
	d := s.send(t, Staged{Files: []File{csvFile("册.csv", people.Replace("村,姓名,身份证号码\n甲村,{王建}\n甲村,{李英}\n乙村,{张平}\n"))}})
	if r := s.write(t, d.Import); r.Err != nil {
		t.Fatal(r.Err)
	}
	before := s.draft(t, d.Import)
	s.exec(t, "UPDATE import SET finished_at = now() - interval '400 days'")
	s.forget(t, true)
	after := s.draft(t, d.Import)
	if counted(before) != "2/0/0/0/1" || counted(after) != counted(before) || len(after.Files) != 0 {
		t.Errorf("%s before, %s after, files %v", counted(before), counted(after), after.Files)
	}
}

// TestDraftOfADeadProcess: a preview whose process was killed is taken up again and
// ends as any; one that is at work, or was just begun, is left alone.
func TestDraftOfADeadProcess(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.csv(t, "associations", oneVillage)
	dead := stagingOf(t, d, 0) // it queues, and works nothing
	id, err := d.service.Stage(t.Context(), dead.client, d.actor, oneRoster())
	if err != nil {
		t.Fatal(err)
	}
	rescued := func(what string, want int) {
		t.Helper()
		if n, err := d.service.Rescue(t.Context(), d.actor); n != want || err != nil {
			t.Fatalf("%s: rescued %d, want %d; %v", what, n, want, err)
		}
	}
	d.exec(t, "UPDATE river.river_job SET state = 'running', attempted_at = now(), attempt = 1")
	rescued("just begun", 0)
	d.exec(t, "UPDATE river.river_job SET attempted_at = now() - interval '1 minute'")
	working := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", lookLock(d.actor.County, id))
		rescued("at work", 0)
		return err
	})
	if working != nil {
		t.Fatal(working)
	}
	rescued("killed", 1)
	living := stagingOf(t, d, 1)
	<-living.looked
	if got := living.draft(t, id); counted(got) != "1/0/0/0/0" {
		t.Errorf("looked at: %s", counted(got))
	}
	if r := living.write(t, id); r.Err != nil || r.Report.Created != 1 {
		t.Errorf("%+v", r)
	}
}

// What is changed while a preview reads is not overwritten by what that one found.
func TestChangedWhileLookedAt(t *testing.T) {
	t.Parallel()
	s := ofVillage(t)
	changed := false
	s.reads = func(int) {
		if !changed {
			changed = true
			if err := s.service.SetKind(t.Context(), s.client, s.actor, 1, "households"); err != nil {
				t.Error(err)
			}
		}
	}
	d := s.send(t, oneRoster())
	<-s.looked
	if d = s.draft(t, d.Import); !changed || d.Kind != "households" || d.Ready || d.Failure == nil {
		t.Errorf("changed %v, kind %s, ready %v, %v", changed, d.Kind, d.Ready, d.Failure)
	}
}

// Progress of a draft can be asked by whoever sees it, whoever works it.
func TestProgress(t *testing.T) {
	t.Parallel()
	s := ofVillage(t)
	d := s.send(t, oneRoster())
	p, err := s.service.Progress(t.Context(), s.actor, d.Import)
	if err != nil || p.Step != "ended" || p.State != "draft" || p.Busy() {
		t.Errorf("%+v, %v", p, err)
	}
	w := &Worker{Service: s.service}
	tell, stop := w.progress(t.Context(), s.actor, d.Import, "writing", true)
	tell(3, 7)
	for p.Done != 3 {
		if p, err = s.service.Progress(t.Context(), s.actor, d.Import); err != nil {
			t.Fatal(err)
		}
	}
	stop()
	stop()
	if p != (Progress{"draft", "writing", 3, 7}) || !p.Busy() {
		t.Errorf("%+v", p)
	}
	_, err = s.service.Progress(t.Context(), db.Actor{County: "141123", Role: db.Association, Organisation: 1}, d.Import)
	refused(t, err, "not_found")
}

// TestTellingHoldsNothingUp: others have every connection and wait for the county,
// which the import holds; it ends all the same.
func TestTellingHoldsNothingUp(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	pool := d.service.DB.Pool()
	for range pool.Config().MaxConns {
		conn, err := pool.Acquire(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Release()
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	tell, stop := (&Worker{Service: d.service}).progress(ctx, d.actor, 1, "writing", true)
	tell(1, 2)
	stop()
	if ctx.Err() != nil {
		t.Error("the import waited for a second connection")
	}
}

// A preview that is given up says nothing of what somebody has said to write
// meanwhile: that goes on.
func TestPreviewGivenUpLate(t *testing.T) {
	t.Parallel()
	s := stagingOf(t, newDesk(t), 0)
	id, err := s.service.Stage(t.Context(), s.client, s.actor, oneRoster())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ state, in, want string }{
		{"queued", "draft", "queued true"}, {"done", "draft", "done true"}, {"draft", "draft", "draft false"}, {"done", "queued", "done true"}, {"queued", "queued", "draft false"},
	} {
		s.exec(t, "UPDATE import SET state = $1", c.state)
		s.exec(t, "UPDATE import_draft SET failure = NULL")
		err := s.service.DB.Tx(t.Context(), s.actor, func(tx *db.Tx) error {
			staged, err := failed(t.Context(), tx, id, c.in, NotAllowed)
			if !staged {
				t.Errorf("%+v: it is no draft", c)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		s.wants(t, c.want, "SELECT i.state, d.failure IS NULL FROM import i JOIN import_draft d ON d.import = i.id")
	}
}
