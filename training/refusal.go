package training

// Refusal is what is wrong with one field of a form, with the way out, in the
// reader's words.
type Refusal struct {
	Field string // as the form names it; empty where the form as a whole is refused
	Text  string
}

// Refusals are all that is wrong with a form: the first of them as an error.
type Refusals []Refusal

func (r Refusals) Error() string {
	if len(r) == 0 {
		return ""
	}
	return r[0].Text
}

// Of is what is said of a field, empty where it is right.
func (r Refusals) Of(field string) string {
	for _, one := range r {
		if one.Field == field {
			return one.Text
		}
	}
	return ""
}

// err is nil where nothing is wrong.
func (r Refusals) err() error {
	if len(r) == 0 {
		return nil
	}
	return r
}

// form reads the fields of a form and gathers what is wrong with them.
type form struct {
	get   func(field string) string
	wrong Refusals
}

func (f *form) refuse(field, text string) {
	if f.wrong.Of(field) == "" {
		f.wrong = append(f.wrong, Refusal{field, text})
	}
}
