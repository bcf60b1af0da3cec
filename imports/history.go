package imports

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
)

// Past is an import in the history.
type Past struct {
	Import   int64
	State    string // draft, queued, done, failed, dropped, undone
	Kind     string // empty: of a draft that nobody knows yet
	DryRun   bool
	Staged   bool   // it was looked at before
	By       string // the account, or the operating system's user
	Role     db.Role
	From     string // the organisation; empty for the county
	SentAt   time.Time
	EndedAt  *time.Time
	Files    []string // their names
	Kept     bool     // the files are still kept
	Rows     int      // these as the import said at its end, zero before
	Created  int
	Updated  int
	Same     int
	Rejected int
	Failure  *FileError // why it failed
}

// Title is what the import's kind is called.
func (p Past) Title() string {
	k, _ := ByName(p.Kind)
	return k.Title
}

// HistoryQuery asks for a page of the history, the latest first.
type HistoryQuery struct {
	Before int64  // imports with smaller numbers alone; 0: from the latest
	State  string // draft, queued, done, failed, dropped, undone; empty: all
	Kind   string // empty: all
	By     string // part of the sending organisation's name, or the account's whole; empty: all
	Limit  int
}

// History lists imports: an organisation's own, and to the county, its admin and
// the auditor all.
func (s *Service) History(ctx context.Context, actor db.Actor, q HistoryQuery) (all []Past, err error) {
	err = s.DB.ReadTx(ctx, actor, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, `
			SELECT i.id, i.state, i.kind, i.dry_run, EXISTS (SELECT FROM import_draft d WHERE d.county = i.county AND d.import = i.id),
			  coalesce(i.actor->>'Name', ''), i.role, coalesce(access.organisation_name(i.county, i.role, i.organisation), ''), i.created_at, i.finished_at,
			  ARRAY (SELECT name FROM import_file f WHERE f.county = i.county AND f.import = i.id ORDER BY number), i.report - 'problems'
			FROM import i WHERE i.county = $1 AND ($2 = 0 OR i.id < $2) AND ($4 = '' OR i.state = $4) AND ($5 = '' OR i.kind = $5)
			  AND ($6 = '' OR i.actor->>'Name' = $6 OR strpos(access.organisation_name(i.county, i.role, i.organisation), $6) > 0)
			ORDER BY i.id DESC LIMIT $3`, actor.County, q.Before, q.Limit, q.State, q.Kind, value.Clean(q.By))
		if err != nil {
			return err
		}
		var p Past
		var said json.RawMessage
		_, err = pgx.ForEachRow(rows, []any{&p.Import, &p.State, &p.Kind, &p.DryRun, &p.Staged, &p.By, &p.Role, &p.From, &p.SentAt, &p.EndedAt, &p.Files, &said}, func() error {
			one := p
			err := one.read(said)
			all = append(all, one)
			p, said = Past{}, nil
			return err
		})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list imports: %w", err)
	}
	return all, nil
}

// read takes what an import said at its end. The names of files outlive them.
func (p *Past) read(said json.RawMessage) error {
	p.Kept = len(p.Files) > 0
	if said == nil {
		return nil
	}
	if p.State == "failed" {
		p.Failure = &FileError{}
		return json.Unmarshal(said, p.Failure)
	}
	var r Report
	if err := json.Unmarshal(said, &r); err != nil {
		return err
	}
	p.Rows, p.Created, p.Updated, p.Same, p.Rejected = r.Rows, r.Created, r.Updated, r.Unchanged, r.Rejected
	for _, f := range r.Files {
		if !p.Kept {
			p.Files = append(p.Files, f.File)
		}
	}
	return nil
}

// Original opens a file of an import as it was sent, and notes that. NotFound;
// Gone where it is not kept any more, or not for the actor.
func (s *Service) Original(ctx context.Context, actor db.Actor, id int64, number int) (f File, err error) {
	err = s.DB.Tx(ctx, actor, func(tx *db.Tx) error {
		var there bool
		if err := tx.QueryRow(ctx, "SELECT EXISTS (SELECT FROM import WHERE county = $1 AND id = $2)", actor.County, id).Scan(&there); err != nil {
			return err
		}
		if !there || number < 0 {
			return NotFound
		}
		files, err := s.keptFiles(ctx, tx, id, number)
		if err != nil {
			return err
		}
		f = files[0]
		return access.Note(ctx, tx, access.OriginalTaken, "import", id, map[string]any{"file": number})
	})
	if err != nil {
		return f, fmt.Errorf("original of import %d: %w", id, err)
	}
	return f, nil
}

// Kept opens the files of an import as it reads them, with what was mended in
// them, for its rejected rows. NotFound; Gone.
func (s *Service) Kept(ctx context.Context, actor db.Actor, id int64) (k Kind, files []File, err error) {
	err = s.DB.ReadTx(ctx, actor, func(tx *db.Tx) error {
		var kind string
		err := tx.QueryRow(ctx, "SELECT kind FROM import WHERE county = $1 AND id = $2", actor.County, id).Scan(&kind)
		if errors.Is(err, pgx.ErrNoRows) {
			return NotFound
		}
		if err != nil {
			return err
		}
		k, _ = ByName(kind)
		files, err = s.kept(ctx, tx, id)
		return err
	})
	if err != nil {
		return k, nil, fmt.Errorf("files of import %d: %w", id, err)
	}
	return k, files, nil
}
