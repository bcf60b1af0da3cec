package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"laowu/internal/db"
)

// reasoned is a command that does something to records of given numbers, for a
// reason that is kept.
type reasoned struct {
	use, short, long, how string
	words                 int
	// do returns what --json and what the sentence tells of what was done.
	do func(ctx context.Context, a *app, tx *db.Tx, ids []int64, reason string) (doc map[string]string, said string, err error)
}

func (c *cli) reasoned(r reasoned) *cobra.Command {
	var reason string
	cmd := &cobra.Command{
		Use: r.use, Short: r.short, Long: r.long,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != r.words {
				return usage("用法：%s", r.how)
			}
			_, err := numbers(args, r.how)
			return err
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if reason == "" {
				return usage("请用 --reason 写明原因。用法：%s", r.how)
			}
			ids, err := numbers(args, r.how)
			if err != nil {
				return err
			}
			return c.with(cmd.Context(), func(ctx context.Context, a *app) error { return c.runReasoned(ctx, a, r, ids, reason) })
		},
	}
	cmd.Flags().StringVar(&reason, "reason", "", "凭什么、为什么，2 到 100 个字，记入审计")
	c.jsonFlag(cmd)
	return cmd
}

func (c *cli) runReasoned(ctx context.Context, a *app, r reasoned, ids []int64, reason string) error {
	var doc map[string]string
	var said string
	err := a.db.Tx(ctx, a.actor(), func(tx *db.Tx) (err error) {
		doc, said, err = r.do(ctx, a, tx, ids, reason)
		return err
	})
	if err != nil {
		return err
	}
	if c.asJSON {
		return c.print(doc)
	}
	fmt.Fprintln(c.out, said)
	return nil
}
