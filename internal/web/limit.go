package web

import (
	"math"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
)

// limit is how often something may be asked from one address. A whole village
// may stand behind one, so limits stop programs and not people.
type limit struct {
	perMinute, burst int
	strangers        bool   // holds for those without a login alone
	what             string // is told who goes over it
}

// The limits by name; a line of the routes names its own by limited.
const (
	limitSearch = "search"
	limitLogin  = "login"
)

var limits = map[string]limit{
	limitSearch: {perMinute: 300, burst: 100, strangers: true, what: "查得太快了"},
	limitLogin:  {perMinute: 60, burst: 30, what: "试得太快了"},
}

// limited puts a limit before an action.
func limited(name string, handle func(*Server, *fiber.Ctx) error) func(*Server, *fiber.Ctx) error {
	return func(s *Server, c *fiber.Ctx) error {
		if err := s.within(name, c); err != nil {
			return err
		}
		return handle(s, c)
	}
}

// within refuses what goes over a limit. This machine itself has none: it is
// its owner's own, or a proxy that nobody declared, behind which all visitors
// would be one.
func (s *Server) within(name string, c *fiber.Ctx) error {
	b := s.buckets[name]
	from := s.client(c)
	if b.strangers && s.actor(c).Role != db.Nobody || from.IsLoopback() && from == peer(c) {
		return nil
	}
	wait := b.take(from, s.Now())
	if wait == 0 {
		return nil
	}
	seconds := strconv.Itoa(int(math.Ceil(wait.Seconds())))
	c.Set(fiber.HeaderRetryAfter, seconds)
	return refusalError{fiber.StatusTooManyRequests, b.what, "请过 " + seconds + " 秒再试。同一个网络里的人合在一起算，不一定是您一个人的事。"}
}

// makeBuckets prepares every limit.
func makeBuckets() map[string]*buckets {
	made := map[string]*buckets{}
	for name, l := range limits {
		made[name] = newBuckets(l, mostBuckets)
	}
	return made
}
