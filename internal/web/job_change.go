package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/web/templates"
	jobs "laowu/internal/work"
)

// jobShow is one job, and asks before anything is done to it.
func (s *Server) jobShow(c *fiber.Ctx) error {
	var j jobs.Job
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		j, err = jobs.FindJob(c.UserContext(), tx, atoi(c.Params("job")))
		return err
	})
	if err != nil {
		return jobRefused(err)
	}
	to := "/admin/jobs/" + itoa(j.ID)
	page := templates.Record{
		Back: templates.Link{Text: "后台任务", To: "/admin/jobs"}, Title: jobWord(j.Kind) + "，第 " + itoa(j.ID) + " 号", State: jobStates[j.State],
		Facts: []templates.Fact{{Label: "队列", Text: queueWord(j.Queue)}, {Label: "排队", Text: s.moment(j.CreatedAt)}, {Label: "试了", Text: itoa(int64(j.Attempt)) + " 次", Small: "最多 " + itoa(int64(j.Most)) + " 次"}},
	}
	if text := failureText(j); text != "" {
		page.Facts = append(page.Facts, templates.Fact{Label: "出错", Text: text})
	}
	part := templates.Part{Empty: "正在做，或者做完了，没有要办的。"}
	if j.Failed() || j.State == "cancelled" {
		part.Actions = append(part.Actions, templates.Action{Label: "现在再做一次", Open: "再做一次", To: to + "/retry", Note: "先看日志里为什么出错，改好了再做；没有改好，多半还会出错。"})
	}
	if j.Waits() {
		part.Actions = append(part.Actions, templates.Action{Label: "取消这个任务", Open: "取消", To: to + "/cancel", Kind: "danger", Note: "不再自己做；以后还可以在这里再做一次。每天的任务，明天照样会做。"})
	}
	if len(part.Actions) > 0 {
		part.Empty = ""
	}
	page.Parts = []templates.RecordPart{{Title: "办理", Part: part}}
	return render(c, templates.RecordPage(s.frame(c, page.Title), page))
}

func jobRefused(err error) error {
	for known, status := range map[error]int{jobs.ErrNoJob: fiber.StatusNotFound, jobs.ErrNotStopped: fiber.StatusConflict, jobs.ErrNotWaiting: fiber.StatusConflict} {
		if errors.Is(err, known) {
			return refusalError{status, "没有办成", known.Error() + "。"}
		}
	}
	return err
}

func (s *Server) jobRetry(c *fiber.Ctx) error {
	return s.changeJob(c, "retried", access.JobRetried, func(tx *db.Tx, id int64) (jobs.Job, error) { return jobs.RetryJob(c.UserContext(), tx, s.Jobs, id) })
}

func (s *Server) jobCancel(c *fiber.Ctx) error {
	return s.changeJob(c, "cancelled", access.JobCancelled, func(tx *db.Tx, id int64) (jobs.Job, error) { return jobs.CancelJob(c.UserContext(), tx, s.Jobs, id) })
}

// changeJob does one thing to the job that the address names, and notes it.
func (s *Server) changeJob(c *fiber.Ctx, done string, action access.Action, do func(*db.Tx, int64) (jobs.Job, error)) error {
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		j, err := do(tx, atoi(c.Params("job")))
		if err != nil {
			return err
		}
		return access.Note(c.UserContext(), tx, action, "job", j.ID, map[string]any{"job": j.Kind})
	})
	if err != nil {
		return jobRefused(err)
	}
	return c.Redirect("/admin/jobs?done="+done, fiber.StatusSeeOther)
}
