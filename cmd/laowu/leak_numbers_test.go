package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"laowu/imports/sheet"
	"laowu/internal/value"
)

// secrets are the numbers that must not leak, as digits and X alone.
type secrets map[string]bool

// longFigures are digits in the length of a number.
var longFigures = regexp.MustCompile(`[0-9]{10,19}X?`)

// add takes up the ID and telephone numbers in a text.
func (s secrets) add(text string) {
	if value.Redact(text) == text {
		return
	}
	for _, one := range longFigures.FindAllString(together(text), -1) {
		s[one] = true
		if id, code := value.ParseIDNumber(value.Raw{Text: one}, value.Day{}); code == value.IDUpgraded {
			s[id.Reveal()] = true
		}
	}
}

// addBook takes up those in a workbook's cells; a file that is none has none.
func (s secrets) addBook(t *testing.T, path string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Open(filepath.Base(path), f, info.Size())
	if err != nil {
		return
	}
	for i := range book.Sheets() {
		for r, err := range book.Rows(i) {
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range r.Cells {
				s.add(c.Text)
			}
		}
	}
}

// apart is what people put between the figures of one number.
var apart = regexp.MustCompile(`([0-9])[ \p{Zs}\p{Pd}\p{Cf}()（）]{1,3}([0-9X])`)

// together is a text with narrow figures, and without what parts them.
func together(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == 'x', r == 'ｘ', r == 'Ｘ', r == '×':
			return 'X'
		}
		return r
	}, text)
	for n := -1; n != len(text); { // figures that stand alone need another round
		n = len(text)
		text = apart.ReplaceAllString(text, "$1$2")
	}
	return text
}
