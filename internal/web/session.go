package web

import (
	"crypto/rand"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/session"

	"laowu/internal/access"
	"laowu/internal/db"
)

// How long a session lasts: while it is used, and at all. A worker's telephone
// is his own; an office's machine is not.
const (
	idleStaff    = 30 * time.Minute
	wholeStaff   = 12 * time.Hour
	idleWorker   = 7 * 24 * time.Hour
	wholeWorker  = 30 * 24 * time.Hour
	keepEvery    = time.Minute     // how often a session in use is written again
	clockMayStep = 5 * time.Minute // a session from later than this is none
)

// What a session holds, all of it numbers and texts.
const (
	keyLogin   = "login"   // who proved who he is
	keyAccount = "account" // as what he acts now; 0 while that is not chosen
	keyFactor  = "factor"  // the second factor was shown
	keyBegan   = "began"   // unix microseconds of the login
	keyKept    = "kept"    // unix seconds of the last writing
	keyToken   = "token"   // what forms send back
	keyWorker  = "worker"  // it lasts as long as a worker's
	keySetup   = "setup"   // a second factor's key on its way, sealed
	keyClaim   = "claim"   // a claim code that was right, sealed
	keyTyped   = "typed"   // a form that came when the login had ended, sealed
)

// hostOnly is RFC 6265bis' prefix.
const hostOnly = "__Host-"

// sessions are the session library's stores. Behind TLS the cookie is sent
// encrypted alone, and its name holds it to this host.
type sessions struct{ plain, secure *session.Store }

func newSessions(d *db.DB) sessions {
	cfg := session.Config{
		Storage: access.Sessions{DB: d}, Expiration: idleStaff, KeyLookup: "cookie:laowu", CookiePath: "/",
		CookieHTTPOnly: true, CookieSameSite: fiber.CookieSameSiteLaxMode,
		KeyGenerator: func() string { return rand.Text() + rand.Text() },
	}
	plain := session.New(cfg)
	cfg.KeyLookup, cfg.CookieSecure = "cookie:"+hostOnly+"laowu", true
	return sessions{plain: plain, secure: session.New(cfg)}
}

// store is the one for how this request came.
func (s *Server) store(c *fiber.Ctx) *session.Store {
	if s.secureTransport(c) {
		return s.sessions.secure
	}
	return s.sessions.plain
}

// cookieName is the session's cookie for how this request came.
func (s *Server) cookieName(c *fiber.Ctx) string { return s.hostPrefix(c) + "laowu" }

// hostPrefix begins the names of cookies that come encrypted: browsers take
// such a name from this host alone, and send it to no other.
func (s *Server) hostPrefix(c *fiber.Ctx) string {
	if s.secureTransport(c) {
		return hostOnly
	}
	return ""
}

func held(sess *session.Session, key string) int64 {
	n, _ := sess.Get(key).(int64)
	return n
}

func text(sess *session.Session, key string) string {
	t, _ := sess.Get(key).(string)
	return t
}

// keep writes a session and lets it last as long as its kind does.
func (s *Server) keep(sess *session.Session) error {
	idle := idleStaff
	if held(sess, keyWorker) == 1 {
		idle = idleWorker
	}
	sess.SetExpiry(idle)
	sess.Set(keyKept, s.Now().Unix())
	return sess.Save()
}

// over says whether a session has lasted too long, or comes from a time that
// has not been: a clock was set back, and nobody knows how long it lasts.
func (s *Server) over(sess *session.Session) bool {
	whole := wholeStaff
	if held(sess, keyWorker) == 1 {
		whole = wholeWorker
	}
	began, now := time.UnixMicro(held(sess, keyBegan)), s.Now()
	return now.Sub(began) > whole || began.Sub(now) > clockMayStep
}
