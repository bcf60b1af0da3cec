package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"laowu/imports"
	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/notice"
	"laowu/internal/roster"
	"laowu/matching"
)

func (c *cli) retention() *cobra.Command {
	var run bool
	cmd := &cobra.Command{
		Use: "retention [--run] [--json]", Short: "到期的个人信息、导入和导出的文件：列出来，或者清除", Args: none,
		Long: "列出很久没有动静、要预告或清除的人（只有编号），和文件已经过期的导入。不写 --run 什么也不改。",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.with(cmd.Context(), func(ctx context.Context, a *app) error {
				d, err := a.retain(ctx, a.actor(), run)
				if err == nil && run {
					err = a.keepRun(ctx, a.actor(), d)
				}
				if err != nil {
					return err
				}
				if c.asJSON {
					return c.print(d)
				}
				c.tellDue(d)
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&run, "run", false, "照着做；不写时只列出来")
	c.jsonFlag(cmd)
	return cmd
}

// due is what is kept too long, and whether that was put right.
type due struct {
	Run bool `json:"run"`
	roster.Plan
	Files     []imports.Forgotten       `json:"files"`
	Exports   []imports.ForgottenExport `json:"exports"`
	Questions int64                     `json:"questions"` // days of words that were searched for
	Notices   int64                     `json:"notices"`
	// complaints whose words are kept no longer
	Complaints int64 `json:"complaints"`
}

// retain runs the retention timers of the actor's county, people and files
// together or not at all.
func (a *app) retain(ctx context.Context, actor db.Actor, run bool) (due, error) {
	d := due{Run: run}
	tx := a.db.ReadTx
	if run {
		tx = a.db.Tx
	}
	err := tx(ctx, actor, func(tx *db.Tx) error {
		var err error
		if d.Plan, err = roster.Retain(ctx, tx, run); err != nil {
			return err
		}
		if d.Files, err = imports.ForgetFiles(ctx, tx, run); err != nil {
			return err
		}
		if d.Exports, err = imports.ForgetExports(ctx, tx, run); err != nil {
			return err
		}
		if d.Questions, err = matching.ForgetQuestions(ctx, tx, run); err != nil {
			return err
		}
		d.Notices, err = notice.ForgetOld(ctx, tx, run)
		if err != nil {
			return err
		}
		d.Complaints, err = followup.ForgetComplaints(ctx, tx, run)
		return err
	})
	return d, err
}

// keepRun writes down what a run did, or what it counted.
func (a *app) keepRun(ctx context.Context, actor db.Actor, d due) error {
	return a.db.Tx(ctx, actor, func(tx *db.Tx) error {
		return roster.KeepRetentionRun(ctx, tx, roster.RetentionRun{
			Done: d.Run, Announced: len(d.Announce), Kept: len(d.Keep), Erased: len(d.Erase), Files: len(d.Files), Exports: len(d.Exports), Questions: int(d.Questions),
		})
	})
}

// nothing says whether there is nothing to do.
func (d due) nothing() bool {
	return len(d.Announce)+len(d.Keep)+len(d.Erase)+len(d.Files)+len(d.Exports) == 0 && d.Questions+d.Notices+d.Complaints == 0
}

func (c *cli) tellDue(d due) {
	will := "会"
	if d.Run {
		will = "已"
	}
	fmt.Fprintf(c.out, "规定：%d 个月没有动静的预告，预告满 %d 天清除；导入的文件保存 %d 天，写好等人来取的导出文件保存 %d 天（%s）\n", d.Rule.IdleMonths, d.Rule.NoticeDays, d.Rule.FileDays, d.Rule.ExportDays, d.Rule.Source)
	for _, l := range []struct {
		what   string
		people []int64
	}{{"预告清除", d.Announce}, {"撤回预告", d.Keep}, {"清除", d.Erase}} {
		fmt.Fprintf(c.out, "%s%s %d 人%s\n", will, l.what, len(l.people), listed(l.people))
	}
	fmt.Fprintf(c.out, "%s删除 %d 次导入的文件\n", will, len(d.Files))
	for _, f := range d.Files {
		fmt.Fprintf(c.out, "  导入 %d：%d 个文件，%d 字节\n", f.Import, f.Files, f.Bytes)
	}
	fmt.Fprintf(c.out, "%s删除 %d 个导出的文件\n", will, len(d.Exports))
	fmt.Fprintf(c.out, "%s删除 %d 条 %d 天以前没搜到的词\n", will, d.Questions, matching.QuestionDays)
	fmt.Fprintf(c.out, "%s删除 %d 条过期的消息\n", will, d.Notices)
	fmt.Fprintf(c.out, "%s清空 %d 件早已答复的投诉的内容\n", will, d.Complaints)
	if !d.Run && !d.nothing() {
		fmt.Fprintln(c.out, "这只是列出来；照着做请加 --run")
	}
}

// listed are numbers of records after a colon.
func listed(people []int64) string {
	if len(people) == 0 {
		return ""
	}
	return "：" + strings.Trim(fmt.Sprint(people), "[]")
}
