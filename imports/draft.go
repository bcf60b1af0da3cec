package imports

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/value"
)

// Draft is an import that is looked at before it is written, as its page shows
// it; and, once written, what came of it. It holds no cell.
type Draft struct {
	Import   int64
	State    string // draft, queued, done, failed, dropped, undone
	Own      bool   // it is the actor's own organisation's, to change and to write
	By       string // the account that sent it, or that said to write it
	From     string // the organisation; empty for the county
	SentAt   time.Time
	Kind     string       // empty: it is not known
	Choices  []string     // the kinds that fit equally well, where it is not known
	Kinds    []KindChoice // those that the sender may send
	Ready    bool         // a preview stands, and it may be written
	Recount  bool         // a cell was mended since: duplicates are looked for anew
	Failure  *FileError   // why there is no preview, or why nothing was written
	Progress Progress
	Counts   Counts // of all sheets
	Mends    int    // cells that were mended
	Files    []DraftFile
	Earlier  []Earlier

	said Report // at its end, without its files and problems
}

// KindChoice is a kind to choose from.
type KindChoice struct{ Name, Title string }

// Title is what the draft's kind is called; empty where it is not known.
func (d Draft) Title() string {
	k, _ := ByName(d.Kind)
	return k.Title
}

// Counts are rows by what an import does with them; they add up to its rows.
type Counts map[RowState]int

// Rows are all of them.
func (c Counts) Rows() (n int) {
	for _, one := range c {
		n += one
	}
	return n
}

// Written are the rows that go in, or went.
func (c Counts) Written() int { return c[RowCreated] + c[RowUpdated] + c[RowUnchanged] }

// DraftFile is one of its files.
type DraftFile struct {
	Number int // from 0
	Name   string
	Size   int64
	Kept   bool // it can still be opened
	Sheets []DraftSheet
}

// DraftSheet is a sheet of a file and how it is read.
type DraftSheet struct {
	File, Index int // from 0
	Name        string
	Way         string // found, remembered, chosen: it is read; left_out, by choice; passed: it is none of the kind
	Hidden      bool
	First, Last int // the heading rows; 0 where none was found
	Columns     []DraftColumn
	Skipped     []SkippedRow
	Counts      Counts
}

// Read says whether the sheet's rows are read.
func (s DraftSheet) Read() bool { return s.Way != "left_out" && s.Way != "passed" }

// DraftColumn is a column and what it says.
type DraftColumn struct {
	Letter  string // A, B, … as the spreadsheet calls it
	Heading string // as written; empty where nothing stands there
	Field   string // empty: it is passed over
	Title   string // what people call the field
}

// Earlier is an import that wrote a file of the same content.
type Earlier struct {
	Import int64
	At     time.Time
}

// FindDraft reads a draft; NotFound for what is none or not the actor's to see.
func (s *Service) FindDraft(ctx context.Context, actor db.Actor, id int64) (Draft, error) {
	d := Draft{Import: id, Counts: Counts{}}
	err := s.DB.ReadTx(ctx, actor, func(tx *db.Tx) error {
		if err := d.read(ctx, tx); err != nil {
			return err
		}
		if err := d.readFiles(ctx, tx); err != nil {
			return err
		}
		if err := d.readSheets(ctx, tx); err != nil {
			return err
		}
		return d.readEarlier(ctx, tx)
	})
	if err != nil {
		return d, fmt.Errorf("read draft %d: %w", id, err)
	}
	return d, nil
}

