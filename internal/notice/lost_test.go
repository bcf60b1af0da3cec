package notice

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
)

// What a receiver does, and what becomes of the delivery.
func TestTroubles(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		do   func(w http.ResponseWriter, n int)
		want string // states after the first turn
		then string // after another one, two minutes later
		keys []int  // how often each key came
	}{
		"takes it": {nil, "sent 1", "sent 1", []int{1}},
		"refuses":  {func(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusBadRequest) }, "failed 1 refused 400", "failed 1 refused 400", []int{1}},
		"leads elsewhere": {func(w http.ResponseWriter, _ int) {
			w.Header().Set("Location", "/again")
			w.WriteHeader(http.StatusSeeOther)
		}, "failed 1 refused 303", "failed 1 refused 303", []int{1}},
		"is ill for a time": {first(http.StatusServiceUnavailable), "waiting 1 status 503", "sent 2", []int{2}},
		"has too much":      {first(http.StatusTooManyRequests), "waiting 1 status 429", "sent 2", []int{2}},
		"loses the answer": {func(w http.ResponseWriter, n int) {
			if n == 1 {
				drop(w)
			}
		}, "waiting 1 unreachable", "sent 2", []int{2}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, r := settle(t), listen(t)
			r.do = c.do
			post := p.post(r)
			p.tell(t, bureau, moved(2, "已经看过"))
			turn(t, post)
			turn(t, post) // at once: nothing more is due
			if got := p.states(t); strings.TrimSpace(got) != c.want {
				t.Errorf("became %s, want %s", got, c.want)
			}
			p.clock.at = p.clock.at.Add(2 * time.Minute)
			turn(t, post)
			if got := p.states(t); strings.TrimSpace(got) != c.then {
				t.Errorf("then became %s, want %s", got, c.then)
			}
			if got := r.often(); !reflect.DeepEqual(got, c.keys) {
				t.Errorf("keys came %d times", got)
			}
		})
	}
}

func first(status int) func(http.ResponseWriter, int) {
	return func(w http.ResponseWriter, n int) {
		if n == 1 {
			w.WriteHeader(status)
		}
	}
}

// A gateway that answers nothing is given up for now, and what is said of it
// quotes neither number nor address.
func TestSlowGateway(t *testing.T) {
	t.Parallel()
	p, r := settle(t), listen(t)
	wait := make(chan struct{})
	r.do = func(http.ResponseWriter, int) { <-wait }
	t.Cleanup(func() { close(wait) })
	gate := NewGateway(r.URL, "geheim", "").(*gateway) //nolint:forcetypeassert // made above
	gate.client.Timeout = 50 * time.Millisecond
	p.tell(t, bureau, moved(2, "已经看过"))
	if got := turn(t, &Post{DB: p.DB, Vault: p.vault, By: map[Way]Deliverer{SMS: gate}}); got != (Turn{Later: 1}) || p.states(t) != "waiting 1 timeout" {
		t.Errorf("turn %+v, %s", got, p.states(t))
	}
	err := NewGateway("http://127.0.0.1:1/send?key=s3cret", "", "").Deliver(t.Context(), Message{Key: "k", Text: "t"})
	if err == nil || err.Error() != "unreachable" {
		t.Errorf("an address that nobody listens at: %v", err)
	}
}

// A gateway that stays ill is tried over hours, then shown to the admin, who has
// it tried anew with the same key.
func TestGivenUp(t *testing.T) {
	t.Parallel()
	p, r := settle(t), listen(t)
	r.do = func(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusBadGateway) }
	post := p.post(r)
	p.clock.set(t, "2026-11-24 08:00")
	p.tell(t, bureau, moved(2, "已经看过"))
	for range 100 {
		turn(t, post)
		p.clock.at = p.clock.at.Add(5 * time.Minute)
	}
	if got := p.states(t); got != "failed 10 status 502" || len(r.took()) != 10 {
		t.Errorf("%s, tried %d times", got, len(r.took()))
	}
	r.do = nil
	p.must(t, admin, func(ctx context.Context, tx *db.Tx) error {
		all, err := Deliveries(ctx, tx, "failed", 10, 0)
		if err != nil || len(all) != 1 || all[0].Word != "推荐有进展" || TroubleWord(all[0].Trouble) != "网关出错（HTTP 502）" {
			t.Fatalf("%+v, %v", all, err)
		}
		if err := SendAgain(ctx, tx, 999); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("one that is not there: %v", err)
		}
		return SendAgain(ctx, tx, all[0].ID)
	})
	if got := turn(t, post); got != (Turn{Sent: 1}) || !reflect.DeepEqual(r.often(), []int{11}) {
		t.Errorf("turn %+v, keys came %d times", got, r.often())
	}
	p.must(t, admin, func(ctx context.Context, tx *db.Tx) error {
		if err := SendAgain(ctx, tx, 1); !errors.Is(err, ErrNotFailed) {
			t.Errorf("sent again though it went: %v", err)
		}
		all, err := Counts(ctx, tx)
		if len(all) != 1 || all[0].Today != 1 || all[0].Failed != 0 || all[0].LastSent == nil {
			t.Errorf("counts %+v", all)
		}
		return err
	})
}

var errKilled = errors.New("killed")

// killed takes the first message as its gateway does, and ends before anybody
// writes that down.
type killed struct{ Deliverer }

func (k killed) Deliver(ctx context.Context, m Message) error {
	if err := k.Deliverer.Deliver(ctx, m); err != nil {
		return err
	}
	panic(errKilled)
}

