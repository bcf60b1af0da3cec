package demo

import (
	"context"
	"errors"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
)

// referredEach is how many people the association sends to the enterprise.
const referredEach = 9

// free are members of the asker who may be sent somewhere: first who has no
// work, then who works at home, since the made-up county's members mostly work.
const free = `
	SELECT m.person FROM membership m JOIN person p ON p.county = m.county AND p.id = m.person
	WHERE m.county = $1 AND m.association = $2 AND m.left_on IS NULL AND p.erased_on IS NULL AND p.able IS NOT false AND p.willing IS NOT false
	  AND p.birth BETWEEN $3::date - interval '50 years' AND $3::date - interval '20 years'
	ORDER BY EXISTS (SELECT FROM placement w WHERE w.county = m.county AND w.person = m.person AND w.ended IS NULL AND w.place NOT LIKE m.county || '%'),
	  EXISTS (SELECT FROM placement w WHERE w.county = m.county AND w.person = m.person AND w.ended IS NULL), m.person LIMIT $4`

// onOffer are the enterprise's openings that still take people.
const onOffer = `SELECT id FROM opening WHERE county = $1 AND enterprise = $2 AND closed_at IS NULL AND (valid_until IS NULL OR valid_until > $3::date + 5) ORDER BY id LIMIT 3`

// referrals sends members to the enterprise's openings, and has it move some of
// them; the worker asks for one himself.
func (s *story) referrals(ctx context.Context) error {
	var sent []int64
	err := s.as(ctx, db.Association, func(tx *db.Tx) error {
		people, err := ids(ctx, tx, free, tx.Actor.Organisation, tx.Today(), referredEach)
		if err != nil {
			return err
		}
		sent, err = s.send(ctx, tx, people)
		return err
	})
	if err != nil {
		return err
	}
	if err := s.as(ctx, db.Worker, func(tx *db.Tx) error {
		_, err := s.send(ctx, tx, []int64{tx.Actor.Person})
		return err
	}); err != nil {
		return err
	}
	return s.moved(ctx, sent)
}

// send sends each to one of the openings in turn, and has the first half agree
// that the enterprise sees them.
func (s *story) send(ctx context.Context, tx *db.Tx, people []int64) (sent []int64, err error) {
	openings, err := ids(ctx, tx, onOffer, s.actors[db.Enterprise].Organisation, tx.Today())
	if err != nil || len(openings) == 0 {
		return nil, err
	}
	for i, person := range people {
		id, err := hiring.Refer(ctx, tx, person, openings[i%len(openings)])
		if err != nil {
			return nil, err
		}
		sent = append(sent, id)
		if i >= len(people)/2 {
			continue
		}
		if err := agree(ctx, tx, person); err != nil {
			return nil, err
		}
	}
	return sent, nil
}

// agree answers whatever a person is asked.
func agree(ctx context.Context, tx *db.Tx, person int64) error {
	asked, err := roster.Consents(ctx, tx, person)
	if err != nil {
		return err
	}
	for _, c := range asked {
		if c.State != roster.ConsentAsked {
			continue
		}
		if err := roster.Answer(ctx, tx, c.ID, true); err != nil {
			return err
		}
	}
	return nil
}

// moved are the enterprise's answers, in the order in which it was sent people.
var moved = []hiring.ReferralStep{
	{To: hiring.ReferralInterview, Note: "下周二上午来厂里谈"}, {To: hiring.ReferralAccepted, Note: "下月初到岗，安排宿舍"}, {To: hiring.ReferralSeen},
	{To: hiring.ReferralRefused, Reason: "certificate", Note: "要有健康证，办好可以再来"}, {To: hiring.ReferralRefused, Reason: "filled"},
}

func (s *story) moved(ctx context.Context, sent []int64) error {
	return s.as(ctx, db.Enterprise, func(tx *db.Tx) error {
		for i, step := range moved {
			if i >= len(sent) {
				return nil
			}
			if err := hiring.MoveReferral(ctx, tx, sent[i], step); err != nil && !errors.Is(err, hiring.ErrNotAgreed) {
				return err
			}
		}
		return nil
	})
}

// correction is what the worker says is written wrongly about him.
func (s *story) correction(ctx context.Context) error {
	return s.as(ctx, db.Worker, func(tx *db.Tx) error {
		_, err := roster.AskCorrection(ctx, tx, tx.Actor.Person, "other", "去年在太原学过电焊，记录里没有")
		return err
	})
}
