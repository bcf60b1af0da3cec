package web_test

import (
	"github.com/a-h/templ"

	"laowu/internal/web/templates"
)

func importPreviews() []preview {
	list := func(f templates.Frame) templ.Component { return templates.ImportListPage(f, sampleImportList()) }
	show := func(f templates.Frame) templ.Component { return templates.ImportPage(f, sampleImport()) }
	working := func(f templates.Frame) templ.Component {
		i := sampleImport()
		i.Tally, i.Rows, i.End, i.File.Columns = nil, nil, nil, nil
		i.Working = &templates.Progress{Name: "西坪务工台账.xls", Text: "正在写入，第 364 行，共 560 行", Done: 364, Total: 560, Watch: "/imports/7/progress", Hint: "可以离开这一页，写完会记在“送过的”里。"}
		return templates.ImportPage(f, i)
	}
	columns := func(f templates.Frame) templ.Component { return templates.ImportColumnsPage(f, sampleColumns()) }
	return []preview{{"imports", sampleClerk(), list}, {"import", sampleClerk(), show}, {"import-working", sampleClerk(), working}, {"import-columns", sampleClerk(), columns}}
}

func sampleSend() templates.Send {
	return templates.Send{To: "/imports", Name: "files", Label: "把表格拖到这里，或点“选择文件”", Hint: ".xlsx、.xlsm、.xls、.csv，可以一次选几个，一共不超过 32 MB", Types: ".xlsx,.xls", Most: 32 << 20, Text: "上传，先核对", Error: "没有选文件"}
}

func sampleImportList() templates.ImportList {
	return templates.ImportList{
		Title: "导入表格", Lead: "先核对，再写入；写入以前什么都不会变。",
		Notice: &templates.Notice{Kind: "risk", What: "同样的文件已经送过", Then: "李秀兰，11 月 23 日 14:20 送来，还没有写入。打开那一份就行，不用再送。"}, Also: templates.Link{Text: "打开那一份", To: "/imports/7"},
		Send:    sampleSend(),
		Kinds:   []templates.SendKind{{Name: "会员花名册", Help: "要有这几列：姓名、身份证号码", Blank: "/templates/members"}, {Name: "回访记录", Help: "要有这几列：身份证号码、回访日期"}},
		Running: []templates.Progress{{Name: "西坪务工台账.xls", To: "/imports/6", Text: "正在写入，第 364 行，共 560 行", Done: 364, Total: 560, Watch: "/imports/6/progress"}},
		Open:    &templates.Table{Label: "还没有写入的", Heads: []templates.Head{{Text: "文件"}, {Text: "哪一种"}, {Text: "送来"}}, Rows: [][]templates.Cell{{{Text: "高家村花名册2026-11.xlsx", To: "/imports/7"}, {Text: "会员花名册"}, {Text: "11 月 23 日 14:20", Small: "李秀兰"}}}},
		Past:    &templates.Table{Label: "送过的", Heads: []templates.Head{{Text: "文件"}, {Text: "新增", Num: true}, {Text: "结果"}}, Rows: [][]templates.Cell{{{Text: "西坪.xls", To: "/imports/5"}, {Text: "57,450"}, {Badge: templates.Badge{Text: "已写入", Kind: "ok"}}}}},
		Paging:  &templates.Paging{Where: "共 80 次", Next: "/imports?from=50"},
	}
}

