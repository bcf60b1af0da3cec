package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func (c *cli) user() *cobra.Command {
	cmd := &cobra.Command{
		Use: "user", Short: "账号：加上、给一次性密码、停用、列出",
		RunE: func(*cobra.Command, []string) error {
			return usage("用法：laowu user add|passwd|disable|enable|logout 账号名，或 laowu user list")
		},
	}
	cmd.AddCommand(c.addUser(), c.passUser(), c.disableUser(), c.enableUser(), c.logOutUser(), c.listUsers())
	return cmd
}

// oneName wants the name of a login and nothing else.
func oneName(cmd *cobra.Command, args []string) error {
	if len(args) != 1 || args[0] == "" {
		return usage("用法：laowu user %s 账号名", cmd.Name())
	}
	return nil
}

// tellOnce says a one-time password, and what becomes of it.
func (c *cli) tellOnce(once string) {
	fmt.Fprintf(c.out, "一次性密码：%s\n只显示这一次；七天内有效，第一次登录时要换成自己的密码。\n", once)
}
