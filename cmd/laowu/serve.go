package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/riverqueue/river"
	"github.com/spf13/cobra"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/web"
	"laowu/internal/work"
)

func (c *cli) serve() *cobra.Command {
	var withDemo bool
	cmd := &cobra.Command{
		Use: "serve", Short: "启动服务和后台任务", Args: none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.with(cmd.Context(), func(ctx context.Context, a *app) error { return c.runService(ctx, a, withDemo) })
		},
	}
	cmd.Flags().BoolVar(&withDemo, "demo", false, "数据库还是空的时候，先装入演示县")
	return cmd
}

// gcPercent lets garbage grow to some tens of megabytes before it is
// collected: a page makes little that lives on, and collecting it at every few
// megabytes took a tenth of the service's time.
const gcPercent = 400

// memoryLimit is from where on it is collected oftener: a hostile workbook makes
// much that lives on, which times five would be more than an import may take.
const memoryLimit = 192 << 20

// runService serves until it is told to stop. It listens before anything else,
// so that a port in use is said at once.
func (c *cli) runService(ctx context.Context, a *app, withDemo bool) error {
	if c.getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	if c.getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
	pages, err := listen(ctx, a.config.Addr, "LAOWU_ADDR")
	if err != nil {
		return err
	}
	defer pages.Close()
	figures, err := listen(ctx, a.config.MetricsAddr, "LAOWU_METRICS_ADDR")
	if err != nil {
		return err
	}
	defer figures.Close()
	isDemo, err := c.prepare(ctx, a, withDemo)
	if err != nil {
		return err
	}
	jobs, err := a.startJobs(ctx)
	if err != nil {
		return err
	}
	a.madeUp.Store(isDemo)
	server, err := a.server(ctx, jobs)
	if err != nil {
		return errors.Join(err, work.Stop(context.WithoutCancel(ctx), jobs))
	}
	defer a.keepQuestions(ctx)
	defer a.newKeeper().start(ctx)()
	defer a.startEngines(ctx)()
	go a.warm(ctx, server)
	if err = c.greet(ctx, a, pages.Addr(), isDemo); err == nil {
		err = serveAll(ctx, server, pages, figures, a.figures())
	}
	return errors.Join(err, work.Stop(context.WithoutCancel(ctx), jobs))
}

// prepare loads the demonstration where it is wanted and nothing is there, and
// sees to it that somebody can log in.
func (c *cli) prepare(ctx context.Context, a *app, withDemo bool) (isDemo bool, err error) {
	isDemo, empty, err := a.demonstration(ctx)
	switch {
	case err != nil:
		return false, err
	case withDemo && empty:
		isDemo, err = true, c.loadDemo(ctx, a, demoFlags{scale: 1, seed: 1})
	case withDemo && isDemo: // one that was loaded before there were logins
		err = a.demoLogins(ctx)
	}
	if err != nil {
		return isDemo, err
	}
	return isDemo, c.firstAdmin(ctx, a)
}

// greet says where the pages are, and how to log in to a demonstration.
func (c *cli) greet(ctx context.Context, a *app, at net.Addr, isDemo bool) error {
	var logins string
	if isDemo {
		var err error
		if logins, err = a.demoTable(ctx); err != nil {
			return err
		}
	}
	fmt.Fprintf(c.out, "劳务平台已启动：http://%s\n%s", at, logins)
	return nil
}

// startJobs works the jobs of this process, and takes up what a killed one
// left.
func (a *app) startJobs(ctx context.Context) (*work.Client, error) {
	client, err := work.NewClient(a.db, a.log, a.workers(), map[string]int{imports.Queue: 1, imports.ExportQueue: 1, access.ResealQueue: 1, access.CheckQueue: 1, retentionQueue: 1, noticeQueue: 1})
	if err != nil {
		return nil, err
	}
	everyDay(client, a.counties()...)
	everyMinute(client, a.counties()...)
	if err := a.rescue(ctx); err != nil {
		return nil, err
	}
	go a.keepRescuing(ctx)
	if err := a.resealer().Resume(ctx, a.actor(), client, a.counties()...); err != nil {
		return nil, err
	}
	if err := client.Start(context.WithoutCancel(ctx)); err != nil {
		return nil, fmt.Errorf("start jobs: %w", err)
	}
	return client, nil
}

