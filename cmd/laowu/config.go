package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"laowu/internal/config"
)

func (c *cli) showConfig() *cobra.Command {
	cmd := &cobra.Command{
		Use: "config [--json]", Short: "显示现在的设置，密码遮住；搜索用的是什么", Args: none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := c.load()
			if err != nil {
				return err
			}
			search := searchState(cmd.Context(), cfg)
			if c.asJSON {
				return c.print(struct {
					config.Report
					Search searchReport `json:"search"`
				}{cfg.Describe(), search})
			}
			fmt.Fprintln(c.out, cfg.Describe())
			fmt.Fprintln(c.out, "搜索：", search)
			return nil
		},
	}
	c.jsonFlag(cmd)
	return cmd
}

func (c *cli) jsonFlag(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&c.asJSON, "json", false, "只输出一个 JSON 文档")
}

func (c *cli) version() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "版本", Args: none,
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprintln(c.out, "laowu", version)
			return nil
		},
	}
}
