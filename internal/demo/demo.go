// Package demo makes up a county and writes it as the Excel workbooks that
// offices would send: people, associations, enterprises and openings that do
// not exist, in the numbers that Xing County published. Importing them is the
// ordinary import's work.
package demo

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"laowu/imports/sheet"
)

// Options say which county is made up. The same options give the same bytes.
type Options struct {
	County string    // six digits; there is one demonstration, of 141123
	Scale  float64   // above 0 and at most 1, the whole county
	Seed   uint64    // another one gives other people
	Today  time.Time // the day on which the openings are open
}

// Workbook is one written file.
type Workbook struct {
	Kind string // the kind of import that takes it
	Path string
}

// Errors of options.
var (
	ErrCounty = errors.New("演示数据只有兴县（141123）的")
	ErrScale  = errors.New("演示县的比例要大于 0，最大是 1")
	ErrRows   = errors.New("演示县没有这么多会员")
)

func (o Options) check() error {
	switch {
	case o.County != newPrefix:
		return ErrCounty
	case !(o.Scale > 0 && o.Scale <= 1):
		return ErrScale
	}
	return nil
}

// Write draws the county and writes its workbooks into a folder, which it
// makes: those of some kinds of import, or all where none is named. It returns
// them in the order in which they are to be imported.
func Write(ctx context.Context, dir string, o Options, kinds ...string) ([]Workbook, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	c, err := build(o)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, fmt.Errorf("folder for the demonstration: %w", err)
	}
	books := c.books()
	out := make([]Workbook, 0, len(books))
	group, working := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, b := range books {
		if len(kinds) > 0 && !slices.Contains(kinds, b.kind) {
			continue
		}
		one := Workbook{b.kind, filepath.Join(dir, b.file)}
		out = append(out, one)
		group.Go(func() error {
			if err := working.Err(); err != nil {
				return err
			}
			return save(one.Path, writing{draw: newDraw(o.Seed, streamBooks+i), style: b.style}, b.fill)
		})
	}
	return out, group.Wait()
}

// book is a workbook to be written.
type book struct {
	kind, file string
	style      int // which of the ways to write headings and cells
	fill       func(*writing) error
}

// save writes one workbook.
func save(path string, w writing, fill func(*writing) error) error {
	var err error
	if w.Writer, err = sheet.Create(); err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	if err := fill(&w); err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", filepath.Base(path), err), w.Close())
	}
	f, err := os.Create(path)
	if err != nil {
		return errors.Join(fmt.Errorf("write workbook: %w", err), w.Close())
	}
	out := bufio.NewWriterSize(f, 1<<16)
	if err = w.Save(out); err != nil {
		err = errors.Join(err, w.Close())
	} else {
		err = out.Flush()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	return nil
}

// books are the county's workbooks, in the order of their import.
func (c *county) books() []book {
	out := []book{
		{kind: "associations", file: "01-务工协会名册.xlsx", fill: c.fillAssociations},
		{kind: "enterprises", file: "02-企业名册.xlsx", fill: c.fillEnterprises},
	}
	out = append(out, c.householdBooks()...)
	out = append(out, c.memberBooks()...)
	out = append(out, book{kind: "openings", file: "05-岗位信息.xlsx", fill: c.fillOpenings})
	out = append(out, c.courseBooks()...)
	// The smallest counties have nobody to put into these.
	if len(c.ledger) > 0 {
		out = append(out, book{kind: "placements", file: "07-就业台账.xlsx", fill: c.fillLedger})
	}
	if len(c.staff) > 0 {
		out = append(out, book{kind: "hires", file: "08-企业用工.xlsx", fill: c.fillStaff})
	}
	if slices.ContainsFunc(c.visits, func(rows []visited) bool { return len(rows) > 0 }) {
		out = append(out, book{kind: "followups", file: "09-回访记录.xlsx", fill: c.fillVisits})
	}
	return out
}
