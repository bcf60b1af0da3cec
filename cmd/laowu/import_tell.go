package main

import (
	"fmt"
	"strings"

	"laowu/imports"
)

// tell says in words how an import went.
func (c *cli) tell(r imports.Report, f importFlags) {
	did := "导入完成"
	if r.DryRun {
		did = "检查完成，没有写入"
	}
	fmt.Fprintf(c.out, "%s（编号 %s）：共 %d 行，新增 %d，更新 %d，不变 %d，退回 %d\n", did, r.ImportID, r.Rows, r.Created, r.Updated, r.Unchanged, r.Rejected)
	for _, file := range r.Files {
		for _, s := range file.Sheets {
			fmt.Fprintf(c.out, "  %s 的工作表“%s”：标题在第 %d 行，%d 行\n", file.File, s.Sheet, s.HeadingRow, s.Rows)
			if len(s.IgnoredColumns) > 0 {
				fmt.Fprintf(c.out, "    没有用到的列：%s\n", strings.Join(s.IgnoredColumns, "、"))
			}
			for _, skip := range s.SkippedRows {
				fmt.Fprintf(c.out, "    跳过第 %d 行：%s\n", skip.Row, skip.Why)
			}
		}
		if len(file.SkippedSheets) > 0 {
			fmt.Fprintf(c.out, "  跳过的工作表：%s\n", strings.Join(file.SkippedSheets, "、"))
		}
	}
	for _, p := range r.Problems {
		mark := "退回"
		if p.Severity == "warning" {
			mark = "提醒"
		}
		fmt.Fprintf(c.out, "  %s  %s “%s”第 %d 行，%s：%s\n", mark, p.File, p.Sheet, p.Row, p.Column, p.Message)
	}
	if f.errors != "" && r.Rejected > 0 {
		fmt.Fprintf(c.out, "退回的行写在 %s，改好后再导入它即可\n", f.errors)
	}
}
