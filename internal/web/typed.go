package web

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

// What somebody typed into a form whose login had ended by then is kept for that
// same login, sealed: first by the page that asks to log in, then by the session.
const (
	typedField  = "typed" // of the page that asks to log in
	typedResent = "_typed"
	typedPath   = "/typed"
	typedLasts  = time.Hour
	mostTyped   = 48 << 10 // bytes; a third more when sealed and written out
	typedSealed = access.Field("typed")
)

// secretFields are never kept.
var secretFields = []string{"password", "current", "new", "again", "pin", "code"}

// typed is a form that was not taken.
type typed struct {
	Mark  string              // of the page it stood on: whose that was
	At    int64               // unix seconds
	Path  string              // where it was sent
	Once  string              // its own key, so that it still counts once
	Words map[string][]string // by field
	Files bool                // files were chosen too, which are not kept
}

// rescued keeps what was typed where a line's form is not taken because the login
// ended, or was changed in another tab. It is false where there is nothing to
// keep; then the refusal stands.
func (s *Server) rescued(c *fiber.Ctx, r route, elsewhere string, refused error) (done bool, err error) {
	v := s.visit(c)
	if r.method == fiber.MethodPost && r.path == "/login" && errors.Is(refused, errStale) {
		return s.askAgain(c)
	}
	if r.method != fiber.MethodPost || slices.Contains(r.roles, db.Nobody) || slices.Contains(r.roles, Entering) {
		return false, nil
	}
	t, ok := typedIn(c)
	account := s.marked(t.Mark, v.standing.Login)
	switch {
	case !ok:
		return false, nil
	case elsewhere != "" && v.actor.Role == db.Nobody:
		return s.askForLogin(c, t, isWorkers(c, r))
	case account == 0:
		return false, nil
	case elsewhere != "":
		return true, errors.Join(s.keepTyped(c, t), c.Redirect(withNext(v.next(), typedPath), fiber.StatusSeeOther))
	case errors.Is(refused, errStale), errors.Is(refused, errForbidden) && account != v.account.ID:
		return true, errors.Join(s.keepTyped(c, t), c.Redirect(typedPath, fiber.StatusSeeOther))
	}
	return false, nil
}

// typedIn is the form of this request; false where it stood on no page of
// somebody logged in, or is too long to be kept.
func typedIn(c *fiber.Ctx) (t typed, ok bool) {
	t = typed{Path: c.Path(), Words: map[string][]string{}}
	size := 0
	for name, values := range wordsIn(c) {
		switch {
		case name == tokenField:
			_, t.Mark, _ = strings.Cut(values[0], ".")
		case name == onceField:
			t.Once = values[0]
		case !strings.HasPrefix(name, "_") && !slices.Contains(secretFields, name):
			t.Words[name] = values
		}
		size += len(name) + len(strings.Join(values, ""))
	}
	t.Files = len(filesIn(c)) > 0
	return t, t.Mark != "" && size <= mostTyped
}

// isWorkers says which form of the login a line wants; where it is for both, the
// page tells from which it came.
func isWorkers(c *fiber.Ctx, r route) bool {
	if kindOf(r) == "worker" {
		return true
	}
	_, from, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(c.Get(fiber.HeaderReferer), "https://"), "http://"), "/")
	return slices.Contains(r.roles, db.Worker) && (strings.HasPrefix(from, "me") || strings.HasPrefix(from, "openings/"))
}

// askForLogin answers with the page of the login, which carries the form along.
func (s *Server) askForLogin(c *fiber.Ctx, t typed, worker bool) (done bool, err error) {
	sealed, err := s.sealTyped(t)
	if err != nil {
		return true, err
	}
	c.Status(http.StatusForbidden)
	return true, s.showLogin(c, templates.Login{Staff: !worker, Typed: sealed, Notice: typedNotice()})
}

// askAgain is for a page of the login that was open for too long itself: nobody
// has to begin anew for that.
func (s *Server) askAgain(c *fiber.Ctx) (done bool, err error) {
	page := loginOf(c)
	page.Notice = &templates.Notice{Kind: "risk", What: errStale.what, Then: "请再登录一次。"}
	if s.visit(c).stage != stageOut {
		return false, nil
	}
	c.Status(http.StatusForbidden)
	return true, s.showLogin(c, page)
}

func typedNotice() *templates.Notice {
	return &templates.Notice{Kind: "risk", What: "您登录过期了，刚才填的还在，登录后接着送", Then: "要是同一个人登录。密码和选好的文件没有留。"}
}

func (s *Server) sealTyped(t typed) (string, error) {
	t.At = s.Now().Unix()
	plain, err := json.Marshal(t)
	if err != nil {
		return "", err
	}
	sealed, err := s.Vault.Seal(s.County, typedSealed, plain)
	return base64.RawURLEncoding.EncodeToString(sealed), err
}

// openTyped is a sealed form, where it is this login's and not too old.
func (s *Server) openTyped(sealed string, login int64) (t typed, account int64, ok bool) {
	raw, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil || len(raw) == 0 {
		return t, 0, false
	}
	plain, err := s.Vault.Open(s.County, typedSealed, raw)
	if err != nil || json.Unmarshal(plain, &t) != nil || s.Now().Sub(time.Unix(t.At, 0)) > typedLasts {
		return t, 0, false
	}
	account = s.marked(t.Mark, login)
	return t, account, account != 0
}

// isTyped says whether a login may have a sealed form back.
func (s *Server) isTyped(sealed string, login int64) bool {
	_, _, ok := s.openTyped(sealed, login)
	return ok
}

// keepTyped keeps a form in the session of who is known.
func (s *Server) keepTyped(c *fiber.Ctx, t typed) error {
	sess, err := s.store(c).Get(c)
	if err != nil {
		return err
	}
	sealed, err := s.sealTyped(t)
	if err != nil {
		return err
	}
	sess.Set(keyTyped, sealed)
	return s.keep(sess)
}

// forgetTyped is when it was sent, or is not wanted.
func (s *Server) forgetTyped(c *fiber.Ctx) error {
	sess, err := s.store(c).Get(c)
	if err != nil || sess.Fresh() {
		return err
	}
	sess.Delete(keyTyped)
	return s.keep(sess)
}
