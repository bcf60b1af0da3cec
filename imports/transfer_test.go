package imports

import (
	"errors"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// wanting is a county whose imports are worked as jobs: 戊村's members are 张平,
// 刘兰 and 马俊; 甲村 sends a roster with all three on it, 刘兰 under another name
// and 马俊 with half a telephone number, and with 王建, who is new.
func wanting(t *testing.T) (d *working, wants, has *testDesk, sent int64) {
	t.Helper()
	w := newWorking(t, func(*working, int) {})
	w.csv(t, "associations", "乡镇,协会名称,覆盖行政村\n康宁镇,甲村务工协会,甲村\n瓦塘镇,戊村务工协会,戊村\n")
	w.csv(t, "members", people.Replace("村,姓名,身份证号码,入会时间\n戊村,{张平},2018.1\n戊村,{刘兰},2018.1\n戊村,{马俊},2018.1\n"))
	wants, has = w.as(t, db.Association, "甲村务工协会"), w.as(t, db.Association, "戊村务工协会")
	return w, wants, has, w.send(t, wants, "members", roll)
}

var roll = people.Replace("姓名,身份证号码,联系电话\n{张平},14000000003\n刘秀,142325198507239962,\n{马俊},1400000\n{王建},14000000001\n")

// send submits a file as somebody and waits until it is worked.
func (w *working) send(t *testing.T, as *testDesk, kind, text string) int64 {
	t.Helper()
	own := *w
	own.testDesk = as
	id := own.submit(t, kind, text)
	if r := <-w.results; r.Err != nil {
		t.Fatal(r.Err)
	}
	return id
}

// answer answers all questions that wait for somebody.
func (d *testDesk) answer(t *testing.T, agreed bool) (answered int) {
	t.Helper()
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		open, err := roster.OpenTransfers(t.Context(), tx, d.service.Vault, 9)
		for _, q := range open {
			answered++
			if q.Name != "张平" || q.By != "甲村务工协会" || q.Import == 0 {
				t.Errorf("asked for %+v", q)
			}
			err = errors.Join(err, roster.AnswerTransfer(t.Context(), tx, q.ID, agreed, "他还在戊村"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return answered
}

// TestConflictsAreAskedFor: whom an import met as another association's member
// is asked for once; agreed, his row goes in when the file is sent again, and
// refused it stays a conflict.
func TestConflictsAreAskedFor(t *testing.T) {
	t.Parallel()
	const rejected = "2 conflict, 3 conflict, 4 phone_format"
	for name, c := range map[string]struct {
		agreed  bool
		again   string
		members string
	}{
		"agreed":  {true, "0/1/1/2: 3 conflict, 4 phone_format", "戊村务工协会 2026-11-24, 甲村务工协会 <nil>"},
		"refused": {false, "0/0/1/3: " + rejected, "戊村务工协会 <nil>"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, wants, has, sent := wanting(t)
			for try, want := range []roster.AskedFor{{New: 1, Left: 1}, {Open: 1, Left: 1}} {
				got, err := w.service.AskTransfers(t.Context(), wants.actor, sent)
				if err != nil || got != want {
					t.Errorf("asked for the %d. time: %+v, %v; want %+v", try+1, got, err, want)
				}
			}
			if got := summary(wants.csv(t, "members", roll)); got != "0/0/1/3: "+rejected {
				t.Errorf("before the answer: %s", got)
			}
			if n := has.answer(t, c.agreed); n != 1 {
				t.Errorf("%d questions were to answer", n)
			}
			if got := summary(wants.csv(t, "members", roll)); got != c.again {
				t.Errorf("after the answer: %s, want %s", got, c.again)
			}
			const spells = `SELECT a.name, m.left_on FROM membership m JOIN person p ON p.id = m.person JOIN association a ON a.id = m.association
				WHERE p.name = '张平' ORDER BY m.left_on`
			if got := w.tell(t, spells); got != c.members {
				t.Errorf("he is counted by\n%s\nwant\n%s", got, c.members)
			}
			// The roster of the other side does not take him back.
			if got, want := summary(has.csv(t, "members", people.Replace("姓名,身份证号码\n{张平}\n"))), map[bool]string{true: "0/0/0/1: 2 conflict", false: "0/0/1/0"}[c.agreed]; got != want {
				t.Errorf("sent by the other side: %s, want %s", got, want)
			}
			// Who came over is not asked for again; who was refused is.
			got, err := w.service.AskTransfers(t.Context(), wants.actor, sent)
			want := map[bool]roster.AskedFor{true: {Left: 1}, false: {New: 1, Left: 1}}[c.agreed]
			if err != nil || got != want {
				t.Errorf("asked after the answer: %+v, %v; want %+v", got, err, want)
			}
		})
	}
}

// TestAskTransfersRefused: only for an import of one's own, of members, that was
// read and whose files are there.
func TestAskTransfersRefused(t *testing.T) {
	t.Parallel()
	w, wants, has, sent := wanting(t)
	other := w.send(t, w.testDesk, "associations", county[0].csv)
	ask := func(as *testDesk, id int64) error {
		_, err := w.service.AskTransfers(t.Context(), as.actor, id)
		return err
	}
	for name, c := range map[string]struct{ got, want error }{
		"another association's": {ask(has, sent), access.ErrNotFound}, "no such import": {ask(wants, 99), access.ErrNotFound},
		"not of members": {ask(w.testDesk, other), ErrNotRoster},
	} {
		if !errors.Is(c.got, c.want) {
			t.Errorf("%s: %v, want %v", name, c.got, c.want)
		}
	}
	w.exec(t, "UPDATE import SET state = 'queued' WHERE id = $1", sent)
	if err := ask(wants, sent); !errors.Is(err, ErrUnread) {
		t.Errorf("not read yet: %v", err)
	}
	w.exec(t, "UPDATE import SET state = 'draft' WHERE id = $1", sent)
	w.exec(t, "UPDATE person SET name = '王健' WHERE name = '王建'")
	if err := ask(wants, sent); err != nil {
		t.Errorf("looked at and not written yet: %v", err)
	}
	if got := w.tell(t, "SELECT name FROM person WHERE name LIKE '王%'"); got != "王健" {
		t.Errorf("asking wrote the roster: %s", got)
	}
	w.exec(t, "DELETE FROM import_file WHERE import = $1", sent)
	if err := ask(wants, sent); !errors.Is(err, Gone) {
		t.Errorf("its files are gone: %v", err)
	}
}
