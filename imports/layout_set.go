package imports

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"laowu/internal/db"
	"laowu/internal/work"
)

// Mapping is how people want a sheet of a draft read.
type Mapping struct {
	File, Sheet int
	First, Last int      // the heading row, or both of its levels: Last is First or the row under it
	Fields      []string // by column: a field of the kind, or "" for a column to pass over
	LeaveOut    bool     // the sheet is not read; Fields are not looked at
}

// SetMapping has a sheet of a draft read as people say, now and whenever their
// organisation sends these headings again, and queues another preview. Code
// "mapping" for what cannot be: a row that is no heading row, a field that the
// kind does not have, two columns of one field, a needed field without a column.
func (s *Service) SetMapping(ctx context.Context, jobs *work.Client, actor db.Actor, id int64, m Mapping) error {
	return s.remap(ctx, jobs, actor, id, m.File, m.Sheet, func(tx *db.Tx, k Kind, one sight) (*layout, error) {
		l, err := m.layout(k, one)
		if err != nil {
			return nil, err
		}
		if l.first == 0 {
			return &l, nil
		}
		return &l, s.keepMapping(ctx, tx, k, one, l)
	})
}

// Unmap has a sheet read by its headings again, and forgets what was chosen for
// them.
func (s *Service) Unmap(ctx context.Context, jobs *work.Client, actor db.Actor, id int64, file, index int) error {
	return s.remap(ctx, jobs, actor, id, file, index, func(tx *db.Tx, k Kind, one sight) (*layout, error) {
		return nil, s.forgetMapping(ctx, tx, k, one)
	})
}

func (s *Service) remap(ctx context.Context, jobs *work.Client, actor db.Actor, id int64, file, index int, choose func(*db.Tx, Kind, sight) (*layout, error)) error {
	return s.DB.Tx(ctx, actor, func(tx *db.Tx) error {
		o, err := s.open(ctx, tx, id)
		if err != nil {
			return err
		}
		k, ok := ByName(o.kind)
		if !ok {
			return NotReady
		}
		files, err := s.kept(ctx, tx, id)
		if err != nil {
			return err
		}
		one, err := sightOf(files, file, index)
		if err != nil {
			return err
		}
		l, err := choose(tx, k, one)
		if err != nil {
			return err
		}
		if err := putLayout(ctx, tx, id, one, l); err != nil {
			return err
		}
		return s.again(ctx, tx, jobs, id)
	})
}

func putLayout(ctx context.Context, tx *db.Tx, id int64, one sight, l *layout) error {
	kept := keptSheet{way: "passed", name: one.name, hidden: one.hidden}
	if l != nil {
		kept.way, kept.first, kept.last, kept.fields = l.way(), l.first, l.last, l.fields
	}
	_, err := tx.Exec(ctx, "DELETE FROM import_sheet WHERE county = $1 AND import = $2 AND number = $3 AND sheet = $4", tx.Actor.County, id, one.file, one.index)
	if err != nil {
		return fmt.Errorf("choose columns: %w", err)
	}
	return kept.insert(ctx, tx, id, at{file: one.file, sheet: one.index})
}

// layout is the choice, once it is one.
func (m Mapping) layout(k Kind, one sight) (layout, error) {
	l := layout{first: m.First, last: m.Last, fields: m.Fields, leftOut: m.LeaveOut}
	h, ok := k.headingsAt(m.First, m.Last, one.top[:min(len(one.top), headingDepth+1)], one.merges)
	if m.LeaveOut {
		if l.fields = nil; !ok {
			l.first, l.last = 0, 0
		}
		return l, nil
	}
	switch {
	case one.hidden:
		return l, unmapped("这张工作表是隐藏的，不读；请在表格里取消隐藏再送")
	case !ok:
		return l, unmapped("标题行要在前 %d 行里选，两行标题要上下相连", headingDepth)
	case len(m.Fields) > len(h.over):
		return l, unmapped("第 %d 行只有 %d 列", m.First, len(h.over))
	}
	found := h.fields
	h.choose(m.Fields)
	for field, columns := range h.fields {
		if !k.has(field) {
			return l, unmapped("%s没有“%s”这一项", k.Title, field)
		}
		if len(columns) > 1 && !sameColumns(columns, found[field]) {
			return l, unmapped("“%s”只能对应一列，现在对应了 %s", k.title(field), letters(columns))
		}
	}
	if missing := k.missing(h); len(missing) > 0 {
		return l, unmapped("%s要有 %s，请给它选一列", k.Title, strings.Join(missing, "、"))
	}
	return l, nil
}

func unmapped(format string, args ...any) error {
	return &FileError{Code: "mapping", Message: fmt.Sprintf(format, args...)}
}

func sameColumns(x, y []int) bool {
	x, y = slices.Clone(x), slices.Clone(y)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

func letters(columns []int) string {
	var out []string
	for _, c := range columns {
		out = append(out, letter(c)+" 列")
	}
	return strings.Join(out, "、")
}

// missing are the titles of what makes a sheet the kind's and has no column.
func (k Kind) missing(h headings) (out []string) {
	for _, m := range k.must {
		var titles []string
		there := false
		for _, f := range strings.Split(m, "|") {
			titles, there = append(titles, "“"+k.title(f)+"”"), there || len(h.fields[f]) > 0
		}
		if !there {
			out = append(out, strings.Join(titles, "或"))
		}
	}
	return out
}

// fieldChoices are the fields that a column may say, the needed ones marked.
func (k Kind) fieldChoices() []FieldChoice {
	var out []FieldChoice
	for _, f := range k.fields {
		if f.name == "" || slices.ContainsFunc(out, func(o FieldChoice) bool { return o.Name == f.name }) {
			continue
		}
		must := slices.ContainsFunc(k.must, func(m string) bool { return slices.Contains(strings.Split(m, "|"), f.name) })
		out = append(out, FieldChoice{f.name, f.titles[0], must})
	}
	return out
}
