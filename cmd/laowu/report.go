package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/value"
)

// reportOf is a report that the command makes.
type reportOf func(ctx context.Context, a *app, asOf time.Time, out string) error

func (c *cli) reports() map[string]reportOf {
	return map[string]reportOf{"bulletin": c.bulletin, "quotas": c.quotas}
}

func (c *cli) report() *cobra.Command {
	var asOf, out string
	cmd := &cobra.Command{
		Use: "report bulletin|quotas [--as-of 日期] [--json] [--out F.xlsx]", Short: "按记录数出公布的数字、用工协议履行情况",
		ValidArgs: []string{"bulletin", "quotas"},
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 || !slices.Contains(cmd.ValidArgs, args[0]) {
				return usage("用法：laowu report bulletin|quotas")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			day, err := dayOf("--as-of", asOf)
			if err != nil {
				return err
			}
			return c.with(cmd.Context(), func(ctx context.Context, a *app) error { return c.reports()[args[0]](ctx, a, day, out) })
		},
	}
	cmd.Flags().StringVar(&asOf, "as-of", "", "数到哪一天，缺省是今天，例如 2019-12-31")
	cmd.Flags().StringVar(&out, "out", "", "写成工作簿（.xlsx）")
	c.jsonFlag(cmd)
	return cmd
}

// dayOf reads a flag's day as people write it; today where none is given.
func dayOf(flag, text string) (time.Time, error) {
	if text == "" {
		return db.Day(time.Now()), nil
	}
	d, code := value.ParseDay(value.Raw{Text: text})
	if code != "" || d.IsZero() {
		return time.Time{}, usage("%s：%s", flag, value.DateFormat.Message())
	}
	return d.Time(), nil
}

func (c *cli) bulletin(ctx context.Context, a *app, asOf time.Time, out string) error {
	var b report.Bulletin
	err := a.db.ReadTx(ctx, a.actor(), func(tx *db.Tx) error {
		var err error
		b, err = report.Count(ctx, tx, asOf)
		return err
	})
	if err != nil {
		return err
	}
	if out != "" {
		if err := writeFile(out, func(f *os.File) error { return b.Write(f) }); err != nil {
			return err
		}
	}
	if c.asJSON {
		return c.print(b)
	}
	fmt.Fprintf(c.out, "截至 %s\n", b.AsOf)
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	for _, f := range b.Figures {
		fmt.Fprintf(w, "%s\t%s\t%s\n", f.Shown(), f.Zh, f.Unit)
	}
	return w.Flush()
}

func (c *cli) quotas(ctx context.Context, a *app, asOf time.Time, out string) error {
	var q report.Quotas
	err := a.db.ReadTx(ctx, a.actor(), func(tx *db.Tx) error {
		var err error
		if q, err = report.CountQuotas(ctx, tx, asOf); err != nil || out == "" {
			return err
		}
		return writeFile(out, func(f *os.File) error { return report.WriteQuotas(ctx, tx, q, f) })
	})
	if err != nil {
		return err
	}
	if c.asJSON {
		return c.print(q)
	}
	fmt.Fprintf(c.out, "截至 %s，%d 家企业有用工协议\n", asOf.Format(time.DateOnly), len(q.Enterprises))
	writeTable(c.out, quotaRows(q))
	return nil
}

func quotaRows(q report.Quotas) [][]string {
	rows := [][]string{{"企业", "用工", "招用", "本地", "占比", "约定", "", "预测"}}
	for _, e := range q.Enterprises {
		for i, f := range []report.Quota{e.Regular, e.Temporary.Quota} {
			word := []string{"长期", "临时"}[i]
			met := "未达标"
			if f.Met {
				met = "达标"
			}
			rows = append(rows, []string{
				e.Name, word, strconv.Itoa(f.Hires), strconv.Itoa(f.Local), f.Percent(),
				strconv.FormatFloat(100*f.Required, 'f', -1, 64) + "%", met, f.Forecast(),
			})
		}
	}
	return rows
}

// writeFile writes a new file, and removes it where that fails.
func writeFile(path string, fill func(*os.File) error) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	err = fill(f)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		os.Remove(path)
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}
