package match

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"laowu/internal/db"
	"laowu/matching"
)

// The bounds of how many matches are asked for.
const (
	DefaultLimit = 10
	MostLimit    = 100
)

// The refusals of a match; their texts go to people as they are.
var (
	ErrLimit = fmt.Errorf("最多要几个：填 1 到 %d", MostLimit)
	ErrRole  = errors.New("这个身份不看匹配；单位看应聘和推荐来的人")
)

// matchers see who fits what: of the people in their sight. An enterprise sees
// whom others send to it, never a list of people.
var matchers = []db.Role{db.Association, db.Township, db.Station, db.County, db.Admin, db.Auditor}

// Matcher finds partners by a lexicon. Safe for several goroutines.
type Matcher struct {
	Lexicon *matching.Lexicon
	titles  titles
}

// Match is one partner: the opening for a worker, the worker for an opening.
type Match struct {
	Score   Points
	Parts   []PartShown // add up to the score
	Missing []string    // of a near fit: what it lacks, with the way out
}

// run is what a match needs beside the two sides.
type run struct {
	*reader
	weights weights
	today   time.Time
}

func (m *Matcher) start(ctx context.Context, tx *db.Tx, limit int) (r run, err error) {
	if limit < 1 || limit > MostLimit {
		return r, ErrLimit
	}
	all, err := Weights(ctx, tx)
	if err != nil {
		return r, err
	}
	r = run{reader: newReader(m.Lexicon, &m.titles, tx.Actor.County), weights: on(all, tx.Today()), today: tx.Today()}
	return r, nil
}

// ranked is a pair that was held together, as long as it may be shown.
type ranked struct {
	id     int64
	offer  offer
	seeker *seeker
	verdict
	score
}

// best are the pairs with the highest scores, at most so many; of the same
// score the smaller number comes first.
type best struct {
	most int
	all  []ranked
}

// takes says whether a pair of so many points would be among them.
func (b *best) takes(points Points, id int64) bool {
	return len(b.all) < b.most || before(points, id, b.all[len(b.all)-1])
}

func before(points Points, id int64, than ranked) bool {
	return points > than.total || points == than.total && id < than.id
}

func (b *best) add(r ranked) {
	at, _ := slices.BinarySearchFunc(b.all, r, func(x, y ranked) int {
		return cmp.Or(cmp.Compare(y.total, x.total), cmp.Compare(x.id, y.id))
	})
	if len(b.all) == b.most {
		b.all = b.all[:b.most-1]
	}
	b.all = slices.Insert(b.all, at, r)
}

// found are the fits, and those who nearly fit, which come after them.
type found struct{ fits, near best }

// hold holds a person against an opening and keeps the pair where it is among
// the best. Nearly fits only who has to do with the trade.
func (f *found) hold(s *seeker, o *offer, id int64) {
	v := s.judge(o)
	into := &f.fits
	if !v.fits() {
		if !v.nears() || s.trade(o.trades).quality < unknownTrade {
			return
		}
		into = &f.near
	}
	sc := s.score(o, &v)
	if into.takes(sc.total, id) {
		into.add(ranked{id: id, offer: *o, seeker: s, verdict: v, score: sc})
	}
}

// match puts a pair into words.
func (r ranked) match(classes []coming) Match {
	return Match{Score: r.total, Parts: r.seeker.shown(&r.offer, &r.verdict, r.score), Missing: r.seeker.missing(&r.verdict, classes)}
}
