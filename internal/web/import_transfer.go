package web

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// importTransfers asks other associations for their members whom a roster has.
func (s *Server) importTransfers(c *fiber.Ctx) error {
	// The files are read once more, which takes longer than a page may.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.UserContext()), stagingTime)
	defer cancel()
	asked, err := s.Imports.AskTransfers(ctx, s.actor(c), importOf(c))
	for _, known := range []error{imports.ErrNotRoster, imports.ErrUnread, imports.Gone, roster.ErrTransferFor, roster.ErrNoTransferRule} {
		if errors.Is(err, known) {
			c.Status(fiber.StatusConflict)
			return s.showImport(c, &templates.Notice{Kind: "bad", What: "没有提出", Then: known.Error() + "。"})
		}
	}
	if errors.Is(err, access.ErrNotFound) {
		err = imports.NotFound
	}
	return s.importDone(c, fmt.Sprintf("?show=%s&asked=%d&open=%d&left=%d#said", imports.RowConflict, asked.New, asked.Open, asked.Left), err)
}

// askedSaid says what came of asking; nil where nobody asked just now.
func askedSaid(c *fiber.Ctx) *templates.Notice {
	if c.Query("asked") == "" {
		return nil
	}
	n := func(field string) int { return int(atoi(c.Query(field))) }
	var rest []string
	if open := n("open"); open > 0 {
		rest = append(rest, thousands(open)+" 人以前提过，还在等答复。")
	}
	if left := n("left"); left > 0 {
		rest = append(rest, thousands(left)+" 人没有提：姓名和平台上的不一样，请先核对姓名。")
	}
	if n("asked") == 0 {
		return &templates.Notice{Kind: "risk", What: "没有新提出的", Then: strings.Join(rest, "")}
	}
	return &templates.Notice{Kind: "ok", What: "已向 " + thousands(n("asked")) + " 人所在的协会提出", Then: "答复在“转会”里看。" + strings.Join(rest, "")}
}

// addConflicts says of a roster's rows that are other associations' members how
// they come over, and whom was asked already.
func (s *Server) addConflicts(c *fiber.Ctx, d imports.Draft, rows *templates.ImportRows) error {
	if !asksTransfers(s.actor(c), d) {
		return nil
	}
	var asked map[roster.TransferState]int
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		asked, err = roster.TransfersOfImport(c.UserContext(), tx, d.Import)
		return err
	})
	if err != nil {
		return err
	}
	rows.Note = "对方协会同意转会，这些人才能写进您的花名册。" + askedNote(asked)
	n := d.Counts[imports.RowConflict] - asked[roster.TransferOpen]
	if n > 0 {
		rows.Actions = append(rows.Actions, templates.Action{
			Label: "请求转会，" + thousands(n) + " 人", Kind: "main", To: importPath(d.Import) + "/transfers",
		})
	}
	if asked[roster.TransferAgreed] > 0 && d.State == "draft" {
		rows.Actions = append(rows.Actions, templates.Action{Label: "再核对一次", To: importPath(d.Import) + "/again"})
	}
	if len(asked) > 0 {
		rows.Links = append(rows.Links, templates.Link{Text: "到“转会”里看答复", To: "/transfers"})
	}
	return nil
}

// asksTransfers says whether the actor may ask for the conflicts of an import.
func asksTransfers(a db.Actor, d imports.Draft) bool {
	return d.Own && d.Kind == "members" && (d.State == "draft" && d.Ready || d.State == "done") &&
		d.Counts[imports.RowConflict] > 0 && d.Files != nil && slices.Contains(transferAskers, a.Role)
}

func askedNote(asked map[roster.TransferState]int) string {
	var said []string
	for _, state := range []roster.TransferState{roster.TransferOpen, roster.TransferAgreed, roster.TransferRefused} {
		if n := asked[state]; n > 0 {
			said = append(said, state.Word()+" "+thousands(n)+" 人")
		}
	}
	if len(said) == 0 {
		return ""
	}
	return "已经提过：" + strings.Join(said, "，") + "。"
}
