package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"laowu/internal/value"
	"laowu/matching"
)

func (c *cli) search() *cobra.Command {
	var r matching.Request
	people := false
	cmd := &cobra.Command{
		Use:   "search openings|workers 想找的 [--place 地点] [--occupation 工种] [--wage-min N] [--limit N] [--json]",
		Short: "找岗位，找人",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) < 2 || args[0] != "openings" && args[0] != "workers" {
				return usage("用法：laowu search openings \"护工 鄂尔多斯\"，或 laowu search workers \"空闲 电工\"")
			}
			if people = args[0] == "workers"; people && cmd.Flags().Changed("wage-min") {
				return usage("--wage-min 只用来找岗位；找人请把期望工资写在要找的话里，例如 \"护工 4500\"")
			}
			if r.Limit < 1 {
				return usage("%s", matching.ErrLimit)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			r.Text, r.Facets = strings.Join(args[1:], " "), true
			return c.with(cmd.Context(), func(ctx context.Context, a *app) error {
				if people {
					return c.findWorkers(ctx, a, matching.WorkerRequest{Text: r.Text, Place: r.Place, Occupation: r.Occupation, Limit: r.Limit, Facets: true})
				}
				return c.find(ctx, a, r)
			})
		},
	}
	cmd.Flags().StringVar(&r.Place, "place", "", "区划代码或地名")
	cmd.Flags().StringVar(&r.Occupation, "occupation", "", "工种代码或名称")
	cmd.Flags().IntVar(&r.WageMin, "wage-min", 0, "月工资至少多少元（找岗位）")
	cmd.Flags().IntVar(&r.Limit, "limit", 20, "最多几条，1 到 100")
	c.jsonFlag(cmd)
	return cmd
}

func (c *cli) find(ctx context.Context, a *app, r matching.Request) error {
	if err := a.search.Refresh(ctx); err != nil {
		return err
	}
	a.fallback.Heed(ctx)
	found, err := a.search.Search(ctx, a.actor(), r)
	if text := matching.Refusal(err); text != nil {
		return usage("%s", text)
	}
	if err != nil {
		return err
	}
	if c.asJSON {
		doc, err := matching.AnswerJSON(found.Answer)
		if err == nil {
			_, err = c.out.Write(doc)
		}
		return err
	}
	for _, chip := range found.Chips {
		fmt.Fprintf(c.out, "[%s] ", value.Redact(chip.Label))
	}
	fmt.Fprintf(c.out, "%d 个岗位\n", found.Total)
	if found.Note != "" {
		fmt.Fprintln(c.out, found.Note)
	}
	if found.Total == 0 {
		fmt.Fprintln(c.out, "换个说法，或者少说一个条件再找，例如：护工、开大车、看大门")
	}
	for _, h := range found.Hits {
		fmt.Fprintf(c.out, "%6d  %s  %s  %s  %s\n", h.ID, h.Title, wageText(h), a.lexicon.Atlas().Name(h.Place), h.Enterprise)
	}
	return nil
}

func wageText(h matching.Hit) string {
	switch {
	case h.WageMin == 0 && h.WageMax == 0:
		return "面议"
	case h.WageMax == 0:
		return fmt.Sprintf("%d 元以上", h.WageMin)
	case h.WageMin == h.WageMax || h.WageMin == 0:
		return fmt.Sprintf("%d 元", h.WageMax)
	}
	return fmt.Sprintf("%d–%d 元", h.WageMin, h.WageMax)
}
