package web

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// rankingLevels are how the ranking is cut, by the word in the address.
var rankingLevels = []string{"township", "association", "village"}

// ranked may see the ranking: a township and an association their own units
// alone. commenters may say something to a line of theirs.
var (
	ranked     = []db.Role{db.County, db.Admin, db.Auditor, db.Township, db.Association}
	commenters = []db.Role{db.County, db.Admin, db.Township, db.Association}
)

// rankingList compares townships, associations or villages by outcome.
func (s *Server) rankingList(c *fiber.Ctx) error {
	return s.showRanking(c, c.Query("as_of"), c.Query("level"), rankingSaid{})
}

// rankingSaid is a comment that was refused.
type rankingSaid struct{ unit, text templates.Given }

func (s *Server) showRanking(c *fiber.Ctx, typed, level string, said rankingSaid) error {
	asOf, given := s.readDay(typed)
	at := max(slices.Index(rankingLevels, level), 0)
	page := templates.Report{Head: s.reportHead(c, "成效排名", "/reports/ranking", "ranking", asOf, given)}
	page.Head.Keep = pairs("level", rankingLevels[at])
	wide := slices.Contains(countywide, s.actor(c).Role)
	if !wide {
		page.Head.Files = nil // these are the county's
	}
	if given.Error == "" {
		r, counted, err := recall(c, s, "ranking", asOf, report.CountRanking)
		if err != nil {
			return err
		}
		page.Head.Lead += countedAt(counted)
		fillRanking(&page, r, at, asOf)
		err = s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
			if wide {
				page.Parts, err = s.keptParts(c, tx, "ranking", asOf, given)
			}
			if slices.Contains(commenters, s.actor(c).Role) {
				page.Parts = append([]templates.Titled{commentPart(r, at, asOf, said)}, page.Parts...)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return render(c, templates.ReportPage(s.frame(c, "成效排名"), page))
}

func fillRanking(page *templates.Report, r report.Ranking, at int, asOf time.Time) {
	for i, l := range r.Levels() {
		to := "/reports/ranking?as_of=" + asOf.Format(time.DateOnly) + "&level=" + rankingLevels[i]
		page.Tabs = append(page.Tabs, templates.Tab{Text: l.Word, To: to, Count: thousands(len(l.Ranks)), Current: i == at})
	}
	level := r.Levels()[at]
	if len(level.Ranks) == 0 {
		page.Nothing = &templates.Nothing{What: "这一天没有可以排的" + level.Word, Next: "先导入协会和会员。"}
		return
	}
	g := templates.Group{Title: level.Word, Note: fmt.Sprintf("%s以来没有新记录的是未报，不足 %d 人的不列；依次比在岗、稳岗、保障、工资", r.Since, r.Least), Table: templates.Table{
		Label: level.Word, Heads: []templates.Head{
			{Text: "单位"}, {Text: "名次"}, {Text: "会员", Num: true}, {Text: "在岗", Num: true}, {Text: "稳岗", Num: true}, {Text: "保障", Num: true}, {Text: "月工资", Num: true}, {Text: "说明"},
		}}}
	for _, k := range level.Ranks {
		g.Table.Rows = append(g.Table.Rows, rankRow(k))
	}
	page.Groups = []templates.Group{g}
}

// rankRow is a unit's line: what is not shown is empty, never zero.
func rankRow(k report.Rank) []templates.Cell {
	place := templates.Cell{Badge: templates.Badge{Text: k.State.Word()}}
	if k.State == report.Missing {
		place.Badge.Kind = "risk"
	}
	if k.Place != nil {
		place = templates.Cell{Text: strconv.Itoa(*k.Place)}
	}
	row := []templates.Cell{{Text: k.Name, Small: k.Township}, place, {}}
	if k.Members != nil {
		row[2].Text = thousands(*k.Members)
	}
	for _, share := range []*report.Ratio{k.InWork, k.Stayed, k.Guarantee} {
		cell := templates.Cell{}
		if share != nil {
			cell = templates.Cell{Text: cutShare(share.Part, share.Of), Small: thousands(share.Part) + " ÷ " + thousands(share.Of)}
		}
		row = append(row, cell)
	}
	pay := templates.Cell{}
	if k.MeanWage != nil && k.Waged != nil {
		pay = templates.Cell{Text: report.Figure{Value: *k.MeanWage}.Shown(), Small: thousands(*k.Waged) + " 人"}
	}
	var said []string
	for _, one := range k.Comments {
		said = append(said, one.Text)
	}
	return append(row, pay, templates.Cell{Text: joined("；", said...)})
}

// commentPart lets somebody say something to a line.
func commentPart(r report.Ranking, at int, asOf time.Time, said rankingSaid) templates.Titled {
	options := []templates.Option{{Text: "选一个"}}
	for _, k := range r.Levels()[at].Ranks {
		options = append(options, templates.Option{Text: joined("，", k.Township, k.Name), Value: k.Code})
	}
	part := templates.Part{Note: "为什么是这样，可以写一句；名次不变。", Actions: []templates.Action{{
		Label: "写上说明", Open: "写说明", To: "/reports/ranking/comment", Key: "comment", Keep: pairs("as_of", asOf.Format(time.DateOnly), "level", rankingLevels[at]),
		Fields: []templates.Field{
			{Given: said.unit, Type: "select", Name: "unit", Label: "单位", Options: options, Required: true},
			{Given: said.text, Type: "area", Name: "text", Label: "说明", Hint: "不要写身份证号和电话", Fill: "off", Max: 500, Required: true},
		}}}}
	return templates.Titled{Title: "说明", Part: part}
}

// rankingComment adds a comment to a line.
func (s *Server) rankingComment(c *fiber.Ctx) error {
	level := c.FormValue("level")
	said := rankingSaid{unit: templates.Given{Value: value.Clean(c.FormValue("unit"))}, text: templates.Given{Value: c.FormValue("text")}}
	asOf, given := s.readDay(c.FormValue("as_of"))
	if given.Error != "" {
		return refusalError{fiber.StatusUnprocessableEntity, "没有写上", given.Error + "。"}
	}
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		return report.CommentRanking(c.UserContext(), tx, said.unit.Value, asOf, words(said.text.Value))
	})
	switch {
	case errors.Is(err, report.ErrNoUnit):
		said.unit.Error = "选一个单位"
	case errors.Is(err, report.ErrNoComment), errors.Is(err, report.ErrLongComment), errors.Is(err, report.ErrNumberInWords):
		said.text.Error = err.Error()
	case err != nil:
		return err
	default:
		return c.Redirect("/reports/ranking?as_of="+asOf.Format(time.DateOnly)+"&level="+rankingLevels[max(slices.Index(rankingLevels, level), 0)], fiber.StatusSeeOther)
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showRanking(c, asOf.Format(time.DateOnly), level, said)
}
