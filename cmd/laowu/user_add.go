package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/value"
)

type userFlags struct{ role, org, holder string }

func (c *cli) addUser() *cobra.Command {
	var f userFlags
	cmd := &cobra.Command{
		Use: "add 账号名 --role 身份 [--org 机构] [--holder 姓名] [--json]", Short: "加一个账号，给出一次性密码",
		Long: "加一个账号。账号名已经有了，就再给它一个身份，密码不变。\n身份：" + roleWords() + "。\n" +
			"机构：协会写名称或编号，企业写名称或统一社会信用代码，其余写名称或编号（laowu org list）；\n同种机构只有一个时可以不写，县级、审计员、管理员都属于县级机构。",
		Args: func(cmd *cobra.Command, args []string) error {
			if err := oneName(cmd, args); err != nil {
				return err
			}
			return f.check()
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.with(cmd.Context(), func(ctx context.Context, a *app) error { return c.runAddUser(ctx, a, args[0], f) })
		},
	}
	cmd.Flags().StringVar(&f.role, "role", "", "身份，见上")
	cmd.Flags().StringVar(&f.org, "org", "", "机构的名称或编号")
	cmd.Flags().StringVar(&f.holder, "holder", "", "使用账号的人的姓名")
	c.jsonFlag(cmd)
	return cmd
}

// roleWords lists the roles that the command gives.
func roleWords() string {
	var words []string
	for _, r := range db.Roles() {
		if r != db.Worker {
			words = append(words, string(r)+" "+r.Title())
		}
	}
	return strings.Join(words, "、")
}

func (f userFlags) check() error {
	switch role := db.Role(f.role); {
	case role == "":
		return usage("请用 --role 写明身份：%s", roleWords())
	case role == db.Worker:
		return usage("务工人员不用这样加账号：由协会在本人的页面上打印认领码，本人在登录页用认领码和身份证号后四位认领，自己设手机号和密码")
	case !slices.Contains(db.Roles(), role):
		return usage("没有 %q 这种身份；身份有：%s", f.role, roleWords())
	case f.org == "" && (role == db.Association || role == db.Enterprise):
		return usage("请用 --org 写明是哪个%s：名称或编号", role.Title())
	}
	return nil
}

func (c *cli) runAddUser(ctx context.Context, a *app, name string, f userFlags) error {
	gate, err := a.newGate()
	if err != nil {
		return err
	}
	n := access.NewLogin{Name: name, Holder: value.Name(f.holder), Role: db.Role(f.role)}
	var organisation, once string
	err = a.db.Tx(ctx, a.actor(), func(tx *db.Tx) (err error) {
		if n.Organisation, organisation, err = hiring.Organisation(ctx, tx, n.Role, f.org); err != nil {
			return organisationError(err)
		}
		once, err = gate.AddLogin(ctx, tx, n)
		return err
	})
	if errors.Is(err, access.ErrName) {
		return usage("%s", access.ErrName)
	}
	if err != nil {
		return err
	}
	if c.asJSON {
		return c.print(map[string]string{"name": strings.ToLower(name), "role": f.role, "organisation": organisation, "one_time_password": once})
	}
	fmt.Fprintf(c.out, "账号 %s：%s，%s\n", strings.ToLower(name), n.Role.Title(), organisation)
	if once == "" {
		fmt.Fprintln(c.out, "账号原来就有，现在多了这个身份；密码不变，登录后可以换身份。")
		return nil
	}
	c.tellOnce(once)
	return nil
}

// newGate makes the gate that checks and keeps secrets.
func (a *app) newGate() (*access.Gate, error) { return access.NewGate(a.db, a.vault) }
