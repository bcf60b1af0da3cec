package web

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/notice"
	"laowu/internal/report"
	"laowu/internal/web/templates"
)

// addShownRules adds the rules that are shown and not changed on a page.
func (s *Server) addShownRules(c *fiber.Ctx, tx *db.Tx, page *templates.Overview) error {
	kinds, err := notice.Kinds(c.UserContext(), tx)
	if err != nil {
		return err
	}
	words, err := hiring.OpeningWords(c.UserContext(), tx)
	if err != nil {
		return err
	}
	cities, err := report.SingledOut(c.UserContext(), tx)
	if err != nil {
		return err
	}
	page.Sections = append(page.Sections,
		templates.OverviewSection{Title: "每种消息发给谁、怎么发", Note: "没写短信、推送的，只在平台里看", Table: noticeKinds(kinds), Fold: "看 " + thousands(len(kinds)) + " 种消息"},
		templates.OverviewSection{Title: "岗位里不该写的词", Table: wordRules(words), Fold: "看 " + thousands(len(words)) + " 个词"},
		templates.OverviewSection{Title: "流向图上单列的地方", Table: cityRules(cities), Empty: "没有单列的，按省看。"})
	if len(cities) == 0 {
		page.Sections[len(page.Sections)-1].Table = nil
	}
	return nil
}

func noticeKinds(all []notice.KindRule) *templates.Table {
	t := &templates.Table{Label: "每种消息", Heads: []templates.Head{{Text: "消息"}, {Text: "发给谁"}, {Text: "平台以外"}, {Text: "依据"}}}
	for _, k := range all {
		var to, ways []string
		for _, role := range k.Gets {
			to = append(to, role.Title())
		}
		for _, w := range k.Ways {
			ways = append(ways, w.Word())
		}
		row := []templates.Cell{{Text: k.Word}, {Text: strings.Join(to, "、")}, {Text: strings.Join(ways, "、")}, sourceCell(k.Source)}
		if k.Urgent {
			row[0].Small = "急的，排在前面"
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// wordRules are words with the law behind them, those of a law together.
func wordRules(all []hiring.OpeningWord) *templates.Table {
	t := &templates.Table{Label: "不该写的词", Heads: []templates.Head{{Text: "词"}, {Text: "依据"}}}
	said, laws := map[string][]string{}, []string{}
	for _, w := range all {
		if said[w.Source] == nil {
			laws = append(laws, w.Source)
		}
		said[w.Source] = append(said[w.Source], w.Word)
	}
	slices.Sort(laws)
	for _, law := range laws {
		slices.Sort(said[law])
		t.Rows = append(t.Rows, []templates.Cell{{Text: strings.Join(said[law], "、")}, sourceCell(law)})
	}
	return t
}

func cityRules(all []report.Singled) *templates.Table {
	t := &templates.Table{Label: "单列的地方", Heads: []templates.Head{{Text: "地方"}, {Text: "依据"}}}
	for _, d := range all {
		t.Rows = append(t.Rows, []templates.Cell{{Text: d.Name}, sourceCell(d.Source)})
	}
	return t
}
