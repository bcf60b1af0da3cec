package imports

import (
	"context"
	"errors"
	"io"
	"slices"
	"time"

	"laowu/imports/sheet"
	"laowu/internal/access"
	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/training"
)

// ExportMyData writes the person's own copy of all that is on record of him,
// numbers in full, as a workbook (PIPL article 45), and notes it in the audit
// trail. Who may is as for roster.FindMyData. What is written only counts where
// the transaction is committed: write into memory.
func ExportMyData(ctx context.Context, tx *db.Tx, vault *access.Vault, person int64, out io.Writer) error {
	d, err := roster.FindMyData(ctx, tx, vault, person)
	if err != nil {
		return err
	}
	work, err := hiring.Spells(ctx, tx, person)
	if err != nil {
		return err
	}
	sent, err := hiring.ReferralsOf(ctx, tx, person)
	if err != nil {
		return err
	}
	lessons, err := training.Enrolments(ctx, tx, person)
	if err != nil {
		return err
	}
	held, err := training.Certificates(ctx, tx, person)
	if err != nil {
		return err
	}
	followed, err := followupPages(ctx, tx, person)
	if err != nil {
		return err
	}
	paid, err := training.Subsidies(ctx, tx, person)
	if err != nil {
		return err
	}
	trips, err := tripPages(ctx, tx, person)
	if err != nil {
		return err
	}
	told, err := noticePage(ctx, tx, person)
	if err != nil {
		return err
	}
	atlas, err := area.Load(ctx, tx)
	if err != nil {
		return err
	}
	if err := access.Note(ctx, tx, access.Exported, "person", person, map[string]any{"reason": "本人的一份"}); err != nil {
		return err
	}
	pages := []copyPage{personPage(atlas, d), memberPage(d), transferPage(d), workPage(atlas, work), sentPage(sent), lessonPage(lessons), certificatePage(held), subsidyPage(paid)}
	return writeMyData(out, slices.Concat(pages, trips, followed, []copyPage{consentPage(d), requestPage(d), mergePage(d), imagePage(d), told, trailPage(d)}))
}

// copyPage is one sheet of the copy.
type copyPage struct {
	name    string
	heading []any
	rows    [][]any
}

func writeMyData(out io.Writer, pages []copyPage) error {
	w, err := sheet.Create()
	if err != nil {
		return err
	}
	for _, p := range pages {
		if err := p.write(w); err != nil {
			return errors.Join(err, w.Close())
		}
	}
	return w.Save(out)
}

func (p copyPage) write(w *sheet.Writer) error {
	widths := make([]float64, len(p.heading))
	for c := range widths {
		widths[c] = 20
	}
	s, err := w.Sheet(p.name, sheet.Layout{Widths: widths, Frozen: 1})
	if err != nil {
		return err
	}
	if err := s.Heading(p.heading...); err != nil {
		return err
	}
	for _, row := range p.rows {
		if err := s.Row(row...); err != nil {
			return err
		}
	}
	return nil
}

// The cells of what may not be known: blank where it is not.

func dayCell(t *time.Time) any {
	if t == nil {
		return nil
	}
	return *t
}

func numberCell(n *int) any {
	if n == nil {
		return nil
	}
	return *n
}

func yesCell(b *bool) any {
	switch {
	case b == nil:
		return nil
	case *b:
		return "是"
	}
	return "否"
}

// timeCell is a moment in the county's own time, to the minute.
func timeCell(t *time.Time) any {
	if t == nil {
		return nil
	}
	return t.In(chinaTime).Format("2006-01-02 15:04")
}

var chinaTime = time.FixedZone("UTC+8", 8*60*60)
