package imports

import (
	"cmp"
	"errors"
	"slices"

	"laowu/imports/sheet"
	"laowu/internal/db"
)

// sight is the top of one sheet of a draft, read for no kind yet.
type sight struct {
	file, index int
	name        string
	hidden      bool
	top         []sheet.Row
	merges      []sheet.Merge
}

// sights looks at the first rows of every sheet. One file that cannot be read
// stops all.
func sights(files []File) ([]sight, error) {
	var out []sight
	for n, f := range files {
		book, err := sheet.Open(f.called(), f.Data, f.Size)
		if err != nil {
			return nil, fileError(f.called(), err)
		}
		for i, about := range book.Sheets() {
			top, err := head(f.rows(book, i), headingDepth+1)
			if err != nil {
				return nil, errors.Join(fileError(f.called(), err), book.Close())
			}
			out = append(out, sight{n, i, sheetCalled(i, about), about.Hidden, top, about.Merges})
		}
		if err := book.Close(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// guess is the kind whose headings name most columns of the sheets, of the kinds
// that a role may send. Where several fit as well, or none does, it is left to
// people, and they are given those that fit.
func guess(role db.Role, all []sight) (kind string, fit []string) {
	type fitting struct {
		name           string
		strange, named int
	}
	var found []fitting
	for _, k := range KindsOf(role) {
		f := fitting{name: k.Name, strange: 1}
		for _, s := range all {
			if h, ok := findHeadings(k, s.top, s.merges); ok && !s.hidden {
				f.named += h.named()
				if !h.say(k.other) {
					f.strange = 0
				}
			}
		}
		if f.named > 0 {
			found = append(found, f)
		}
	}
	better := func(x, y fitting) int {
		return cmp.Or(cmp.Compare(x.strange, y.strange), cmp.Compare(y.named, x.named))
	}
	slices.SortStableFunc(found, better)
	for _, f := range found {
		if better(f, found[0]) == 0 {
			fit = append(fit, f.name)
		}
	}
	if len(fit) == 1 {
		kind = fit[0]
	}
	return kind, fit
}
