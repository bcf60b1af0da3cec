package imports

import (
	"context"
	"errors"
	"io"
	"slices"

	"laowu/imports/sheet"
	"laowu/internal/access"
	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/internal/value"
)

// outgoing is how a kind's records are written out. The columns are those of
// the ledger that are called as the kind's fields are, under each field's first
// heading, so that what was written out can be sent again.
type outgoing struct {
	ledger db.Ledger
	says   map[string]func(code string) string // the words of closed lists, by column
	cells  map[string]func(record) any         // columns whose cells say what several columns of the ledger do
	where  []filter
	to     []db.Role          // who may have it, the county, its admin and the auditor aside
	own    map[db.Role]string // what the role's rows hold to, where its pages show less than it may read
	people []string           // columns that name a person, whose surname alone the auditor reads
}

// Export is what somebody asks to have written out.
type Export struct {
	Kind   Kind
	Where  []string // NAME=VALUE, as Filters lists them; all must hold
	Reveal bool     // ID and telephone numbers whole
	Reason string   // why they are shown whole, where somebody says it
}

// The refusals of an export; their texts go to people as they are.
var (
	// ErrReveal refuses whole numbers to who is not of the county: all others
	// have them shown one by one, for a reason.
	ErrReveal = errors.New("您的身份不能导出全号，需要的请逐个查看")
	// ErrLedger refuses a kind that is not for the actor's role.
	ErrLedger = errors.New("您的身份不能导出这一种台账")
	// ErrNothing says that there is nothing to be written.
	ErrNothing = errors.New("没有符合条件的记录")
)

// For says whether a role may have the kind's ledger: the county's roles each,
// others those whose pages show the records. The rows are then those that the
// role sees.
func (k Kind) For(r db.Role) bool {
	return r == db.County || r == db.Admin || r == db.Auditor || slices.Contains(k.out.to, r)
}

// Reveals says whether a role may have a ledger with whole numbers.
func Reveals(r db.Role) bool { return r == db.County || r == db.Admin }

// Write writes the records of the kind that the actor sees as a workbook, row
// by row as the database gives them, and notes that in the audit trail. It
// returns how many there are. What was written only counts where the
// transaction is committed. Errors: *WhereError for words of the call that mean
// nothing, ErrLedger, ErrReveal.
func (q Export) Write(ctx context.Context, tx *db.Tx, vault *access.Vault, out io.Writer) (int, error) {
	r, err := q.ready(ctx, tx, vault)
	if err != nil {
		return 0, err
	}
	rows, err := r.write(ctx, tx, out, nil)
	if err != nil {
		return 0, err
	}
	return rows, access.Note(ctx, tx, access.Exported, "ledger", 0, q.detail(rows))
}

// readied is an export whose words were understood.
type readied struct {
	Export
	env   *Env
	where []db.Condition
}

// ready reads what an export asks, as far as the actor may ask it.
func (q Export) ready(ctx context.Context, tx *db.Tx, vault *access.Vault) (readied, error) {
	r := readied{Export: q}
	switch {
	case !q.Kind.For(tx.Actor.Role):
		return r, ErrLedger
	case q.Reveal && !Reveals(tx.Actor.Role):
		return r, ErrReveal
	}
	var err error
	if r.env, err = exportEnv(ctx, tx, vault); err != nil {
		return r, err
	}
	r.where, err = q.conditions(ctx, tx, r.env)
	if own := q.Kind.out.own[tx.Actor.Role]; own != "" {
		r.where = append(r.where, db.Condition{SQL: own})
	}
	return r, err
}

func exportEnv(ctx context.Context, tx *db.Tx, vault *access.Vault) (*Env, error) {
	atlas, err := area.Load(ctx, tx)
	if err != nil {
		return nil, err
	}
	return &Env{County: tx.Actor.County, Today: value.DayOf(tx.Today()), Atlas: atlas, Vault: vault}, nil
}

// count says how many rows it has.
func (r readied) count(ctx context.Context, tx *db.Tx) (int, error) {
	return r.Kind.out.ledger.Count(ctx, tx, r.where)
}

// write writes the workbook and says how many rows it has; wrote, where there
// is one, is told after each.
func (r readied) write(ctx context.Context, tx *db.Tx, out io.Writer, wrote func(rows int)) (int, error) {
	book, err := sheet.Create()
	if err != nil {
		return 0, err
	}
	l := &ledgerWriter{
		readied: r, by: tx.Actor.Name, at: tx.Now, book: book, out: out, wrote: wrote,
		name: func(s string) string { return access.NameFor(tx, s) },
	}
	if err := l.fill(ctx, tx); err != nil {
		return 0, errors.Join(err, book.Close())
	}
	return l.rows, book.End()
}

// detail is what the audit trail keeps of an export.
func (q Export) detail(rows int) map[string]any {
	d := map[string]any{"kind": q.Kind.Name, "rows": rows, "revealed": q.Reveal}
	if len(q.Where) > 0 {
		var said []string
		for _, w := range q.Where {
			said = append(said, value.Redact(w))
		}
		d["where"] = said
	}
	if reason := value.Redact(value.Clean(q.Reason)); reason != "" {
		d["reason"] = reason
	}
	return d
}
