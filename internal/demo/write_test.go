package demo

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"laowu/imports/sheet"
)

func written(t *testing.T, o Options) []Workbook {
	t.Helper()
	books, err := Write(t.Context(), t.TempDir(), o)
	if err != nil {
		t.Fatal(err)
	}
	return books
}

func TestSameSeedSameBytes(t *testing.T) {
	t.Parallel()
	first, second := written(t, options(0.02)), written(t, options(0.02))
	other := options(0.02)
	other.Seed++
	third := written(t, other)
	for i := range first {
		if !bytes.Equal(content(t, first[i]), content(t, second[i])) {
			t.Errorf("%s differs the second time", filepath.Base(first[i].Path))
		}
	}
	if bytes.Equal(content(t, first[0]), content(t, third[0])) {
		t.Error("another seed gave the same county")
	}
}

// Only the openings speak of the day.
func TestAnotherDayChangesOpeningsAlone(t *testing.T) {
	t.Parallel()
	later := options(0.02)
	later.Today = later.Today.AddDate(0, 0, 1)
	first, second := written(t, options(0.02)), written(t, later)
	for i := range first {
		if same := bytes.Equal(content(t, first[i]), content(t, second[i])); same != (first[i].Kind != "openings") {
			t.Errorf("%s: same %v", filepath.Base(first[i].Path), same)
		}
	}
}

func content(t *testing.T, b Workbook) []byte {
	t.Helper()
	data, err := os.ReadFile(b.Path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func open(t *testing.T, path string) *sheet.Book {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Open(filepath.Base(path), f, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close(); f.Close() })
	return book
}

// shape is how a sheet begins: rows until the first that is numbered 1.
func shape(t *testing.T, book *sheet.Book, i int) (titles []string, columns, rows int) {
	t.Helper()
	for r, err := range book.Rows(i) {
		if err != nil {
			t.Fatal(err)
		}
		if rows == 0 && r.Cells[0].Text != "1" {
			for _, c := range r.Cells {
				titles = append(titles, c.Text)
			}
			continue
		}
		columns = max(columns, len(r.Cells))
		rows++
	}
	return titles, columns, rows
}

func TestWorkbooks(t *testing.T) {
	t.Parallel()
	books := written(t, options(0.05))
	kinds := make([]string, 0, len(books))
	must := map[string][]string{
		"associations": {"协会名称", "覆盖行政村"}, "enterprises": {"企业名称", "统一社会信用代码"}, "households": {"与户主关系", "家庭人口"},
		"members": {"务工情况", "序号"}, "openings": {"岗位名称", "月薪（元）", "工作地点"}, "training": {"人员类别", "计划人数"},
		"placements": {"用工单位", "上岗时间", "就业渠道"}, "hires": {"企业名称", "入职时间", "户籍所在地"},
		"followups": {"用工单位", "回访日期", "是否在岗", "回访人"},
	}
	for _, b := range books {
		kinds = append(kinds, b.Kind)
		book := open(t, b.Path)
		for i, s := range book.Sheets() {
			titles, columns, rows := shape(t, book, i)
			if !strings.Contains(titles[0], "演示数据") {
				t.Errorf("%s %s does not say that it is made up: %s", filepath.Base(b.Path), s.Name, titles[0])
			}
			for _, title := range must[b.Kind] {
				if !slices.Contains(titles, title) {
					t.Errorf("%s %s has no %s: %v", filepath.Base(b.Path), s.Name, title, titles)
				}
			}
			if b.Kind == "members" && columns < 22 || rows < 2 && b.Kind != "training" || utf8.RuneCountInString(s.Name) > 31 {
				t.Errorf("%s %s: %d columns, %d rows", filepath.Base(b.Path), s.Name, columns, rows)
			}
		}
	}
	if got := slices.Compact(kinds); !slices.Equal(got, []string{"associations", "enterprises", "households", "members", "openings", "training", "placements", "hires", "followups"}) {
		t.Errorf("kinds %v", got)
	}
}

func TestRoster(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "roster.xlsx")
	if err := Roster(t.Context(), path, 500, options(0.01)); err != nil {
		t.Fatal(err)
	}
	book := open(t, path)
	_, columns, rows := shape(t, book, 0)
	if len(book.Sheets()) != 1 || columns != 22 || rows != 500 {
		t.Errorf("%d sheets, %d columns, %d rows", len(book.Sheets()), columns, rows)
	}
	if err := Roster(t.Context(), path, 576, options(0.01)); !errors.Is(err, ErrRows) {
		t.Errorf("more rows than members: %v", err)
	}
}

func TestOptions(t *testing.T) {
	t.Parallel()
	for want, change := range map[error]func(*Options){
		ErrCounty: func(o *Options) { o.County = "141124" },
		ErrScale:  func(o *Options) { o.Scale = 0 },
	} {
		o := options(0.01)
		change(&o)
		if _, err := Write(t.Context(), t.TempDir(), o); !errors.Is(err, want) {
			t.Errorf("%+v: %v, want %v", o, err, want)
		}
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := Write(stopped, t.TempDir(), options(0.01)); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}
