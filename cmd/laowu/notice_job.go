package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/hiring"
	"laowu/internal/notice"
	"laowu/internal/roster"
	"laowu/internal/web"
	"laowu/internal/work"
	"laowu/matching"
	"laowu/training"
)

// noticeQueue is where notices are looked for and delivered.
const noticeQueue = "notice"

// How often what waits is delivered, and how often it is looked whether time
// brought about something to tell: an opening closes in the middle of a day.
const (
	deliverEvery = time.Minute
	remindEvery  = time.Hour
)

// noticeArgs name the county whose notices are delivered.
type noticeArgs struct {
	County string `json:"county"`
}

func (noticeArgs) Kind() string { return "notices" }

// noticeWorker delivers what waits. What is due stands in the notices' own
// tables: a turn that is killed is missed by nobody.
type noticeWorker struct {
	river.WorkerDefaults[noticeArgs]
	app  *app
	post *notice.Post
}

var errNotices = errors.New("notices failed")

// Work logs counts alone.
func (w *noticeWorker) Work(ctx context.Context, job *river.Job[noticeArgs]) error {
	actor := w.app.actor()
	actor.County = job.Args.County
	t, err := w.post.Turn(ctx, actor)
	if t != (notice.Turn{}) {
		w.app.log.Info("notices delivered", "sent", t.Sent, "failed", t.Failed, "later", t.Later)
	}
	return told(errNotices, err)
}

// told leaves of an error what quotes no row.
func told(what, err error) error {
	if err == nil {
		return nil
	}
	_, text := explain(err)
	return fmt.Errorf("%w: %s", what, text)
}

// remindArgs name the county that is looked through for what time brought about.
type remindArgs struct {
	County string `json:"county"`
}

func (remindArgs) Kind() string { return "reminders" }

type remindWorker struct {
	river.WorkerDefaults[remindArgs]
	app *app
}

// Work does each part by itself: one that fails takes nothing of the others.
func (w *remindWorker) Work(ctx context.Context, job *river.Job[remindArgs]) error {
	actor := w.app.actor()
	actor.County = job.Args.County
	var failed error
	for _, do := range []func(context.Context, *db.Tx) error{hiring.Remind, followup.RemindCases, roster.RemindTransfers, training.Remind} {
		failed = errors.Join(failed, w.app.db.Tx(ctx, actor, func(tx *db.Tx) error { return do(ctx, tx) }))
	}
	return told(errNotices, errors.Join(failed, followup.RemindVisits(ctx, w.app.db, actor)))
}

// freshArgs name the county whose kept searches are asked once a day.
type freshArgs struct {
	County string `json:"county"`
}

func (freshArgs) Kind() string { return "searches" }

// freshWorker tells workers what their kept searches find anew.
type freshWorker struct {
	river.WorkerDefaults[freshArgs]
	app *app
}

var errFresh = errors.New("kept searches failed")

func (w *freshWorker) Work(ctx context.Context, job *river.Job[freshArgs]) error {
	actor := w.app.actor()
	actor.County = job.Args.County
	return told(errFresh, matching.RemindSearches(ctx, w.app.db, actor, web.CountFresh(w.app.search.Search)))
}

// post is what delivers notices, by the gateways that the settings name.
func (a *app) post() *notice.Post {
	p := &notice.Post{DB: a.db, Vault: a.vault, By: map[notice.Way]notice.Deliverer{}}
	if c := a.config; c.SMSURL != "" {
		p.By[notice.SMS] = notice.NewGateway(c.SMSURL, c.SMSToken, c.SMSBody)
	}
	if c := a.config; c.WebhookURL != "" {
		p.By[notice.Webhook] = notice.NewHook(c.WebhookURL, c.WebhookSecret, a.db.Now)
	}
	return p
}

// everyMinute queues each county's turns of notices. One that a killed process
// left as running stands in nobody's way: each period has its own.
func everyMinute(jobs *work.Client, counties ...string) {
	for _, county := range counties {
		for _, one := range []struct {
			args  river.JobArgs
			every time.Duration
		}{{noticeArgs{county}, deliverEvery}, {remindArgs{county}, remindEvery}} {
			jobs.PeriodicJobs().Add(river.NewPeriodicJob(river.PeriodicInterval(one.every), func() (river.JobArgs, *river.InsertOpts) {
				return one.args, &river.InsertOpts{Queue: noticeQueue, MaxAttempts: 1, UniqueOpts: river.UniqueOpts{ByArgs: true, ByPeriod: one.every}}
			}, &river.PeriodicJobOpts{RunOnStart: true}))
		}
	}
}
