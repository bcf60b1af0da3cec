package web

import (
	"context"
	"strconv"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/web/templates"
	"laowu/matching"
)

// savedPart lists a worker's searches, each with how many of what it finds is
// new since he looked.
func (s *Server) savedPart(c *fiber.Ctx, back string) (templates.Part, error) {
	var all []matching.SavedSearch
	var offered map[int64]time.Time
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if all, err = matching.SavedSearches(c.UserContext(), tx, s.actor(c).Person); err != nil || len(all) == 0 {
			return err
		}
		since := all[0].LookedAt
		for _, one := range all {
			if one.LookedAt.Before(since) {
				since = one.LookedAt
			}
		}
		offered, err = matching.Offered(c.UserContext(), tx, since)
		return err
	})
	part := templates.Part{Empty: "还没有存。在“找活”里找的时候，点“存下这次找的”，下次点一下就行。"}
	if err != nil {
		return part, err
	}
	ask := mostAsked
	for _, one := range all {
		item := templates.Item{Text: one.Name, Small: day(one.LookedAt.In(china), s.today()) + "看过", Actions: savedActions(one, back)}
		if item.Badge, err = s.newSince(c, one, offered, &ask); err != nil {
			return part, err
		}
		part.Items = append(part.Items, item)
	}
	return part, nil
}

func savedActions(one matching.SavedSearch, back string) []templates.Action {
	at := "/me/searches/" + itoa(one.ID)
	return []templates.Action{{Label: "打开", To: at + "/open", Whom: one.Name}, {Label: "删掉", To: at + "/drop", Kind: "plain", Whom: one.Name, Keep: pairs("back", back)}}
}

// mostNew is how many of the latest hits of a search are looked through, and
// mostAsked how many searches one page asks the engine: what it counts is held,
// so the next page counts more.
const (
	mostNew   = 100
	mostAsked = 4
)

// newSince says how much of what a search finds was offered since he looked. No
// engine is asked where nothing was.
func (s *Server) newSince(c *fiber.Ctx, one matching.SavedSearch, offered map[int64]time.Time, ask *int) (templates.Badge, error) {
	k := freshKey{search: one.ID, looked: one.LookedAt.UnixNano()}
	for _, at := range offered {
		if at.After(one.LookedAt) {
			k.offered++
			k.newest = max(k.newest, at.UnixNano())
		}
	}
	n, known := s.fresh.get(k)
	switch {
	case k.offered == 0:
		return templates.Badge{Text: "没有新的"}, nil
	case !known && *ask == 0:
		return templates.Badge{Text: "点开看有没有新的"}, nil
	case !known:
		*ask--
		var err error
		if n, err = CountFresh(s.Search)(c.UserContext(), s.actor(c), one, offered); err != nil {
			return templates.Badge{}, err
		}
		s.fresh.put(k, n)
	}
	switch n {
	case 0:
		return templates.Badge{Text: "没有新的"}, nil
	case mostNew:
		return templates.Badge{Text: strconv.Itoa(n) + " 个以上新的", Kind: "ok"}, nil
	}
	return templates.Badge{Text: strconv.Itoa(n) + " 个新的", Kind: "ok"}, nil
}

// CountFresh asks the engine for a kept search's latest hits: at most mostNew are
// looked through.
func CountFresh(search func(context.Context, db.Actor, matching.Request) (matching.Found, error)) matching.CountFresh {
	return func(ctx context.Context, as db.Actor, one matching.SavedSearch, offered map[int64]time.Time) (n int, err error) {
		q, err := savedQuery(one.Question)
		if err != nil {
			return 0, err
		}
		r := request(q)
		r.Sort, r.Limit, r.Facets, r.Quiet = matching.SortNew, mostNew, false, true
		found, err := search(ctx, as, r)
		if err != nil {
			return 0, err
		}
		for _, h := range found.Hits {
			if at, ok := offered[h.ID]; ok && at.After(one.LookedAt) {
				n++
			}
		}
		return n, nil
	}
}

// freshKey is a count that holds while nothing is looked at, offered or closed.
type freshKey struct{ search, looked, newest, offered int64 }

// mostFresh bounds the counts that are held, at some 60 bytes each; with more,
// all are counted anew.
const mostFresh = 1 << 16

// fresh are counts of what is new. Safe for several goroutines.
type fresh struct {
	mu   *sync.Mutex
	held map[freshKey]int
}

func newFresh() fresh { return fresh{&sync.Mutex{}, map[freshKey]int{}} }

func (f fresh) get(k freshKey) (n int, known bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	n, known = f.held[k]
	return n, known
}

func (f fresh) put(k freshKey, n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.held) >= mostFresh {
		clear(f.held)
	}
	f.held[k] = n
}
