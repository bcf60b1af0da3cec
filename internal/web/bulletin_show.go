package web

import (
	"fmt"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/web/templates"
)

// bulletinShow is the county's published figures as of a day.
func (s *Server) bulletinShow(c *fiber.Ctx) error {
	asOf, given := s.asOf(c)
	page := templates.Bulletin{Head: s.reportHead(c, "劳务公报", "/reports/bulletin", "bulletin", asOf, given)}
	if given.Error == "" {
		b, at, err := recall(c, s, "bulletin", asOf, report.Count)
		if err != nil {
			return err
		}
		page.Head.Lead, page.Groups = page.Head.Lead+countedAt(at), bulletinGroups(b, asOf)
	}
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		page.Parts, err = s.keptParts(c, tx, "bulletin", asOf, given)
		return err
	})
	if err != nil {
		return err
	}
	return render(c, templates.BulletinPage(s.frame(c, page.Head.Title), page))
}

// bulletinGroups are the figures under their headings, each with its definition
// and the way to its list.
func bulletinGroups(b report.Bulletin, asOf time.Time) []templates.Group {
	var out []templates.Group
	for _, title := range report.Groups() {
		g := templates.Group{Title: title, Note: "点指标看名单", Table: templates.Table{
			Label: title, Heads: []templates.Head{{Text: "指标"}, {Text: "数值", Num: true}, {Text: "依据"}, {Text: "截止"}},
		}}
		for _, f := range b.Figures {
			m, ok := report.Meant(f.ID)
			if !ok || m.Group != title {
				continue
			}
			g.Table.Rows = append(g.Table.Rows, []templates.Cell{
				{Text: f.Zh, To: figurePath(f.ID, asOf), Small: m.Means}, {Text: figureText(f)}, {Text: figureGround(f, m)}, {Text: m.When},
			})
		}
		if len(g.Table.Rows) > 0 {
			out = append(out, g)
		}
	}
	return out
}

func figurePath(id string, asOf time.Time) string {
	return "/reports/bulletin/" + id + "?as_of=" + asOf.Format(time.DateOnly)
}

// units are what the bulletin's units are called.
var units = map[string]string{
	"count": " 个", "persons": " 人", "households": " 户", "engagements": " 人次", "CNY/month": " 元/月", "percent": "%", "percent, whole": "%",
	"percent of willing, able households": "%",
}

// figureText is a figure's value as staff read it: 57,450 人.
func figureText(f report.Figure) string {
	whole, rest, _ := strings.Cut(f.Shown(), ".")
	if rest != "" {
		rest = "." + rest
	}
	return thousands(int(atoi(whole))) + rest + units[f.Unit]
}

// figureGround is what a figure rests on: of a share numerator and denominator,
// of a mean how many and the middle value.
func figureGround(f report.Figure, m report.Meaning) string {
	switch {
	case f.Of != nil && f.Part != nil:
		return fmt.Sprintf("分子 %s ÷ 分母 %s %s", thousands(*f.Part), thousands(*f.Of), m.Each)
	case f.N != nil && f.Median != nil:
		middle := f
		middle.Value = *f.Median
		return fmt.Sprintf("%s %s的平均，中位数 %s", thousands(*f.N), m.Each, figureText(middle))
	}
	return ""
}
