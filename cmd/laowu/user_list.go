package main

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"laowu/internal/access"
	"laowu/internal/db"
)

func (c *cli) listUsers() *cobra.Command {
	cmd := &cobra.Command{
		Use: "list [--json]", Short: "列出工作人员的账号", Args: none,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.with(cmd.Context(), c.runListUsers) },
	}
	c.jsonFlag(cmd)
	return cmd
}

// userLine is a login as --json tells it.
type userLine struct {
	Name            string        `json:"name"`
	Holder          string        `json:"holder"`
	Accounts        []userAccount `json:"accounts"`
	OneTimePassword bool          `json:"one_time_password"` // it still has to be changed
	Demonstration   bool          `json:"demonstration"`
	Disabled        bool          `json:"disabled"`
	LastLogin       *time.Time    `json:"last_login"`
}

type userAccount struct {
	Role         string `json:"role"`
	Organisation string `json:"organisation"`
}

func (c *cli) runListUsers(ctx context.Context, a *app) error {
	var all []access.LoginLine
	err := a.db.ReadTx(ctx, a.actor(), func(tx *db.Tx) (err error) {
		all, err = access.Logins(ctx, tx)
		return err
	})
	if err != nil {
		return err
	}
	lines, table := []userLine{}, [][]string{{"账号", "姓名", "身份", "状态", "上次登录"}}
	for _, l := range all {
		lines = append(lines, userLine{l.Name, l.Holder, accountsOf(l), l.Once, l.Demonstration, l.DisabledAt != nil, l.LastLoginAt})
		table = append(table, []string{l.Name, l.Holder, accountWords(l), stateWord(l), dayWord(l.LastLoginAt)})
	}
	if c.asJSON {
		return c.print(map[string]any{"users": lines})
	}
	writeTable(c.out, table)
	return nil
}

func accountsOf(l access.LoginLine) []userAccount {
	all := make([]userAccount, len(l.Roles))
	for i, r := range l.Roles {
		all[i] = userAccount{r, l.Organisations[i]}
	}
	return all
}

func accountWords(l access.LoginLine) string {
	words := make([]string, len(l.Roles))
	for i, r := range l.Roles {
		words[i] = db.Role(r).Title() + " " + l.Organisations[i]
	}
	return strings.Join(words, "、")
}

func stateWord(l access.LoginLine) string {
	switch {
	case l.DisabledAt != nil:
		return "停用"
	case l.Once:
		return "待改密码"
	case l.Demonstration:
		return "演示"
	}
	return "正常"
}

func dayWord(at *time.Time) string {
	if at == nil {
		return "没有"
	}
	return db.Day(*at).Format(time.DateOnly)
}
