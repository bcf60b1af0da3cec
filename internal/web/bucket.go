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

// buckets hold tokens by who takes them. Safe for several
// goroutines.
type buckets struct {
	limit
	most int

	mu    sync.Mutex
	held  map[asker]*list.Element
	order *list.List // of *bucket, the one used last in front
}

// asker is whom a limit counts: an address, or an account wherever it asks from.
type asker struct {
	address netip.Addr
	account int64
}

type bucket struct {
	of     asker
	tokens *rate.Limiter
	told   time.Time // when it was last said that it is empty
}

func newBuckets(l limit, most int) *buckets {
	return &buckets{limit: l, most: most, held: map[asker]*list.Element{}, order: list.New()}
}

// take takes a token of an asker; where there is none, it says how long to wait
// for one, and whether to tell of it: once a minute.
func (b *buckets) take(from asker, now time.Time) (wait time.Duration, tell bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	own := b.of(from)
	r := own.tokens.ReserveN(now, 1)
	if wait = r.DelayFrom(now); wait > 0 {
		r.CancelAt(now)
		if tell = now.Sub(own.told).Abs() >= time.Minute; tell {
			own.told = now
		}
	}
	return wait, tell
}

// of is an asker's bucket, which is full where he has not asked.
func (b *buckets) of(a asker) *bucket {
	if e, ok := b.held[a]; ok {
		b.order.MoveToFront(e)
		return e.Value.(*bucket)
	}
	if len(b.held) == b.most {
		eldest := b.order.Back()
		delete(b.held, b.order.Remove(eldest).(*bucket).of)
	}
	fresh := &bucket{of: a, tokens: rate.NewLimiter(rate.Limit(float64(b.perMinute)/60), b.burst)}
	b.held[a] = b.order.PushFront(fresh)
	return fresh
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
