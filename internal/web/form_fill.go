package web

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// revealers may take numbers whole, many at once.
var revealers = []db.Role{db.County, db.Admin}

// fillAction asks which records go into the form. What was refused is asked
// again with what was typed.
func (s *Server) fillAction(c *fiber.Ctx, kept imports.KeptForm, more []templates.Field, again bool) templates.Action {
	var fields []templates.Field
	for _, f := range kept.Kind.Filters() {
		name, means, _ := strings.Cut(strings.TrimSuffix(f, "）"), "（")
		fields = append(fields, templates.Field{Name: "where-" + name, Label: means, Fill: "off", Max: 60})
	}
	if slices.Contains(revealers, s.actor(c).Role) {
		fields = append(fields, templates.Field{Type: "check", Name: "reveal", Label: "身份证号和电话给全号，记入审计"},
			templates.Field{Name: "reason", Label: "为什么要全号", Hint: "要全号才写", Fill: "off", Max: 100})
	}
	fields = append(fields, more...)
	if again {
		fields = fill(fields, posted(c), nil)
	}
	return templates.Action{
		Label: "填好，下载", Open: "选哪些人和岗位，填好下载", To: "/forms/" + itoa(kept.ID) + "/fill", Kind: "main", Fields: fields,
		Note: "条件不写就是全部，最多 5,000 行。号码是遮盖的。",
	}
}

var (
	errLeftOut  = errors.New("rows have no place in the form")
	errNoReason = errors.New("要全号的，请写明为什么要，2 到 100 个字")
)

// formFill hands the form out, filled.
func (s *Server) formFill(c *fiber.Ctx) error {
	q, err := s.asked(c)
	var kept imports.KeptForm
	var done imports.Filled
	var out bytes.Buffer
	if err == nil {
		err = s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
			var blank imports.Blank
			if kept, blank, err = imports.FindForm(c.UserContext(), tx, s.Vault, atoi(c.Params("form"))); err != nil {
				return err
			}
			q.Kind, blank.Most = kept.Kind, imports.PageRows
			for _, f := range kept.Kind.Filters() {
				name, _, _ := strings.Cut(f, "（")
				if said := value.Clean(c.FormValue("where-" + name)); said != "" {
					q.Where = append(q.Where, name+"="+said)
				}
			}
			if done, err = q.Fill(c.UserContext(), tx, s.Vault, blank, &out); err == nil && done.LeftOut > 0 && c.FormValue("partial") != templates.Yes {
				err = errLeftOut
			}
			return err
		})
	}
	if err != nil {
		return s.notFilled(c, done, err)
	}
	return workbook(c, kept.Name+"-"+s.today().Format(time.DateOnly)+".xlsx", out.Bytes())
}

// asked is what of the records is asked for; whole numbers only for a reason.
func (s *Server) asked(c *fiber.Ctx) (imports.Export, error) {
	q := imports.Export{Reveal: c.FormValue("reveal") == templates.Yes}
	if !q.Reveal {
		return q, nil
	}
	q.Reason = value.Clean(c.FormValue("reason"))
	if n := len([]rune(q.Reason)); n < 2 || n > 100 {
		return q, errNoReason
	}
	return q, nil
}

// notFilled says why a form was not filled, and asks again.
func (s *Server) notFilled(c *fiber.Ctx, done imports.Filled, err error) error {
	notice := &templates.Notice{Kind: "bad", What: "没有填"}
	var more []templates.Field
	var where *imports.WhereError
	var file *imports.FileError
	switch {
	case errors.As(err, &where):
		notice.Then = where.Error() + "。"
	case errors.As(err, &file):
		notice.Then = file.Message + "。"
	case errors.Is(err, imports.ErrReveal), errors.Is(err, imports.ErrLedger), errors.Is(err, imports.ErrFormRows), errors.Is(err, errNoReason), access.Refused(err):
		notice.Then = err.Error() + "。"
	case errors.Is(err, errLeftOut):
		notice.Then = "填得进 " + done.Said() + "。要照样下载的，勾上下面那一格再填一次。"
		more = []templates.Field{{Type: "check", Name: "partial", Label: "没有位置的不填，照样下载"}}
	default:
		return noForm(err)
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showForm(c, notice, more)
}
