// Package rule keeps the county's dated rules: tables of which a row says what
// holds from a day on, and where that is written. A noun whose rules they are
// describes its table; lists, forms and changes are one for all.
package rule

import (
	"time"
)

// Table describes a table of dated rules: columns valid_from and source, those of
// Fields, and a primary key of its keys and valid_from.
type Table struct {
	Name   string // of the table, and in addresses: opening_rule
	Title  string // 岗位多久确认一次
	About  string // how it is counted, and from which day: 按登记岗位那天的规定算
	Fields []Field
	Check  func(n map[string]int) (column, text string) // refuses counts that do not go together; may be nil
}

// Kind is what a field holds.
type Kind int

// The kinds of fields.
const (
	Count  Kind = iota // a whole number
	Counts             // several, each greater than the one before: 7、30、90
	Choice             // one of Options; a key
	Place              // a division's code; a key
	Clock              // a time of the day: 21:00
)

// Field is a column of a table of rules.
type Field struct {
	Column      string
	Label       string
	Unit        string // 天
	Hint        string // may be empty
	Kind        Kind
	Least, Most int // of a count
	Options     []Option
}

// key says whether rows of different values hold beside each other.
func (f Field) key() bool { return f.Kind == Choice || f.Kind == Place }

// Option is one of the values of a choice.
type Option struct{ Value, Text string }

// Row is one rule. Values stand in the order of the fields: counts as digits,
// several as 7,30,90, choices and places as their codes.
type Row struct {
	ValidFrom time.Time
	Source    string
	Values    []string
}

// Key is what tells rows apart that hold beside each other, empty where one alone
// holds.
func (t Table) Key(r Row) (key string) {
	for i, f := range t.Fields {
		if f.key() {
			key += r.Values[i] + " "
		}
	}
	return key
}

// Holds marks, of rows by key and then the latest first, those that hold on a day.
func (t Table) Holds(all []Row, on time.Time) []bool {
	holds, seen := make([]bool, len(all)), map[string]bool{}
	for i, r := range all {
		key := t.Key(r)
		holds[i] = !seen[key] && !r.ValidFrom.After(on)
		seen[key] = seen[key] || holds[i]
	}
	return holds
}

// Refusals are what is wrong with a form of a rule, by the column, in the reader's
// words with the way out.
type Refusals map[string]string

func (r Refusals) Error() string {
	for _, text := range r {
		return text
	}
	return ""
}
