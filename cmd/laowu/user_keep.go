package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"laowu/internal/access"
	"laowu/internal/db"
)

func (c *cli) passUser() *cobra.Command {
	var factorToo bool
	cmd := &cobra.Command{
		Use: "passwd 账号名 [--reset-second-factor] [--json]", Short: "给一个新的一次性密码", Args: oneName,
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.with(cmd.Context(), func(ctx context.Context, a *app) error { return c.runPassUser(ctx, a, args[0], factorToo) })
		},
	}
	cmd.Flags().BoolVar(&factorToo, "reset-second-factor", false, "动态码也撤掉：手机丢了、换了的时候")
	c.jsonFlag(cmd)
	return cmd
}

func (c *cli) runPassUser(ctx context.Context, a *app, name string, factorToo bool) error {
	gate, err := a.newGate()
	if err != nil {
		return err
	}
	var once string
	err = a.forLogin(ctx, name, func(tx *db.Tx, login int64) (err error) {
		once, err = gate.GiveOnce(ctx, tx, login, factorToo)
		return err
	})
	if err != nil {
		return err
	}
	if c.asJSON {
		return c.print(map[string]string{"name": name, "one_time_password": once})
	}
	fmt.Fprintf(c.out, "账号 %s：原来的密码不能用了，已登录的都已退出\n", name)
	if factorToo {
		fmt.Fprintln(c.out, "动态码已撤掉。")
	}
	c.tellOnce(once)
	return nil
}

func (c *cli) disableUser() *cobra.Command {
	return c.loginCommand("disable", "停用账号，已登录的立即退出", "已停用 %s，已登录的立即退出\n", access.Disable)
}

func (c *cli) enableUser() *cobra.Command {
	return c.loginCommand("enable", "启用停用的账号", "已启用 %s，密码是原来的\n", access.Enable)
}

func (c *cli) logOutUser() *cobra.Command {
	return c.loginCommand("logout", "退出账号的全部登录", "%s 的登录已全部退出\n", access.Revoke)
}

// loginCommand is a command that does one thing to a login.
func (c *cli) loginCommand(use, short, done string, do func(context.Context, *db.Tx, int64) error) *cobra.Command {
	return &cobra.Command{
		Use: use + " 账号名", Short: short, Args: oneName,
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.with(cmd.Context(), func(ctx context.Context, a *app) error {
				err := a.forLogin(ctx, args[0], func(tx *db.Tx, login int64) error { return do(ctx, tx, login) })
				if err == nil {
					fmt.Fprintf(c.out, done, args[0])
				}
				return err
			})
		},
	}
}

// forLogin does something to the county's login of a name.
func (a *app) forLogin(ctx context.Context, name string, do func(tx *db.Tx, login int64) error) error {
	return a.db.Tx(ctx, a.actor(), func(tx *db.Tx) error {
		login, err := access.FindLogin(ctx, tx, 0, name)
		if err != nil {
			return err
		}
		return do(tx, login)
	})
}
