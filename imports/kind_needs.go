package imports

import "strings"

// Needs are the usual headings of the columns that a sheet of the kind has at
// least; of several that will do, the first.
func (k Kind) Needs() []string {
	var out []string
	for _, m := range k.must {
		first, _, _ := strings.Cut(m, "|")
		out = append(out, k.title(first))
	}
	return out
}
