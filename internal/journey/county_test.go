package journey

import (
	"bytes"
	"fmt"
	"time"
)

const workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// county opens the overview with its charts, takes a chart's table and its
// workbook, reads the ranking, submits a report, looks through what is to be
// approved, and searches in everything.
func county(v *visitor) {
	v.enters("county")
	v.sees("参会农民", "从哪里来，到哪里去")
	v.charts()
	v.PressIn("header", "", "报表")
	v.Press("成效排名")
	v.sees("乡镇", "名次", "在岗")
	v.Says("main tbody tr:first-child [data-label=名次]", "1")
	v.submits()
	v.approves()
	v.Press("搜全县")
	v.Type("#q", "示例铝业")
	v.PressIn("main form", "", "找")
	v.sees("一共找到", "兴县示例铝业有限公司")
}

// charts are drawn with script; their numbers stand in a table with and without,
// and in a workbook.
func (v *visitor) charts() {
	v.Helper()
	const flow = "figure[data-chart=flow]"
	if v.NoScript {
		if v.Count(flow+" canvas") != 0 || v.Count(flow+" details[open]") != 1 {
			v.Error("without script the table does not stand open by itself")
		}
	} else {
		v.Until("!!document.querySelector('" + flow + " .canvas[data-ready] canvas')")
		if v.Count(flow+" details[open]") == 0 {
			v.Tap(flow+" summary", "看各乡镇的表")
		}
	}
	v.Fits()
	v.Says(flow+" table", "鄂尔多斯市", "全县", "1,149")
	file := v.Fetch("下载表格 .xlsx")
	if file.Status != 200 || file.Type != workbook || !bytes.HasPrefix(file.Data, []byte("PK")) {
		v.Errorf("the workbook answers %d, %s, %.20q", file.Status, file.Type, file.Data)
	}
}

// submits freezes the figures of a day, another each time.
func (v *visitor) submits() {
	v.Helper()
	day := time.Now().AddDate(0, 0, -v.nth)
	v.PressIn("header", "", "报表")
	v.Press("劳务公报")
	v.Type("#as_of", day.Format(time.DateOnly))
	v.Press("看这一天")
	v.sees(fmt.Sprintf("截至 %d 年 %d 月 %d 日", day.Year(), day.Month(), day.Day()), "这一天的还没有提交")
	v.Press("提交这一天的")
	v.sees("提交的和现在的", "由 county 提交", "和提交时没有不同")
}

// approves looks through what waits for the county, and confirms what an
// enterprise stated, or finds that it was confirmed.
func (v *visitor) approves() {
	v.Helper()
	v.PressIn("header", "", "审批")
	v.sees("转会", "招不到本地人", "更正和删除")
	v.PressIn(".tabs", "", "招不到本地人")
	v.sees("在办的说明", "制冷设备维修工")
	v.PressIn("main table", "", "制冷设备维修工")
	v.sees("制冷设备维修工", "务工协会")
}