func sampleImport() templates.Import {
	undo := templates.Action{Label: "撤回", Kind: "plain", Whom: "贾秀英", To: "/imports/7/unmend"}
	row := func(anchor, name, number string, m templates.Mend) templates.ImportRow {
		return templates.ImportRow{Anchor: anchor, Name: name, Small: "第 17 行", Number: number, Mends: templates.Mends{To: "/imports/7/mend", Cells: []templates.Mend{m}}, Folded: true, Cells: []templates.SaidCell{{Label: "务工地点", Text: "鄂尔多斯市东胜区"}, {Label: "工种", Text: "装修"}}}
	}
	return templates.Import{
		Back: templates.Link{Text: "导入表格", To: "/imports"}, Title: "导入会员花名册", Note: "11 月 23 日 14:20 送来，还没有写入",
		Steps: []templates.Step{{Text: "选文件", Done: true}, {Text: "对列名", Done: true}, {Text: "核对", Current: true}, {Text: "写入"}},
		File: templates.ImportFile{
			Name: "高家村花名册2026-11.xlsx", Facts: []templates.Fact{{Label: "读了", Text: "工作表“高家村”“西坪”，标题在第 3 行，共 120 人"}, {Label: "跳过", Text: "2 行合计，1 行“制表人”，隐藏的工作表“旧表”"}},
			Kind: &templates.Action{Label: "按这一种读", Open: "不是会员花名册？换一种", To: "/imports/7/kind", Key: "kind", Fields: []templates.Field{{Type: "select", Name: "kind", Label: "这是哪一种表", Options: []templates.Option{{Text: "会员花名册", Value: "members"}}}}},
			Columns: []templates.SheetColumns{{
				Title: "工作表“高家村”：9 列对上了", Change: templates.Link{Text: "改列名的对应", To: "/imports/7/columns?file=0&sheet=0"},
				Pairs: []templates.SaidCell{{Label: "18位身份证号", Text: "身份证号码"}, {Label: "收入", Text: "年收入"}},
			}},
		},
		Tally: []templates.Tallied{{Text: "新增", Count: "91", Small: "平台上没有的人", To: "?show=created"}, {Text: "更新", Count: "12", Small: "有变化，逐项可看", To: "?show=updated"}, {Text: "没变", Count: "8", Small: "和平台上一样", To: "?show=unchanged"}, {Text: "别家的", Count: "1", Small: "是别的协会的会员", To: "?show=conflict"}, {Text: "要改", Count: "9", Small: "改好才能写入", To: "?show=error", Bad: true, Current: true}},
		Rows: &templates.ImportRows{
			Title: "还有 9 行要改", Note: "在这里改，不用回 Excel。不改的行不会写入。", Heads: [3]string{"姓名", "身份证", "哪里不对，怎么改"}, Where: "第 1 到 3 行，共 9 行", Links: []templates.Link{{Text: "后面 6 行", To: "?from=3"}},
			Rows: []templates.ImportRow{
				row("r0-0-17", "高二平", "142325********9993", templates.Mend{Key: "m17", Label: "身份证号码", What: "最后一位对不上，多半是抄错了一个数字", Name: "text-1", Hint: "照着身份证重新输 18 位", Max: 18}),
				row("r0-0-58", "温拴柱", "142325********9975", templates.Mend{Key: "m58", Label: "务工地点", What: "没有找到这个地点", Quote: "东圣区", Name: "text-1", Value: "东圣区", Max: 100, Same: "1"}),
				row("r0-0-66", "贾秀英", "142325********9964", templates.Mend{Key: "m66", Label: "生日", Done: "生日改为 1988 年 2 月 28 日", Undo: &undo}),
			},
		},
		End: &templates.ImportEnd{
			Title: "写入", Notice: templates.Notice{What: "现在写入 103 人：新增 91 人，更新 12 人", Then: "没变的 8 人不动，没改的 9 行先留着，改好再送。"},
			Main: &templates.Action{Label: "写入 103 人", Kind: "main", To: "/imports/7/write"}, Links: []templates.Link{{Text: "先存着，以后再写", To: "/imports"}}, Actions: []templates.Action{{Label: "不导入了", Open: "不导入了", Note: "文件马上删掉，平台上什么也不变。", Kind: "danger", To: "/imports/7/drop"}},
		},
	}
}

func sampleColumns() templates.ImportColumns {
	options := []templates.Option{{Text: "不导入"}, {Text: "姓名", Value: "name"}, {Text: "年收入", Value: "wage_year"}}
	column := func(name, heading, value string) templates.ImportColumn {
		return templates.ImportColumn{Heading: heading, Examples: "高二平、王改香", Field: templates.Field{Type: "select", Name: name, Label: "对应", Options: options, Given: templates.Given{Value: value}}}
	}
	return templates.ImportColumns{
		Back: templates.Link{Text: "回到核对", To: "/imports/7"}, Title: "工作表“高家村”的列", Lead: "左边是文件里的列，右边选它是什么。", Notice: &templates.Notice{Kind: "risk", What: "还缺“姓名”", Then: "给它选一列。"},
		Tops: []templates.TopRow{{Number: "第 1 行", Text: "高家村花名册", One: "?first=1&last=1", Two: "?first=1&last=2"}, {Number: "第 3 行", Text: "姓名｜身份证号｜电话｜务工所在地｜就业工种｜外出时间｜收入", One: "?first=3&last=3", Current: true}}, TopsOpen: true,
		To: "/imports/7/columns", Submit: "就按这样读", Columns: []templates.ImportColumn{column("c0", "姓名", "name"), column("c1", "收入", "wage_year")},
		Actions: []templates.Action{{Label: "这张表不读", To: "/imports/7/columns"}, {Label: "照原样认", To: "/imports/7/columns/forget"}},
	}
}
