package notice

import (
	"context"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"laowu/internal/db"
)

// post is what delivers in these tests, by SMS to a receiver.
func (p place) post(by *receiver) *Post {
	return &Post{DB: p.DB, Vault: p.vault, By: map[Way]Deliverer{SMS: NewGateway(by.URL, "geheim", "")}}
}

// turn is one turn that has to go well.
func turn(t *testing.T, p *Post) Turn {
	t.Helper()
	out, err := p.Turn(t.Context(), admin)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// states are the deliveries in short, in their order.
func (p place) states(t *testing.T) string {
	t.Helper()
	return p.text(t, "SELECT string_agg(concat_ws(' ', state, tries, trouble), ', ' ORDER BY id) FROM notice_delivery")
}

// One message a day of a kind, with all that there is by then; the telephone is
// the one that he logs in with; nothing is said but whom it is for and how much.
func TestOneADayOfAKind(t *testing.T) {
	t.Parallel()
	p, r := settle(t), listen(t)
	post := p.post(r)
	p.tell(t, bureau, moved(1, "“电工”：单位已经看过"), moved(1, "“焊工”：约面试"), moved(1, "“保安”：没有录用"),
		News{Kind: TripPlanned, To: Person(1), Text: "十二月一日去鄂尔多斯", Link: "/me"}, moved(2, "“护工”：已经看过"))
	if got := turn(t, post); got != (Turn{Sent: 3}) {
		t.Errorf("turn %+v", got)
	}
	want := []string{ // the urgent kind first
		wangLogin + " 王建：您有一条新消息：出行安排好了。请登录劳务平台看“消息”，或者问您的务工协会。",
		wangLogin + " 王建：您有 3 条新消息：推荐有进展。请登录劳务平台看“消息”，或者问您的务工协会。",
		liRecord + " 李英：您有一条新消息：推荐有进展。请登录劳务平台看“消息”，或者问您的务工协会。",
	}
	if got := texts(r); !reflect.DeepEqual(got, want) {
		t.Fatalf("sent %q", got)
	}
	if h := r.took()[0].Header; h.Get("Authorization") != "Bearer geheim" || len(h.Get("Idempotency-Key")) != 36 {
		t.Errorf("header %v", h)
	}
	// What comes later on the day waits for the next, with whatever else comes.
	p.clock.set(t, "2026-11-24 15:00")
	p.tell(t, bureau, moved(1, "“电工”：约面试"))
	if got := turn(t, post); got != (Turn{}) {
		t.Errorf("a second one on the day: %+v", got)
	}
	p.clock.set(t, "2026-11-25 09:00")
	p.tell(t, bureau, moved(1, "“电工”：录用"))
	turn(t, post)
	if got := texts(r); len(got) != 4 || !strings.Contains(got[3], "您有 2 条新消息") {
		t.Errorf("the next day: %q", got)
	}
	if got := p.text(t, "SELECT string_agg(action || ' ' || target, ', ' ORDER BY id) FROM audit WHERE action = 'notice_sent'"); got != "notice_sent 1, notice_sent 1, notice_sent 2, notice_sent 1" {
		t.Errorf("noted %s", got)
	}
}

// texts are whom and what, in the order of sending.
func texts(r *receiver) (out []string) {
	for _, one := range r.took() {
		out = append(out, one.To+" "+one.Text)
	}
	return out
}

// From nine in the evening until eight nothing goes out, be it urgent or tried
// before.
func TestQuietHours(t *testing.T) {
	t.Parallel()
	p, r := settle(t), listen(t)
	post := p.post(r)
	p.clock.set(t, "2026-11-24 20:59")
	r.do = func(w http.ResponseWriter, n int) {
		if n == 1 {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}
	p.tell(t, bureau, moved(2, "先试一次"))
	if got := turn(t, post); got != (Turn{Later: 1}) {
		t.Fatalf("turn %+v", got)
	}
	for _, at := range []string{"2026-11-24 21:00", "2026-11-24 23:59", "2026-11-25 00:00", "2026-11-25 07:59"} {
		p.clock.set(t, at)
		p.tell(t, bureau, News{Kind: CaseMoved, To: Person(1), Text: "欠薪的事有进展", Link: "/me"})
		if got := turn(t, post); got != (Turn{}) || len(r.took()) != 1 {
			t.Errorf("%s: %+v, %d sent", at, got, len(r.took()))
		}
	}
	p.clock.set(t, "2026-11-25 08:00")
	if got := turn(t, post); got != (Turn{Sent: 2}) {
		t.Errorf("in the morning: %+v", got)
	}
	if got := r.took()[1].Text; !strings.Contains(got, "您有 4 条新消息：您反映的问题有进展") {
		t.Errorf("first goes %q", got)
	}
	p.must(t, admin, func(ctx context.Context, tx *db.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO notice_rule VALUES ('2026-11-26', '12:00', '14:00', 3, 180, '午休')")
		return err
	})
	p.clock.set(t, "2026-11-26 13:00")
	p.tell(t, bureau, moved(1, "午休里"))
	if got := turn(t, post); got != (Turn{}) {
		t.Errorf("the new rule does not hold: %+v", got)
	}
	p.clock.set(t, "2026-11-26 22:00")
	if got := turn(t, post); got != (Turn{Sent: 1}) {
		t.Errorf("the old rule still holds: %+v", got)
	}
}

// What its addressee wants none of, has read, or that waited for days, stays in
// the platform.
func TestWishes(t *testing.T) {
	t.Parallel()
	p, r := settle(t), listen(t)
	post := p.post(r)
	wish := func(as db.Actor, w Wish) {
		p.must(t, as, func(ctx context.Context, tx *db.Tx) error { return SetWish(ctx, tx, w) })
	}
	until := db.Day(p.clock.at).AddDate(0, 0, 2)
	wish(wang, Wish{SMS: false})
	wish(li, Wish{SMS: true, PausedUntil: &until})
	p.tell(t, bureau, moved(1, "不要短信"), moved(2, "先停两天"), moved(3, "没有电话"))
	if got := turn(t, post); got != (Turn{Failed: 1}) || p.states(t) != "failed 1 no_number" {
		t.Errorf("turn %+v, %s", got, p.states(t))
	}
	wish(wang, Wish{SMS: true})
	p.clock.set(t, "2026-11-27 10:00") // the pause is over
	p.tell(t, bureau, moved(1, "又要了"), moved(2, "停过了"), News{Kind: ConsentAsked, To: Person(1), Text: "看过了", Link: "/me"})
	p.must(t, wang, func(ctx context.Context, tx *db.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE notice SET read_at = now() WHERE kind = 'consent_asked'")
		return err
	})
	if got := turn(t, post); got != (Turn{Sent: 2}) {
		t.Errorf("turn %+v", got)
	}
	for _, one := range r.took() {
		if !strings.Contains(one.Text, "一条新消息：推荐有进展") {
			t.Errorf("sent %q", one.Text)
		}
	}
	if got := len(p.list(t, li)); got != 2 {
		t.Errorf("%d in the platform", got)
	}
	bad := p.clock.at.AddDate(-1, 0, 0)
	if err := p.Tx(t.Context(), wang, func(tx *db.Tx) error { return SetWish(t.Context(), tx, Wish{PausedUntil: &bad}) }); err != ErrWishPause { //nolint:errorlint // the refusal itself
		t.Errorf("a pause that is over: %v", err)
	}
	if err := p.Tx(t.Context(), jia, func(tx *db.Tx) error { return SetWish(t.Context(), tx, Wish{}) }); err != ErrWishRole { //nolint:errorlint // likewise
		t.Errorf("an association's wish: %v", err)
	}
}

// Without a receiver the platform alone keeps them, and one that is set up later
// sends none of the old.
func TestNoReceiver(t *testing.T) {
	t.Parallel()
	p, r := settle(t), listen(t)
	alone := &Post{DB: p.DB, Vault: p.vault}
	p.tell(t, bureau, moved(1, "一"), News{Kind: WaiverAsked, To: Office(db.Association, 1), Text: "二", Link: "/waivers"})
	if got := turn(t, alone); got != (Turn{}) {
		t.Errorf("turn %+v", got)
	}
	if got := turn(t, p.post(r)); got != (Turn{}) || len(r.took()) != 0 {
		t.Errorf("turn %+v", got)
	}
	if got := p.text(t, "SELECT string_agg(DISTINCT outside, ' ') FROM notice"); got != "off" {
		t.Errorf("outside: %s", got)
	}
	p.tell(t, bureau, moved(1, "三天前"))
	p.clock.set(t, "2026-11-27 10:01")
	if got := turn(t, p.post(r)); got != (Turn{}) {
		t.Errorf("what waited for long goes: %+v", got)
	}
}

// Organisations are told by a call that is signed; it names nobody.
func TestWebhook(t *testing.T) {
	t.Parallel()
	p, r := settle(t), listen(t)
	secret := strings.Repeat("s", 32)
	post := &Post{DB: p.DB, Vault: p.vault, By: map[Way]Deliverer{Webhook: NewHook(r.URL, secret, p.clock.now)}}
	p.tell(t, bureau, News{Kind: CaseGiven, To: Office(db.Association, 1), About: 1, Text: Who + "的欠薪", Link: "/cases/1"}, moved(1, "不发短信"))
	if got := turn(t, post); got != (Turn{Sent: 1}) {
		t.Fatalf("turn %+v", got)
	}
	one := r.took()[0]
	want := `{"id":"` + one.Header.Get("Idempotency-Key") + `","kind":"case_given","text":"您有一条新消息：有一件维权的事交给您。请登录劳务平台看“消息”。","notices":1,"role":"association","organisation":1,"at":"2026-11-24T10:00:00+08:00"}`
	if got := strings.Replace(one.Body, "2026-11-24T02:00:00Z", "2026-11-24T10:00:00+08:00", 1); got != want {
		t.Errorf("body %s", one.Body)
	}
	at := one.Header.Get("X-Laowu-Timestamp")
	if at != "1795485600" || one.Header.Get("X-Laowu-Signature") != Sign([]byte(secret), at, []byte(one.Body)) {
		t.Errorf("header %v", one.Header)
	}
	for _, forged := range []string{Sign([]byte("another"), at, []byte(one.Body)), Sign([]byte(secret), "1", []byte(one.Body)), Sign([]byte(secret), at, []byte(one.Body+" "))} {
		if forged == one.Header.Get("X-Laowu-Signature") {
			t.Error("the signature does not hold the body, the time and the secret")
		}
	}
	// As `printf '1.{}' | openssl dgst -sha256 -hmac key` computes it.
	if got := Sign([]byte("key"), "1", []byte("{}")); got != "v1=1ba6b8171186efc613e8bcc0cbdab2748f24984d7c5a84faa2637afa0e40d224" {
		t.Errorf("signed %s", got)
	}
}
