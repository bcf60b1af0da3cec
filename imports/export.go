package imports

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

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
}

// Export is what somebody asks to have written out.
type Export struct {
	Kind   Kind
	Where  []string // NAME=VALUE, as Filters lists them; all must hold
	Reveal bool     // ID and telephone numbers whole
	Reason string   // why they are shown whole, where somebody says it
}

// ErrReveal refuses whole numbers to who is not of the county: all others have
// them shown one by one, for a reason.
var ErrReveal = errors.New("您的身份不能导出全号，需要的请逐个查看")

// Write writes the records of the kind that the actor sees as a workbook, row
// by row as the database gives them, and notes that in the audit trail. It
// returns how many there are. What was written only counts where the
// transaction is committed. Errors: *WhereError for words of the call that mean
// nothing, ErrReveal.
func (q Export) Write(ctx context.Context, tx *db.Tx, vault *access.Vault, out io.Writer) (int, error) {
	if q.Reveal && tx.Actor.Role != db.County && tx.Actor.Role != db.Admin {
		return 0, ErrReveal
	}
	atlas, err := area.Load(ctx, tx)
	if err != nil {
		return 0, err
	}
	env := &Env{County: tx.Actor.County, Today: value.DayOf(tx.Today()), Atlas: atlas, Vault: vault}
	where, err := q.conditions(ctx, tx, env)
	if err != nil {
		return 0, err
	}
	book, err := sheet.Create()
	if err != nil {
		return 0, err
	}
	l := &ledgerWriter{Export: q, env: env, by: tx.Actor.Name, at: tx.Now, book: book, out: out}
	if err := l.fill(ctx, tx, where); err != nil {
		return 0, errors.Join(err, book.Close())
	}
	if err := book.End(); err != nil {
		return 0, err
	}
	return l.rows, access.Note(ctx, tx, access.Exported, "ledger", 0, q.detail(l.rows))
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

// ledgerWriter writes one export.
type ledgerWriter struct {
	Export
	env     *Env
	by      string
	at      time.Time
	book    *sheet.Writer
	out     io.Writer
	sheet   *sheet.SheetWriter
	columns []column
	names   []string // of all columns of the ledger
	rows    int
}

// column is one that is written: where it stands in the ledger, its name, and
// what the kind says of its cells, if anything.
type column struct {
	at   int
	name string
	of   func(record) any
	says func(code string) string
}

func (l *ledgerWriter) fill(ctx context.Context, tx *db.Tx, where []db.Condition) error {
	if err := l.Kind.out.ledger.Each(ctx, tx, where, l.begin, l.row); err != nil {
		return err
	}
	return l.end()
}

// begin writes what stands above the rows: the title, the day of which the
// sheet speaks, and the headings.
func (l *ledgerWriter) begin(names []string) error {
	l.names = names
	layout := sheet.Layout{Frozen: 3, Print: true}
	var titles []any
	for i, n := range names {
		if !l.Kind.has(n) {
			continue
		}
		if g, _ := l.Kind.guideOf(n); g.format == asFigures {
			layout.Text = append(layout.Text, len(titles))
		}
		title := l.Kind.title(n)
		l.columns = append(l.columns, column{i, n, l.Kind.out.cells[n], l.Kind.out.says[n]})
		titles = append(titles, title)
		layout.Widths = append(layout.Widths, columnWidth(n, title))
	}
	var err error
	if l.sheet, err = l.book.Sheet(l.Kind.Title, layout); err != nil {
		return err
	}
	err = errors.Join(l.sheet.Title(l.Kind.Title, len(titles)), l.sheet.Row("填报日期："+l.at.In(chinaTime).Format("2006年1月2日")), l.sheet.Heading(titles...))
	if err != nil {
		return err
	}
	return l.book.Stream(l.out)
}

func (l *ledgerWriter) row(values []any) error {
	l.rows++
	cells := make([]any, len(l.columns))
	for i, c := range l.columns {
		cell, err := l.cell(record{l.names, values}, c)
		if err != nil {
			return err
		}
		cells[i] = cell
	}
	return l.sheet.Row(cells...)
}

// end writes who took this and when, on a line that imports pass over.
func (l *ledgerWriter) end() error {
	numbers := "号码已遮盖"
	if l.Reveal {
		numbers = "号码未遮盖，请妥善保管"
	}
	return l.sheet.Row(fmt.Sprintf("制表人：%s（%s 导出，%d 行，%s）", l.by, l.at.In(chinaTime).Format("2006-01-02 15:04"), l.rows, numbers))
}
