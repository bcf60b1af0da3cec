package web

import (
	"container/list"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// mostBuckets bounds the memory of a limit, at some 300 bytes a bucket. Whoever
// has more addresses than these only makes the eldest forgotten.
const mostBuckets = 1 << 15

// buckets hold tokens by the address that takes them. Safe for several
// goroutines.
type buckets struct {
	limit
	most int

	mu    sync.Mutex
	held  map[netip.Addr]*list.Element
	order *list.List // of *bucket, the one used last in front
}

type bucket struct {
	of     netip.Addr
	tokens *rate.Limiter
}

func newBuckets(l limit, most int) *buckets {
	return &buckets{limit: l, most: most, held: map[netip.Addr]*list.Element{}, order: list.New()}
}

// take takes a token of an address; where there is none, it says how long to
// wait for one.
func (b *buckets) take(from netip.Addr, now time.Time) (wait time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	r := b.of(neighbours(from)).ReserveN(now, 1)
	if wait = r.DelayFrom(now); wait > 0 {
		r.CancelAt(now)
	}
	return wait
}

// of is the tokens of an address, which is full where nobody asked from it.
func (b *buckets) of(a netip.Addr) *rate.Limiter {
	if e, ok := b.held[a]; ok {
		b.order.MoveToFront(e)
		return e.Value.(*bucket).tokens
	}
	if len(b.held) == b.most {
		eldest := b.order.Back()
		delete(b.held, b.order.Remove(eldest).(*bucket).of)
	}
	tokens := rate.NewLimiter(rate.Limit(float64(b.perMinute)/60), b.burst)
	b.held[a] = b.order.PushFront(&bucket{a, tokens})
	return tokens
}

// neighbours is the address that counts: of IPv6 a household holds a whole /64.
func neighbours(a netip.Addr) netip.Addr {
	if a.Is6() {
		if p, err := a.Prefix(64); err == nil {
			return p.Addr()
		}
	}
	return a
}
