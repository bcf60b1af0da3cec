package imports

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/value"
)

// RowState is what an import does with a row, or did.
type RowState string

// The states of rows, in the order in which pages count them. A row in conflict
// is somebody else's to write; contract section 4 counts it as rejected, with the
// rows in error.
const (
	RowCreated   RowState = "created"
	RowUpdated   RowState = "updated"
	RowUnchanged RowState = "unchanged"
	RowConflict  RowState = "conflict"
	RowError     RowState = "error"
)

// RowStates lists the states.
func RowStates() []RowState {
	return []RowState{RowCreated, RowUpdated, RowUnchanged, RowConflict, RowError}
}

// Word is what people call a state.
func (s RowState) Word() string {
	return map[RowState]string{RowCreated: "新增", RowUpdated: "更新", RowUnchanged: "不变", RowConflict: "归属不同", RowError: "有错"}[s]
}

// outcome is what became of each row of a run. Places in it count sheets by their
// index in the workbook.
type outcome struct {
	rows   map[at]bool // the rows to run alone; nil: all
	sheets []*outcomeSheet
	wrong  []wrong
}

type outcomeSheet struct {
	*planSheet
	file   int
	states map[RowState][]int32 // numbers of rows, ascending
}

// wrong is a problem with the column that it marks, -1 where there is none.
type wrong struct {
	found
	column int
}

func (o *outcome) only() map[at]bool {
	if o == nil {
		return nil
	}
	return o.rows
}

// read asks the tables of a merge what it did with each row.
func (o *outcome) read(ctx context.Context, tx *db.Tx, in *intake) error {
	if o == nil {
		return nil
	}
	byPlan := map[at]*outcomeSheet{}
	for f, file := range in.plan.files {
		for s, planned := range file.sheets {
			one := &outcomeSheet{planSheet: planned, file: f, states: map[RowState][]int32{}}
			o.sheets, byPlan[at{file: f, sheet: s}] = append(o.sheets, one), one
		}
	}
	rows, err := tx.Query(ctx, `
		SELECT i.file, i.sheet, s.state, array_agg(i.row ORDER BY i.row) FROM intake i LEFT JOIN who w USING (seq),
		LATERAL (SELECT CASE WHEN w.is_new THEN 'created' WHEN i.seq IN (SELECT seq FROM touched) THEN 'updated' ELSE 'unchanged' END AS state) s
		GROUP BY i.file, i.sheet, s.state`)
	if err != nil {
		return fmt.Errorf("what became of rows: %w", err)
	}
	var where at
	var state RowState
	var numbers []int32
	_, err = pgx.ForEachRow(rows, []any{&where.file, &where.sheet, &state, &numbers}, func() error {
		byPlan[where].states[state] = numbers
		numbers = nil
		return nil
	})
	if err != nil {
		return fmt.Errorf("what became of rows: %w", err)
	}
	o.blame(in, byPlan)
	return nil
}

// blame lists the rows that were rejected, and what is wrong with whichever.
func (o *outcome) blame(in *intake, byPlan map[at]*outcomeSheet) {
	sortFound(in.found)
	rejected := map[at]RowState{}
	for _, f := range in.found {
		s := byPlan[at{file: f.file, sheet: f.at.sheet}]
		if f.severity() == "error" {
			if rejected[f.at] == "" {
				rejected[f.at] = RowError
			}
			if f.code == value.Conflict {
				rejected[f.at] = RowConflict
			}
		}
		w := wrong{found: f, column: -1}
		w.at.sheet = s.index
		if columns := s.fields[f.field]; len(columns) > 0 {
			w.column = columns[0]
		}
		if w.message == "" {
			w.message = w.code.Message()
		}
		o.wrong = append(o.wrong, w)
	}
	for _, f := range in.found {
		if state := rejected[f.at]; state != "" {
			s := byPlan[at{file: f.file, sheet: f.at.sheet}]
			s.states[state] = append(s.states[state], int32(f.row)) //nolint:gosec // a spreadsheet's rows
			delete(rejected, f.at)
		}
	}
}
