package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/value"
)

// reportCall is what a call of the command asks for.
type reportCall struct {
	asOf, period, out, correct string
	submit, differences        bool
}

func (c *cli) report() *cobra.Command {
	var f reportCall
	names := reportNames()
	cmd := &cobra.Command{
		Use:       "report " + strings.Join(names, "|") + " [--as-of 日期] [--json] [--out F.xlsx]",
		Short:     "按记录数出公布的数字、用工协议、搬迁户就业、成效排名，起草日报周报；提交和更正报表",
		ValidArgs: names,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || !slices.Contains(names, args[0]) {
				return usage("用法：laowu report %s", strings.Join(names, "|"))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			day, err := dayOf("--as-of", f.asOf)
			if err != nil {
				return err
			}
			kind, err := f.kind(args[0])
			if err != nil {
				return err
			}
			if err := f.one(cmd.Flags().Changed("correct")); err != nil {
				return err
			}
			return c.with(cmd.Context(), func(ctx context.Context, a *app) error { return c.reportOn(ctx, a, kind, day, f) })
		},
	}
	cmd.Flags().StringVar(&f.asOf, "as-of", "", "数到哪一天，缺省是今天，例如 2019-12-31")
	cmd.Flags().StringVar(&f.out, "out", "", "写成工作簿（.xlsx）")
	cmd.Flags().StringVar(&f.period, "period", "", "起草哪一段：day 日报、week 周报、20days 二十天通报，缺省是 day")
	cmd.Flags().BoolVar(&f.submit, "submit", false, "提交：这一天的数字从此封存")
	cmd.Flags().StringVar(&f.correct, "correct", "", "写明原因，把现在的数字记为已提交报表的更正")
	cmd.Flags().BoolVar(&f.differences, "differences", false, "已提交的报表和现在的记录有哪些不同")
	c.jsonFlag(cmd)
	cmd.AddCommand(c.reportComment())
	return cmd
}

// kind is the name of what is reported: that of the report, of a draft its
// period.
func (f reportCall) kind(name string) (string, error) {
	switch {
	case name != draft && f.period != "":
		return "", usage("--period 只用于 laowu report draft")
	case name != draft:
		return name, nil
	case f.period == "":
		return string(report.Daily), nil
	case !slices.Contains(report.Periods(), report.Period(f.period)):
		return "", usage("--period：请写 day、week 或 20days")
	}
	return f.period, nil
}

// one refuses to do two things with one report, and a correction without words.
func (f reportCall) one(corrects bool) error {
	n := 0
	for _, asked := range []bool{f.submit, corrects, f.differences} {
		if asked {
			n++
		}
	}
	switch {
	case n > 1:
		return usage("--submit、--correct、--differences 一次只用一个")
	case corrects && strings.TrimSpace(f.correct) == "":
		return usage("--correct：%s", report.ErrNoReason)
	}
	return nil
}

// reportOn counts and does with it what was asked for, all in one transaction.
func (c *cli) reportOn(ctx context.Context, a *app, kind string, day time.Time, f reportCall) error {
	in := a.db.ReadTx
	if f.submit || f.correct != "" {
		in = a.db.SnapshotTx
	}
	var m made
	var apart []report.Difference
	err := in(ctx, a.actor(), func(tx *db.Tx) (err error) {
		if m, err = reports()[kind](ctx, tx, day); err != nil {
			return err
		}
		if apart, err = f.keep(ctx, tx, kind, day, m.lines); err != nil || f.out == "" {
			return err
		}
		return writeFile(f.out, m.write)
	})
	switch {
	case err != nil:
		return err
	case f.differences && c.asJSON:
		return c.print(map[string]any{"report": kind, "as_of": day.Format(time.DateOnly), "differences": apart})
	case f.differences:
		writeDifferences(c.out, apart)
	case c.asJSON:
		return c.print(m.document)
	default:
		m.text(c.out)
	}
	return nil
}

// keep submits, corrects or compares.
func (f reportCall) keep(ctx context.Context, tx *db.Tx, kind string, day time.Time, now []report.Line) ([]report.Difference, error) {
	switch {
	case f.submit:
		return nil, report.Submit(ctx, tx, kind, day, now)
	case f.correct != "":
		return nil, report.CorrectReport(ctx, tx, kind, day, now, f.correct)
	case f.differences:
		s, err := report.Submitted(ctx, tx, kind, day)
		if err != nil {
			return nil, err
		}
		return s.Differences(now), nil
	}
	return nil, nil
}

// reportComment says something to a line of the ranking.
func (c *cli) reportComment() *cobra.Command {
	var asOf string
	cmd := &cobra.Command{
		Use: "comment 代码 说明 [--as-of 日期]", Short: "给排名里的一个乡镇、协会或村写说明",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage("用法：laowu report comment 代码 说明")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			day, err := dayOf("--as-of", asOf)
			if err != nil {
				return err
			}
			return c.with(cmd.Context(), func(ctx context.Context, a *app) error {
				return a.db.Tx(ctx, a.actor(), func(tx *db.Tx) error { return report.CommentRanking(ctx, tx, args[0], day, args[1]) })
			})
		},
	}
	cmd.Flags().StringVar(&asOf, "as-of", "", "哪一天的排名，缺省是今天")
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

// writeFile writes a new file, and removes it where that fails.
func writeFile(path string, fill func(io.Writer) error) error {
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
