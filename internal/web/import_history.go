package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

// historyPage is how many imports a page of the history lists.
const historyPage = 30

// addHistory lists what was sent before: what is under way first, then what
// waits to be written, then what is over.
func (s *Server) addHistory(c *fiber.Ctx, page *templates.ImportList) error {
	before := atoi(c.Query("before"))
	all, err := s.Imports.History(c.UserContext(), s.actor(c), imports.HistoryQuery{Before: before, Limit: historyPage + 1})
	if err != nil {
		return err
	}
	if len(all) > historyPage {
		all = all[:historyPage]
		page.Paging = &templates.Paging{Where: "最近的在前", Next: importsList + "?before=" + itoa(all[historyPage-1].Import)}
	}
	if before > 0 {
		if page.Paging == nil {
			page.Paging = &templates.Paging{Where: "最近的在前"}
		}
		page.Paging.First = importsList
	}
	var past []imports.Past
	for _, p := range all {
		apart, err := s.addWaiting(c, page, p)
		if err != nil {
			return err
		}
		if !apart {
			past = append(past, p)
		}
	}
	if len(past) > 0 {
		page.Past = s.historyTable(past)
	}
	return nil
}

// addWaiting lists an import apart while it is under way, or waits for its
// sender to look it over.
func (s *Server) addWaiting(c *fiber.Ctx, page *templates.ImportList, p imports.Past) (apart bool, err error) {
	if !p.Staged || p.State != "draft" && p.State != "queued" || !ownPast(s.actor(c), p) {
		return false, nil
	}
	now, err := s.Imports.Progress(c.UserContext(), s.actor(c), p.Import)
	if err != nil {
		return false, importRefusal(err)
	}
	if now.Busy() {
		one := working(p.Import, namesOf(p), now)
		one.To = importPath(p.Import)
		page.Running = append(page.Running, one)
		return true, nil
	}
	if page.Open == nil {
		page.Open = &templates.Table{Label: "还没有写入的", Heads: []templates.Head{{Text: "文件"}, {Text: "哪一种"}, {Text: "送来"}}}
	}
	page.Open.Rows = append(page.Open.Rows, []templates.Cell{{Text: namesOf(p), To: importPath(p.Import)}, {Text: pastKind(p)}, {Text: s.moment(p.SentAt), Small: p.By}})
	return true, nil
}

// ownPast says whether an import is of the actor's own office: the county sees
// all, and its clerks and its admin are one.
func ownPast(a db.Actor, p imports.Past) bool {
	county := func(r db.Role) bool { return r == db.County || r == db.Admin }
	return !county(a.Role) || county(p.Role)
}

func (s *Server) historyTable(all []imports.Past) *templates.Table {
	t := &templates.Table{Label: "送过的", Heads: []templates.Head{
		{Text: "文件"}, {Text: "送来"}, {Text: "新增", Num: true}, {Text: "更新", Num: true}, {Text: "退回", Num: true}, {Text: "结果"}, {Text: "原文件"},
	}}
	for _, p := range all {
		file := templates.Cell{Text: namesOf(p), Small: pastKind(p)}
		if p.Staged {
			file.To = importPath(p.Import)
		}
		sent := templates.Cell{Text: s.moment(p.SentAt), Small: strings.Trim(p.From+"，"+p.By, "，")}
		row := []templates.Cell{file, sent, {}, {}, {}, {Badge: pastBadge(p)}, {}}
		if p.State == "done" || p.State == "undone" {
			row[2], row[3], row[4] = templates.Cell{Text: thousands(p.Created)}, templates.Cell{Text: thousands(p.Updated)}, templates.Cell{Text: thousands(p.Rejected)}
			if p.Rejected > 0 && p.Kept {
				row[4].To = importPath(p.Import) + "/rejected"
			}
		}
		if p.State == "done" && !p.Staged && !p.DryRun { // it has no page that offers this
			row[5].Text, row[5].To = "整批撤回", importPath(p.Import)+"/undo"
		}
		if p.Failure != nil {
			row[5].Small = p.Failure.Message
		}
		if p.Kept {
			row[6] = templates.Cell{Text: "下载", To: importPath(p.Import) + "/original"}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func namesOf(p imports.Past) string {
	switch n := len(p.Files); n {
	case 0:
		return "第 " + itoa(p.Import) + " 号"
	case 1:
		return p.Files[0]
	default:
		return p.Files[0] + " 等 " + thousands(n) + " 个文件"
	}
}

func pastKind(p imports.Past) string {
	if p.Kind == "" {
		return "还没有认出来"
	}
	if p.DryRun {
		return p.Title() + "，试读"
	}
	return p.Title()
}

func pastBadge(p imports.Past) templates.Badge {
	if p.DryRun && p.State == "done" {
		return templates.Badge{Text: "试读，没有写入"}
	}
	return templates.Badge{Text: stateWords[p.State], Kind: map[string]string{"draft": "risk", "done": "ok", "failed": "bad"}[p.State]}
}
