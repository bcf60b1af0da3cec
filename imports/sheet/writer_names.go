package sheet

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

const maxSheetName = 31 // UTF-16 units

// sheetNames are those that a workbook has, in small letters, as spreadsheets
// compare them.
type sheetNames map[string]bool

// free is a name that spreadsheets take and the workbook does not have yet.
func (n sheetNames) free(name string) string {
	name = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(":\\/?*[]\n\t", r) {
			return ' '
		}
		return r
	}, clean(name)), " '")
	if name == "" {
		name = "Sheet"
	}
	free := cut(name, maxSheetName)
	for i := 2; n[strings.ToLower(free)]; i++ {
		suffix := fmt.Sprintf(" %d", i)
		free = cut(name, maxSheetName-len(suffix)) + suffix
	}
	n[strings.ToLower(free)] = true
	return free
}

// cut shortens a text to so many UTF-16 units.
func cut(s string, most int) string {
	for i, r := range s {
		if most -= utf16.RuneLen(r); most < 0 {
			return strings.TrimRight(s[:i], " '")
		}
	}
	return s
}
