package web

import (
	"context"
	"fmt"
	"sync"
)

// sendings are the forms that are just being worked: who presses a button twice
// waits for the first answer, and is then led where that one leads. That
// nothing is done twice is the database's to hold.
type sendings struct {
	mu   *sync.Mutex
	held map[string]chan bool
}

func newSendings() sendings { return sendings{mu: new(sync.Mutex), held: map[string]chan bool{}} }

// begin waits until no other sending of the key is under way; done ends this
// one.
func (s sendings) begin(ctx context.Context, key string) (done func(), err error) {
	for {
		s.mu.Lock()
		other, busy := s.held[key]
		if !busy {
			own := make(chan bool)
			s.held[key] = own
			s.mu.Unlock()
			return func() { s.end(key, own) }, nil
		}
		s.mu.Unlock()
		select {
		case <-other:
		case <-ctx.Done():
			return nil, fmt.Errorf("wait for the first sending: %w", ctx.Err())
		}
	}
}

func (s sendings) end(key string, own chan bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.held, key)
	close(own)
}
