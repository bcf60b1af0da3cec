package web

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
)

// onceField is the key of one form as it was drawn: the same however often its
// button is pressed, another when the page is opened again.
const onceField = "_once"

// onceSealed is where a form led, as it is kept: of a complaint that is its
// receipt, and beside it stands whose login sent it.
const onceSealed = access.Field("once")

// sent does what a form asks, once: a second sending of the same form with the
// same words in it is led to where the first one led.
func (s *Server) sent(c *fiber.Ctx, r route) error {
	err := s.sentOnce(c, r)
	if err == nil && c.Response().StatusCode() < http.StatusBadRequest && c.FormValue(typedResent) != "" {
		return s.forgetTyped(c)
	}
	return err
}

func (s *Server) sentOnce(c *fiber.Ctx, r route) error {
	key := s.sendingKey(c, r)
	if key == nil {
		return r.handle(s, c)
	}
	done, err := s.sendings.begin(c.UserContext(), string(key))
	if err != nil {
		return err
	}
	defer done()
	one, actor := &db.Once{Key: key}, s.actor(c)
	c.SetUserContext(db.WithOnce(c.UserContext(), one))
	err = r.handle(s, c)
	status := c.Response().StatusCode()
	if err != nil {
		status = explain(err).status
	}
	// The answer is made: what is still noted of it must not be lost to the time
	// that making it took.
	ctx := context.WithoutCancel(c.UserContext())
	switch {
	case one.Twice():
		return s.sentBefore(c, actor, key)
	case one.Written() && status == http.StatusSeeOther:
		s.note(ctx, actor, func(tx *db.Tx) error {
			location, err := s.Vault.Seal(s.County, onceSealed, c.Response().Header.Peek(fiber.HeaderLocation))
			if err != nil {
				return err
			}
			return db.AnswerOnce(ctx, tx, key, base64.RawStdEncoding.EncodeToString(location))
		})
	case one.Written() && status >= 400 && status < 500:
		s.note(ctx, actor, func(tx *db.Tx) error { return db.ForgetOnce(ctx, tx, key) })
	}
	return err
}

// note writes beside an answer that stands already; that it failed is for the
// log.
func (s *Server) note(ctx context.Context, actor db.Actor, write func(*db.Tx) error) {
	if err := s.DB.Tx(db.Aside(ctx), actor, write); err != nil {
		s.Log.Error("a sending was not noted", "error", err)
	}
}

// sentBefore leads to where the first sending led, or to the page above, and says
// that nothing was done again.
func (s *Server) sentBefore(c *fiber.Ctx, actor db.Actor, key []byte) error {
	var to string
	err := s.DB.ReadTx(c.UserContext(), actor, func(tx *db.Tx) (err error) {
		to, err = db.OnceAnswer(c.UserContext(), tx, key)
		return err
	})
	if err != nil {
		return err
	}
	c.Response().ResetBody()
	s.say(c, saidTwice)
	return c.Redirect(cmp.Or(s.openSent(to), s.above(c)), fiber.StatusSeeOther)
}

// openSent is where a first sending led, empty where it did not yet.
func (s *Server) openSent(sealed string) string {
	raw, err := base64.RawStdEncoding.DecodeString(sealed)
	if err != nil || len(raw) == 0 {
		return ""
	}
	to, err := s.Vault.Open(s.County, onceSealed, raw)
	if err != nil { // the page above says as much
		return ""
	}
	return string(to)
}

// sendingKey is what tells one sending from others: the form's own key, where it
// was sent, and all that was typed. Who goes back and changes something sends
// another form. It is nil where the page's form has no key, and on the ways in
// and out.
func (s *Server) sendingKey(c *fiber.Ctx, r route) []byte {
	form := c.FormValue(onceField)
	if form == "" || s.visit(c).stage != stageIn || slices.Contains(r.roles, Entering) {
		return nil
	}
	parts := []string{form + "\x00" + c.Path()}
	for name, values := range wordsIn(c) {
		if !strings.HasPrefix(name, "_") {
			parts = append(parts, name+"\x00"+strings.Join(values, "\x00"))
		}
	}
	for name, files := range filesIn(c) {
		for _, f := range files {
			parts = append(parts, name+"\x00"+f.Filename+"\x00"+contentOf(f))
		}
	}
	slices.Sort(parts)
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00\x00")))
	return sum[:]
}

// wordsIn are the words of a form by field, of either encoding.
func wordsIn(c *fiber.Ctx) map[string][]string {
	if form, _ := c.MultipartForm(); form != nil { // refused only where the form is of the other encoding
		return form.Value
	}
	fields := map[string][]string{}
	for name, value := range c.Context().PostArgs().All() {
		fields[string(name)] = append(fields[string(name)], string(value))
	}
	return fields
}

func filesIn(c *fiber.Ctx) map[string][]*multipart.FileHeader {
	if form, _ := c.MultipartForm(); form != nil {
		return form.File
	}
	return nil
}

// contentOf stands for what is in a file.
func contentOf(f *multipart.FileHeader) string {
	data, err := f.Open()
	if err != nil {
		return ""
	}
	defer func() { _ = data.Close() }() // it was only read
	sum := sha256.New()
	_, _ = io.Copy(sum, data) // what cannot be read is refused by who reads it
	return string(sum.Sum(nil))
}
