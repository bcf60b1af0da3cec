package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"laowu/internal/access"
	"laowu/internal/db"
)

func (c *cli) audit() *cobra.Command {
	cmd := &cobra.Command{
		Use: "audit", Short: "审计记录：核对有没有被改动",
		RunE: func(*cobra.Command, []string) error { return usage("用法：laowu audit verify") },
	}
	cmd.AddCommand(c.verifyAudit())
	return cmd
}

func (c *cli) verifyAudit() *cobra.Command {
	cmd := &cobra.Command{
		Use: "verify [--json]", Short: "核对全部审计记录", Args: none,
		Long: "逐条核对本县的审计链，再与数据目录里记下的末环相比。发现改动、删除、调换、添加或截断，退出码是 1。\n只核对，不写入；等待入链的记录由服务每两秒接上一次。",
		RunE: func(cmd *cobra.Command, _ []string) error { return c.with(cmd.Context(), c.runVerify) },
	}
	c.jsonFlag(cmd)
	return cmd
}

// errFaults ends a verification that found something. The report has said so.
var errFaults = errors.New("the audit trail was changed")

func (c *cli) runVerify(ctx context.Context, a *app) error {
	var v access.Verdict
	err := a.db.ReadTx(ctx, a.actor(), func(tx *db.Tx) (err error) {
		v, err = access.Verify(ctx, tx, a.vault, a.anchor())
		return err
	})
	if err != nil {
		return err
	}
	if c.asJSON {
		err = c.print(v)
	} else {
		c.tellVerdict(v)
	}
	if err == nil && len(v.Faults) > 0 {
		return errFaults
	}
	return err
}

func (c *cli) tellVerdict(v access.Verdict) {
	fmt.Fprintf(c.out, "已入链 %d 条，等待入链 %d 条\n", v.Linked, v.Pending)
	if len(v.Faults) == 0 {
		fmt.Fprintln(c.out, "审计链完好")
		return
	}
	fmt.Fprintf(c.out, "发现 %d 处不对：\n", len(v.Faults))
	for _, f := range v.Faults {
		fmt.Fprintf(c.out, "  %s\n", f.Message)
	}
}

// anchor is where the ends of the audit chains are remembered, outside the
// database.
func (a *app) anchor() access.Anchor { return access.Anchor(a.config.Data) }
