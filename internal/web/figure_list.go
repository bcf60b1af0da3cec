package web

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// figurePage is how many lines of a figure's list a page shows.
const figurePage = 50

// figureList is whom a figure counts, page after page.
func (s *Server) figureList(c *fiber.Ctx) error {
	id := c.Params("figure")
	m, ok := report.Meant(id)
	if !ok {
		return refusalError{fiber.StatusNotFound, "公报里没有这个指标", "请从劳务公报点进来。"}
	}
	asOf, given := s.asOf(c)
	cut := report.Cut{Part: c.Query("of") == "part", After: atoi(c.Query("after")), Limit: figurePage}
	var list report.Behind
	var numbers map[int64]string
	if given.Error == "" {
		err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
			if list, err = report.List(c.UserContext(), tx, id, asOf, cut); err != nil {
				return err
			}
			numbers, err = roster.MaskedIDs(c.UserContext(), tx, s.Vault, peopleOf(list.Lines))
			return err
		})
		if err != nil {
			return err
		}
	}
	page := s.figurePage(c, id, m, asOf, given, cut, list)
	if len(list.Lines) > 0 {
		page.Table = s.countedTable(m, list.Lines, numbers)
	}
	return render(c, templates.FigureListPage(s.frame(c, report.Title(id)), page))
}

func peopleOf(lines []report.Counted) []int64 {
	var out []int64
	for _, l := range lines {
		if l.Person != 0 {
			out = append(out, l.Person)
		}
	}
	return out
}

// figurePage is everything about the list but its lines.
func (s *Server) figurePage(c *fiber.Ctx, id string, m report.Meaning, asOf time.Time, given templates.Given, cut report.Cut, list report.Behind) templates.FigureList {
	page := templates.FigureList{Head: s.reportHead(c, report.Title(id), "/reports/bulletin/"+id, "bulletin", asOf, given)}
	page.Head.Back, page.Head.Files = templates.Link{Text: "劳务公报", To: "/reports/bulletin?as_of=" + asOf.Format(time.DateOnly)}, nil
	page.Facts = []templates.Fact{{Label: "定义", Text: m.Means}, {Label: "截止", Text: m.When}}
	if given.Error != "" {
		page.Head.Back.To = "/reports/bulletin"
		return page
	}
	here := figurePath(id, asOf)
	total := list.Total
	if m.Share {
		page.Tabs = []templates.Tab{
			{Text: "分母：全部", To: here, Count: thousands(list.Total), Current: !cut.Part},
			{Text: "分子：算进去的", To: here + "&of=part", Count: thousands(list.Part), Current: cut.Part},
		}
		page.Facts = append(page.Facts, templates.Fact{Label: "占比", Text: cutShare(list.Part, list.Total), Small: fmt.Sprintf("%s ÷ %s %s，只舍不入", thousands(list.Part), thousands(list.Total), m.Each)})
		if cut.Part {
			here, total, page.Head.Keep = here+"&of=part", list.Part, pairs("of", "part")
		}
	} else {
		page.Facts = append(page.Facts, templates.Fact{Label: "名单", Text: thousands(list.Total) + " " + m.Each})
	}
	switch {
	case len(list.Lines) == 0:
		page.Nothing = &templates.Nothing{What: "这一天没有", Next: "换一天看看，或者先导入有关的表。", All: templates.Link{Text: "回劳务公报", To: page.Head.Back.To}}
	case cut.After > 0 || list.Next > 0:
		page.Paging = &templates.Paging{Where: "共 " + thousands(total) + " " + m.Each + "，一页 " + strconv.Itoa(figurePage)}
		if cut.After > 0 {
			page.Paging.First = here
		}
		if list.Next > 0 {
			page.Paging.Next = here + "&after=" + itoa(list.Next)
		}
	}
	return page
}

// cutShare is a share cut after one decimal, never rounded up.
func cutShare(part, of int) string {
	if of == 0 {
		return "没有分母"
	}
	tenths := 1000 * part / of
	return strings.TrimSuffix(fmt.Sprintf("%d.%d", tenths/10, tenths%10), ".0") + "%"
}

// countedTable is the lines as a table: of people with what makes each count.
func (s *Server) countedTable(m report.Meaning, lines []report.Counted, numbers map[int64]string) *templates.Table {
	t := &templates.Table{Label: "名单", Heads: []templates.Head{{Text: "名称"}, {Text: "地点"}, {Text: "依据"}}}
	if m.People {
		t.Heads[0].Text, t.Heads[1].Text = "姓名", "村"
	}
	if m.Work {
		t.Heads = append(t.Heads, templates.Head{Text: "起止"}, templates.Head{Text: "月工资", Num: true})
	}
	if m.Share {
		t.Heads = append(t.Heads, templates.Head{Text: "分子"})
	}
	for _, l := range lines {
		row := []templates.Cell{countedName(l, numbers[l.Person]), {Text: l.Village}, {Text: joined("，", l.Trade, l.Employer), Small: l.Note}}
		if m.Work {
			row = append(row, templates.Cell{Text: s.spellDays(l)}, templates.Cell{Text: wageText(l.Wage)})
		}
		if m.Share {
			row = append(row, templates.Cell{Badge: partBadge(l.Part)})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func countedName(l report.Counted, number string) templates.Cell {
	cell := templates.Cell{Text: l.Name, Small: number}
	if l.Person != 0 && !l.Erased {
		cell.To = "/people/" + itoa(l.Person)
	}
	return cell
}

func partBadge(part bool) templates.Badge {
	if part {
		return templates.Badge{Text: "算进", Kind: "ok"}
	}
	return templates.Badge{Text: "不算"}
}

// spellDays says from when to when the work lasted that makes somebody count.
func (s *Server) spellDays(l report.Counted) string {
	if l.Started == nil && l.Ended == nil {
		return ""
	}
	return span(l.Started, l.Ended, s.today())
}

func wageText(w *float64) string {
	if w == nil {
		return ""
	}
	return strings.TrimSuffix(strconv.FormatFloat(*w, 'f', 1, 64), ".0")
}

// joined are texts with what parts them; empty ones are left out.
func joined(by string, texts ...string) string {
	var out []string
	for _, t := range texts {
		if t != "" {
			out = append(out, t)
		}
	}
	return strings.Join(out, by)
}
