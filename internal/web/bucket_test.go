package web

import (
	"fmt"
	"net/netip"
	"testing"
	"time"
)

func TestBuckets(t *testing.T) {
	t.Parallel()
	b := newBuckets(limit{perMinute: 60, burst: 3}, 100)
	one, other := asker{address: netip.MustParseAddr("192.0.2.1")}, asker{account: 1}
	for n := range 3 {
		if wait, _ := b.take(one, noon); wait != 0 {
			t.Fatalf("request %d waits %s", n, wait)
		}
	}
	for range 5 { // asking in vain costs nothing
		if wait, _ := b.take(one, noon); wait != time.Second {
			t.Fatalf("after the burst: %s", wait)
		}
	}
	if wait, _ := b.take(other, noon); wait != 0 {
		t.Errorf("another asker waits %s", wait)
	}
	for n := range 2 {
		if wait, _ := b.take(one, noon.Add(2*time.Second)); wait != 0 {
			t.Errorf("token %d of two seconds: %s", n, wait)
		}
	}
	if wait, _ := b.take(one, noon.Add(2*time.Second)); wait == 0 {
		t.Error("three tokens in two seconds")
	}
	if wait, _ := b.take(one, noon.Add(-time.Hour)); wait <= 0 {
		t.Error("a clock put back gives tokens")
	}
}

// An empty bucket is told of once a minute, whatever the clock does.
func TestEmptyBucketsAreTold(t *testing.T) {
	t.Parallel()
	b := newBuckets(limit{perMinute: 1, burst: 1}, 100)
	for i, c := range []struct {
		later time.Duration
		tell  bool
	}{{0, false}, {0, true}, {time.Second, false}, {59 * time.Second, false}, {60 * time.Second, false}, {61 * time.Second, true}, {-time.Hour, true}} {
		if _, tell := b.take(asker{account: 1}, noon.Add(c.later)); tell != c.tell {
			t.Errorf("take %d tells: %v", i, tell)
		}
	}
}

// A household of IPv6 is one, and an IPv4 address stands for itself.
func TestNeighbours(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"2001:db8::1", "2001:db8::ffff:2", true},
		{"2001:db8::1", "2001:db8:0:1::1", false},
		{"192.0.2.1", "192.0.2.2", false},
	} {
		if got := neighbours(netip.MustParseAddr(c.a)) == neighbours(netip.MustParseAddr(c.b)); got != c.same {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
	}
}

// However many addresses come, no more are remembered; the eldest is forgotten
// first, and who keeps asking is kept.
func TestBucketsAreBounded(t *testing.T) {
	t.Parallel()
	b := newBuckets(limit{perMinute: 1, burst: 1}, 10)
	busy := asker{address: netip.MustParseAddr("192.0.2.1")}
	for n := range 1000 {
		if wait, _ := b.take(busy, noon); (wait == 0) != (n == 0) {
			t.Fatalf("after %d others: %s", n, wait)
		}
		b.take(asker{address: netip.MustParseAddr(fmt.Sprintf("2001:db8:0:%x::", n))}, noon)
		if len(b.held) > 10 || b.order.Len() != len(b.held) {
			t.Fatalf("%d held, %d in order", len(b.held), b.order.Len())
		}
	}
	if _, kept := b.held[asker{address: netip.MustParseAddr("2001:db8:0:1::")}]; kept {
		t.Error("the eldest is still held")
	}
}
