package imports

import (
	"context"
	"encoding/json"
	"fmt"

	"laowu/internal/db"
)

// saw keeps what a preview found, unless the draft was changed meanwhile: who
// changed it asked for another.
func (s *Service) saw(ctx context.Context, tx *db.Tx, id int64, l *looking) error {
	var still bool
	err := tx.QueryRow(ctx, `
		SELECT i.state = 'draft' AND d.revision = $3 FROM import i JOIN import_draft d ON d.county = i.county AND d.import = i.id
		WHERE i.county = $1 AND i.id = $2 FOR UPDATE OF i, d`, tx.Actor.County, id, l.revision).Scan(&still)
	if err != nil || !still {
		return err
	}
	var failure any
	if l.failure != nil {
		if failure, err = json.Marshal(l.failure); err != nil {
			return fmt.Errorf("write failure: %w", err)
		}
	}
	counted := 0
	if l.outcome != nil {
		counted = l.revision
	}
	_, err = tx.Exec(ctx, `
		UPDATE import_draft SET counted = $3, choices = coalesce($4::text[], '{}'), failure = $5, step = 'ended' WHERE county = $1 AND import = $2`,
		tx.Actor.County, id, counted, l.choices, failure)
	if err != nil {
		return fmt.Errorf("keep preview: %w", err)
	}
	if _, err := tx.Exec(ctx, "UPDATE import SET kind = $3 WHERE county = $1 AND id = $2 AND kind <> $3", tx.Actor.County, id, l.kind); err != nil {
		return fmt.Errorf("keep kind: %w", err)
	}
	return l.keepSheets(ctx, tx, id)
}

// keepSheets writes how each sheet of the files was read, and what was wrong.
func (l *looking) keepSheets(ctx context.Context, tx *db.Tx, id int64) error {
	if _, err := tx.Exec(ctx, "DELETE FROM import_sheet WHERE county = $1 AND import = $2", tx.Actor.County, id); err != nil {
		return fmt.Errorf("renew sheets: %w", err)
	}
	read := map[at]*outcomeSheet{}
	if l.outcome != nil {
		for _, s := range l.outcome.sheets {
			read[at{file: s.file, sheet: s.index}] = s
		}
	}
	for _, s := range l.sights {
		where := at{file: s.file, sheet: s.index}
		one := keptSheet{way: "passed", name: s.name, hidden: s.hidden}
		if chosen, ok := l.files[s.file].reading.layouts[s.index]; ok {
			one.way, one.first, one.last, one.fields = chosen.way(), chosen.first, chosen.last, chosen.fields
		} else if read[where] != nil {
			one.way = "found"
		}
		if read[where] != nil {
			one.take(read[where])
		}
		if err := one.insert(ctx, tx, id, where); err != nil {
			return err
		}
	}
	return l.outcome.keepWrong(ctx, tx, id)
}

// keptSheet is a row of import_sheet.
type keptSheet struct {
	name, way        string
	hidden           bool
	first, last      int
	headings, fields []string
	skipped          []SkippedRow
	states           map[RowState][]int32
}

func (k *keptSheet) take(s *outcomeSheet) {
	k.first, k.last, k.skipped, k.states = s.first, s.last, s.skips, s.states
	k.headings, k.fields = nil, nil
	for _, o := range s.over {
		k.headings, k.fields = append(k.headings, o.written), append(k.fields, o.field)
	}
}

func (k *keptSheet) insert(ctx context.Context, tx *db.Tx, id int64, where at) error {
	skipped, err := json.Marshal(append([]SkippedRow{}, k.skipped...))
	if err != nil {
		return fmt.Errorf("write skipped rows: %w", err)
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO import_sheet (county, import, number, sheet, name, way, hidden, first, last, headings, fields, skipped, created, updated, unchanged, conflict, error)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce($10::text[], '{}'), coalesce($11::text[], '{}'), $12,
		  coalesce($13::integer[], '{}'), coalesce($14::integer[], '{}'), coalesce($15::integer[], '{}'), coalesce($16::integer[], '{}'), coalesce($17::integer[], '{}'))`,
		tx.Actor.County, id, where.file, where.sheet, k.name, k.way, k.hidden, k.first, k.last, k.headings, k.fields, skipped,
		k.states[RowCreated], k.states[RowUpdated], k.states[RowUnchanged], k.states[RowConflict], k.states[RowError])
	if err != nil {
		return fmt.Errorf("keep sheet %d: %w", where.sheet, err)
	}
	return nil
}
