package web

import (
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/web/templates"
	outbox "laowu/internal/work"
	"laowu/matching/index"
)

// searchShow tells the admin how far the search engines are behind the records,
// and what they do not take.
func (s *Server) searchShow(c *fiber.Ctx) error {
	lags, err := index.Lags(c.UserContext(), s.DB, s.County)
	if err != nil {
		return err
	}
	var refused []index.Refusal
	err = s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		refused, err = index.Refusals(c.UserContext(), tx)
		return err
	})
	if err != nil {
		return err
	}
	page := templates.Listing{
		Tabs: adminTabs(c), Title: "搜索引擎",
		Lead: s.answering() + "记录改了以后，引擎几秒内跟上。落后很久，先看引擎有没有在运行；要重建，用命令 laowu reindex，搜索不中断。",
		List: "引擎", Table: engineTable(lags),
		Nothing: nothingIndexed(lags),
		Done:    "没有收进搜索的记录", Past: templates.Part{Items: refusedItems(refused), Empty: "都收进去了。"},
	}
	return render(c, templates.ListingPage(s.frame(c, page.Title), page))
}

// answering is which engine answers, and why another than the one meant to;
// empty where there is only one.
func (s *Server) answering() string {
	if s.Standing == nil {
		return ""
	}
	now := s.Standing()
	said := "现在由 " + engineName(now.Engine) + " 回答搜索。"
	if now.Trouble != "" {
		said += now.Trouble.Hint() + "。"
	}
	return said
}

func nothingIndexed(lags []index.Lag) *templates.Nothing {
	if len(lags) > 0 {
		return nil
	}
	return &templates.Nothing{What: "还没有建索引", Next: "服务启动以后自己会建。", All: templates.Link{Text: "看账号", To: "/admin"}}
}

func engineTable(lags []index.Lag) *templates.Table {
	if len(lags) == 0 {
		return nil
	}
	t := templates.Table{Label: "搜索引擎", Heads: []templates.Head{{Text: "引擎"}, {Text: "等着更新"}, {Text: "等了多久"}, {Text: "没收进"}, {Text: "上次重建"}}}
	for _, l := range lags {
		built := templates.Cell{Badge: templates.Badge{Text: "还没有建", Kind: "risk"}}
		if l.BuiltAt != nil {
			built = templates.Cell{
				Text:  l.BuiltAt.In(china).Format("2006-01-02 15:04"),
				Small: "岗位 " + thousands(int(l.Openings)) + "，人员 " + thousands(int(l.Workers)) + "，" + strconv.FormatFloat(l.Seconds, 'f', 1, 64) + " 秒",
			}
		}
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: engineName(l.Engine)}, {Text: thousands(int(l.Waiting)) + " 条"}, {Text: waited(l)}, {Text: thousands(int(l.Refused)) + " 条"}, built,
		})
	}
	return &t
}

// engineName is what people call an engine.
func engineName(engine string) string {
	if name := map[string]string{"postgresql": "PostgreSQL", "meilisearch": "Meilisearch"}[engine]; name != "" {
		return name
	}
	return engine
}

func waited(l index.Lag) string {
	if l.Waiting == 0 {
		return "没有等的"
	}
	return (time.Duration(l.Age) * time.Second).String()
}

// refusedItems lead to the records: who mends one has it tried again.
func refusedItems(all []index.Refusal) (items []templates.Item) {
	for _, r := range all {
		item := templates.Item{Text: "岗位 " + itoa(r.Record), To: "/openings/" + itoa(r.Record)}
		if r.Kind == outbox.Worker {
			item = templates.Item{Text: "人员 " + itoa(r.Record), To: "/people/" + itoa(r.Record)}
		}
		item.Small = engineName(r.Engine) + "：" + r.Why + "（" + r.Since.In(china).Format("2006-01-02 15:04") + " 起；改正记录以后会再试）"
		items = append(items, item)
	}
	return items
}
