package hiring

import (
	"context"
	"strings"
	"testing"

	"laowu/internal/db"
	"laowu/internal/roster"
)

// said are the notices in their order, each with whom it is for; then they are
// taken away.
func (y yard) said(t *testing.T) string {
	t.Helper()
	out := y.text(t, `SELECT string_agg(concat_ws(' ', kind, role, nullif(organisation, 0), nullif(person, 0), text, nullif(about, 0)), E'\n' ORDER BY id) FROM notice`)
	y.own(t, "DELETE FROM notice")
	return out
}

func (y yard) told(t *testing.T, what string, want ...string) {
	t.Helper()
	if got := y.said(t); got != strings.Join(want, "\n") {
		t.Errorf("%s: told\n%s\nwant\n%s", what, got, strings.Join(want, "\n"))
	}
}

// Whoever did not make a move of a referral is told of it, with its reason.
func TestTellReferrals(t *testing.T) {
	t.Parallel()
	p := settle(t)
	id := p.refer(t, jiacun, 1, 1)
	p.told(t, "referred", "consent_asked worker 1 示例铝业有限公司想看您的姓名和电话，好跟您联系：同意还是不同意，请答复", "referral_made enterprise 1 {who}来应聘“电工”（示例铝业有限公司） 1")
	p.own(t, "UPDATE consent SET state = 'given', answered_at = now()")
	p.must(t, lvye, func(ctx context.Context, tx *db.Tx) error {
		return MoveReferral(ctx, tx, id, ReferralStep{To: ReferralRefused, Reason: "filled", Note: "下次再来"})
	})
	p.told(t, "refused", "referral_moved worker 1 “电工”（示例铝业有限公司）：单位没要，已经招满了",
		"referral_moved association 1 {who}“电工”（示例铝业有限公司）：单位没要，已经招满了 1")
	id = p.refer(t, jiacun, 1, 2) // he agreed before
	p.told(t, "referred again", "referral_made enterprise 1 {who}来应聘“焊工”（示例铝业有限公司） 1", "referral_moved worker 1 “焊工”（示例铝业有限公司）：推荐您去了，等单位答复")
	p.must(t, worker, func(ctx context.Context, tx *db.Tx) error {
		return MoveReferral(ctx, tx, id, ReferralStep{To: ReferralWithdrawn, Reason: "far"})
	})
	p.told(t, "taken back by himself", "referral_moved enterprise 1 {who}“焊工”（示例铝业有限公司）：不去了，太远 1",
		"referral_moved association 1 {who}“焊工”（示例铝业有限公司）：不去了，太远 1")
}

// Whoever was sent to an opening that closes or ends is told, and of a referral
// that expired; once, however often it is looked.
func TestRemindOver(t *testing.T) {
	t.Parallel()
	p := settle(t)
	p.refer(t, jiacun, 1, 1)
	p.refer(t, neighbour, 2, 2) // he goes himself, and its last day is today
	p.said(t)
	remind := func(on place) {
		on.must(t, bureau, func(ctx context.Context, tx *db.Tx) error { return Remind(ctx, tx) })
	}
	remind(p)
	if got := p.text(t, "SELECT count(*) FROM notice"); got != "0" {
		t.Errorf("%s told while all stands", got)
	}
	p.own(t, "UPDATE opening SET closed_at = '2026-11-25' WHERE id = 1")
	next := p.on(t, "2026-11-25")
	remind(next)
	remind(next)
	p.own(t, "UPDATE opening SET closed_at = NULL WHERE id = 1")
	remind(p.on(t, "2026-11-26"))
	p.told(t, "closed and ended", "opening_over worker 1 “电工”（示例铝业有限公司）：这个岗位不招了，可以看看别的",
		"opening_over association 1 {who}“电工”（示例铝业有限公司）：这个岗位不招了，可以看看别的 1", "opening_over worker 2 “焊工”（示例铝业有限公司）：这个岗位不招了，可以看看别的")
	late := p.on(t, "2027-01-10")
	late.must(t, bureau, func(ctx context.Context, tx *db.Tx) error { _, err := ExpireReferrals(ctx, tx); return err })
	remind(late)
	remind(late)
	if got := p.text(t, "SELECT string_agg(concat_ws(' ', kind, role), ', ' ORDER BY id) FROM notice"); got != "referral_over worker, referral_over association, referral_over worker" {
		t.Errorf("expired: %s", got)
	}
	refused(t, "an association reminds all", p.try(t, jiacun, Remind), roster.ErrRole)
}

