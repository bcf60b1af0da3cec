package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/db"
)

func (c *cli) undo() *cobra.Command {
	const how = "laowu undo 导入编号 [--json]"
	cmd := &cobra.Command{
		Use: "undo 导入编号 [--json]", Short: "撤回一次导入",
		Long: "把一次导入整个撤回：它新建的删去，它改过的恢复原样。后来的记录要靠它时不撤回，并说明是哪些。",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("用法：%s；编号在导入的报告里", how)
			}
			_, err := numbers(args, how)
			return err
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			ids, err := numbers(args, how)
			if err != nil {
				return err
			}
			return c.with(cmd.Context(), func(ctx context.Context, a *app) error { return c.runUndo(ctx, a, ids[0]) })
		},
	}
	c.jsonFlag(cmd)
	return cmd
}

func (c *cli) runUndo(ctx context.Context, a *app, id int64) error {
	var done imports.Undone
	err := a.db.Tx(ctx, a.actor(), func(tx *db.Tx) (err error) {
		done, err = imports.Undo(ctx, tx, a.vault, a.imports.Desk, id)
		return err
	})
	var why *imports.UndoError
	if errors.Is(err, access.ErrNotFound) {
		why = &imports.UndoError{Code: "not_found", Message: fmt.Sprintf("没有第 %d 号导入", id), Rests: []imports.Resting{}}
	}
	switch {
	case why != nil || errors.As(err, &why):
		return c.notUndone(why)
	case err != nil:
		return err
	case c.asJSON:
		return c.print(done)
	}
	fmt.Fprintf(c.out, "第 %d 号导入已撤回：删去新建的 %d 条记录，恢复改过的 %d 条\n", id, done.Removed, done.Restored)
	if done.Kept > 0 {
		fmt.Fprintf(c.out, "%d 条记录的本人已清除，原样留下\n", done.Kept)
	}
	return nil
}

// notUndone says why an import stays: what rests on it, by numbers.
func (c *cli) notUndone(why *imports.UndoError) error {
	if c.asJSON {
		if err := c.print(map[string]any{"error": why}); err != nil {
			return err
		}
		return errFaults
	}
	return people(why)
}