// Killed between sending and writing it down, it is sent again by another, with
// the same key; not before it is certain that nobody sends it now.
func TestKilledInTheMiddle(t *testing.T) {
	t.Parallel()
	p, r := settle(t), listen(t)
	p.tell(t, bureau, moved(2, "已经看过"), moved(2, "约面试"))
	func() {
		defer func() {
			if got := recover(); got != errKilled { //nolint:errorlint // the very one
				t.Errorf("ended by %v", got)
			}
		}()
		turn(t, &Post{DB: p.DB, Vault: p.vault, By: map[Way]Deliverer{SMS: killed{NewGateway(r.URL, "", "")}}})
	}()
	other := &Post{DB: p.open(t), Vault: p.vault, By: p.post(r).By}
	p.clock.at = p.clock.at.Add(time.Minute)
	if got := turn(t, other); got != (Turn{}) {
		t.Errorf("taken up while it may be on its way: %+v", got)
	}
	p.clock.at = p.clock.at.Add(2 * time.Minute)
	if got := turn(t, other); got != (Turn{Sent: 1}) || !reflect.DeepEqual(r.often(), []int{2}) || p.states(t) != "sent 2 " {
		t.Errorf("turn %+v, keys came %d times, %s", got, r.often(), p.states(t))
	}
}

// One that was too slow does not write over what who took it up wrote.
func TestTooSlowToWrite(t *testing.T) {
	t.Parallel()
	p, r := settle(t), listen(t)
	p.tell(t, bureau, moved(2, "已经看过"))
	var slow *claimed
	p.must(t, admin, func(ctx context.Context, tx *db.Tx) (err error) {
		rule, err := FindRule(ctx, tx)
		if err != nil {
			return err
		}
		if err = gather(ctx, tx, rule, []string{"sms"}); err == nil {
			slow, err = claim(ctx, tx)
		}
		return err
	})
	p.clock.at = p.clock.at.Add(3 * time.Minute)
	turn(t, p.post(r))
	p.must(t, admin, func(ctx context.Context, tx *db.Tx) error { return slow.settle(ctx, tx, Passing{timedOut}, &Turn{}) })
	if got := p.states(t); got != "sent 2 " {
		t.Errorf("became %s", got)
	}
}

// Two hundred people are told, one of whose answers in five is lost: two
// processes that deliver at once bring each what is his, once by its key.
func TestTwoProcesses(t *testing.T) {
	t.Parallel()
	p, r := settle(t), listen(t)
	const people = 200
	sealed, err := p.vault.Seal("141123", access.Phone, []byte(liRecord))
	if err != nil {
		t.Fatal(err)
	}
	p.must(t, admin, func(ctx context.Context, tx *db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed, phone_sealed)
			SELECT '141123', 100 + n, '第' || n || '人', 'male', '1980-01-01', int4send(n), '\x01', $1 FROM generate_series(1, $2) n`, sealed, people)
		return err
	})
	var news []News
	for i := range people {
		news = append(news, moved(int64(101+i), "已经看过"))
	}
	p.tell(t, bureau, news...)
	r.do = func(w http.ResponseWriter, n int) {
		if n%5 == 0 {
			drop(w)
		}
	}
	posts := []*Post{p.post(r), {DB: p.open(t), Vault: p.vault, By: p.post(r).By}}
	sent := 0
	for range 8 {
		var wg sync.WaitGroup
		turns := make([]Turn, len(posts))
		for i, post := range posts {
			wg.Go(func() {
				var err error
				if turns[i], err = post.Turn(t.Context(), admin); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		sent += turns[0].Sent + turns[1].Sent
		p.clock.at = p.clock.at.Add(time.Hour)
	}
	if got := p.text(t, "SELECT concat_ws(' ', count(*), count(DISTINCT person), count(DISTINCT key), min(state), max(state)) FROM notice_delivery"); got != "200 200 200 sent sent" || sent != people {
		t.Errorf("deliveries %s; %d said to be sent", got, sent)
	}
	whom := map[string]string{}
	for _, one := range r.took() {
		key := one.Header.Get("Idempotency-Key")
		if before, ok := whom[key]; ok && before != one.Text {
			t.Errorf("key %s says %q and %q", key, before, one.Text)
		}
		whom[key] = one.Text
	}
	all := map[string]bool{}
	for _, text := range whom {
		all[text] = true
	}
	if len(whom) != people || len(all) != people || len(r.took()) <= people {
		t.Errorf("%d keys, %d texts, %d requests", len(whom), len(all), len(r.took()))
	}
}

// An outage of the database between claim and answer leaves it claimed; the
// number was noted as opened each time that it was.
func TestEachOpeningIsNoted(t *testing.T) {
	t.Parallel()
	p, r := settle(t), listen(t)
	r.do = first(http.StatusServiceUnavailable)
	post := p.post(r)
	p.tell(t, bureau, moved(2, "已经看过"))
	turn(t, post)
	p.clock.at = p.clock.at.Add(time.Hour)
	turn(t, post)
	got := p.text(t, "SELECT string_agg(concat_ws(' ', noun, target, detail->>'try', detail->>'kind'), ', ' ORDER BY id) FROM audit WHERE action = 'notice_sent'")
	if got != "person 2 1 referral_moved, person 2 2 referral_moved" {
		t.Errorf("noted %s", got)
	}
	for table, column := range map[string]string{"audit": "detail::text", "notice_delivery": "trouble", "notice": "text"} {
		if n := p.text(t, fmt.Sprintf("SELECT count(*) FROM %s WHERE %s LIKE '%%%s%%'", table, column, liRecord)); n != "0" {
			t.Errorf("the number stands in %s", table)
		}
	}
}
