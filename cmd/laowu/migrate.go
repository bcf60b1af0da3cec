package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"laowu/internal/db"
	"laowu/internal/db/private"
)

func (c *cli) migrate() *cobra.Command {
	return &cobra.Command{
		Use: "migrate", Short: "把数据库升到这个版本", Args: none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := c.load()
			if err != nil {
				return err
			}
			ctx := cmd.Context()
			owner, service := cfg.DatabaseOwnerURL, cfg.DatabaseURL
			leave := func() error { return nil }
			if cfg.PrivateDatabase() {
				server, err := private.Join(ctx, private.Options{Dir: cfg.Data})
				if err != nil {
					return people(err)
				}
				owner, service = server.URL(), server.ServiceURL()
				leave = func() error { return server.Leave(ctx) }
			}
			if err := db.Migrate(ctx, owner, service); err != nil {
				return errors.Join(err, leave())
			}
			fmt.Fprintln(c.out, "数据库已是这个版本的结构")
			return leave()
		},
	}
}

// none refuses arguments.
func none(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("laowu %s 后面不用写 %q", cmd.Name(), args[0])
	}
	return nil
}
