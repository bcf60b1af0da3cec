package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/demo"
)

type demoFlags struct {
	scale float64
	seed  uint64
	out   string
}

func (c *cli) demo() *cobra.Command {
	var f demoFlags
	cmd := &cobra.Command{
		Use: "demo [--scale F] [--seed N] [--out 目录]", Short: "写出演示县的工作簿并导入", Args: none,
		Long: "写出虚构的演示县（人名、号码和单位都是编的），再按普通导入装进数据库。\n--scale 1 是全县 57450 名会员。",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if f.scale <= 0 || f.scale > 1 {
				return usage("--scale 要大于 0，最大是 1")
			}
			return c.with(cmd.Context(), func(ctx context.Context, a *app) error {
				if err := a.mayLoadDemo(ctx); err != nil {
					return err
				}
				return c.loadDemo(ctx, a, f)
			})
		},
	}
	cmd.Flags().Float64Var(&f.scale, "scale", 1, "全县的几分之几")
	cmd.Flags().Uint64Var(&f.seed, "seed", 1, "同一个数、同一天，写出的内容相同")
	cmd.Flags().StringVar(&f.out, "out", "", "把工作簿留在这个目录")
	return cmd
}

var errRealRecords = errors.New("这里已经有真的记录，不能再装演示县：演示账号的密码人人知道。请用 LAOWU_DATA 换一个空的数据目录，或者另建一个库")

// mayLoadDemo keeps the demonstration, and logins whose password is known to
// everybody, away from the records of real people.
func (a *app) mayLoadDemo(ctx context.Context) error {
	isDemo, empty, err := a.demonstration(ctx)
	if err == nil && !isDemo && !empty {
		return people(errRealRecords)
	}
	return err
}

// loadDemo writes the workbooks and imports each kind.
func (c *cli) loadDemo(ctx context.Context, a *app, f demoFlags) error {
	dir := f.out
	if dir == "" {
		tmp, err := os.MkdirTemp("", "laowu-demo-")
		if err != nil {
			return fmt.Errorf("folder for workbooks: %w", err)
		}
		defer os.RemoveAll(tmp)
		dir = tmp
	}
	fmt.Fprintln(c.err, "写演示县的工作簿…")
	books, err := demo.Write(ctx, dir, demo.Options{County: a.config.County, Scale: f.scale, Seed: f.seed, Today: db.Day(time.Now())})
	if err != nil {
		return fmt.Errorf("write workbooks: %w", err)
	}
	for i := 0; i < len(books); {
		next := i + 1
		for next < len(books) && books[next].Kind == books[i].Kind {
			next++
		}
		if err := c.importDemo(ctx, a, books[i:next]); err != nil {
			return err
		}
		i = next
	}
	if err := a.markDemo(ctx, f); err != nil {
		return err
	}
	return a.demoLogins(ctx)
}

func (c *cli) importDemo(ctx context.Context, a *app, books []demo.Workbook) error {
	kind, _ := imports.ByName(books[0].Kind)
	paths := make([]string, len(books))
	for i, b := range books {
		paths[i] = b.Path
	}
	files, closeAll, err := openFiles(slices.Clone(paths))
	if err != nil {
		return err
	}
	defer closeAll()
	r, err := a.importFiles(ctx, imports.Submission{Kind: kind, Files: files}, c.progress("导入"))
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "%s：%d 个文件，%d 行，新增 %d，更新 %d，不变 %d，退回 %d\n", filepath.Base(kind.Title), len(files), r.Rows, r.Created, r.Updated, r.Unchanged, r.Rejected)
	return nil
}

// markDemo has every page say that this is a demonstration.
func (a *app) markDemo(ctx context.Context, f demoFlags) error {
	return a.db.Tx(ctx, a.actor(), func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, "UPDATE installation SET demonstration = true"); err != nil {
			return fmt.Errorf("mark demonstration: %w", err)
		}
		return access.Note(ctx, tx, access.DemoLoaded, "installation", 0, map[string]any{"scale": f.scale, "seed": f.seed})
	})
}

// demoLogins gives the demonstration its logins where they are missing, and has
// them do something.
func (a *app) demoLogins(ctx context.Context) error {
	gate, err := a.newGate()
	if err != nil {
		return err
	}
	if err := demo.Logins(ctx, gate, a.actor()); err != nil {
		return err
	}
	return demo.Stories(ctx, gate, a.actor())
}

// demonstration says whether this installation holds the demonstration, and
// whether it holds anything at all.
func (a *app) demonstration(ctx context.Context) (demo, empty bool, err error) {
	err = a.db.ReadTx(ctx, a.actor(), func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `
			SELECT demonstration, NOT EXISTS (SELECT FROM association) AND NOT EXISTS (SELECT FROM person) AND NOT EXISTS (SELECT FROM opening)
			FROM installation`).Scan(&demo, &empty)
	})
	return demo, empty, err
}

// markDemonstration sees to it that each page says so as soon as the people in
// it are made up.
func (a *app) markDemonstration(ctx context.Context) error {
	isDemo, _, err := a.demonstration(ctx)
	if err == nil {
		a.madeUp.Store(isDemo)
	}
	return err
}
