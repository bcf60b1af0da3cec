package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/riverqueue/river"
	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"laowu/imports"
	"laowu/internal/work"
)

type importFlags struct {
	dryRun      bool
	errors      string
	association string
}

func (c *cli) imports() *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{
		Use:   "import 种类 文件… [--dry-run] [--errors 退回.xlsx] [--association 协会编号] [--json]",
		Short: "导入 Excel 或 CSV 文件",
		Long:  "导入办公室的 Excel（.xlsx .xlsm .xls）或 CSV 文件。\n种类：" + kindWords(),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 2 {
				return usage("用法：laowu import 种类 文件…；种类有：%s", kindWords())
			}
			if _, ok := imports.ByName(args[0]); !ok {
				return usage("没有 %q 这一种；种类有：%s", args[0], kindWords())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			kind, _ := imports.ByName(args[0])
			return c.with(cmd.Context(), func(ctx context.Context, a *app) error {
				return c.runImport(ctx, a, kind, args[1:], f)
			})
		},
	}
	cmd.Flags().BoolVar(&f.dryRun, "dry-run", false, "只检查，不写入")
	cmd.Flags().StringVar(&f.errors, "errors", "", "把退回的行写成一个工作簿，改好可以再送")
	cmd.Flags().StringVar(&f.association, "association", "", "没写协会的行归这个协会")
	c.jsonFlag(cmd)
	return cmd
}

func kindWords() string {
	var words []string
	for _, k := range imports.Kinds() {
		words = append(words, k.Name+"（"+k.Title+"）")
	}
	return strings.Join(words, "、")
}

func (c *cli) runImport(ctx context.Context, a *app, kind imports.Kind, paths []string, f importFlags) error {
	files, closeAll, err := openFiles(paths)
	if err != nil {
		return err
	}
	defer closeAll()
	report, err := a.importFiles(ctx, imports.Submission{Kind: kind, Files: files, DryRun: f.dryRun, Association: f.association}, c.progress("导入"))
	if err != nil {
		return err
	}
	if f.errors != "" && report.Rejected > 0 {
		if err := writeErrors(f.errors, files, report); err != nil {
			return err
		}
	}
	if c.asJSON {
		err = c.print(report)
	} else {
		c.tell(report, f)
	}
	if err == nil && report.Rejected > 0 {
		return errRejected
	}
	return err
}

// importFiles sends an import as a job and works it in this process, under a
// queue of its own: the service takes it up only if this process dies.
func (a *app) importFiles(ctx context.Context, q imports.Submission, progress func(done, total int)) (imports.Report, error) {
	done := make(chan imports.Result, 1)
	workers := river.NewWorkers()
	river.AddWorker(workers, &imports.Worker{
		Service: a.imports, Progress: func(_ int64, d, t int) { progress(d, t) },
		Done: func(_ int64, r imports.Result) { done <- r },
	})
	q.Queue = fmt.Sprintf("own_%d", os.Getpid())
	client, err := work.NewClient(a.db, a.log, workers, map[string]int{q.Queue: 1})
	if err != nil {
		return imports.Report{}, err
	}
	id, err := a.imports.Submit(ctx, client, a.actor(), q)
	if err != nil {
		return imports.Report{}, err
	}
	if err := client.Start(ctx); err != nil {
		return imports.Report{}, fmt.Errorf("start jobs: %w", err)
	}
	var r imports.Result
	select {
	case r = <-done:
	case <-ctx.Done():
		r.Err = imports.Cancelled
	}
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), work.StopTimeout)
	defer cancel()
	if err := work.Stop(stop, client); err != nil && r.Err == nil {
		a.log.Warn("stop jobs", "import", id, "error", err)
	}
	if ctx.Err() != nil {
		return r.Report, errors.Join(r.Err, a.imports.Cancel(stop, a.actor(), id))
	}
	return r.Report, r.Err
}

// openFiles opens the files that a call names; one that cannot be opened stops
// all.
func openFiles(paths []string) ([]imports.File, func(), error) {
	var files []imports.File
	var opened []*os.File
	closeAll := func() {
		for _, f := range opened {
			_ = f.Close()
		}
	}
	for _, p := range paths {
		f, err := os.Open(p) //nolint:gosec // the caller names the file
		if err != nil {
			closeAll()
			return nil, nil, people(fmt.Errorf("打不开 %s：%w", p, reason(err)))
		}
		opened = append(opened, f)
		info, err := f.Stat()
		if err != nil || info.IsDir() {
			closeAll()
			return nil, nil, people(fmt.Errorf("%s 不是文件", p))
		}
		files = append(files, imports.File{Name: filepath.Base(p), Data: f, Size: info.Size()})
	}
	return files, closeAll, nil
}

var (
	errNoFile  = errors.New("没有这个文件")
	errNoRight = errors.New("没有读取的权限")
)

func reason(err error) error {
	switch {
	case errors.Is(err, os.ErrNotExist):
		return errNoFile
	case errors.Is(err, os.ErrPermission):
		return errNoRight
	}
	return err
}

// progress shows a bar where stderr is a terminal.
func (c *cli) progress(what string) func(done, total int) {
	f, ok := terminal(c.err)
	if !ok || c.asJSON {
		return func(int, int) {}
	}
	var bar *progressbar.ProgressBar
	return func(done, total int) {
		if bar == nil {
			bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(f), progressbar.OptionSetDescription(what),
				progressbar.OptionShowCount(), progressbar.OptionClearOnFinish())
		}
		_ = bar.Set(min(done, total))
	}
}

// writeErrors writes the rejected rows.
func writeErrors(path string, files []imports.File, report imports.Report) error {
	out, err := beside(path)
	if err != nil {
		return err
	}
	defer out.drop()
	if err := imports.Rejected(out, files, report); err != nil {
		return err
	}
	return out.put()
}
