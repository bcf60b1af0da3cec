package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/session"

	"laowu/internal/access"
	"laowu/internal/db"
)

// Entering is who gave a right password and is not in yet: a new password, a
// second factor or the choice of an account is still to come.
const Entering db.Role = "entering"

// stage is what is still to come.
type stage string

const (
	stageOut      stage = ""         // nobody has logged in
	stagePassword stage = "password" // a one-time password has to be changed
	stageFactor   stage = "factor"   // a code is asked
	stageBind     stage = "bind"     // a second factor has to be set up
	stageChoose   stage = "choose"   // one of several accounts
	stageIn       stage = "in"
)

// visit is who sends a request.
type visit struct {
	actor    db.Actor
	stage    stage
	standing access.Standing
	account  access.Account
	token    string // of the session's forms, empty where there is no session
	ended    bool   // a session was there and does not hold any more
}

// visitKey is where a request keeps its visit.
const visitKey = "visit"

// visit is who sends this request, as identify found.
func (s *Server) visit(c *fiber.Ctx) *visit {
	if v, ok := c.Locals(visitKey).(*visit); ok {
		return v
	}
	v := &visit{actor: db.Actor{County: s.County, Role: db.Nobody, Name: "nobody", Origin: s.client(c).String()}}
	c.Locals(visitKey, v)
	return v
}

// actor is who asks.
func (s *Server) actor(c *fiber.Ctx) db.Actor { return s.visit(c).actor }

// identify reads who sends a request from its session: what the login may do is
// read again each time, so that a role that is taken away is gone at once.
func (s *Server) identify(c *fiber.Ctx) error {
	if c.Cookies(s.cookieName(c)) == "" {
		return c.Next()
	}
	sess, err := s.store(c).Get(c)
	if err != nil {
		return err
	}
	v := s.visit(c)
	if sess.Fresh() { // ran out, ended, or never was
		v.ended = true
		return c.Next()
	}
	v.token = text(sess, keyToken)
	if err := s.recognise(c, sess, v); err != nil {
		return err
	}
	return c.Next()
}

func (s *Server) recognise(c *fiber.Ctx, sess *session.Session, v *visit) error {
	login := held(sess, keyLogin)
	if login == 0 {
		return nil
	}
	standing, err := s.Gate.StandingAs(c.UserContext(), login, held(sess, keyAccount))
	revoked := standing.RevokedAt != nil && held(sess, keyBegan) < standing.RevokedAt.UnixMicro()
	switch {
	case errors.Is(err, access.ErrNoStanding), err == nil && (revoked || s.over(sess)):
		*v = visit{actor: v.actor, ended: true}
		return sess.Destroy()
	case err != nil:
		return err
	}
	v.standing = standing
	v.account, _ = standing.Account(held(sess, keyAccount))
	v.stage = stageOf(standing, v.account, held(sess, keyFactor) == 1)
	v.actor.Role = Entering
	if v.stage == stageIn {
		v.actor = standing.Actor(v.account, v.actor.Origin)
	}
	if s.Now().Unix()-held(sess, keyKept) > int64(keepEvery.Seconds()) {
		return s.keep(sess)
	}
	return nil
}

// stageOf is what is still to come for a login: one thing after the other.
func stageOf(s access.Standing, chosen access.Account, factorShown bool) stage {
	switch {
	case s.SecondFactor && !factorShown:
		return stageFactor
	case s.Once:
		return stagePassword
	case s.NeedsFactor() && !s.SecondFactor:
		return stageBind
	case chosen.ID == 0:
		return stageChoose
	}
	return stageIn
}

// next is the page of a stage, or where one begins work.
func (v *visit) next() string {
	switch v.stage {
	case stagePassword:
		return "/password"
	case stageFactor:
		return "/login/code"
	case stageBind:
		return "/login/bind"
	case stageChoose:
		return "/switch"
	case stageIn:
		return homes[v.actor.Role]
	}
	return "/login"
}

// own is who asks in matters of the login itself, before an account was chosen
// too.
func (v *visit) own() db.Actor {
	if v.stage == stageIn || len(v.standing.Accounts) == 0 {
		return v.actor
	}
	return v.standing.Actor(v.standing.Accounts[0], v.actor.Origin)
}

// homes are where each role begins.
var homes = map[db.Role]string{
	db.Worker: "/me", db.Association: "/association", db.Township: "/township", db.Station: "/station", db.Enterprise: "/enterprise",
	db.Trainer: "/trainer", db.County: "/county", db.Auditor: "/audit", db.Admin: "/admin",
}