func (d *Draft) read(ctx context.Context, tx *db.Tx) error {
	var role db.Role
	var organisation int64
	var revision, counted int
	var failure json.RawMessage
	err := tx.QueryRow(ctx, `
		SELECT i.state, i.role, coalesce(i.organisation, 0), coalesce(i.actor->>'Name', ''), coalesce(access.organisation_name(i.county, i.role, i.organisation), ''),
		  i.created_at, i.kind, d.choices, d.revision, d.counted, d.failure, d.step, d.done, d.total,
		  CASE WHEN i.state IN ('done', 'undone') THEN coalesce(i.report, '{}') - '{files,problems}'::text[] ELSE '{}' END, (SELECT count(*) FROM import_mend m WHERE m.county = i.county AND m.import = i.id)
		FROM import i JOIN import_draft d ON d.county = i.county AND d.import = i.id WHERE i.county = $1 AND i.id = $2`, tx.Actor.County, d.Import).
		Scan(&d.State, &role, &organisation, &d.By, &d.From, &d.SentAt, &d.Kind, &d.Choices, &revision, &counted, &failure,
			&d.Progress.Step, &d.Progress.Done, &d.Progress.Total, &d.said, &d.Mends)
	if errors.Is(err, pgx.ErrNoRows) {
		return NotFound
	}
	if err != nil {
		return err
	}
	d.Progress.State, d.Own = d.State, own(tx.Actor, role, organisation)
	d.Ready, d.Recount = d.State == "draft" && counted > 0, d.State == "draft" && counted > 0 && counted < revision
	for _, k := range KindsOf(role) {
		d.Kinds = append(d.Kinds, KindChoice{k.Name, k.Title})
	}
	if failure == nil {
		return nil
	}
	d.Failure = &FileError{}
	return json.Unmarshal(failure, d.Failure)
}

func (d *Draft) readFiles(ctx context.Context, tx *db.Tx) error {
	rows, err := tx.Query(ctx, "SELECT number, name, size FROM import_file WHERE county = $1 AND import = $2 ORDER BY number", tx.Actor.County, d.Import)
	if err != nil {
		return err
	}
	f := DraftFile{Kept: true}
	_, err = pgx.ForEachRow(rows, []any{&f.Number, &f.Name, &f.Size}, func() error {
		d.Files = append(d.Files, f)
		return nil
	})
	return err
}

func (d *Draft) readSheets(ctx context.Context, tx *db.Tx) error {
	rows, err := tx.Query(ctx, `
		SELECT number, sheet, name, way, hidden, first, last, headings, fields, skipped,
		  ARRAY [cardinality(created), cardinality(updated), cardinality(unchanged), cardinality(conflict), cardinality(error)]
		FROM import_sheet WHERE county = $1 AND import = $2 ORDER BY number, sheet`, tx.Actor.County, d.Import)
	if err != nil {
		return err
	}
	k, _ := ByName(d.Kind)
	var s DraftSheet
	var headings, fields []string
	var counts []int
	_, err = pgx.ForEachRow(rows, []any{&s.File, &s.Index, &s.Name, &s.Way, &s.Hidden, &s.First, &s.Last, &headings, &fields, &s.Skipped, &counts}, func() error {
		one := s
		one.Columns, one.Counts = k.columns(headings, fields), Counts{}
		for i, state := range RowStates() {
			one.Counts[state] = counts[i]
			d.Counts[state] += counts[i]
		}
		d.Files[s.File].Sheets = append(d.Files[s.File].Sheets, one)
		s.Skipped, headings, fields, counts = nil, nil, nil, nil
		return nil
	})
	if len(d.Files) == 0 { // they are kept no longer, and with them went which rows did what
		d.Counts = Counts{RowCreated: d.said.Created, RowUpdated: d.said.Updated, RowUnchanged: d.said.Unchanged, RowError: d.said.Rejected}
	}
	return err
}

// columns are headings with what they say.
func (k Kind) columns(headings, fields []string) []DraftColumn {
	out := make([]DraftColumn, max(len(headings), len(fields)))
	for c := range out {
		out[c].Letter = letter(c)
		if c < len(headings) {
			out[c].Heading = value.Redact(headings[c])
		}
		if c < len(fields) && fields[c] != "" {
			out[c].Field, out[c].Title = fields[c], k.title(fields[c])
		}
	}
	return out
}

// letter is what a spreadsheet calls a column: A, Z, AA.
func letter(column int) string {
	s := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

// readEarlier finds imports that were done of a file with the same content.
func (d *Draft) readEarlier(ctx context.Context, tx *db.Tx) error {
	rows, err := tx.Query(ctx, `
		SELECT DISTINCT i.id, i.finished_at FROM import_file f JOIN import_file g ON g.county = f.county AND g.sha256 = f.sha256 AND g.import <> f.import
		JOIN import i ON i.county = g.county AND i.id = g.import
		WHERE f.county = $1 AND f.import = $2 AND i.state = 'done' AND NOT i.dry_run AND i.id < $2 ORDER BY i.id DESC`, tx.Actor.County, d.Import)
	if err != nil {
		return err
	}
	d.Earlier, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Earlier])
	return err
}
