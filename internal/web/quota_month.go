package web

import (
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// errMonth is for what is no month.
var errMonth = errors.New("月份要写成 2026-10 或 2026年10月")

// readMonth reads a month as people write it.
func readMonth(text string) (time.Time, error) {
	d, code := value.ParseDay(value.Raw{Text: words(text)})
	if code != "" || d.IsZero() || d.Precision() == value.ToYear {
		return time.Time{}, errMonth
	}
	return d.Time(), nil
}

// frozenPart lists what was frozen, and lets the county freeze a month.
func (s *Server) frozenPart(c *fiber.Ctx, months []report.FrozenMonth, typed string, wrong error) templates.Part {
	part := templates.Part{Empty: "还没有封存过", Note: "月报交上去以后把这个月封存：数字不再变，以后记录改了，会在旁边显示差别。"}
	for _, m := range months {
		item := templates.Item{Text: monthWord(m.Month), Small: thousands(m.Enterprises) + " 家企业，" + longDay(db.Day(m.At)) + "封存"}
		if m.Corrections > 0 {
			item.Badge = templates.Badge{Text: "更正 " + thousands(m.Corrections) + " 次", Kind: "risk"}
		}
		part.Items = append(part.Items, item)
	}
	if !slices.Contains(freezers, s.actor(c).Role) {
		return part
	}
	field := templates.Field{Given: templates.Given{Value: typed}, Name: "month", Label: "哪个月", Hint: "例如 2026-10；过完的月份才能封存", Fill: "off", Max: 12, Required: true}
	if wrong != nil {
		field.Error = wrong.Error()
	}
	part.Actions = []templates.Action{{Label: "封存这个月", Open: "封存一个月", To: "/reports/quotas/freeze", Kind: "main", Key: "freeze", Fields: []templates.Field{field},
		Note: "按这个月最后一天的记录封存全部企业，封存以后不能取消。"}}
	return part
}

// quotaFreeze freezes a month.
func (s *Server) quotaFreeze(c *fiber.Ctx) error {
	typed, n := c.FormValue("month"), 0
	month, err := readMonth(typed)
	if err == nil {
		err = s.DB.SnapshotTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
			n, err = report.FreezeQuotas(c.UserContext(), tx, month)
			return err
		})
	}
	for _, known := range []error{errMonth, report.ErrMonthRuns, report.ErrFrozen, report.ErrNoQuotas} {
		if errors.Is(err, known) {
			c.Status(fiber.StatusUnprocessableEntity)
			return s.showQuotas(c, typed, known)
		}
	}
	if err != nil {
		return err
	}
	return c.Redirect("/reports/quotas?frozen="+strconv.Itoa(n), fiber.StatusSeeOther)
}

// quotaCorrect notes why an enterprise's frozen month differs now.
func (s *Server) quotaCorrect(c *fiber.Ctx) error {
	q := quotaAsked{enterprise: atoi(c.Params("enterprise")), reason: templates.Given{Value: words(c.FormValue("reason"))}}
	q.path = quotaPath(q.enterprise)
	err := s.DB.SnapshotTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if _, err := report.Promised(c.UserContext(), tx, q.enterprise); err != nil {
			return err
		}
		if q.month, err = readMonth(c.FormValue("month")); err != nil {
			return err
		}
		return report.CorrectQuota(c.UserContext(), tx, q.enterprise, q.month, q.reason.Value)
	})
	for _, known := range []error{errMonth, report.ErrNotFrozen, report.ErrNoReason, report.ErrNoChange, report.ErrReasonLong, report.ErrReasonNumber} {
		if errors.Is(err, known) {
			c.Status(fiber.StatusUnprocessableEntity)
			q.reason.Error = known.Error()
			return s.showQuota(c, q)
		}
	}
	if errors.Is(err, report.ErrNoPromise) {
		return errNoQuota
	}
	if err != nil {
		return err
	}
	return c.Redirect(q.path+"?month="+monthName(q.month), fiber.StatusSeeOther)
}

func quotaPath(id int64) string { return "/reports/quotas/" + itoa(id) }
