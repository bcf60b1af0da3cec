package web

import (
	"fmt"
	"strings"

	"laowu/imports"
	"laowu/internal/web/templates"
)

// importFile is what was sent and how it was read.
func (s *Server) importFile(d imports.Draft) templates.ImportFile {
	f := templates.ImportFile{Name: filesCalled(d.Files)}
	if waits(d) {
		return f
	}
	f.Facts = append(readFacts(d), skipFacts(d)...)
	f.Links = fileLinks(d)
	if d.State == "draft" && d.Own {
		f.Kind = kindAction(d)
		f.Columns = sheetColumns(d)
	}
	return f
}

// readFacts say which sheets were read.
func readFacts(d imports.Draft) []templates.Fact {
	var facts []templates.Fact
	for _, f := range d.Files {
		for _, sh := range f.Sheets {
			if !sh.Read() {
				continue
			}
			fact := templates.Fact{Label: "读了", Text: sheetCalled(d, f, sh), Small: fmt.Sprintf("标题在第 %d 行，共 %s %s", sh.First, thousands(sh.Counts.Rows()), measure(d.Kind))}
			if sh.Way == "remembered" {
				fact.Small += "；列按上次选的对"
			}
			facts = append(facts, fact)
		}
	}
	return facts
}

// sheetCalled names a sheet, and its file where there are several.
func sheetCalled(d imports.Draft, f imports.DraftFile, sh imports.DraftSheet) string {
	name := "工作表“" + sh.Name + "”"
	if len(d.Files) > 1 {
		name = f.Name + "，" + name
	}
	return name
}

// skipFacts say what was passed over.
func skipFacts(d imports.Draft) []templates.Fact {
	why := map[string]int{}
	var kinds, sheets []string
	for _, f := range d.Files {
		for _, sh := range f.Sheets {
			for _, r := range sh.Skipped {
				if why[r.Why] == 0 {
					kinds = append(kinds, r.Why)
				}
				why[r.Why]++
			}
			switch {
			case sh.Hidden:
				sheets = append(sheets, "隐藏的工作表“"+sh.Name+"”")
			case sh.Way == "left_out":
				sheets = append(sheets, "您说不读的工作表“"+sh.Name+"”")
			case sh.Way == "passed":
				sheets = append(sheets, "工作表“"+sh.Name+"”，没有找到标题行")
			}
		}
	}
	var said []string
	for _, k := range kinds {
		said = append(said, fmt.Sprintf("%s %d 行", k, why[k]))
	}
	if said = append(said, sheets...); len(said) == 0 {
		return nil
	}
	return []templates.Fact{{Label: "跳过", Text: strings.Join(said, "；")}}
}

// kindAction asks which kind the files are.
func kindAction(d imports.Draft) *templates.Action {
	field := templates.Field{Type: "radio", Name: "kind", Label: "这是哪一种表", Required: true, Given: templates.Given{Value: d.Kind}}
	for _, k := range d.Kinds {
		field.Options = append(field.Options, templates.Option{Text: k.Title, Value: k.Name})
	}
	if len(field.Options) < 2 && d.Kind != "" {
		return nil
	}
	a := &templates.Action{Label: "按这一种读", Open: "不是" + d.Title() + "？换一种", To: importPath(d.Import) + "/kind", Key: "kind", Fields: []templates.Field{field}}
	if d.Kind == "" {
		a.Open, a.Shown = "这是哪一种表？", true
		if len(d.Choices) > 1 {
			a.Note = "几种都像，请选一种。"
		}
	}
	return a
}

// measure is what one counts of a kind.
func measure(kind string) string {
	switch kind {
	case "members", "hires":
		return "人"
	case "households":
		return "行"
	}
	return "行"
}
