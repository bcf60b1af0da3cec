package hiring

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// lacking is a statement of the nursing home about its caregivers.
var lacking = NewWaiver{Opening: 1, Posts: 2, Reason: "登了三周，没有人来"}

func (y yard) state(t *testing.T, as db.Actor, n NewWaiver) (id int64, err error) {
	t.Helper()
	err = y.try(t, as, func(ctx context.Context, tx *db.Tx) (err error) {
		id, err = StateWaiver(ctx, tx, n)
		return err
	})
	return id, err
}

// stated is a waiver of the nursing home, stated on 24 November: to be answered
// by the first of December.
func (y yard) stated(t *testing.T) int64 {
	t.Helper()
	id, err := y.state(t, nursing, lacking)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestStateWaiver(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	id := y.stated(t)
	y.must(t, nursing, func(ctx context.Context, tx *db.Tx) error {
		w, err := FindWaiver(ctx, tx, id)
		got := fmt.Sprint(w.Enterprise, w.EnterpriseName, w.Opening, w.Trade, w.Form, w.Posts, w.Reason, w.StatedOn.Format(" 2006-01-02 "), w.AnswerBy.Format("2006-01-02 "), w.State, w.Asked, w.Named, w.None)
		if want := "1示例养老院1护工regular2登了三周，没有人来 2026-11-24 2026-12-01 open2 0 0"; got != want {
			t.Errorf("stated\n%s, want\n%s", got, want)
		}
		return err
	})
	y.wants(t, "noted", "SELECT action || (target = '"+fmt.Sprint(id)+"') FROM audit WHERE noun = 'waiver'", "waiver_statedtrue")
}

// TestStateWaiverRefused: each refusal of a statement, and nothing written.
func TestStateWaiverRefused(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	y.stated(t)
	words := func(change func(*NewWaiver)) NewWaiver {
		n := NewWaiver{Trade: "厨师", Form: Temporary, Posts: 1, Reason: "没有人"}
		change(&n)
		return n
	}
	for _, c := range []struct {
		name string
		as   db.Actor
		say  NewWaiver
		want error
	}{
		{"the county", bureau, lacking, roster.ErrRole}, {"an association", jia, lacking, roster.ErrRole}, {"a worker", worker, lacking, roster.ErrRole},
		{"without an agreement", aluminium, NewWaiver{Opening: 4, Posts: 1, Reason: "没有人"}, ErrNoAgreement},
		{"another's opening", nursing, NewWaiver{Opening: 4, Posts: 1, Reason: "没有人"}, access.ErrNotFound},
		{"a closed opening", nursing, NewWaiver{Opening: 2, Posts: 1, Reason: "没有人"}, access.ErrNotFound},
		{"a special-skill temporary post", nursing, NewWaiver{Opening: 3, Posts: 1, Reason: "没有人"}, ErrExempt},
		{"the same post again", nursing, lacking, ErrWaiverOpen},
		{"the same trade in words", nursing, words(func(n *NewWaiver) { n.Trade, n.Form = "护 工", Regular }), ErrWaiverOpen},
		{"no trade", nursing, words(func(n *NewWaiver) { n.Trade = " " }), ErrPost},
		{"a long trade", nursing, words(func(n *NewWaiver) { n.Trade = strings.Repeat("长", 101) }), ErrPost},
		{"a number as trade", nursing, words(func(n *NewWaiver) { n.Trade = "厨师14000000001" }), ErrPost},
		{"no form", nursing, words(func(n *NewWaiver) { n.Form = "" }), ErrForm},
		{"no post", nursing, words(func(n *NewWaiver) { n.Posts = 0 }), ErrPosts},
		{"too many posts", nursing, words(func(n *NewWaiver) { n.Posts = 1001 }), ErrPosts},
		{"no reason", nursing, words(func(n *NewWaiver) { n.Reason = "" }), ErrReason},
		{"a number as reason", nursing, words(func(n *NewWaiver) { n.Reason = "打 14000000001" }), ErrReasonNumber},
	} {
		_, err := y.state(t, c.as, c.say)
		refused(t, c.name, err, c.want)
	}
	y.wants(t, "written", "SELECT count(*) FROM waiver", "1")
	if _, err := y.state(t, nursing, words(func(*NewWaiver) {})); err != nil {
		t.Errorf("another trade: %v", err)
	}
	if _, err := y.state(t, nursing, words(func(n *NewWaiver) { n.Form = Regular })); err != nil {
		t.Errorf("another form: %v", err)
	}
	y.exec(t, "UPDATE agreement SET ends = '2026-11-23'")
	_, err := y.state(t, nursing, words(func(n *NewWaiver) { n.Trade = "司机" }))
	refused(t, "an agreement that is over", err, ErrNoAgreement)
}

// TestWaiverRule: the days are the county's, by the day of the statement.
func TestWaiverRule(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	y.wants(t, "the rule says where it comes from", "SELECT days || source FROM waiver_rule", "7县里核定，未定时按 7 天")
	y.exec(t, "INSERT INTO waiver_rule VALUES ('2026-11-24', 3, '县里核定'), ('2026-11-25', 30, '县里核定')")
	y.stated(t)
	y.wants(t, "to be answered by", "SELECT answer_by FROM waiver", "2026-11-27")
	y.exec(t, "DELETE FROM waiver_rule")
	_, err := y.state(t, nursing, NewWaiver{Trade: "司机", Form: Regular, Posts: 1, Reason: "没有人"})
	refused(t, "no rule", err, ErrNoRule)
}

// TestWhoSeesWaivers: who asked, who is asked, the townships above them and the
// county; of the answers, an association its own.
func TestWhoSeesWaivers(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	id := y.stated(t)
	y.named(t, jia, id)
	y.must(t, yi, func(ctx context.Context, tx *db.Tx) error { return NobodyForWaiver(ctx, tx, id) })
	for _, c := range []struct {
		name        string
		as          db.Actor
		there       bool
		named, none int
	}{
		{"who asked", nursing, true, 1, 1}, {"another enterprise", aluminium, false, 0, 0}, {"an association", jia, true, 1, 0},
		{"another association", yi, true, 0, 1}, {"the township", kangning, true, 1, 1}, {"another township", gaojiacun, true, 0, 0},
		{"a station", ordos, false, 0, 0}, {"who was named", worker, true, 1, 0}, {"the county", bureau, true, 1, 1}, {"the auditor", auditor, true, 1, 1},
		{"another county", neighbours, false, 0, 0},
	} {
		y.must(t, c.as, func(ctx context.Context, tx *db.Tx) error {
			all, err := Waivers(ctx, tx, WaiverFilter{}, 10)
			if err == nil && (len(all) == 1) != c.there || len(all) == 1 && (all[0].Named != c.named || all[0].None != c.none) {
				t.Errorf("%s sees %+v", c.name, all)
			}
			return err
		})
	}
}
