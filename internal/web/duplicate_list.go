package web

import (
	"context"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// How many pairs and past merges a page lists.
const (
	pairRows  = 100
	mergeRows = 20
)

// mergers are who may merge records of people.
var mergers = []db.Role{db.County, db.Admin}

func (s *Server) mayMerge(c *fiber.Ctx) bool { return slices.Contains(mergers, s.actor(c).Role) }

// duplicateList is the pairs of records that may be one person's, and the merges
// of before.
func (s *Server) duplicateList(c *fiber.Ctx) error { return s.showDuplicates(c, nil) }

func (s *Server) showDuplicates(c *fiber.Ctx, notice *templates.Notice) error {
	pairs, _, err := recall(c, s, "duplicates", s.today(), func(ctx context.Context, tx *db.Tx, _ time.Time) ([]roster.Pair, error) {
		return roster.Duplicates(ctx, tx, s.Vault, pairRows)
	})
	if err != nil {
		return err
	}
	var past []roster.Merge
	err = s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		past, err = roster.Merges(c.UserContext(), tx, mergeRows)
		return err
	})
	if err != nil {
		return err
	}
	page := templates.Listing{
		Title: "可能是一个人的两条记录", Notice: notice, List: "等核对的",
		Lead: "姓名相同，电话或村相同，出生日期和性别相同或号码只错一位。看过证件再合并；只凭号码像，不算。",
		Done: "最近合并的", Past: templates.Part{Empty: "还没有合并过", Items: s.mergeItems(c, notice, past)},
	}
	if len(pairs) == 0 {
		page.Nothing = &templates.Nothing{What: "没有等核对的", Next: "有这样的两条记录，会列在这里。", All: templates.Link{Text: "看人员", To: "/people"}}
		return render(c, templates.ListingPage(s.frame(c, page.Title), page))
	}
	if len(pairs) == pairRows {
		page.Note = "只列前 " + thousands(pairRows) + " 对"
	}
	page.Table = &templates.Table{Label: "两条记录", Heads: []templates.Head{{Text: "姓名"}, {Text: "第一条"}, {Text: "第二条"}, {Text: "相同的"}}}
	for _, p := range pairs {
		page.Table.Rows = append(page.Table.Rows, []templates.Cell{
			{Text: p.First.Name, To: "/people/" + itoa(p.First.ID) + "/merge?with=" + itoa(p.Second.ID), Small: "对照着看"},
			twinCell(p.First), twinCell(p.Second), {Text: p.Words()},
		})
	}
	return render(c, templates.ListingPage(s.frame(c, page.Title), page))
}

func twinCell(t roster.Twin) templates.Cell {
	c := templates.Cell{Text: t.IDMasked, Small: t.Village}
	if t.Association != "" {
		c.Small += "，" + t.Association
	}
	return c
}

// mergeItems are merges as a list tells of them, those that stand with their
// undoing.
func (s *Server) mergeItems(c *fiber.Ctx, refused *templates.Notice, all []roster.Merge) []templates.Item {
	var items []templates.Item
	for _, m := range all {
		item := templates.Item{
			Text: m.Name, To: "/people/" + itoa(m.Kept), Small: day(m.MergedAt.In(china), s.today()) + "，" + m.MergedBy + "：" + m.Reason,
			Badge: templates.Badge{Text: "已拆开"},
		}
		if m.UndoneAt == nil {
			item.Badge = templates.Badge{Text: "合着", Kind: "ok"}
			item.Actions = typedAgain(c, refused, []templates.Action{undoAction(m)})
		}
		items = append(items, item)
	}
	return items
}

func undoAction(m roster.Merge) templates.Action {
	return templates.Action{
		Label: "拆开", Open: "拆开成两条", To: "/merges/" + itoa(m.ID) + "/undo", Kind: "danger", Whom: m.Name, Key: "undo" + itoa(m.ID),
		Note:   "两条记录都回到合并以前的样子；合并以后别处的改动留着。",
		Fields: []templates.Field{{Name: "reason", Label: "为什么拆开", Fill: "off", Max: 100, Required: true}},
	}
}
