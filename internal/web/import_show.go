package web

import (
	"errors"
	"fmt"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/web/templates"
)

// refreshEvery is how often a browser without script asks again, in seconds.
const refreshEvery = "3"

// importShow is one import: a draft to look over, or what came of it.
func (s *Server) importShow(c *fiber.Ctx) error { return s.showImport(c, nil) }

func (s *Server) showImport(c *fiber.Ctx, notice *templates.Notice) error {
	d, err := s.Imports.FindDraft(c.UserContext(), s.actor(c), importOf(c))
	if err != nil {
		return importRefusal(err)
	}
	page := s.importPage(c, d)
	if notice != nil {
		page.Notice, page.Undo = notice, nil
	}
	if waits(d) {
		now := working(d.Import, filesCalled(d.Files), d.Progress)
		now.Hint = "可以离开这一页，写完会记在“送过的”里。"
		page.Working = &now
		c.Set("Refresh", refreshEvery) // without script; a script is told sooner
	} else if err := s.addRows(c, d, &page); err != nil {
		return err
	}
	return s.renderImports(c, page.Title, func(f templates.Frame) error { return render(c, templates.ImportPage(f, page)) })
}

// renderImports shows a page with the script of imports.
func (s *Server) renderImports(c *fiber.Ctx, title string, show func(templates.Frame) error) error {
	f := s.frame(c, title)
	f.Scripts = append(f.Scripts, s.assets.load("import")...)
	return show(f)
}

func (s *Server) importPage(c *fiber.Ctx, d imports.Draft) templates.Import {
	page := templates.Import{
		Back: templates.Link{Text: "导入表格", To: importsList}, Title: "导入" + kindCalled(d), Note: s.sentWord(d),
		Notice: importNotice(d), File: s.importFile(d),
	}
	switch d.State {
	case "draft", "queued":
		page.Steps = importSteps(d)
	}
	if !waits(d) && d.Counts.Rows() > 0 {
		page.Tally = importTally(c, d)
	}
	if said, undo := mendSaid(c, d); said != nil {
		page.Notice, page.Undo = said, undo
	}
	if said := askedSaid(c); said != nil {
		page.Notice, page.Undo = said, nil
	}
	page.End, page.Over = importEnd(d), d.State != "draft"
	return page
}

// waits says whether there is nothing to look at yet. A draft that is counted
// again after a mended cell is looked at meanwhile.
func waits(d imports.Draft) bool { return d.Progress.Busy() && !d.Ready }

// kindCalled is what a draft's kind is called; while nobody knows, a table.
func kindCalled(d imports.Draft) string {
	if t := d.Title(); t != "" {
		return t
	}
	return "表格"
}

// stateWords say how an import stands.
var stateWords = map[string]string{
	"draft": "还没有写入", "queued": "正在写入", "done": "已写入", "failed": "没有写入", "dropped": "没有导入", "undone": "已撤回",
}

// sentWord says who sent it when, and how it stands.
func (s *Server) sentWord(d imports.Draft) string {
	by := d.By
	if d.From != "" {
		by = d.From + "，" + by
	}
	return fmt.Sprintf("第 %d 号，%s %s 送来，%s", d.Import, by, s.moment(d.SentAt), stateWords[d.State])
}

// importSteps are the four stages, and at which one is.
func importSteps(d imports.Draft) []templates.Step {
	at := 1
	switch {
	case d.State == "queued":
		at = 3
	case d.Ready:
		at = 2
	}
	steps := []templates.Step{{Text: "选文件"}, {Text: "对列名"}, {Text: "核对"}, {Text: "写入"}}
	for i := range steps {
		steps[i].Done, steps[i].Current = i < at, i == at
	}
	return steps
}

// importNotice says first what matters most: why nothing was done, or that the
// same file was written before.
func importNotice(d imports.Draft) *templates.Notice {
	switch {
	case d.Failure != nil:
		return &templates.Notice{Kind: "bad", What: saidOf(d.Failure), Then: "平台上什么也没有变。" + wayOut(d)}
	case d.State == "draft" && d.Kind == "" && !waits(d):
		return &templates.Notice{Kind: "risk", What: "认不出这是哪一种表", Then: "请在下面选一种，选好就读。"}
	case d.State == "draft" && len(d.Earlier) > 0:
		return &templates.Notice{Kind: "risk", What: fmt.Sprintf("同样的文件第 %d 号已经写入过", d.Earlier[0].Import), Then: "再写一次也不会重复，一样的行不动。"}
	}
	return nil
}

func wayOut(d imports.Draft) string {
	if d.State == "draft" && d.Own {
		return "可以在下面改怎么读，或者改好文件再送。"
	}
	return ""
}

func filesCalled(all []imports.DraftFile) string {
	var names []string
	for _, f := range all {
		names = append(names, f.Name)
	}
	if len(names) == 0 {
		return "文件已经删掉"
	}
	return strings.Join(names, "、")
}

// importRefusal puts what a draft refuses into a page.
func importRefusal(err error) error {
	var e *imports.FileError
	if !errors.As(err, &e) {
		return err
	}
	if errors.Is(err, imports.NotFound) {
		return refusalError{fiber.StatusNotFound, "没有这一次导入", "可能不归您看，从“导入表格”的列表里找一找。"}
	}
	return refusalError{fiber.StatusConflict, "没有办成", saidOf(e)}
}
