package main

import (
	"context"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/value"
)

func (c *cli) report() *cobra.Command {
	var asOf string
	cmd := &cobra.Command{
		Use: "report bulletin [--as-of 日期] [--json]", Short: "按记录数出公布的数字",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || args[0] != "bulletin" {
				return usage("用法：laowu report bulletin")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			day, err := asOfDay(asOf)
			if err != nil {
				return err
			}
			return c.with(cmd.Context(), func(ctx context.Context, a *app) error { return c.bulletin(ctx, a, day) })
		},
	}
	cmd.Flags().StringVar(&asOf, "as-of", "", "数到哪一天，缺省是今天，例如 2019-12-31")
	c.jsonFlag(cmd)
	return cmd
}

// asOfDay reads a day as people write it; today where none is given.
func asOfDay(text string) (time.Time, error) {
	if text == "" {
		return db.Day(time.Now()), nil
	}
	d, code := value.ParseDay(value.Raw{Text: text})
	if code != "" || d.IsZero() {
		return time.Time{}, usage("--as-of：%s", value.DateFormat.Message())
	}
	return d.Time(), nil
}

func (c *cli) bulletin(ctx context.Context, a *app, asOf time.Time) error {
	var b report.Bulletin
	err := a.db.ReadTx(ctx, a.actor(), func(tx *db.Tx) error {
		var err error
		b, err = report.Count(ctx, tx, asOf)
		return err
	})
	if err != nil {
		return err
	}
	if c.asJSON {
		return c.print(b)
	}
	fmt.Fprintf(c.out, "截至 %s\n", b.AsOf)
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	for _, f := range b.Figures {
		fmt.Fprintf(w, "%v\t%s\t%s\n", f.Value, f.Zh, f.Unit)
	}
	return w.Flush()
}
