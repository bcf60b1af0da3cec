package imports

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"laowu/internal/access"
	"laowu/internal/value"
)

// record is one row of a ledger.
type record struct {
	names  []string
	values []any
}

// text is a column of text; empty where it is null.
func (r record) text(name string) string {
	s, _ := r.values[slices.Index(r.names, name)].(string)
	return s
}

// number is a column of whole numbers; 0 where it is null.
func (r record) number(name string) int {
	n, _ := r.values[slices.Index(r.names, name)].(int32)
	return int(n)
}

// ends are a column of a lower and an upper end; 0 where one is null.
func (r record) ends(name string) [2]int {
	both, _ := r.values[slices.Index(r.names, name)].([]any)
	var out [2]int
	for i := range min(len(both), 2) {
		n, _ := both[i].(int32)
		out[i] = int(n)
	}
	return out
}

// cell is what stands in a column: a day, a number or a text as the import reads
// it, nil where nothing is known.
func (l *ledgerWriter) cell(r record, c column) (any, error) {
	if c.of != nil {
		return c.of(r), nil
	}
	switch v := r.values[c.at].(type) {
	case string:
		return l.text(c, v), nil
	case bool:
		return yesCell(&v), nil
	case int32:
		return int(v), nil
	case []byte:
		return l.personal(r, c.name, v)
	case []any:
		return list(v), nil
	case nil, time.Time, float64:
		return v, nil
	}
	return nil, fmt.Errorf("write %s: no cell for a %T", c.name, r.values[c.at])
}

func (l *ledgerWriter) text(c column, s string) any {
	switch {
	case s == "":
		return nil
	case c.says != nil:
		return c.says(s)
	case c.who:
		return l.name(s)
	case c.name == "registered":
		return l.env.divisions(s)
	}
	return s
}

// personal opens a sealed number, and masks it where it is not to be shown.
func (l *ledgerWriter) personal(r record, name string, sealed []byte) (any, error) {
	county, field := l.env.County, access.Phone
	if slices.Contains(r.names, "county") {
		county = r.text("county")
	}
	if name == "id_number" {
		field = access.IDNumber
	}
	plain, err := l.env.Vault.Open(county, field, sealed)
	switch {
	case err != nil:
		return nil, err
	case l.Reveal:
		return string(plain), nil
	case field == access.IDNumber:
		return value.MaskID(string(plain)), nil
	}
	phone, _ := value.ParsePhone(value.Raw{Text: string(plain)})
	return phone.Mask(), nil
}

// divisions are a division's name with all that it lies in, 山西省吕梁市兴县; what
// is no division's number stays as it was written.
func (e *Env) divisions(code string) string {
	path := e.Atlas.Path(code)
	if len(path) == 0 {
		return code
	}
	name := ""
	for _, c := range path {
		name = e.Atlas.Name(c) + name
	}
	return name
}

// list is a column of several: names, or the two ends of a wage or of an age.
func list(all []any) any {
	if len(all) > 0 {
		if _, ok := all[0].(string); !ok {
			return ends(all)
		}
	}
	names := make([]string, len(all))
	for i, one := range all {
		names[i], _ = one.(string)
	}
	return strings.Join(names, "、")
}

// ends writes what is known of a lower and an upper end: a number where both
// are one.
func ends(both []any) any {
	low, hasLow := both[0].(int32)
	high, hasHigh := both[1].(int32)
	switch {
	case hasLow && hasHigh && low == high:
		return int(low)
	case hasLow && hasHigh:
		return fmt.Sprintf("%d-%d", low, high)
	case hasLow:
		return fmt.Sprintf("%d以上", low)
	case hasHigh:
		return fmt.Sprintf("%d以下", high)
	}
	return nil
}

// columnWidth is a column's, in characters: as wide as what usually stands there, and
// never narrower than its heading.
func columnWidth(name, title string) float64 {
	usual := map[string]float64{
		"id_number": 21, "uscc": 21, "phone": 14, "name": 12, "villages": 40, "employer": 28, "place": 24, "association": 24, "registered": 22,
		"remark": 20, "title": 18, "description": 30, "institution": 26, "programme": 16, "certificate_number": 22, "asked": 30, "done": 30,
	}[name]
	return max(usual, 11, float64(2*len([]rune(title))+3))
}

// firstSaid turns a list of words around: what is first said of a meaning.
func firstSaid(words []word) func(string) string {
	return func(means string) string {
		for _, w := range words {
			if w.means == means {
				return w.said
			}
		}
		return ""
	}
}

// worded is a closed list's own words.
func worded[T ~string](word func(T) string) func(string) string {
	return func(code string) string { return word(T(code)) }
}

// percent is a share in basis points as people write it: 60%, 33.33%.
func percent(name string) func(record) any {
	return func(r record) any {
		if r.values[slices.Index(r.names, name)] == nil {
			return nil
		}
		return strconv.FormatFloat(float64(r.number(name))/100, 'f', -1, 64) + "%"
	}
}
