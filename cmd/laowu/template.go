package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"laowu/imports"
	"laowu/internal/db"
	"laowu/internal/value"
)

func (c *cli) template() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "template 种类 --out F.xlsx [--json]",
		Short: "写一张空白表，带下拉列表、提示和填表说明，填好就能导入",
		Long:  "写一张空白表，填好就能用 laowu import 导入。\n种类：" + kindWords(),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("用法：laowu template 种类 --out F.xlsx；种类有：%s", kindWords())
			}
			if _, ok := imports.ByName(args[0]); !ok {
				return usage("没有 %q 这一种；种类有：%s", args[0], kindWords())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			kind, _ := imports.ByName(args[0])
			switch {
			case out == "":
				return usage("请用 --out 写明写成哪个文件，例如 --out %s.xlsx", kind.Title)
			case !strings.HasSuffix(strings.ToLower(out), ".xlsx"):
				return usage("空白表是 .xlsx 工作簿，--out 的文件名要以 .xlsx 结尾")
			}
			return c.with(cmd.Context(), func(ctx context.Context, a *app) error { return c.runTemplate(ctx, a, kind, out) })
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "写成哪个工作簿（.xlsx）")
	c.jsonFlag(cmd)
	return cmd
}

func (c *cli) runTemplate(ctx context.Context, a *app, kind imports.Kind, path string) error {
	out, err := beside(path)
	if err != nil {
		return err
	}
	defer out.drop()
	if err := a.db.ReadTx(ctx, a.actor(), func(tx *db.Tx) error { return kind.Template(ctx, tx, out) }); err != nil {
		return err
	}
	if err := out.put(); err != nil {
		return err
	}
	if c.asJSON {
		return c.print(map[string]any{"kind": kind.Name, "file": value.Redact(path)})
	}
	fmt.Fprintf(c.out, "%s的空白表，写入 %s\n", kind.Title, value.Redact(path))
	return nil
}
