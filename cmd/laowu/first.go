package main

import (
	"context"
	"fmt"
	"strings"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/demo"
)

// firstAdmin makes the county's first admin where there is none, and says the
// password once.
func (c *cli) firstAdmin(ctx context.Context, a *app) error {
	gate, err := a.newGate()
	if err != nil {
		return err
	}
	first, err := gate.Bootstrap(ctx, a.actor())
	if err != nil {
		return fmt.Errorf("first admin: %w", err)
	}
	if first.Name != "" {
		fmt.Fprintf(c.out, "第一个管理员：%s，一次性密码 %s（七天内登录后要改）\n", first.Name, first.Once)
	}
	return nil
}

// demoTable says how to log in to the demonstration: the logins that still have
// the password that was made up for everybody.
func (a *app) demoTable(ctx context.Context) (string, error) {
	var all []access.Demonstration
	err := a.db.ReadTx(ctx, a.actor(), func(tx *db.Tx) (err error) {
		all, err = access.Demonstrations(ctx, tx)
		return err
	})
	if err != nil || len(all) == 0 {
		return "", err
	}
	table := [][]string{{"角色", "账号", "密码", "机构"}}
	for _, d := range all {
		name, secret := d.Name, demo.Password
		if name == "" {
			name, secret = demo.WorkerPhone, demo.WorkerPIN
		}
		titles := make([]string, len(d.Roles))
		for i, r := range d.Roles {
			titles[i] = db.Role(r).Title()
		}
		table = append(table, []string{strings.Join(titles, "、"), name, secret, strings.Join(d.Organisations, "、")})
	}
	var b strings.Builder
	b.WriteString("这是演示县，人名、号码和单位都是编的。登录用（密码人人知道，保护不了什么；改过密码的不再列出）：\n")
	writeTable(&b, table)
	return b.String(), nil
}
