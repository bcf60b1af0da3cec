package web

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// tokenField is what every form sends back, and tokenSize its length in bytes.
const (
	tokenField = "_csrf"
	tokenSize  = 16
)

// errStale refuses a form whose token is not its session's: it was open too
// long, or it is not ours.
var errStale = refusalError{fiber.StatusForbidden, "这一页放得太久了", "没有保存。请返回上一页，刷新以后再填一次。"}

// newToken draws a session's token.
func newToken() string {
	raw := make([]byte, tokenSize)
	_, _ = rand.Read(raw) // never fails
	return string(raw)
}

// veiled is a token as a page holds it: different each time, so that its
// length when packed tells nothing of it.
func veiled(token string) string {
	if len(token) != tokenSize {
		return ""
	}
	out := make([]byte, 2*tokenSize)
	_, _ = rand.Read(out[:tokenSize]) // never fails
	subtle.XORBytes(out[tokenSize:], out[:tokenSize], []byte(token))
	return base64.RawURLEncoding.EncodeToString(out)
}

func unveiled(sent string) []byte {
	sent, _, _ = strings.Cut(sent, ".") // the page's mark
	raw, err := base64.RawURLEncoding.DecodeString(sent)
	if err != nil || len(raw) != 2*tokenSize {
		return nil
	}
	subtle.XORBytes(raw[tokenSize:], raw[:tokenSize], raw[tokenSize:])
	return raw[tokenSize:]
}

// checkToken refuses a form that is not from a page of this session.
func (s *Server) checkToken(c *fiber.Ctx) error {
	v := s.visit(c)
	if v.token == "" || subtle.ConstantTimeCompare(unveiled(c.FormValue(tokenField)), []byte(v.token)) != 1 {
		return errStale
	}
	return nil
}

// withToken makes sure that the visitor has a session whose token forms can
// send back, before anybody has logged in too.
func (s *Server) withToken(c *fiber.Ctx) error {
	v := s.visit(c)
	if v.token != "" {
		return nil
	}
	sess, err := s.store(c).Get(c)
	if err != nil {
		return err
	}
	v.token = newToken()
	sess.Set(keyToken, v.token)
	return s.keep(sess)
}

// pageToken is what the forms of this page send back: the token, and for whom
// the page was drawn.
func (s *Server) pageToken(c *fiber.Ctx) string {
	v := s.visit(c)
	if v.stage != stageIn || v.token == "" {
		return veiled(v.token)
	}
	mark, err := s.mark(v.standing.Login, v.account.ID)
	if err != nil { // it is wanted only where a login ends while somebody types
		s.Log.Error("a page was not marked", "error", err)
		return veiled(v.token)
	}
	return veiled(v.token) + "." + mark
}
