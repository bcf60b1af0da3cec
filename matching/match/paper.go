package match

import (
	"slices"
	"time"

	"laowu/training"
)

// held is how what a person holds stands to what an opening asks for.
type held struct {
	by    []*Paper // that cover what is asked
	lacks []lack   // what does not
}

// lack is a certificate that is missing, or held and not good enough.
type lack struct {
	code  string // of the register; empty where it does not know what is asked
	text  string // what is asked, as written, where the code is empty
	level int    // that is asked, 0: any
	paper *Paper // that is held; nil where there is none
	why   why
}

// why a certificate that is held does not do.
type why uint8

const (
	absent why = iota
	expired
	unreviewed
	tooLow
	noLevel // the paper does not say which
)

// held compares what a person holds on the day of the start with what is
// asked. A certificate must outlive the start: it ends no earlier, and is not
// due for review before (training.Covers says what covers what).
func (s *seeker) held(d *demand, starts time.Time) held {
	h, ok := s.papers[d]
	if !ok {
		h = s.compare(d, starts)
		s.papers[d] = h
	}
	return h
}

func (s *seeker) compare(d *demand, starts time.Time) (h held) {
	if len(d.codes) == 0 && !d.none {
		return held{lacks: []lack{{text: d.text}}}
	}
	for _, code := range d.codes {
		level := 0
		if c, ok := s.lexicon.Certificates().Find(code); ok && c.Group == skills {
			level = d.level
		}
		paper, l := s.best(code, level, starts)
		if l == nil {
			h.by = append(h.by, paper)
		} else {
			h.lacks = append(h.lacks, *l)
		}
	}
	if d.any && len(h.by) > 0 {
		h.lacks = nil
	}
	if d.any && len(h.lacks) > 1 { // one of them would do: the one that is nearest
		h.lacks = h.lacks[:1]
	}
	return h
}

// skills is the register's group of certificates that have levels.
const skills = "技能"

// best is the certificate that covers what is asked, or what is wrong with the
// best that there is.
func (s *seeker) best(code string, level int, starts time.Time) (*Paper, *lack) {
	worst := &lack{code: code, level: level}
	for i := range s.Papers {
		p := &s.Papers[i]
		if p.Code == "" || !training.Covers(p.Code, code) {
			continue
		}
		why, good := p.standing(level, starts)
		if good {
			return p, nil
		}
		if worst.paper == nil || why < worst.why {
			worst.paper, worst.why = p, why
		}
	}
	return nil, worst
}

// standing is why a certificate of the right kind does not do, if so.
func (p *Paper) standing(level int, starts time.Time) (why why, good bool) {
	switch {
	case p.Expires != nil && p.Expires.Before(starts):
		return expired, false
	case p.Review != nil && p.Review.Before(starts):
		return unreviewed, false
	case level > 0 && p.Level == 0:
		return noLevel, false
	case level > 0 && p.Level > level: // the smaller, the higher
		return tooLow, false
	}
	return absent, true
}

// covers says whether nothing is missing.
func (h held) covers() bool { return len(h.lacks) == 0 }

// codes are those of all that is missing and known to the register.
func (h held) codes() []string {
	var out []string
	for _, l := range h.lacks {
		if l.code != "" && !slices.Contains(out, l.code) {
			out = append(out, l.code)
		}
	}
	return out
}
