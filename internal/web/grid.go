package web

import (
	"strconv"

	"laowu/internal/report"
	"laowu/internal/web/templates"
)

// gridTable is a grid as a page shows it. Columns from which a chart is drawn
// are those from first up to, and without, last; of dots each row has the colour
// of its column in the chart.
func gridTable(g report.Grid, first, last int, dots bool) templates.Table {
	t := templates.Table{Label: g.Title}
	for i, h := range g.Heads {
		t.Heads = append(t.Heads, templates.Head{Text: h, Num: i > 0})
	}
	for n, row := range g.Rows {
		cells := gridCells(row)
		for i := first; i < last; i++ {
			if v, ok := row[i].(int); ok {
				cells[i].Drawn = strconv.Itoa(v)
			}
		}
		if dots {
			cells[0].Dot = strconv.Itoa(n%8 + 1)
		}
		t.Rows = append(t.Rows, cells)
	}
	if len(g.Foot) > 0 {
		t.Foot = gridCells(g.Foot)
	}
	return t
}

func gridCells(row []any) []templates.Cell {
	cells := make([]templates.Cell, len(row))
	for i, v := range row {
		switch v := v.(type) {
		case int:
			cells[i].Text = thousands(v)
		case string:
			cells[i].Text = v
		}
	}
	return cells
}

// asTable is a table that stays one on a phone.
func asTable(t templates.Table) templates.Table {
	t.Keep = true
	return t
}
