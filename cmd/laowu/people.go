package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

func (c *cli) people() *cobra.Command {
	cmd := &cobra.Command{
		Use: "people", Short: "人员：找出一个人的两条记录，合并，拆开",
		RunE: func(*cobra.Command, []string) error {
			return usage("用法：laowu people duplicates，laowu people merge 留下的编号 另一条的编号 --reason 凭据，或 laowu people unmerge 合并编号 --reason 原因")
		},
	}
	cmd.AddCommand(c.listDuplicates(), c.mergePeople(), c.unmergePeople())
	return cmd
}

func (c *cli) listDuplicates() *cobra.Command {
	var limit int
	cmd := &cobra.Command{
		Use: "duplicates [--limit N] [--json]", Short: "列出可能是同一个人的两条记录", Args: none,
		Long: "列出姓名相同、电话或村相同，而且出生日期和性别相同或身份证号码只错一位的两条记录。是不是同一个人，要看过证件再定。",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if limit < 1 {
				return usage("--limit 要是 1 以上的整数")
			}
			return c.with(cmd.Context(), func(ctx context.Context, a *app) error { return c.runDuplicates(ctx, a, limit) })
		},
	}
	cmd.Flags().IntVar(&limit, "limit", 100, "最多列几对")
	c.jsonFlag(cmd)
	return cmd
}

// twinLine is a record of a pair as --json tells it, its number masked.
type twinLine struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	IDNumber    string `json:"id_number"`
	Birth       string `json:"birth"`
	Village     string `json:"village"`
	Association string `json:"association"`
}

func (c *cli) runDuplicates(ctx context.Context, a *app, limit int) error {
	var pairs []roster.Pair
	err := a.db.ReadTx(ctx, a.actor(), func(tx *db.Tx) (err error) {
		pairs, err = roster.Duplicates(ctx, tx, a.vault, limit)
		return err
	})
	if err != nil {
		return err
	}
	type line struct {
		Records [2]twinLine `json:"records"`
		Signs   []string    `json:"signs"`
	}
	lines, table := []line{}, [][]string{{"编号", "姓名", "身份证号", "村", "协会", "另一条", "身份证号", "村", "协会", "相同的"}}
	for _, p := range pairs {
		lines = append(lines, line{[2]twinLine{twinOf(p.First), twinOf(p.Second)}, p.Names()})
		table = append(table, []string{
			number(p.First.ID), p.First.Name, p.First.IDMasked, p.First.Village, p.First.Association,
			number(p.Second.ID), p.Second.IDMasked, p.Second.Village, p.Second.Association, p.Words(),
		})
	}
	if c.asJSON {
		return c.print(map[string]any{"duplicates": lines})
	}
	if len(pairs) == 0 {
		fmt.Fprintln(c.out, "没有可能是同一个人的两条记录")
		return nil
	}
	writeTable(c.out, table)
	return nil
}

func twinOf(t roster.Twin) twinLine {
	return twinLine{number(t.ID), t.Name, t.IDMasked, t.Birth.Format(time.DateOnly), t.Village, t.Association}
}

func number(id int64) string { return strconv.FormatInt(id, 10) }

// numbers reads the numbers of records among a command's words.
func numbers(words []string, how string) ([]int64, error) {
	out := make([]int64, len(words))
	for i, w := range words {
		n, err := strconv.ParseInt(w, 10, 64)
		if err != nil || n < 1 || len(w) > 12 {
			return nil, usage("编号要写成数字。用法：%s", how)
		}
		out[i] = n
	}
	return out, nil
}

const (
	howToMerge   = "laowu people merge 留下的编号 另一条的编号 --reason 凭据"
	howToUnmerge = "laowu people unmerge 合并编号 --reason 原因"
)

func (c *cli) mergePeople() *cobra.Command {
	return c.reasoned(reasoned{
		use: "merge 留下的编号 另一条的编号 --reason 凭据 [--json]", short: "把一个人的两条记录合成一条", how: howToMerge, words: 2,
		long: "把一个人的两条记录合成一条：第一个编号留下，另一条的务工、培训、会员等都记到它名下，写那个身份证号码的名单以后也找到它。\n合并可以拆开：laowu people unmerge。",
		do: func(ctx context.Context, a *app, tx *db.Tx, ids []int64, reason string) (map[string]string, string, error) {
			merge, err := roster.Join(ctx, tx, a.vault, ids[0], ids[1], reason)
			if errors.Is(err, access.ErrNotFound) {
				err = people(errNoPerson)
			}
			doc := map[string]string{"merge": number(merge), "kept": number(ids[0]), "gone": number(ids[1])}
			return doc, fmt.Sprintf("已合并：%d 并入 %d。要拆开：laowu people unmerge %d --reason 原因", ids[1], ids[0], merge), err
		},
	})
}

var errNoPerson = errors.New("没有这个编号的人，或者已经清除、已经合并")

func (c *cli) unmergePeople() *cobra.Command {
	return c.reasoned(reasoned{
		use: "unmerge 合并编号 --reason 原因 [--json]", short: "拆开一次合并，两条记录都回到原样", how: howToUnmerge, words: 1,
		do: func(ctx context.Context, _ *app, tx *db.Tx, ids []int64, reason string) (map[string]string, string, error) {
			err := roster.Part(ctx, tx, ids[0], reason)
			return map[string]string{"merge": number(ids[0])}, fmt.Sprintf("已拆开第 %d 次合并", ids[0]), err
		},
	})
}
