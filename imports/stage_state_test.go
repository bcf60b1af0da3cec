package imports

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"laowu/internal/db"
)

func oneRoster() Staged {
	return Staged{Files: []File{csvFile("册.csv", people.Replace("村,姓名,身份证号码\n甲村,{王建}\n"))}}
}

// TestSentTwiceAtOnce: of those who send the same files at once one wins, and the
// others are told of it; once that one is done, the file may come again, and it is
// said that it came before.
func TestSentTwiceAtOnce(t *testing.T) {
	t.Parallel()
	s := ofVillage(t)
	s.actor.Name = "康宁县级"
	ids, errs := make([]int64, 6), make([]error, 6)
	var all sync.WaitGroup
	for i := range ids {
		all.Go(func() { ids[i], errs[i] = s.service.Stage(t.Context(), s.client, s.actor, oneRoster()) })
	}
	all.Wait()
	<-s.looked
	won := slices.IndexFunc(errs, func(err error) bool { return err == nil })
	for i, err := range errs {
		var first *Already
		if i != won && (!errors.As(err, &first) || first.Import != ids[won] || first.By != "康宁县级" || first.At.IsZero()) {
			t.Errorf("sender %d: %v; %d won", i, err, ids[won])
		}
	}
	if r := s.write(t, ids[won]); r.Err != nil || r.Report.Created != 1 {
		t.Fatalf("%+v", r)
	}
	d := s.send(t, oneRoster())
	if len(d.Earlier) != 1 || d.Earlier[0].Import != ids[won] || counted(d) != "0/0/1/0/0" {
		t.Errorf("again: %+v %s", d.Earlier, counted(d))
	}
	s.wants(t, "2", "SELECT count(*) FROM import WHERE kind = 'members'")
}

// TestWriteOnce: two who click at once import once, and a draft that is done or
// dropped takes nothing more.
func TestWriteOnce(t *testing.T) {
	t.Parallel()
	s := ofVillage(t)
	d := s.send(t, oneRoster())
	first := s.service.Write(t.Context(), s.client, s.actor, d.Import)
	second := s.service.Write(t.Context(), s.client, s.actor, d.Import)
	r := <-s.results
	if first != nil || r.Err != nil || r.Report.Created != 1 {
		t.Fatalf("%v %+v", first, r)
	}
	var said *FileError
	if !errors.As(second, &said) || said != UnderWay && said != NotDraft {
		t.Errorf("the second click: %v", second)
	}
	refused(t, s.service.Drop(t.Context(), s.actor, d.Import), "not_draft")
	_, err := s.service.Mend(t.Context(), s.client, s.actor, d.Import, Mend{Row: 2, Text: "王"})
	refused(t, err, "not_draft")
	refused(t, s.service.SetKind(t.Context(), s.client, s.actor, d.Import, "households"), "not_draft")
	refused(t, s.service.Write(t.Context(), s.client, s.actor, 999), "not_found")
	s.wants(t, "1", "SELECT count(*) FROM audit WHERE action = 'import' AND noun = 'import' AND target = '"+fmt.Sprint(d.Import)+"'")
}

// TestUnderWay: what is being written is told to be, and not waited for.
func TestUnderWay(t *testing.T) {
	t.Parallel()
	s := stagingOf(t, newDesk(t), 0)
	id, err := s.service.Stage(t.Context(), s.client, s.actor, oneRoster())
	if err != nil {
		t.Fatal(err)
	}
	refused(t, s.service.Write(t.Context(), s.client, s.actor, id), "not_ready")
	s.exec(t, "UPDATE import_draft SET counted = 1")
	s.exec(t, "UPDATE import SET kind = 'members'")
	if err := s.service.Write(t.Context(), s.client, s.actor, id); err != nil {
		t.Fatal(err)
	}
	hold := s.service.DB.Tx(t.Context(), s.actor, func(tx *db.Tx) error { // as the job does
		if _, err := tx.Exec(t.Context(), "SELECT FROM import FOR UPDATE"); err != nil {
			return err
		}
		refused(t, s.service.Write(t.Context(), s.client, s.actor, id), "under_way")
		refused(t, s.service.Drop(t.Context(), s.actor, id), "under_way")
		_, err := s.service.Stage(t.Context(), s.client, s.actor, oneRoster())
		var first *Already
		if !errors.As(err, &first) || !first.Queued {
			t.Errorf("the same file while it is written: %v", err)
		}
		return nil
	})
	if hold != nil {
		t.Fatal(hold)
	}
}

