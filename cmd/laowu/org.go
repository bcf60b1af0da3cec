package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
)

func (c *cli) org() *cobra.Command {
	cmd := &cobra.Command{
		Use: "org", Short: "机构：加上工作簿里没有的，列出",
		RunE: func(*cobra.Command, []string) error {
			return usage("用法：laowu org add 种类 名称 --place 地点，或 laowu org list")
		},
	}
	cmd.AddCommand(c.addOrg(), c.listOrgs())
	return cmd
}

func (c *cli) addOrg() *cobra.Command {
	var place string
	cmd := &cobra.Command{
		Use: "add 种类 名称 --place 地点 [--json]", Short: "加一个机构",
		Long: "加一个工作簿里没有的机构。种类：county 县级、township 乡镇、station 工作站、trainer 培训机构。\n地点：区划代码或地名；工作站看到的，是它的地点以内的就业。",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage("用法：laowu org add 种类 名称 --place 地点")
			}
			if !slices.Contains(access.OfficeKinds(), args[0]) {
				return usage("%s", access.ErrOfficeKind)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if place == "" {
				return usage("请用 --place 写明地点：区划代码或地名")
			}
			return c.with(cmd.Context(), func(ctx context.Context, a *app) error {
				return c.runAddOrg(ctx, a, access.Office{Kind: args[0], Name: value.Clean(args[1]), Place: place})
			})
		},
	}
	cmd.Flags().StringVar(&place, "place", "", "区划代码或地名，例如 150600、鄂尔多斯、蔚汾镇")
	c.jsonFlag(cmd)
	return cmd
}

// orgLine is an organisation as --json tells it.
type orgLine struct {
	ID    string `json:"id"`
	Kind  string `json:"kind"`
	Name  string `json:"name"`
	Place string `json:"place"` // division code
}

func lineOf(o access.Office) orgLine {
	return orgLine{strconv.FormatInt(o.ID, 10), o.Kind, o.Name, o.Place}
}

func (c *cli) runAddOrg(ctx context.Context, a *app, o access.Office) error {
	var known bool
	if o.Place, known = a.place(o.Place); !known {
		return people(errNoPlace)
	}
	err := a.db.Tx(ctx, a.actor(), func(tx *db.Tx) (err error) {
		o.ID, err = access.AddOffice(ctx, tx, o)
		return err
	})
	if err != nil {
		return err
	}
	if c.asJSON {
		return c.print(lineOf(o))
	}
	fmt.Fprintf(c.out, "已加机构 %d：%s（%s），地点 %s %s\n", o.ID, o.Name, officeWord(o.Kind), o.Place, a.lexicon.Atlas().Name(o.Place))
	return nil
}

var errNoPlace = errors.New("区划里没有这个地方：请写区划代码，或省市县乡的名称，例如 150600、鄂尔多斯、蔚汾镇")

// place is the division that a code or a name means.
func (a *app) place(text string) (code string, known bool) {
	text = value.Clean(text)
	if _, ok := a.lexicon.Atlas().Find(text); ok {
		return text, true
	}
	return a.lexicon.Atlas().Resolve(a.config.County, text)
}

func officeWord(kind string) string {
	return map[string]string{"county": "县级", "township": "乡镇", "station": "工作站", "trainer": "培训机构"}[kind]
}

func (c *cli) listOrgs() *cobra.Command {
	cmd := &cobra.Command{
		Use: "list [--json]", Short: "列出机构", Args: none,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.with(cmd.Context(), c.runListOrgs) },
	}
	c.jsonFlag(cmd)
	return cmd
}

func (c *cli) runListOrgs(ctx context.Context, a *app) error {
	var all []access.Office
	err := a.db.ReadTx(ctx, a.actor(), func(tx *db.Tx) (err error) {
		all, err = access.Offices(ctx, tx, "")
		return err
	})
	if err != nil {
		return err
	}
	lines, table := []orgLine{}, [][]string{{"编号", "种类", "名称", "地点"}}
	for _, o := range all {
		lines = append(lines, lineOf(o))
		table = append(table, []string{strconv.FormatInt(o.ID, 10), officeWord(o.Kind), o.Name, o.Place + " " + a.lexicon.Atlas().Name(o.Place)})
	}
	if c.asJSON {
		return c.print(map[string]any{"organisations": lines})
	}
	writeTable(c.out, table)
	return nil
}
