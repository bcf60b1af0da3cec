package imports

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"laowu/internal/access"
	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// Request is one import: files of one kind.
type Request struct {
	Kind        Kind
	Files       []File
	DryRun      bool
	Import      int64  // its number: what it writes is kept, to be taken back; 0 keeps nothing
	Association string // code; rows of members then belong to it alone
	Progress    func(done, total int)
	Cost        func(db.Cost) // told of each part, for benchmarks; may be nil

	wanted  func([]roster.Wanted) // is told whom of a list of members other associations count; may be nil
	outcome *outcome              // what became of each row, where somebody wants to know; or nil
}

// Run imports within tx: every row or, on an error, none. A dry run leaves no
// trace but its report. One import of a county runs at a time, so that of two
// people sending the same rows the second sees what the first wrote.
func Run(ctx context.Context, tx *db.Tx, vault *access.Vault, desk Desk, q Request) (Report, error) {
	if !q.Kind.Allows(tx.Actor.Role) {
		return Report{}, NotAllowed
	}
	if err := alone(ctx, tx, q.Kind); err != nil {
		return Report{}, err
	}
	if !q.DryRun {
		return lasting(ctx, tx, vault, desk, q)
	}
	save, err := tx.Begin(ctx)
	if err != nil {
		return Report{}, fmt.Errorf("begin dry run: %w", err)
	}
	inner := *tx
	inner.Tx = save
	report, err := run(ctx, &inner, vault, desk, q)
	if undo := save.Rollback(ctx); undo != nil {
		return Report{}, errors.Join(err, undo)
	}
	return report, err
}

// lasting is a run that writes, and keeps what it wrote.
func lasting(ctx context.Context, tx *db.Tx, vault *access.Vault, desk Desk, q Request) (Report, error) {
	if q.Import == 0 {
		return run(ctx, tx, vault, desk, q)
	}
	if err := tx.Keep(ctx); err != nil {
		return Report{}, err
	}
	report, err := run(ctx, tx, vault, desk, q)
	if err != nil {
		return report, err
	}
	return report, written(ctx, tx, vault, q.Import)
}

// NotAllowed is why somebody's import is refused whole.
var NotAllowed = &FileError{Code: "not_allowed", Message: "您的身份不能导入这一种表，或者账号已停用"} //nolint:gochecknoglobals,errname // a sentinel that is shown

// alone waits until no other import writes what this one will: the county's
// records, and for some kinds the lists that counties share.
func alone(ctx context.Context, tx *db.Tx, k Kind) error {
	if err := roster.Alone(ctx, tx); err != nil || !k.shared {
		return err
	}
	if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock(hashtextextended('import of shared lists', 0))"); err != nil {
		return fmt.Errorf("wait for other imports: %w", err)
	}
	return nil
}

func run(ctx context.Context, tx *db.Tx, vault *access.Vault, desk Desk, q Request) (Report, error) {
	atlas, err := area.Load(ctx, tx)
	if err != nil {
		return Report{}, err
	}
	env := &Env{County: tx.Actor.County, Today: value.DayOf(tx.Today()), Atlas: atlas, Vault: vault, Desk: desk, Association: q.Association}
	p, err := survey(q.Kind, env, q.Files)
	if err != nil {
		return Report{}, err
	}
	report, err := p.take(ctx, tx, env, q)
	return report, errors.Join(err, p.close())
}

func (p *plan) take(ctx context.Context, tx *db.Tx, env *Env, q Request) (Report, error) {
	kind, err := p.kind.open(ctx, tx, env)
	if err != nil {
		return Report{}, err
	}
	in := &intake{plan: p, env: env, importer: kind, progress: q.Progress, wanted: q.wanted, only: q.outcome.only()}
	if in.progress == nil {
		in.progress = func(int, int) {}
	}
	began := time.Now()
	if err := in.take(ctx, tx); err != nil {
		return Report{}, err
	}
	taken := db.Cost{Step: "read, check, seal and copy", Took: time.Since(began), Rows: int64(in.rows)}
	if err := p.blank(); err != nil && in.only == nil {
		return Report{}, err
	}
	done, err := kind.merge(ctx, tx, in)
	if err != nil {
		return Report{}, err
	}
	if err := q.outcome.read(ctx, tx, in); err != nil {
		return Report{}, err
	}
	if !q.DryRun {
		seen, err := db.Prepare(ctx, tx, db.LookOver) // before pages ask
		if err != nil {
			return Report{}, err
		}
		done.Costs = append(done.Costs, seen...)
	}
	if q.Cost != nil {
		for _, c := range append([]db.Cost{taken}, done.Costs...) {
			q.Cost(c)
		}
	}
	return p.report(in, done, q.DryRun), nil
}

// blank refuses a file that has headings and no row under them.
func (p *plan) blank() error {
	for _, f := range p.files {
		if !slices.ContainsFunc(f.sheets, func(s *planSheet) bool { return s.rows > 0 }) {
			return &FileError{f.name, "empty", "标题行下面没有一行数据，请填好后再送"}
		}
	}
	return nil
}

func (p *plan) report(in *intake, done db.Merged, dryRun bool) Report {
	r := Report{Kind: p.kind.Name, DryRun: dryRun, Rows: in.rows, Created: done.Created, Updated: done.Updated}
	r.Rejected = rejected(in.found)
	r.Unchanged = r.Rows - r.Created - r.Updated - r.Rejected
	r.Problems = p.problems(in.found)
	for _, f := range p.files {
		r.Files = append(r.Files, f.report())
	}
	return r
}

func (f *planFile) report() FileReport {
	out := FileReport{File: f.name, SkippedSheets: append([]string{}, f.skipped...)}
	for _, s := range f.sheets {
		one := SheetReport{
			Sheet: s.name, Rows: s.rows, HeadingRow: s.first, LastHeading: s.last, Columns: map[string]string{},
			IgnoredColumns: []string{}, Fields: []string{}, SkippedRows: append([]SkippedRow{}, s.skips...),
		}
		for _, o := range s.over {
			one.Fields = append(one.Fields, o.field)
			switch {
			case o.field != "":
				one.Columns[o.written] = o.field
			case o.written != "":
				one.IgnoredColumns = append(one.IgnoredColumns, o.written)
			}
		}
		out.Rows += s.rows
		out.Sheets = append(out.Sheets, one)
	}
	return out
}
