package web

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// waiverParts are the answers, and what the actor can do about the statement
// now.
func (s *Server) waiverParts(c *fiber.Ctx, w statement) []templates.RecordPart {
	parts := s.evidenceParts(c, w)
	if w.State != hiring.WaiverOpen {
		return parts
	}
	to := waiverPath(w.ID)
	switch s.actor(c).Role {
	case db.Association:
		return append([]templates.RecordPart{s.answerPart(w)}, parts...)
	case db.Enterprise:
		return append(parts, templates.RecordPart{Title: "不用了", Part: templates.Part{Actions: []templates.Action{{
			Label: "撤回这份说明", Open: "撤回", Note: "撤回以后，协会不再答复。", To: to + "/withdraw", Key: "withdraw",
		}}}})
	case db.County, db.Admin:
		return append(parts, s.decidePart(w))
	}
	return parts
}

// answerPart is where an association answers: somebody whom it finds, or
// nobody.
func (s *Server) answerPart(w statement) templates.RecordPart {
	to := waiverPath(w.ID)
	part := templates.RecordPart{Title: "您的答复", Find: &templates.Find{To: to + "/find", Field: templates.Field{
		Given: templates.Given{Value: w.query}, Type: "search", Name: "q", Label: "有人能去，找出来推荐", Hint: "输姓名，或者整个身份证号、手机号。只能推荐户籍在本县、满 16 周岁的人", Fill: "off", Max: 50,
	}}}
	if w.Late(s.today()) {
		part.Note = "期限已经过了，现在答复会记为过期。"
	}
	for _, l := range w.found {
		part.Items = append(part.Items, templates.Item{
			Text: l.Name, Small: l.Sex.Word() + "，" + strconv.Itoa(roster.Age(l.Birth, s.today())) + " 岁，" + l.Village,
			Actions: []templates.Action{{
				Label: "推荐他去", Open: "推荐", Whom: l.Name, Note: "企业先只看得到姓、性别和年纪；本人同意以后才看得到姓名和电话。", To: to + "/name", Kind: "main",
				Key: "name" + itoa(l.ID), Keep: pairs("person", itoa(l.ID)),
			}},
		})
	}
	if w.query != "" && len(w.found) == 0 {
		part.Empty = "没有找到。姓名写全一点；只找得到归您管的人。"
	}
	if w.Named == 0 && w.None == 0 {
		part.Actions = []templates.Action{{Label: "我们没有人能去", To: to + "/nobody"}}
	}
	return part
}

// decidePart is where the county decides.
func (s *Server) decidePart(w statement) templates.RecordPart {
	to := waiverPath(w.ID) + "/decide"
	part := templates.RecordPart{Title: "认定", Part: templates.Part{Note: "期限到 " + day(w.AnswerBy, s.today()) + "，过了期限，或者各协会都答复了，才能定。"}}
	why := reasonField("理由", "企业和协会都看得到，不要写号码")
	if w.Stands > 0 {
		part.Note = "有 " + thousands(w.Stands) + " 个按时推荐的人，企业和本人都没有说不行，不能认定属实。" + part.Note
	} else {
		part.Actions = append(part.Actions, templates.Action{Label: "属实，招不到本地人", Open: "认定属实", Kind: "main", To: to, Key: "grant", Keep: pairs("granted", "yes"), Fields: why})
	}
	part.Actions = append(part.Actions, templates.Action{Label: "不认可", Open: "不认可", To: to, Key: "refuse", Keep: pairs("granted", "no"), Fields: why})
	return part
}