// TestWrongFiles: what cannot be read, or is of no kind, is a draft that says so;
// the kind can be chosen, and nobody chooses one that is not his.
func TestWrongFiles(t *testing.T) {
	t.Parallel()
	s := ofVillage(t)
	for name, want := range map[string]string{"bad-truncated.xlsx": "damaged", "bad-text.xlsx": "not_a_workbook", "bad-bomb.xlsx": "too_large"} {
		d := s.send(t, Staged{Files: []File{sample(t, name)}})
		if d.Failure == nil || d.Failure.Code != want || d.Ready || d.Progress.Busy() {
			t.Errorf("%s: %+v, ready %v, %+v", name, d.Failure, d.Ready, d.Progress)
		}
		refused(t, s.service.Write(t.Context(), s.client, s.actor, d.Import), "not_ready")
	}
	d := s.send(t, Staged{Files: []File{csvFile("天气.csv", "天气,心情\n晴,好\n")}})
	if d.Kind != "" || len(d.Choices) != 0 || d.Failure != nil || len(d.Kinds) != len(Kinds()) {
		t.Errorf("no kind: %+v", d)
	}
	refused(t, s.service.SetKind(t.Context(), s.client, s.actor, d.Import, "weather"), "not_allowed")
	if d = s.setKind(t, d.Import, "members"); d.Failure == nil || d.Failure.Code != "no_heading" {
		t.Errorf("as members: %+v", d.Failure)
	}
	_, err := s.service.Stage(t.Context(), s.client, s.actor, Staged{})
	refused(t, err, "empty")
	for _, role := range []db.Role{db.Worker, db.Auditor, db.Nobody} {
		_, err := s.service.Stage(t.Context(), s.client, db.Actor{County: "141123", Role: role, Organisation: 1}, oneRoster())
		refused(t, err, "not_allowed")
	}
}

// A write that comes to nothing leaves the draft as it was, and says why.
func TestFailedWriteIsADraftAgain(t *testing.T) {
	t.Parallel()
	s := ofVillage(t)
	d := s.send(t, Staged{Association: "999", Files: []File{csvFile("册.csv", people.Replace("姓名,身份证号码\n王建,142325197603089999\n"))}})
	if d.Failure == nil || d.Failure.Code != "unknown_association" {
		t.Fatalf("%+v", d)
	}
	s.exec(t, "UPDATE import SET association = (SELECT code FROM association)")
	if err := s.service.Again(t.Context(), s.client, s.actor, d.Import); err != nil {
		t.Fatal(err)
	}
	<-s.looked
	s.mend(t, d.Import, Mend{Row: 2, Column: 1, Text: "142325197603089998"})
	s.exec(t, "UPDATE import SET association = 'x'")
	if r := s.write(t, d.Import); r.Err == nil {
		t.Fatal("written for an association that is none")
	}
	after := s.draft(t, d.Import)
	if after.State != "draft" || after.Failure == nil || after.Failure.Code != "unknown_association" || after.Mends != 1 || !after.Ready {
		t.Errorf("%+v", after)
	}
	s.exec(t, "UPDATE import SET association = (SELECT code FROM association)")
	if r := s.write(t, d.Import); r.Err != nil || r.Report.Created != 1 {
		t.Errorf("%+v", r)
	}
}
