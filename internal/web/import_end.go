package web

import (
	"strings"

	"laowu/imports"
	"laowu/internal/web/templates"
)

// importEnd is what is left to do: to write a draft, or what came of it.
func importEnd(d imports.Draft) *templates.ImportEnd {
	switch {
	case d.State == "draft" && d.Own && !waits(d):
		return writePart(d)
	case d.State == "done":
		return writtenPart(d)
	case d.State == "undone":
		return &templates.ImportEnd{Title: "结果", Notice: templates.Notice{Kind: "ok", What: "这一次已经整批撤回", Then: "新增的删掉了，更新的恢复了原样。改好可以再送。"}, Links: againLinks()}
	case d.State == "dropped":
		return &templates.ImportEnd{Title: "结果", Notice: templates.Notice{What: "没有导入", Then: "文件已经删掉，平台上什么也没有变。"}, Links: againLinks()}
	case d.State == "failed":
		return &templates.ImportEnd{Title: "结果", Notice: templates.Notice{Kind: "bad", What: "没有写入", Then: "平台上什么也没有变。"}, Links: againLinks()}
	}
	return nil
}

func againLinks() []templates.Link { return []templates.Link{{Text: "再送文件", To: importsList}} }

// writePart asks whether to write.
func writePart(d imports.Draft) *templates.ImportEnd {
	path := importPath(d.Import)
	end := &templates.ImportEnd{
		Title: "写入", Notice: writeNotice(d), Links: []templates.Link{{Text: "先存着，以后再写", To: importsList}},
		Actions: []templates.Action{{Label: "不导入了", Open: "不导入了", Kind: "danger", To: path + "/drop", Note: "送来的文件和改过的格子马上删掉，平台上什么也不变。"}},
	}
	if n := d.Counts[imports.RowCreated] + d.Counts[imports.RowUpdated]; d.Ready && n > 0 {
		end.Main = &templates.Action{Label: "写入 " + thousands(n) + " " + measure(d.Kind), Kind: "main", To: path + "/write"}
	}
	if d.Counts[imports.RowError]+d.Counts[imports.RowConflict] > 0 && d.Ready {
		end.Links = append(end.Links, templates.Link{Text: "下载没改的 " + thousands(d.Counts[imports.RowError]+d.Counts[imports.RowConflict]) + " 行", To: path + "/rejected"})
	}
	end.Links = append(end.Links, conflictLinks(d)...)
	return end
}

// conflictLinks lead to a roster's rows that are other associations' members.
func conflictLinks(d imports.Draft) []templates.Link {
	if n := d.Counts[imports.RowConflict]; n > 0 && d.Kind == "members" && d.Own {
		return []templates.Link{{Text: "别家的 " + thousands(n) + " 人，请求转会", To: rowsPath(d.Import, imports.RowConflict, 0)}}
	}
	return nil
}

func writeNotice(d imports.Draft) templates.Notice {
	unit := " " + measure(d.Kind)
	created, updated, unchanged, left := d.Counts[imports.RowCreated], d.Counts[imports.RowUpdated], d.Counts[imports.RowUnchanged], d.Counts[imports.RowError]
	var rest []string
	if unchanged > 0 {
		rest = append(rest, "没变的 "+thousands(unchanged)+unit+"不动")
	}
	if left > 0 {
		rest = append(rest, "没改的 "+thousands(left)+" 行不写，可以下载改好再送")
	}
	if n := d.Counts[imports.RowConflict]; n > 0 {
		rest = append(rest, "别家的 "+thousands(n)+" 行不写")
	}
	then := strings.Join(rest, "，")
	if then != "" {
		then += "。"
	}
	switch {
	case !d.Ready:
		return templates.Notice{Kind: "risk", What: "还不能写入", Then: "先在上面选好怎么读，核对过才能写。"}
	case created+updated == 0:
		return templates.Notice{What: "没有要写的", Then: then}
	}
	return templates.Notice{What: "现在写入 " + thousands(created+updated) + unit + "：新增 " + thousands(created) + unit + "，更新 " + thousands(updated) + unit, Then: then + "写入以后还能整批撤回。"}
}

// writtenPart says what was written, and what can be done with it.
func writtenPart(d imports.Draft) *templates.ImportEnd {
	path, unit := importPath(d.Import), " "+measure(d.Kind)
	end := &templates.ImportEnd{Title: "结果", Notice: templates.Notice{
		Kind: "ok", What: "写好了：新增 " + thousands(d.Counts[imports.RowCreated]) + unit + "，更新 " + thousands(d.Counts[imports.RowUpdated]) + unit,
		Then: "没变的 " + thousands(d.Counts[imports.RowUnchanged]) + unit + "没有动。",
	}}
	if n := d.Counts[imports.RowError] + d.Counts[imports.RowConflict]; n > 0 {
		end.Notice.Then += "退回的 " + thousands(n) + " 行没有写，下载下来，照着红格子改好，直接再送。"
		end.Links = append(end.Links, templates.Link{Text: "下载退回的 " + thousands(n) + " 行", To: path + "/rejected"})
	}
	end.Links = append(append(end.Links, conflictLinks(d)...), againLinks()...)
	if d.Own {
		end.Links = append(end.Links, templates.Link{Text: "整批撤回", To: path + "/undo"})
	}
	return end
}
