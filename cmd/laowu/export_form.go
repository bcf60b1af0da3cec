package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"laowu/imports"
	"laowu/internal/db"
	"laowu/internal/value"
)

// runFill fills another office's form.
func (c *cli) runFill(ctx context.Context, a *app, f exportCall, out *outFile) error {
	blank, named, err := readBlank(f.form)
	if err != nil {
		return err
	}
	var done imports.Filled
	err = a.db.Tx(ctx, a.actor(), func(tx *db.Tx) (err error) {
		if named {
			if blank, err = keptBlank(ctx, tx, a, f); err != nil {
				return err
			}
		}
		done, err = f.Fill(ctx, tx, a.vault, blank, out)
		return err
	})
	var where *imports.WhereError
	if errors.As(err, &where) {
		return usage("%s", where.Error())
	}
	if err == nil {
		err = out.put()
	}
	if err != nil {
		return err
	}
	return c.tellFilled(f, done)
}

// readBlank reads the form's file; what is no path of one is a kept form's name.
func readBlank(said string) (b imports.Blank, named bool, err error) {
	info, err := os.Stat(said)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !strings.ContainsAny(said, `/\`) && !strings.HasSuffix(strings.ToLower(said), ".xlsx"):
		return b, true, nil
	case err != nil:
		return b, false, people(fmt.Errorf("读不到 %s：%w", said, reason(err)))
	case info.IsDir():
		return b, false, people(fmt.Errorf("%s 是文件夹，--form 要写空白表的文件", said))
	case info.Size() > imports.MaxForm:
		return b, false, &imports.FileError{File: value.Redact(filepath.Base(said)), Code: "too_large", Message: fmt.Sprintf("空白表大于 %d MB；请删去图片和用不到的工作表", imports.MaxForm>>20)}
	}
	b.Name = filepath.Base(said)
	if b.Data, err = os.ReadFile(said); err != nil { //nolint:gosec // the caller's own file
		return b, false, people(fmt.Errorf("读不到 %s：%w", said, reason(err)))
	}
	return b, false, nil
}

// keptBlank is the kept form of a name.
func keptBlank(ctx context.Context, tx *db.Tx, a *app, f exportCall) (imports.Blank, error) {
	kept, blank, err := imports.FormCalled(ctx, tx, a.vault, f.form)
	if errors.Is(err, imports.ErrNoForm) {
		all, err := imports.Forms(ctx, tx)
		if err != nil {
			return blank, err
		}
		names := make([]string, len(all))
		for i, one := range all {
			names[i] = one.Name
		}
		if len(names) == 0 {
			names = []string{"（还没有存过）"}
		}
		return blank, people(fmt.Errorf("没有 %s 这个文件，也没有存过叫这个名字的表；存下的有：%s", f.form, strings.Join(names, "、")))
	}
	if err == nil && kept.Kind.Name != f.Kind.Name {
		return blank, usage("%s 是填%s的表，请写 laowu export %s", f.form, kept.Kind.Title, kept.Kind.Name)
	}
	return blank, err
}

// filledDoc is what --json says of a filled form.
type filledDoc struct {
	Kind string `json:"kind"`
	File string `json:"file"`
	imports.Filled
}

func (c *cli) tellFilled(f exportCall, done imports.Filled) error {
	if c.asJSON {
		return c.print(filledDoc{f.Kind.Name, value.Redact(f.out), done})
	}
	fmt.Fprintf(c.out, "%s：%s，照 %s 填好，写入 %s\n", f.Kind.Title, done.Said(), value.Redact(f.form), value.Redact(f.out))
	for _, s := range done.Sheets {
		fmt.Fprintf(c.out, "  %s：%d 行，填了 %d 列", s.Sheet, s.Rows, len(s.Columns))
		if len(s.Empty) > 0 {
			fmt.Fprintf(c.out, "，没有内容可填的列：%s", strings.Join(s.Empty, "、"))
		}
		fmt.Fprintln(c.out)
	}
	return nil
}
