package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/matching/match"
)

// matchUsage is how the command is called.
const matchUsage = "用法：laowu match worker|opening 编号 [--limit N] [--json]"

func (c *cli) match() *cobra.Command {
	limit := match.DefaultLimit
	cmd := &cobra.Command{
		Use:   "match worker|opening 编号 [--limit N] [--json]",
		Short: "给人找合适的岗位，给岗位找合适的人，附理由",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 || args[0] != "worker" && args[0] != "opening" {
				return usage(matchUsage)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := strconv.ParseInt(args[1], 10, 64)
			if err != nil || id < 1 {
				return usage("编号是平台给的记录号，一串数字，不是身份证号。%s", matchUsage)
			}
			if limit < 1 || limit > match.MostLimit {
				return usage("--limit：填 1 到 %d", match.MostLimit)
			}
			return c.with(cmd.Context(), func(ctx context.Context, a *app) error {
				// Candidates are found in people's documents: see findWorkers.
				if args[0] == "opening" {
					if err := a.indexer().CatchUp(ctx, a.indexes[0]); err != nil {
						return err
					}
				}
				return a.db.ReadTx(ctx, a.actor(), func(tx *db.Tx) error {
					m := &match.Matcher{Lexicon: a.lexicon}
					if args[0] == "worker" {
						return c.matchWorker(ctx, tx, m, id, limit)
					}
					return c.matchOpening(ctx, tx, m, id, limit)
				})
			})
		},
	}
	cmd.Flags().IntVar(&limit, "limit", limit, "最多几个，1 到 100")
	c.jsonFlag(cmd)
	return cmd
}

func (c *cli) matchWorker(ctx context.Context, tx *db.Tx, m *match.Matcher, id int64, limit int) error {
	f, err := m.Worker(ctx, tx, id, limit)
	switch {
	case errors.Is(err, access.ErrNotFound):
		return people(errNoWorker)
	case err != nil:
		return err
	case c.asJSON:
		return c.print(f.JSON())
	}
	for _, why := range f.Blocks {
		fmt.Fprintln(c.out, why)
	}
	fmt.Fprintf(c.out, "列出合适的岗位 %d 个，差一点的 %d 个\n", len(f.Matches), len(f.Near))
	for _, one := range append(f.Matches, f.Near...) {
		c.writeMatch(one.ID, one.Title+"  "+one.Enterprise+"  "+one.PlaceText, one.Match)
	}
	return nil
}

func (c *cli) matchOpening(ctx context.Context, tx *db.Tx, m *match.Matcher, id int64, limit int) error {
	f, err := m.Opening(ctx, tx, id, limit)
	switch {
	case errors.Is(err, hiring.ErrNotFound):
		return people(errNoOpening)
	case closedToAll(err):
		return people(err)
	case err != nil:
		return err
	case c.asJSON:
		return c.print(f.JSON())
	}
	fmt.Fprintf(c.out, "列出合适的人 %d 个，差一点的 %d 个\n", len(f.Matches), len(f.Near))
	for _, one := range append(f.Matches, f.Near...) {
		c.writeMatch(one.ID, one.Name+"  "+one.Association, one.Match)
	}
	return nil
}

var (
	errNoWorker  = errors.New("没有这个编号的人；编号是人员页地址里的数字，也可能记录已经清除")
	errNoOpening = errors.New("没有这个编号的岗位；编号在岗位页和海报上")
)

// closedToAll says whether an opening takes nobody.
func closedToAll(err error) bool {
	for _, known := range []error{hiring.ErrOpeningClosed, hiring.ErrOpeningOver, hiring.ErrOpeningFull, hiring.ErrEnterpriseGone} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}

// writeMatch is one partner: the score of a hundred, what is missing, and why.
func (c *cli) writeMatch(id int64, who string, m match.Match) {
	mark := ""
	if len(m.Missing) > 0 {
		mark = "  差一点：" + strings.Join(m.Missing, "；")
	}
	fmt.Fprintf(c.out, "%6d  %.0f 分  %s%s\n", id, 100*m.Score.Score(), who, mark)
	for _, why := range match.Reasons(m.Parts) {
		fmt.Fprintf(c.out, "        %s\n", why)
	}
}