// workers are all who work jobs. What a kind is called stands in
// internal/web/job_list.go.
func (a *app) workers() *river.Workers {
	workers := river.NewWorkers()
	river.AddWorker(workers, &imports.Worker{Service: a.imports})
	river.AddWorker(workers, &imports.ExportWorker{Exports: a.exports})
	river.AddWorker(workers, &access.ResealWorker{Resealer: a.resealer()})
	river.AddWorker(workers, &access.CheckWorker{DB: a.db, Vault: a.vault, Anchor: a.anchor()})
	river.AddWorker(workers, &retentionWorker{app: a})
	river.AddWorker(workers, &referralWorker{app: a})
	river.AddWorker(workers, &careWorker{app: a})
	river.AddWorker(workers, &remindWorker{app: a})
	river.AddWorker(workers, &freshWorker{app: a})
	river.AddWorker(workers, &noticeWorker{app: a, post: a.post()})
	return workers
}

// rescue takes up imports and exports that a killed process left.
func (a *app) rescue(ctx context.Context) error {
	n, err := a.imports.Rescue(ctx, a.actor())
	if n > 0 {
		a.log.Warn("imports taken up again", "count", n)
	}
	if err != nil {
		return err
	}
	if n, err = a.exports.Rescue(ctx, a.actor()); n > 0 {
		a.log.Warn("exports taken up again", "count", n)
	}
	return err
}

// rescueEvery is how often a service looks for work whose process was killed:
// its own may have been, moments before it began.
const rescueEvery = 15 * time.Second

func (a *app) keepRescuing(ctx context.Context) {
	tick := time.NewTicker(rescueEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := a.rescue(ctx); err != nil && ctx.Err() == nil {
			a.log.Warn("look for work of killed processes", "error", err)
		}
	}
}

// serveAll serves pages and figures until ctx ends or one of them fails.
func serveAll(ctx context.Context, server *web.Server, pages, figures net.Listener, told http.Handler) error {
	metrics := &http.Server{Handler: told, ReadHeaderTimeout: 5 * time.Second}
	failed := make(chan error, 2)
	go func() { failed <- server.Serve(pages) }()
	go func() { failed <- metrics.Serve(figures) }()
	var err error
	select {
	case err = <-failed:
	case <-ctx.Done():
	}
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), work.StopTimeout)
	defer cancel()
	return errors.Join(err, server.Shutdown(stop), metrics.Shutdown(stop))
}

func listen(ctx context.Context, addr, setting string) (net.Listener, error) {
	var cfg net.ListenConfig
	l, err := cfg.Listen(ctx, "tcp", addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, people(fmt.Errorf("地址 %s 已被别的程序占用：请先停掉它，或用 %s 换一个端口，例如 %s=127.0.0.1:8081", addr, setting, setting)) //nolint:err113 // a sentence for people
	case errors.Is(err, syscall.EACCES):
		return nil, people(fmt.Errorf("没有权限监听 %s：1024 以下的端口要管理员，请用 %s 换一个", addr, setting)) //nolint:err113 // likewise
	case err != nil:
		return nil, people(fmt.Errorf("不能监听 %s：%w；请检查 %s", addr, err, setting))
	}
	return l, nil
}

// warmEvery is how often warm looks whether anything changed.
const warmEvery = 15 * time.Second

// warm counts what the county opens first, at the start and again when records
// changed and nobody is at it any more, as after an import: whoever opens it in
// between counts it himself.
func (a *app) warm(ctx context.Context, server *web.Server) {
	var counted int64
	for {
		number, quiet, err := a.db.Changes(ctx, a.actor())
		if err == nil && quiet && number != counted {
			err, counted = server.Warm(ctx), number
		}
		if err != nil && ctx.Err() == nil {
			a.log.Warn("overview not counted ahead", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(warmEvery):
		}
	}
}
