package web

import (
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// mostChosen is up to how many associations are offered to be chosen from; of
// more the name is written.
const mostChosen = 60

// askPart is where somebody is asked for by hand.
func (s *Server) askPart(c *fiber.Ctx, t transfers) templates.RecordPart {
	fields := []templates.Field{
		{Name: "number", Label: "身份证号码", Hint: "写整个号码。号码不会留在网址和日志里", Fill: "off", Max: 30, Required: true},
		{Name: "name", Label: "姓名", Hint: "和身份证上的一样", Fill: "off", Max: 30, Required: true},
		{Type: "area", Name: "why", Label: "为什么要转来", Hint: "例如：他搬到我们村了，本人愿意。对方看得到，不要写号码", Max: 500, Required: true},
	}
	if len(t.forWhom) != 1 {
		fields = append([]templates.Field{s.forField(t.forWhom)}, fields...)
	}
	if t.wrong != nil {
		fields = fill(fields, posted(c), t.wrong)
	}
	return templates.RecordPart{Title: "请求一个人转来", Part: templates.Part{
		Note: "导入花名册的时候，系统说“已是另一个务工协会的会员”的，在这里提。对方答复以前，他还算原来协会的会员。",
		Actions: []templates.Action{{
			Label: "请对方答复", Open: "按身份证号码和姓名提", To: "/transfers", Kind: "main", Key: "ask", Fields: fields,
		}},
	}}
}

// forField asks for which association somebody is wanted.
func (s *Server) forField(all []roster.Association) templates.Field {
	f := templates.Field{Name: "association", Label: "转到哪个协会", Hint: "写协会的编号，或者乡镇和名称，例如：康宁镇甲村务工协会", Fill: "off", Max: 60, Required: true}
	if len(all) > mostChosen {
		return f
	}
	f.Type, f.Hint, f.Options = "select", "", []templates.Option{{Text: "请选"}}
	for _, a := range all {
		f.Options = append(f.Options, templates.Option{Text: s.Atlas().Name(a.Township) + a.Name, Value: a.Code})
	}
	return f
}

// askedFor is the one of the associations that somebody chose or wrote; 0 where
// it is none or several.
func (s *Server) askedFor(all []roster.Association, said string) (found int64) {
	if len(all) == 1 {
		return all[0].ID
	}
	said = strings.ReplaceAll(value.Clean(said), " ", "")
	for _, a := range all {
		if said != a.Code && said != a.Name && said != s.Atlas().Name(a.Township)+a.Name {
			continue
		}
		if found != 0 {
			return 0
		}
		found = a.ID
	}
	return found
}

// transferWrong are the refusals of a question by hand.
var transferWrong = wrongIn{
	"number":      {roster.ErrTransferNumber, roster.ErrNotAsked},
	"name":        {roster.ErrTransferName},
	"association": {roster.ErrTransferFor},
	"why":         {roster.ErrTransferWhy, roster.ErrSaidLong, roster.ErrSaidNumber},
	"":            {roster.ErrNoTransferRule},
}

// transferAsk asks for somebody by number and name.
func (s *Server) transferAsk(c *fiber.Ctx) error {
	ctx := c.UserContext()
	err := s.DB.Tx(ctx, s.actor(c), func(tx *db.Tx) error {
		all, err := roster.TransferFor(ctx, tx)
		if err != nil {
			return err
		}
		_, err = roster.AskTransfer(ctx, tx, s.Vault, c.FormValue("number"), c.FormValue("name"), s.askedFor(all, c.FormValue("association")), c.FormValue("why"))
		return err
	})
	if err == nil {
		return c.Redirect("/transfers", fiber.StatusSeeOther)
	}
	if !transferWrong.has(err) {
		return notHis(err)
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showTransfers(c, transfers{wrong: transferWrong.of(err), notice: &templates.Notice{Kind: "bad", What: "没有提出", Then: err.Error() + "。"}})
}

// errNoTransfer is for a question that is none, or does not concern the actor.
var errNoTransfer = refusalError{fiber.StatusNotFound, "没有这个转会请求", "可能不归您办。从“转会”那一页重新点进来。"}

// transferSave answers a question or takes it back.
func (s *Server) transferSave(c *fiber.Ctx) error {
	id, ctx := atoi(c.Params("transfer")), c.UserContext()
	err := s.DB.Tx(ctx, s.actor(c), func(tx *db.Tx) error {
		if c.FormValue("do") == "withdraw" {
			return roster.WithdrawTransfer(ctx, tx, id)
		}
		return roster.AnswerTransfer(ctx, tx, id, c.FormValue("do") == "agree", c.FormValue("reason"))
	})
	for _, known := range []error{
		roster.ErrTransferEnded, roster.ErrTransferSide, roster.ErrTransferReason, roster.ErrTransferMoved, roster.ErrSaidLong, roster.ErrSaidNumber,
	} {
		if errors.Is(err, known) {
			c.Status(fiber.StatusUnprocessableEntity)
			return s.showTransfers(c, transfers{notice: &templates.Notice{Kind: "bad", What: "没有记上", Then: known.Error() + "。"}})
		}
	}
	if errors.Is(err, access.ErrNotFound) {
		return errNoTransfer
	}
	if err != nil {
		return notHis(err)
	}
	return c.Redirect("/transfers", fiber.StatusSeeOther)
}
