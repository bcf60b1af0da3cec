package web

import (
	"bufio"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
)

// How events are streamed to a page that watches something under way. A stream
// ends on its own well before the server's time for an answer is over, and the
// browser comes again: what it watches is in the database.
const (
	streamEvery = 500 * time.Millisecond
	streamTime  = 40 * time.Second
	mostStreams = 500 // who comes over that reloads the page instead
	mostOfOne   = 20  // those of one account
)

var errStreams = refusalError{fiber.StatusServiceUnavailable, "看进度的人太多", "请过一会儿刷新这一页。"}

// streams are those that are open. They end with the service, which would wait
// for them.
type streams struct {
	slots chan bool
	stop  chan bool
	once  *sync.Once
	of    *streamsOf
}

// streamsOf counts the streams of each account.
type streamsOf struct {
	sync.Mutex
	of map[int64]int
}

// take says whether an account may have one more.
func (h *streamsOf) take(account int64) bool {
	h.Lock()
	defer h.Unlock()
	if h.of[account] >= mostOfOne {
		return false
	}
	h.of[account]++
	return true
}

func (h *streamsOf) giveBack(account int64) {
	h.Lock()
	defer h.Unlock()
	if h.of[account]--; h.of[account] == 0 {
		delete(h.of, account)
	}
}

func newStreams() streams {
	return streams{slots: make(chan bool, mostStreams), stop: make(chan bool), once: new(sync.Once), of: &streamsOf{of: map[int64]int{}}}
}

func (s streams) end() { s.once.Do(func() { close(s.stop) }) }

// streamEnd is the last part of the address of every stream.
const streamEnd = "/progress"

// isStream says whether a request is answered by a stream of events, which is
// not packed: a packer holds back what is too short to be worth it.
func isStream(c *fiber.Ctx) bool { return strings.HasSuffix(strings.ToLower(c.Path()), streamEnd) }

// stream answers with an event whenever look finds something else than before,
// until it says that this was the last. Look is asked outside of the request,
// which is gone by then.
func (s *Server) stream(c *fiber.Ctx, look func() (event string, last bool, err error)) error {
	account := s.actor(c).Account
	if !s.streams.of.take(account) {
		return errStreams
	}
	select {
	case s.streams.slots <- true:
	default:
		s.streams.of.giveBack(account)
		return errStreams
	}
	c.Set(fiber.HeaderContentType, "text/event-stream; charset=utf-8")
	c.Set("X-Accel-Buffering", "no") // nginx would collect the events
	c.Context().SetBodyStreamWriter(func(w *bufio.Writer) {
		defer func() { <-s.streams.slots; s.streams.of.giveBack(account) }()
		var err error
		defer func() {
			if err != nil {
				s.Log.Error("stream ended", "error", err)
			}
		}()
		defer rescue(&err)
		err = s.tellEvents(w, look)
	})
	return nil
}

// tellEvents writes until nothing more happens, nobody listens any more, or the
// service stops.
func (s *Server) tellEvents(w *bufio.Writer, look func() (string, bool, error)) error {
	over, tick := time.After(streamTime), time.NewTicker(streamEvery)
	defer tick.Stop()
	before := ""
	for {
		event, last, err := look()
		if err != nil {
			return err
		}
		if event != before {
			before = event
			_, _ = fmt.Fprintf(w, "retry: 1000\ndata: %s\n\n", event) // the flush tells
		} else {
			_, _ = w.WriteString(":\n\n") // notices who has gone
		}
		if w.Flush() != nil || last {
			return nil
		}
		select {
		case <-tick.C:
		case <-over:
			return nil
		case <-s.streams.stop:
			return nil
		}
	}
}
