package templates

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/a-h/templ"
)

// Given is what somebody filled in, and what is wrong with it.
type Given struct {
	Value string // as it was typed; a password is never shown again
	Error string // in the reader's words, with the way out; empty where it is right
}

// Field is one thing to fill in: label, hint, control, and under it what is
// wrong.
type Field struct {
	Given
	Type     string   // password, tel, date, area, select, radio, check; empty for a line of text
	Name     string   // as it is posted
	Label    string   // of a check, what one says by ticking it
	Hint     string   // before the control; may be empty
	Options  []Option // of a select or radio
	Mode     string   // keyboard of a phone: numeric, tel; may be empty
	Fill     string   // what the browser may fill in (autocomplete): username, off, …; may be empty
	Max      int      // most characters; 0: no limit. Of words, more can be typed, and what is too much is said
	Short    bool     // few characters: a narrow box of large figures
	Required bool
	Warn     string // what had better be otherwise and is taken all the same; may be empty
	Big      bool   // of a radio: choices as large as buttons

	key   string // of the form around it, so that ids are once on a page
	focus bool   // the first that is wrong
}

// Option is one of the choices of a field; it is chosen where the field's
// value is its own.
type Option struct {
	Text  string
	Value string
	Small string // a second, quieter line; may be empty
}

// Yes is the value of a check that is ticked.
const Yes = "yes"

func (f Field) id() string {
	if f.key == "" {
		return f.Name
	}
	return f.key + "-" + f.Name
}

// target is the id of what one fills in: of choices, the first.
func (f Field) target() string {
	if f.Type == "radio" && len(f.Options) > 0 {
		return f.option(f.Options[0])
	}
	return f.id()
}

func (f Field) option(o Option) string { return f.id() + "-" + o.Value }

// control ties a control to its hint and error.
func (f Field) control() templ.Attributes {
	a := f.told()
	if f.Required {
		a["required"] = true
	}
	if f.focus {
		a["autofocus"] = true
	}
	return a
}

func (f Field) told() templ.Attributes {
	a := templ.Attributes{}
	var by []string
	if f.Hint != "" {
		by = append(by, f.id()+"-hint")
	}
	if f.Warn != "" {
		by = append(by, f.id()+"-warn")
	}
	if f.Error != "" {
		by = append(by, f.id()+"-error")
		a["aria-invalid"] = "true"
	}
	if len(by) > 0 {
		a["aria-describedby"] = strings.Join(by, " ")
	}
	return a
}

// area are the attributes of several lines of text.
func (f Field) area() templ.Attributes {
	a := f.control()
	if f.Max > 0 && !f.wordy() {
		a["maxlength"] = f.Max
	}
	return a
}

// line are the attributes of a line of text. What was typed into a password
// never comes back.
func (f Field) line() templ.Attributes {
	a := f.area()
	a["type"] = f.Type
	if f.Type == "" {
		a["type"] = "text"
	}
	if f.Type != "password" && f.Value != "" {
		a["value"] = f.Value
	}
	if f.Mode != "" {
		a["inputmode"] = f.Mode
	}
	if f.Fill != "" {
		a["autocomplete"] = f.Fill
	}
	if f.Short {
		a["class"] = "short"
	}
	return a
}

// wordy says whether a field is for words: what is pasted there is not cut short
// without a word. Codes, numbers and searches are.
func (f Field) wordy() bool {
	return (f.Type == "" || f.Type == "area") && f.Mode == "" && !f.Short
}

// judged is a field that says by how much its words are too many.
func (f Field) judged() Field {
	if n := utf8.RuneCountInString(f.Value); f.wordy() && f.Max > 0 && n > f.Max {
		f.Error = fmt.Sprintf("最多 %d 个字，现在是 %d 个，请删掉 %d 个。写的都还在", f.Max, n, n-f.Max)
	}
	return f
}

// wrong are the fields with an error.
func wrong(fields []Field) []Field {
	var out []Field
	for _, f := range fields {
		if f = f.judged(); f.Error != "" {
			out = append(out, f)
		}
	}
	return out
}

// keyed are the fields of one form; the first that is wrong takes the focus.
func keyed(key string, fields []Field) []Field {
	out, found := make([]Field, len(fields)), false
	for i, f := range fields {
		f = f.judged()
		f.key = key
		f.focus = f.Error != "" && !found
		found = found || f.focus
		out[i] = f
	}
	return out
}
