package imports

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"laowu/imports/sheet"
	"laowu/internal/db"
)

// ledgerWriter writes one export.
type ledgerWriter struct {
	readied
	by      string
	at      time.Time
	book    *sheet.Writer
	out     io.Writer
	sheet   *sheet.SheetWriter
	columns []column
	names   []string // of all columns of the ledger
	rows    int
	wrote   func(rows int)
	name    func(string) string // as the actor reads somebody's
}

// column is one that is written: where it stands in the ledger, its name, and
// what the kind says of its cells, if anything.
type column struct {
	at   int
	name string
	of   func(record) any
	says func(code string) string
	who  bool // it names a person
}

// column is the one that a kind's ledger has at a place.
func (k Kind) column(at int, name string) column {
	return column{at, name, k.out.cells[name], k.out.says[name], slices.Contains(k.out.people, name)}
}

func (l *ledgerWriter) fill(ctx context.Context, tx *db.Tx) error {
	if err := l.Kind.out.ledger.Each(ctx, tx, l.where, l.begin, l.row); err != nil {
		return err
	}
	return l.end()
}

// begin writes what stands above the rows: the title, the day of which the
// sheet speaks, and the headings.
func (l *ledgerWriter) begin(names []string) error {
	l.names = names
	layout := sheet.Layout{Frozen: 3, Print: true, Foot: l.taken()}
	var titles []any
	for i, n := range names {
		if !l.Kind.has(n) {
			continue
		}
		if l.Kind.figures(n) {
			layout.Text = append(layout.Text, len(titles))
		}
		title := l.Kind.title(n)
		l.columns = append(l.columns, l.Kind.column(i, n))
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
	if l.wrote != nil {
		l.wrote(l.rows)
	}
	return l.sheet.Row(cells...)
}

// end writes who took this and when, on a line that imports pass over.
func (l *ledgerWriter) end() error {
	return l.sheet.Row(fmt.Sprintf("制表人：%s（%s 导出，%d 行，%s）", l.by, l.moment(), l.rows, l.numbers()))
}

// taken says on each printed page who took this and when.
func (l *ledgerWriter) taken() string {
	return fmt.Sprintf("制表人：%s　%s 导出，%s", l.by, l.moment(), l.numbers())
}

func (l *ledgerWriter) moment() string { return l.at.In(chinaTime).Format("2006-01-02 15:04") }

func (l *ledgerWriter) numbers() string {
	if l.Reveal {
		return "号码未遮盖，请妥善保管"
	}
	return "号码已遮盖"
}
