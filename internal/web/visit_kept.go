package web

import (
	"context"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/web/templates"
)

// checkedDays is how far back checks are counted.
const checkedDays = 90

// keptShow is how visits have gone: the share still at work.
func (s *Server) keptShow(c *fiber.Ctx) error {
	kept, _, err := recall(c, s, "kept", s.today(), func(ctx context.Context, tx *db.Tx, today time.Time) (followup.Kept, error) {
		return followup.CountKept(ctx, tx, today.AddDate(0, 0, -checkedDays), today)
	})
	if err != nil {
		return err
	}
	return s.showHome(c, templates.Home{
		Title: "稳岗率", Lead: "近 90 天到期的回访里，回访时还在岗的占多少。失联的另列，不算在岗，也不算离岗。", Figures: keptFigures(kept),
		Links: []templates.Link{{Text: "看该回访的人", To: "/visits"}, {Text: "维权", To: "/cases"}},
	})
}

// keptFigures are the checks of the last months; who is unreachable stands
// apart.
func keptFigures(k followup.Kept) []templates.Figure {
	part, whole := k.Share()
	share := templates.Figure{Label: "稳岗率", Value: "—", Note: "近 90 天没有到期的"}
	if whole > 0 {
		// Cut, never rounded up.
		share.Value, share.Unit = strconv.Itoa(part*100/whole), "%"
		share.Note = "近 90 天到期 " + thousands(whole) + " 人次，在岗 " + thousands(part)
	}
	return []templates.Figure{
		share, figure("已离岗", k.Left, "人次", "近 90 天查到的", ""),
		figure("失联", k.Unreachable, "人次", "三次没联系上，另列", ""), figure("没有回访", k.Missed, "人次", "到期还没有人问", ""),
	}
}
