package match

import (
	"context"
	"slices"

	"laowu/internal/db"
)

// BestFor is what openings there are for one person of several.
type BestFor struct {
	Blocks []string // what keeps him from every opening; may be empty
	Fits   int      // openings that suit him
	Match  *OpeningMatch
}

// Workers finds for each of the people whom the actor sees how many openings suit
// him and the best of them: where none suits, Match is nil. All openings are read
// once and held against each of them, so that a page of people costs little more
// than one. Who is out of sight is left out. ErrRole.
func (m *Matcher) Workers(ctx context.Context, tx *db.Tx, ids []int64) (map[int64]BestFor, error) {
	if !slices.Contains(matchers, tx.Actor.Role) {
		return nil, ErrRole
	}
	r, err := m.start(ctx, tx, 1)
	if err != nil {
		return nil, err
	}
	all, err := ReadWorkers(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	several := make([]sought, len(all))
	for i := range all {
		s := r.seeker(&all[i], r.weights, r.today)
		several[i] = sought{seeker: s, blocked: s.blocks(), top: best{most: 1}}
	}
	err = r.offers(ctx, tx, 0, func(o *offer) {
		for i := range several {
			several[i].hold(o)
		}
	})
	if err != nil {
		return nil, err
	}
	return tellAll(ctx, tx, several)
}

// sought is one person with what was found for him so far.
type sought struct {
	*seeker
	blocked []string
	top     best
	count   int
}

// hold keeps an opening that suits him where it is the best.
func (s *sought) hold(o *offer) {
	if len(s.blocked) > 0 || slices.Contains(s.Sent, o.id) {
		return
	}
	v := s.judge(o)
	if !v.fits() {
		return
	}
	s.count++
	if sc := s.score(o, &v); s.top.takes(sc.total, o.id) {
		s.top.add(ranked{id: o.id, offer: *o, seeker: s.seeker, verdict: v, score: sc})
	}
}

// tellAll puts the best of each into words.
func tellAll(ctx context.Context, tx *db.Tx, several []sought) (map[int64]BestFor, error) {
	var ids []int64
	for _, s := range several {
		for _, r := range s.top.all {
			ids = append(ids, r.id)
		}
	}
	told, err := tell(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	out := make(map[int64]BestFor, len(several))
	for _, s := range several {
		b := BestFor{Blocks: s.blocked, Fits: s.count}
		for _, r := range s.top.all {
			if o, ok := told[r.id]; ok {
				o.Match = r.match(nil)
				b.Match = &o
			}
		}
		out[s.ID] = b
	}
	return out, nil
}
