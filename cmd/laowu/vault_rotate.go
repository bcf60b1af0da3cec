package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/work"
)

func (c *cli) rotateVault() *cobra.Command {
	var background bool
	cmd := &cobra.Command{
		Use: "rotate [--background]", Short: "换一把新的加密密钥", Args: none,
		Long: "在密钥文件里加一把新密钥，以后用它加密；旧的留着，旧号码照样读得出。\n然后把已有的号码和文件用新密钥重新加密，停在半路也不要紧，服务会接着做完。",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.with(cmd.Context(), func(ctx context.Context, a *app) error {
				return c.rotate(ctx, a, background)
			})
		},
	}
	cmd.Flags().BoolVar(&background, "background", false, "重新加密交给服务在后台做")
	return cmd
}

// rotate changes the key and, unless the service is to do it or does so
// already, seals everything anew.
func (c *cli) rotate(ctx context.Context, a *app, background bool) error {
	var done access.Resealed
	here := false
	if !background {
		var err error
		here, err = a.resealer().Alone(ctx, a.actor(), func() error {
			if err := c.newKey(ctx, a); err != nil {
				return err
			}
			if done, err = a.reseal(ctx, c.progress("重新加密")); err != nil {
				return unfinished(ctx, err)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	if !here {
		if err := c.newKey(ctx, a); err != nil {
			return err
		}
		fmt.Fprintln(c.out, "已有的号码和文件由服务在后台重新加密；laowu vault status 看做到了哪里")
		return nil
	}
	fmt.Fprintf(c.out, "重新加密了 %d 个号码和文件块\n", done.Values)
	if done.Unopened > 0 {
		fmt.Fprintf(c.err, "有 %d 个哪一把密钥都解不开，没有动：laowu vault status 看在哪一列\n", done.Unopened)
		return errRejected
	}
	return nil
}

// unfinished says that the key is changed all the same.
func unfinished(ctx context.Context, err error) error {
	why := db.Explain(err)
	switch {
	case ctx.Err() != nil:
		why = "被停下了"
	case why == "":
		why = err.Error()
	}
	return people(fmt.Errorf("新密钥已换上，重新加密没有做完，由服务接着做：%s", why)) //nolint:err113 // a sentence for people
}

// newKey changes the key and queues the resealing: both or neither. Whoever
// does the resealing, the job is there in case that it is killed.
func (c *cli) newKey(ctx context.Context, a *app) error {
	jobs, err := work.NewClient(a.db, a.log, nil, nil)
	if err != nil {
		return err
	}
	var keys int
	err = a.db.Tx(ctx, a.actor(), func(tx *db.Tx) error {
		if keys, err = a.vault.Rotate(ctx, tx); err != nil {
			return err
		}
		for _, county := range a.counties() {
			if err := a.resealer().Queue(ctx, tx, jobs, county); err != nil {
				return err
			}
		}
		return access.Note(ctx, tx, access.KeysRotated, "vault", 0, map[string]any{"count": keys})
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "已换上新密钥，密钥文件里现在有 %d 把。请马上再备份一次：%s\n", keys, a.keyFile())
	return nil
}

// reseal seals the values of all counties with the newest key.
func (a *app) reseal(ctx context.Context, progress func(done, total int)) (access.Resealed, error) {
	var sum access.Resealed
	for _, actor := range a.eachCounty() {
		done, err := a.resealer().Run(ctx, actor, progress, nil)
		sum.Values, sum.Unopened = sum.Values+done.Values, sum.Unopened+done.Unopened
		if err != nil {
			return sum, err
		}
	}
	return sum, nil
}
