package web

import (
	"bytes"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/report"
)

// countyGrids are the tables of the overview's charts, by the word in the
// address.
var countyGrids = map[string]func(*report.Overview) []report.Grid{
	"flow":     func(o *report.Overview) []report.Grid { return []report.Grid{o.Flow.Goes(), o.Flow.ByDestination()} },
	"wages":    func(o *report.Overview) []report.Grid { return []report.Grid{o.Flow.ByTrade(), o.Flow.ByDestination()} },
	"quotas":   func(o *report.Overview) []report.Grid { return []report.Grid{o.Held()} },
	"training": trainingGrids,
	"homes":    func(o *report.Overview) []report.Grid { return []report.Grid{o.Waits()} },
}

func trainingGrids(o *report.Overview) []report.Grid {
	all := []report.Grid{o.Trained()}
	for _, t := range o.Training {
		all = append(all, report.Steps(t))
	}
	return all
}

// countyFile hands out a chart's table as a workbook: what the page shows, from
// the same count. That somebody took it is noted.
func (s *Server) countyFile(c *fiber.Ctx) error {
	grids, ok := countyGrids[c.Params("chart")]
	if !ok {
		return refusals[fiber.StatusNotFound]
	}
	asOf, g := s.asOf(c)
	if g.Error != "" {
		return refusalError{fiber.StatusUnprocessableEntity, "这一天数不出来", g.Error + "。"}
	}
	o, _, err := recall(c, s, overviewKept, asOf, report.CountOverview)
	if err != nil {
		return err
	}
	all, day := grids(&o), asOf.Format(time.DateOnly)
	var out bytes.Buffer
	if err := report.WriteGrids(&out, day, all...); err != nil {
		return err
	}
	err = s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		return access.Note(c.UserContext(), tx, access.Exported, "report", 0, map[string]any{"name": all[0].Title, "as_of": day})
	})
	if err != nil {
		return err
	}
	return workbook(c, all[0].Title+"-"+day+".xlsx", out.Bytes())
}