// Who is put on a departure, taken off it, or whose departure is cancelled, is
// told when and whither.
func TestTellRiders(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	id := y.planned(t, jia, 1, 2)
	trip := y.text(t, "SELECT text FROM notice WHERE person = 1")
	for _, part := range []string{"2026年11月", "上车，去“", "鄂尔多斯"} {
		if !strings.Contains(trip, part) {
			t.Errorf("told %q", trip)
		}
	}
	y.told(t, "planned", "trip_planned worker 1 "+trip, "trip_planned worker 2 "+trip)
	y.must(t, jia, func(ctx context.Context, tx *db.Tx) error { return DropRider(ctx, tx, id, 2) })
	y.must(t, jia, func(ctx context.Context, tx *db.Tx) error { return CancelDeparture(ctx, tx, id, "车坏了") })
	y.told(t, "changed", "trip_changed worker 2 "+trip+"：您不在名单里了", "trip_changed worker 1 "+trip+"：取消了，车坏了")
}

// A waiver asks every association, reminds the day before those that have not
// answered, and tells the enterprise what was decided.
func TestTellWaivers(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	id := y.stated(t)
	if got := y.said(t); strings.Count(got, "waiver_asked association") != 2 || !strings.Contains(got, "示例养老院说招不到本地的") {
		t.Errorf("told %s", got)
	}
	if err := y.nobody(t, jia, id); err != nil {
		t.Fatal(err)
	}
	due := y.text(t, "SELECT answer_by - 1 FROM waiver")
	for range 2 {
		y.on(t, due).must(t, bureau, Remind)
	}
	if got := y.said(t); strings.Count(got, "waiver_due") != 1 || !strings.HasPrefix(got, "waiver_due association 2 ") {
		t.Errorf("reminded %s", got)
	}
	if err := y.nobody(t, yi, id); err != nil {
		t.Fatal(err)
	}
	if err := y.decide(t, bureau, id, true, "两个协会都没有人"); err != nil {
		t.Fatal(err)
	}
	if got := y.said(t); !strings.HasPrefix(got, "waiver_decided enterprise 1 招不到本地的") || !strings.HasSuffix(got, "：属实，两个协会都没有人") {
		t.Errorf("decided %s", got)
	}
}

// The association is told what a member has it ask; he is told its answer, and
// that he was sent, by one notice where he agreed before. What he does himself he
// is not told of.
func TestTellAsks(t *testing.T) {
	t.Parallel()
	p := settle(t)
	var asked []int64
	for opening := range int64(3) {
		id, err := p.ask(t, worker, opening+1, "")
		refused(t, "asked", err, nil)
		asked = append(asked, id)
	}
	if got := p.text(t, "SELECT string_agg(concat_ws(' ', kind, role, organisation, text, about, link), ', ') FROM notice WHERE text LIKE '%电工%'"); got != "ask_made association 1 {who}请协会代问“电工”（示例铝业有限公司） 1 /asks" {
		t.Errorf("asked: told %s", got)
	}
	p.said(t)
	p.must(t, jiacun, func(ctx context.Context, tx *db.Tx) error { return RefuseAsk(ctx, tx, asked[0], "下个月才招") })
	p.told(t, "answered", "ask_answered worker 1 “电工”（示例铝业有限公司）：下个月才招")
	p.must(t, jiacun, func(ctx context.Context, tx *db.Tx) error { _, err := ReferAsked(ctx, tx, asked[1]); return err })
	p.told(t, "sent", "consent_asked worker 1 示例铝业有限公司想看您的姓名和电话，好跟您联系：同意还是不同意，请答复",
		"ask_answered worker 1 “焊工”（示例铝业有限公司）：协会替您报上名了", "referral_made enterprise 1 {who}来应聘“焊工”（示例铝业有限公司） 1")
	p.own(t, "UPDATE consent SET state = 'given', answered_at = now()")
	again, err := p.ask(t, worker, 1, "")
	refused(t, "asked again", err, nil)
	p.said(t)
	p.must(t, jiacun, func(ctx context.Context, tx *db.Tx) error { _, err := ReferAsked(ctx, tx, again); return err })
	p.told(t, "sent, having agreed", "referral_made enterprise 1 {who}来应聘“电工”（示例铝业有限公司） 1", "referral_moved worker 1 “电工”（示例铝业有限公司）：推荐您去了，等单位答复")
	p.must(t, worker, func(ctx context.Context, tx *db.Tx) error { return WithdrawAsk(ctx, tx, asked[2]) })
	if got := p.text(t, "SELECT count(*) FROM notice"); got != "0" {
		t.Errorf("taken back by himself: %s told", got)
	}
}
