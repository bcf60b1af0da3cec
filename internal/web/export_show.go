package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

var errNoExport = refusalError{fiber.StatusNotFound, "没有这个文件", "文件只有要它的账号取得到，过了保存的天数就删除。要的话请再导出一次。"}

// exportEvery is after how many seconds the page of a file that is being written
// asks again.
const exportEvery = "2"

// exportShow is how far a file is, and where it is fetched.
func (s *Server) exportShow(c *fiber.Ctx) error {
	var f imports.ExportFile
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		f, err = imports.FindExport(c.UserContext(), tx, atoi(c.Params("export")))
		return err
	})
	if errors.Is(err, access.ErrNotFound) {
		return errNoExport
	}
	if err != nil {
		return err
	}
	page := templates.Overview{
		Back: templates.Link{Text: "导出成 Excel", To: "/exports"}, Title: "导出" + ledgerTitle(f.Kind), State: exportBadge(f.State),
		Sections: []templates.OverviewSection{{Title: "这个文件", Facts: exportFacts(f)}},
	}
	file := &page.Sections[0]
	switch f.State {
	case "queued":
		c.Set("Refresh", exportEvery)
		page.Lead = "正在写，这一页会自己更新。您可以先办别的事，过一会儿再来取。"
		file.Bars = []templates.Quantity{{Text: "写了", Value: thousands(f.Written) + " 行", Small: "共 " + thousands(f.Expected) + " 行", Part: 1000 * f.Written / max(f.Expected, f.Written, 1)}}
	case "done":
		page.Notice = &templates.Notice{Kind: "ok", What: "写好了", Then: "请在 " + moment(f.Until) + " 以前取走，过后就删除。每取一次都记入审计。"}
		file.Links = []templates.Link{{Text: "下载 Excel 文件", To: exportPath(f.ID) + "/file"}}
	default:
		page.Notice = &templates.Notice{Kind: "bad", What: "没有写成", Then: f.Said + "。"}
		file.Links = []templates.Link{{Text: "再导出一次", To: "/exports/new/" + f.Kind}}
	}
	return render(c, templates.OverviewPage(s.frame(c, page.Title), page))
}

func exportFacts(f imports.ExportFile) []templates.Fact {
	rows := thousands(f.Expected)
	if f.State == "done" {
		rows = thousands(f.Written)
	}
	facts := []templates.Fact{{Label: "行数", Text: rows}, {Label: "号码", Text: exportNumbers(f)}, {Label: "什么时候", Text: moment(f.AskedAt)}}
	k, _ := imports.ByName(f.Kind)
	for _, said := range k.Said(f.Conditions) {
		facts = append(facts, templates.Fact{Label: "条件", Text: said})
	}
	if f.State == "done" {
		facts = append(facts, templates.Fact{Label: "大小", Text: kilobytes(f.Size)})
	}
	return facts
}

// kilobytes is a size as people say it.
func kilobytes(bytes int64) string { return thousands(int((bytes+1023)/1024)) + " KB" }

// exportFile hands a written file to the account that asked for it.
func (s *Server) exportFile(c *fiber.Ctx) error {
	if c.Method() == fiber.MethodHead {
		return c.SendStatus(fiber.StatusMethodNotAllowed) // who only asks whether it is there has not fetched it
	}
	ctx, stop := s.unhurried(c)
	f, file, err := s.Exports.Open(ctx, s.actor(c), atoi(c.Params("export")))
	if err != nil {
		stop()
		if errors.Is(err, access.ErrNotFound) {
			return errNoExport
		}
		return err
	}
	k, _ := imports.ByName(f.Kind)
	asWorkbook(c, k.Title+f.AskedAt.In(china).Format("2006-01-02")+".xlsx")
	c.Context().SetBodyStream(closing{file, stop}, int(f.Size))
	return nil
}
