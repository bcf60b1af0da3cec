package web

import (
	"context"
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/report"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// statement is a waiver as its page shows it, with what was just asked of it.
type statement struct {
	hiring.Waiver
	evidence []hiring.Evidence
	quota    *report.EnterpriseQuota // nil where the actor sees none
	notice   *templates.Notice
	query    string
	found    []roster.PersonLine
}

// waiverShow is one statement with its answers.
func (s *Server) waiverShow(c *fiber.Ctx) error { return s.showWaiver(c, statement{}) }

// errNoWaiver is for a statement out of sight.
var errNoWaiver = refusalError{fiber.StatusNotFound, "没有这份说明", "可能不归您管，从说明的列表里找一找。"}

func (s *Server) showWaiver(c *fiber.Ctx, w statement) error {
	ctx, id := c.UserContext(), atoi(c.Params("waiver"))
	err := s.DB.ReadTx(ctx, s.actor(c), func(tx *db.Tx) (err error) {
		if w.Waiver, err = hiring.FindWaiver(ctx, tx, id); err != nil {
			return err
		}
		return s.readAnswers(ctx, tx, &w)
	})
	if errors.Is(err, access.ErrNotFound) {
		return errNoWaiver
	}
	if err != nil {
		return err
	}
	page := templates.Record{
		Back: templates.Link{Text: "招不到本地人的说明", To: "/waivers"}, Title: w.Trade + "，" + thousands(w.Posts) + " 人", State: waiverBadge(w.State),
		Notice: w.notice, Facts: s.waiverFacts(w), Parts: typedAgainIn(c, w.notice, s.waiverParts(c, w)),
	}
	return render(c, templates.RecordPage(s.frame(c, page.Title), page))
}

// readAnswers reads what the actor sees of answers, and what stands beside them.
func (s *Server) readAnswers(ctx context.Context, tx *db.Tx, w *statement) (err error) {
	switch tx.Actor.Role {
	case db.Association, db.Township:
		if w.evidence, err = hiring.OwnEvidence(ctx, tx, w.ID); err != nil || w.query == "" || tx.Actor.Role == db.Township {
			return err
		}
		list, err := roster.People(ctx, tx, s.Vault, roster.PersonFilter{Text: w.query, Limit: foundRiders})
		w.found = list.Lines
		return err
	}
	if w.evidence, err = hiring.Evidences(ctx, tx, w.ID); err != nil {
		return err
	}
	q, err := report.CountQuotas(ctx, tx, tx.Today())
	for i, e := range q.Enterprises {
		if e.ID == w.Enterprise {
			w.quota = &q.Enterprises[i]
		}
	}
	return err
}

func (s *Server) waiverFacts(w statement) []templates.Fact {
	facts := []templates.Fact{
		{Label: "企业", Text: w.EnterpriseName}, {Label: "用工", Text: formName(w.Form)}, {Label: "说明", Text: w.Reason, Small: day(w.StatedOn, s.today())},
		{Label: "答复到", Text: day(w.AnswerBy, s.today()), Small: "问了 " + thousands(w.Asked) + " 个协会"},
	}
	if w.quota != nil {
		facts = append(facts, templates.Fact{Label: "用工比例", Text: shareText(w), Small: "这份说明不改比例的算法，只放在旁边作证据"})
	}
	if w.DecidedOn != nil && w.Decision != "" {
		facts = append(facts, templates.Fact{Label: "认定", Text: w.State.Word() + "：" + w.Decision, Small: day(*w.DecidedOn, s.today())})
	}
	return facts
}

// shareText is the share of the statement's form of employment, as it stands.
func shareText(w statement) string {
	q := w.quota.Regular
	if w.Form == hiring.Temporary {
		q = w.quota.Temporary.Quota
	}
	if q.Share == nil {
		return "还没有招人"
	}
	met := "，没有达到"
	if q.Met {
		met = "，达到了"
	}
	return "本地 " + thousands(q.Local) + " 人，" + q.Percent() + met
}

// evidenceParts list the answers: who named somebody or has nobody, then the
// silent in one line.
func (s *Server) evidenceParts(c *fiber.Ctx, w statement) []templates.RecordPart {
	part := templates.RecordPart{Title: "各协会的答复", Part: templates.Part{Empty: "还没有协会答复"}}
	if s.actor(c).Role == db.Association {
		part.Title, part.Empty = "您答过的", "还没有答复"
	}
	var silent []string
	for _, e := range w.evidence {
		if e.Answer == 0 {
			silent = append(silent, e.AssociationName)
			continue
		}
		part.Items = append(part.Items, s.evidenceItem(c, w, e))
	}
	parts := []templates.RecordPart{part}
	if len(silent) > 0 {
		still := "还没有答复"
		if w.Late(s.today()) {
			still = "到期没有答复"
		}
		parts = append(parts, templates.RecordPart{Title: still + "的协会", Part: templates.Part{Note: thousands(len(silent)) + " 个：" + strings.Join(silent, "、")}})
	}
	return parts
}

func (s *Server) evidenceItem(c *fiber.Ctx, w statement, e hiring.Evidence) templates.Item {
	item := templates.Item{Text: e.AssociationName + "：没有", Small: e.AnsweredAt.In(china).Format("2006-01-02 15:04"), Badge: templates.Badge{Text: "没有"}}
	if e.Named {
		item.Text, item.Badge = e.AssociationName+"：推荐"+e.Name, templates.Badge{Text: "能用", Kind: "ok"}
		if e.Person != 0 && s.actor(c).Role != db.Enterprise {
			item.To = "/people/" + itoa(e.Person)
		}
	}
	switch {
	case e.RefusedBy != "":
		item.Badge = templates.Badge{Text: e.RefusedBy.Title() + "说不行", Kind: "bad"}
		item.Small += "；" + e.RefusedBy.Title() + "说不行：" + e.Refusal
	case e.Declined:
		item.Badge = templates.Badge{Text: "本人不愿意", Kind: "bad"}
	case e.Named && s.mayRefuse(c, w):
		item.Actions = []templates.Action{{
			Label: "记下：这个人不行", Open: "这个人不行", Whom: e.AssociationName + "推荐的" + e.Name, To: waiverPath(w.ID) + "/refuse", Key: "no" + itoa(e.Answer),
			Keep: pairs("answer", itoa(e.Answer)), Fields: reasonField("为什么不行", "县里认定的时候看得到，不要写号码"),
		}}
	}
	if e.Late {
		item.Small += "；过了期限"
		if e.Named && e.RefusedBy == "" && !e.Declined {
			item.Badge = templates.Badge{Text: "过期推荐", Kind: "risk"}
		}
	}
	return item
}

func (s *Server) mayRefuse(c *fiber.Ctx, w statement) bool {
	role := s.actor(c).Role
	return w.State == hiring.WaiverOpen && (role == db.Enterprise || role == db.Association)
}

func reasonField(label, hint string) []templates.Field {
	return []templates.Field{{Name: "reason", Label: label, Hint: hint, Fill: "off", Max: 500, Required: true}}
}
