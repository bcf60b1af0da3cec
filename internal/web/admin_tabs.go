package web

import (
	"github.com/gofiber/fiber/v2"

	"laowu/internal/web/templates"
)

// adminPages are how the service itself is looked after.
var adminPages = []templates.Link{
	{Text: "后台任务", To: "/admin/jobs"}, {Text: "搜索引擎", To: "/admin/search"}, {Text: "到期清理", To: "/admin/retention"}, {Text: "没搜到的词", To: "/words"},
	{Text: "短信和推送", To: "/admin/notices"}, {Text: "投诉", To: "/complaints"},
}

// adminWays lead from the accounts to the rest.
func adminWays() []templates.Titles {
	return []templates.Titles{{Title: "运行", Links: adminPages}, {Title: "记录", Links: []templates.Link{{Text: "人员", To: "/people"}, {Text: "报表", To: "/reports"}}}}
}

// adminTabs are those pages beside each other.
func adminTabs(c *fiber.Ctx) (tabs []templates.Tab) {
	for _, l := range adminPages {
		tabs = append(tabs, templates.Tab{Text: l.Text, To: l.To, Current: l.To == c.Path()})
	}
	return tabs
}
