package web

import "laowu/internal/web/templates"

// styleImport are what takes files and many at once.
func styleImport(token string) []templates.StylePiece {
	send := templates.Send{To: stylePath, Name: "style-files", Label: "把表格拖到这里，或者点一下选", Hint: "Excel 或者 CSV，一共不超过 20 MB", Types: ".xlsx,.xls,.csv", Most: 20 << 20, Text: "送去核对", Quiet: true}
	wrong := send
	wrong.Name, wrong.Error = "style-wrong-files", "这不是表格：照片.jpg。请选 .xlsx、.xls 或者 .csv。"
	undo := templates.Action{Label: "撤回", Kind: "plain", Whom: "贾秀英", To: stylePath}
	return []templates.StylePiece{
		also(piece("Sending", "送文件", templates.Sending(token, send)), "送错了", templates.Sending(token, wrong)),
		also(piece("Mending", "一行里错的格子，就地改", templates.Mending(token, templates.Mends{To: stylePath, Cells: []templates.Mend{
			{Key: "style-m1", Label: "身份证号码", Whom: "高二平", What: "最后一位对不上，多半是抄错了一个数字", Name: "text-1", Hint: "照着身份证重新输 18 位", Max: 18},
			{Key: "style-m2", Label: "务工地点", Whom: "温拴柱", What: "没有找到这个地点", Quote: "东圣区", Risk: true, Name: "text-2", Value: "东圣区", Max: 100, Same: "1"},
			{Key: "style-m3", Label: "生日", Done: "生日改为 1988 年 2 月 28 日", Undo: &undo},
		}})), "只能在文件里改", templates.Mending(token, templates.Mends{Cells: []templates.Mend{{Key: "style-m4", Label: "姓名", What: "没有写名字"}}})),
		piece("TickedForm", "勾上的人一起办", templates.TickedForm(token, templates.Ticked{
			Says: "勾了的人：", All: stylePath, Acts: []templates.TickedAct{{Label: "推荐到一个岗位", To: stylePath, Main: true}, {Label: "打印登记表", To: stylePath}},
		})),
	}
}
