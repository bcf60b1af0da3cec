package web

import (
	"regexp"
	"slices"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/web/templates"
)

// typedShow shows what somebody had typed when his login ended, to be sent on or
// thrown away.
func (s *Server) typedShow(c *fiber.Ctx) error {
	v := s.visit(c)
	sess, err := s.store(c).Get(c)
	if err != nil {
		return err
	}
	t, account, ok := s.openTyped(text(sess, keyTyped), v.standing.Login)
	if !ok {
		return c.Redirect(v.next(), fiber.StatusSeeOther)
	}
	page := templates.Typed{
		To: t.Path, Words: readable(t.Words), Files: t.Files, Other: account != v.account.ID, Drop: typedPath,
		Above: templates.Link{Text: "回到那一页", To: s.nearest(t.Path)}, Keep: []templates.Pair{{Name: onceField, Value: t.Once}, {Name: typedResent, Value: "1"}},
	}
	for _, name := range sorted(t.Words) {
		for _, value := range t.Words[name] {
			page.Keep = append(page.Keep, templates.Pair{Name: name, Value: value})
		}
	}
	return render(c, templates.TypedPage(s.frame(c, "刚才填的"), page))
}

// typedDrop throws it away.
func (s *Server) typedDrop(c *fiber.Ctx) error {
	if err := s.forgetTyped(c); err != nil {
		return err
	}
	return c.Redirect(s.visit(c).next(), fiber.StatusSeeOther)
}

// codeWord is what stands in a form for something chosen.
var codeWord = regexp.MustCompile(`^[a-z_]*$`)

// readable are the words that somebody typed himself, or may know again.
func readable(words map[string][]string) (out []string) {
	for _, name := range sorted(words) {
		for _, value := range words[name] {
			if !codeWord.MatchString(value) {
				out = append(out, value)
			}
		}
	}
	return out
}

func sorted(words map[string][]string) []string {
	names := make([]string, 0, len(words))
	for name := range words {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
