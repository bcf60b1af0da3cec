package web

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

// takesLedgers have ledgers as workbooks: each the kinds that its pages show,
// and of them the rows that it sees.
var takesLedgers = []db.Role{db.Association, db.Township, db.Station, db.Enterprise, db.Trainer, db.County, db.Admin, db.Auditor}

// exportLink leads to the ledgers from where somebody looks at their records.
var exportLink = templates.Link{Text: "导出成 Excel", To: "/exports"}

// exportList is the ledgers that the actor may have, and the files that wait for
// the account.
func (s *Server) exportList(c *fiber.Ctx) error {
	var files []imports.ExportFile
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		files, err = imports.ExportFiles(c.UserContext(), tx)
		return err
	})
	if err != nil {
		return err
	}
	page := templates.Home{
		Title: "导出成 Excel", Lead: "只导出归您管的记录；号码是遮盖的。谁、什么时候导出了什么，会记入审计，也写在表的最后一行。",
		Next: "选一种台账", List: "写好等您来取的文件", Note: "只有您这个账号取得到",
	}
	if s.actor(c).Role == db.Enterprise {
		page.Lead = "岗位只导出贵单位的；用工名册里只有同意让贵单位看资料的人。号码是遮盖的。导出会记入审计。"
	}
	for _, k := range imports.Kinds() {
		if k.For(s.actor(c).Role) {
			page.Steps = append(page.Steps, templates.Item{Text: k.Title, To: ledgerPath(k)})
		}
	}
	if len(files) > 0 {
		page.Table = s.exportTable(files)
	}
	return s.showHome(c, page)
}

func (s *Server) exportTable(files []imports.ExportFile) *templates.Table {
	t := &templates.Table{Label: "写好等您来取的文件", Heads: []templates.Head{{Text: "台账"}, {Text: "行数", Num: true}, {Text: "什么时候"}, {Text: "进展"}}}
	for _, f := range files {
		n := f.Expected
		if f.State == "done" {
			n = f.Written
		}
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: ledgerTitle(f.Kind), Small: exportNumbers(f), To: exportPath(f.ID)}, {Text: thousands(n)},
			{Text: moment(f.AskedAt), Small: moment(f.Until) + "删除"}, {Badge: exportBadge(f.State)},
		})
	}
	return t
}

func ledgerPath(k imports.Kind) string { return "/exports/new/" + k.Name }

func exportPath(id int64) string { return "/exports/" + itoa(id) }

// moment is a time of the day as staff read it.
func moment(t time.Time) string { return t.In(china).Format("2006-01-02 15:04") }

func ledgerTitle(kind string) string {
	k, _ := imports.ByName(kind)
	return k.Title
}

func exportNumbers(f imports.ExportFile) string {
	if f.Revealed {
		return "全号"
	}
	return "号码遮盖"
}

func exportBadge(state string) templates.Badge {
	return map[string]templates.Badge{
		"queued": {Text: "在写", Kind: "risk"}, "done": {Text: "写好了", Kind: "ok"}, "failed": {Text: "没写成", Kind: "bad"},
	}[state]
}
