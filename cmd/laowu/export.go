package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"laowu/imports"
	"laowu/internal/db"
	"laowu/internal/value"
)

// exportCall is what a call of the command asks for.
type exportCall struct {
	imports.Export
	out  string
	form string // a blank's file, or a kept form's name
}

func (c *cli) export() *cobra.Command {
	var f exportCall
	cmd := &cobra.Command{
		Use:   "export 种类 [--where 条件…] [--form 空白表.xlsx] [--reveal] --out F.xlsx [--json]",
		Short: "把台账导出成工作簿，列名和导入的一样，改好可以再导入",
		Long: "导出本县的台账。身份证号码和电话是遮盖的；--reveal 给全号，并记入审计。\n种类：" + kindWords() +
			"\n条件：名称=值，几个条件都要满足，例如 --where township=康宁镇 since=2019-01-01\n" + filterWords() +
			"\n--form：别的单位给的空白表（.xlsx），照它的版式填好，格式、公式和打印区域都保留；也可以写网页上存下的表名",
		Args: func(_ *cobra.Command, args []string) (err error) {
			f.Kind, f.Where, err = exported(args, f.Where)
			return err
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case f.out == "":
				return usage("请用 --out 写明导出到哪个文件，例如 --out 台账.xlsx")
			case !strings.HasSuffix(strings.ToLower(f.out), ".xlsx"):
				return usage("导出的是 .xlsx 工作簿，--out 的文件名要以 .xlsx 结尾")
			case f.Reason != "" && !f.Reveal:
				return usage("--reason 只和 --reveal 一起用")
			}
			return c.with(cmd.Context(), func(ctx context.Context, a *app) error { return c.runExport(ctx, a, f) })
		},
	}
	cmd.Flags().StringArrayVar(&f.Where, "where", nil, "条件，名称=值；可以写几个")
	cmd.Flags().BoolVar(&f.Reveal, "reveal", false, "身份证号码和电话给全号，记入审计")
	cmd.Flags().StringVar(&f.Reason, "reason", "", "为什么要全号，记入审计")
	cmd.Flags().StringVar(&f.form, "form", "", "照哪张空白表填：文件，或存下的表名")
	cmd.Flags().StringVar(&f.out, "out", "", "写成哪个工作簿（.xlsx）")
	c.jsonFlag(cmd)
	return cmd
}

// exported reads a call's words: the kind, and the conditions that follow the
// first of --where.
func exported(args, where []string) (imports.Kind, []string, error) {
	if len(args) == 0 {
		return imports.Kind{}, nil, usage("用法：laowu export 种类 --out F.xlsx；种类有：%s", kindWords())
	}
	kind, ok := imports.ByName(args[0])
	switch {
	case !ok:
		return kind, nil, usage("没有 %q 这一种；种类有：%s", args[0], kindWords())
	case len(args) > 1 && len(where) == 0:
		return kind, nil, usage("不明白 %q；条件写在 --where 后面，可用的有：%s", args[1], strings.Join(kind.Filters(), "、"))
	}
	return kind, append(where, args[1:]...), nil
}

// filterWords are the conditions of each kind.
func filterWords() string {
	var lines []string
	for _, k := range imports.Kinds() {
		lines = append(lines, "  "+k.Name+"："+strings.Join(k.Filters(), "、"))
	}
	return strings.Join(lines, "\n")
}

func (c *cli) runExport(ctx context.Context, a *app, f exportCall) error {
	out, err := beside(f.out)
	if err != nil {
		return err
	}
	defer out.drop()
	if f.form != "" {
		return c.runFill(ctx, a, f, out)
	}
	var rows int
	err = a.db.Tx(ctx, a.actor(), func(tx *db.Tx) (err error) {
		rows, err = f.Write(ctx, tx, a.vault, out)
		return err
	})
	var where *imports.WhereError
	if errors.As(err, &where) {
		return usage("%s", where.Error())
	}
	if err == nil {
		err = out.put()
	}
	if err != nil {
		return err
	}
	if c.asJSON {
		return c.print(map[string]any{"kind": f.Kind.Name, "rows": rows, "file": value.Redact(f.out)})
	}
	fmt.Fprintf(c.out, "%s：%d 行，写入 %s\n", f.Kind.Title, rows, value.Redact(f.out))
	return nil
}
