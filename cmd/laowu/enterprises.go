package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"laowu/internal/db"
	"laowu/internal/hiring"
)

func (c *cli) enterprises() *cobra.Command {
	cmd := &cobra.Command{
		Use: "enterprises", Short: "企业：登记一家并入另一家，或者换了信用代码",
		RunE: func(*cobra.Command, []string) error { return usage("用法：%s", howToJoin) },
	}
	cmd.AddCommand(c.mergeEnterprises(), c.unmergeEnterprise())
	return cmd
}

const howToJoin = "laowu enterprises merge 原企业 现企业 --on 日期 --reason 凭据，或 laowu enterprises unmerge 原企业 --reason 原因"

func (c *cli) mergeEnterprises() *cobra.Command {
	var on, reason string
	cmd := &cobra.Command{
		Use: "merge 原企业 现企业 --reason 凭据 [--on 日期]", Short: "登记一家企业并入另一家",
		Long: "企业写名称或统一社会信用代码。从那一天起上岗的，只能记在现企业名下；以前的用工和协议仍是原企业的。",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage("用法：%s", howToJoin)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			day, err := dayOf("--on", on)
			if err != nil {
				return err
			}
			return c.with(cmd.Context(), func(ctx context.Context, a *app) error {
				return c.runMergeEnterprises(ctx, a, args, day, reason)
			})
		},
	}
	cmd.Flags().StringVar(&on, "on", "", "从哪一天起，缺省是今天，例如 2020-05-01")
	cmd.Flags().StringVar(&reason, "reason", "", "凭什么登记，例如：工商变更登记")
	return cmd
}

func (c *cli) runMergeEnterprises(ctx context.Context, a *app, called []string, on time.Time, reason string) error {
	var old, into hiring.Enterprise
	err := a.db.Tx(ctx, a.actor(), func(tx *db.Tx) (err error) {
		if old, err = hiring.EnterpriseCalled(ctx, tx, called[0]); err != nil {
			return err
		}
		if into, err = hiring.EnterpriseCalled(ctx, tx, called[1]); err != nil {
			return err
		}
		return hiring.JoinEnterprise(ctx, tx, old.ID, into.ID, on, reason)
	})
	if err == nil {
		fmt.Fprintf(c.out, "已登记：%s（%s）从 %s 起并入 %s（%s）\n", old.Name, old.USCC, on.Format(time.DateOnly), into.Name, into.USCC)
	}
	return err
}

func (c *cli) unmergeEnterprise() *cobra.Command {
	var reason string
	cmd := &cobra.Command{
		Use: "unmerge 原企业 --reason 原因", Short: "撤销企业合并的登记",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("用法：%s", howToJoin)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.with(cmd.Context(), func(ctx context.Context, a *app) error {
				err := a.db.Tx(ctx, a.actor(), func(tx *db.Tx) error {
					old, err := hiring.EnterpriseCalled(ctx, tx, args[0])
					if err != nil {
						return err
					}
					return hiring.PartEnterprise(ctx, tx, old.ID, reason)
				})
				if err == nil {
					fmt.Fprintln(c.out, "已撤销")
				}
				return err
			})
		},
	}
	cmd.Flags().StringVar(&reason, "reason", "", "为什么撤销")
	return cmd
}
