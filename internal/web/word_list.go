package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/web/templates"
	"laowu/matching"
)

// askedRows is how many words of questions a page lists.
const askedRows = 200

// wordList is what people searched for and nothing answered, and the words that the
// county added for it.
func (s *Server) wordList(c *fiber.Ctx) error { return s.showWords(c, nil) }

func (s *Server) showWords(c *fiber.Ctx, again *typedWord) error {
	var asked []matching.AskedWords
	var added []matching.CountyWord
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if asked, err = matching.AskedOften(c.UserContext(), tx, askedRows); err != nil {
			return err
		}
		added, err = matching.ListWords(c.UserContext(), tx)
		return err
	})
	if err != nil {
		return err
	}
	page := templates.Listing{
		Title: "没搜到的词", List: "大家搜了、没有听懂的", Done: "本县加的叫法", Note: "最近 " + thousands(matching.QuestionDays) + " 天",
		Lead: "只记词，不记是谁搜的；像人名、号码的不记，三个不同的钟点都有人搜过才列出来。是本地的叫法，就在下面加上它指什么，一分钟以内搜索就能听懂。",
		Past: templates.Part{Empty: "还没有加过", Items: s.wordItems(c, added)},
	}
	if s.actor(c).Role == db.Admin {
		page.Tabs = adminTabs(c)
	}
	if again == nil && c.Query("done") != "" {
		page.Notice = &templates.Notice{Kind: "ok", What: "记下了", Then: "一分钟以内搜索就照着办。"}
	}
	if s.keepsWords(c) {
		page.Actions = []templates.Action{wordForm(again, c.Query("word"))}
	}
	if page.Table = askedTable(asked, s.keepsWords(c)); len(asked) == 0 {
		page.Table = nil
		page.Nothing = &templates.Nothing{What: "现在没有", Next: "大家搜了、没有听懂的词，会列在这里。", All: templates.Link{Text: "去搜一搜", To: "/"}}
	}
	return render(c, templates.ListingPage(s.frame(c, page.Title), page))
}

func (s *Server) keepsWords(c *fiber.Ctx) bool {
	return slices.Contains(matching.WordKeepers, s.actor(c).Role)
}

func askedTable(all []matching.AskedWords, keeps bool) *templates.Table {
	t := &templates.Table{Label: "没有听懂的词", Heads: []templates.Head{{Text: "搜的词"}, {Text: "搜了几次", Num: true}, {Text: "没找到", Num: true}, {Text: "最近一次"}}}
	for _, q := range all {
		first := templates.Cell{Text: q.Words}
		if keeps {
			first.To, first.Small = "/words?word="+escaped(q.Words)+"#add", "加成本县的叫法"
		}
		t.Rows = append(t.Rows, []templates.Cell{first, {Text: thousands(int(q.Asked))}, {Text: thousands(int(q.Asked - q.Found))}, {Text: q.LastDay.Format("2006-01-02")}})
	}
	return t
}

// wordItems are the county's words, each with its removal for who may.
func (s *Server) wordItems(c *fiber.Ctx, all []matching.CountyWord) []templates.Item {
	var items []templates.Item
	for _, w := range all {
		item := templates.Item{
			Text: w.Word + " 就是 " + s.Lexicon.AdditionName(w.Kind, w.Code), Badge: templates.Badge{Text: w.Kind.Title()},
			Small: day(db.Day(w.AddedAt), s.today()) + "，" + w.AddedBy + "加的",
		}
		if s.keepsWords(c) {
			item.Actions = []templates.Action{{Label: "去掉", To: "/words/" + itoa(w.ID) + "/remove", Whom: w.Word}}
		}
		items = append(items, item)
	}
	return items
}
