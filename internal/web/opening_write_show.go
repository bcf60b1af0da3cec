package web

import (
	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

// showOpeningForm shows the form, with what is refused and warned of at each
// field; and above it, where nothing is refused, the opening as it will be.
func (s *Server) showOpeningForm(c *fiber.Ctx, t openingTyped) error {
	page := templates.OpeningForm{
		Title: "发布岗位", Lead: "先看一遍求职的人看到的样子，再发布。", To: "/openings", Submit: "发布这个岗位", Notice: t.notice,
		Back: templates.Link{Text: "本单位", To: "/enterprise"},
	}
	own := s.actor(c).Role == db.Enterprise
	if !own {
		page.Back = templates.Link{Text: "等确认的岗位", To: "/stale"}
	}
	var also []string
	if t.of != nil {
		also = nil
		if t.of.PublishedTo != nil && (len(t.of.PublishedTo) != 1 || t.of.PublishedTo[0] != s.County) {
			also = t.of.PublishedTo
		}
		page.Title, page.To, page.Submit = "改岗位："+t.of.Title, openingPath(t.of.ID)+"/edit", "改成这样"
		page.Back = templates.Link{Text: t.of.Title, To: managePath(t.of.ID)}
	}
	page.Keep = pairs("seen", t.seen)
	page.Groups = openingGroups(s.actor(c).Role, t.of == nil, s.Atlas().Name(s.County), also)
	for i := range page.Groups {
		fields := fill(page.Groups[i].Fields, t.said, remarked(t.remarks, true))
		for k := range fields {
			fields[k].Warn = remarked(t.remarks, false)(fields[k].Name)
		}
	}
	if err := s.addPreview(c, &page, t); err != nil {
		return err
	}
	if refuses(t.remarks) || t.notice != nil && t.notice.Kind == "bad" {
		c.Status(fiber.StatusUnprocessableEntity)
	}
	return render(c, templates.OpeningFormPage(s.frame(c, page.Title), page))
}

// remarked are what is refused, or warned of, by the field.
func remarked(all []hiring.OpeningRemark, refused bool) func(string) string {
	return func(field string) (text string) {
		for _, r := range all {
			if r.Field != field || r.Refused != refused {
				continue
			}
			if text != "" {
				text += " "
			}
			text += r.Text + "。"
			if r.Source != "" {
				text += "（" + r.Source + "）"
			}
		}
		return text
	}
}

// addPreview shows the opening as it will be, and says that there are warnings.
func (s *Server) addPreview(c *fiber.Ctx, page *templates.OpeningForm, t openingTyped) error {
	if !t.looked {
		return nil
	}
	e := hiring.Enterprise{Name: s.title(c)}
	if s.actor(c).Role != db.Enterprise {
		e.Name = t.said("employer")
	}
	if t.of != nil {
		e = t.of.Enterprise
	}
	view, err := s.openingView(c, draftOpening(t, e))
	if err != nil {
		return err
	}
	page.Preview = &view
	page.Keep = append(page.Keep, templates.Pair{Name: "warned", Value: warned(t.remarks)})
	if n := len(t.remarks); n > 0 && page.Notice == nil {
		page.Notice = &templates.Notice{Kind: "risk", What: "有 " + thousands(n) + " 处最好改一改", Then: "写在下面各格旁边，带着依据。改不改由您；照样发布，就再点一次。"}
	}
	return nil
}
