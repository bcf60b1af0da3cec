package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/web/templates"
)

// fill gives the fields of a form their values, and what is wrong with each;
// both by the field's name, and wrong may be nil.
func fill(fields []templates.Field, value, wrong func(field string) string) []templates.Field {
	for i := range fields {
		f := &fields[i]
		f.Value = value(f.Name)
		if wrong != nil {
			f.Error = wrong(f.Name)
		}
	}
	return fields
}

// posted are the values of the form that was sent.
func posted(c *fiber.Ctx) func(field string) string {
	return func(field string) string { return c.FormValue(field) }
}

// from are values on record.
func from(said map[string]string) func(field string) string {
	return func(field string) string { return said[field] }
}

// wrongIn are refusals by the field of a form that they are about; those under
// the empty name are about the form.
type wrongIn map[string][]error

// has says whether a refusal is one of them.
func (w wrongIn) has(refused error) bool {
	_, known := w.about(refused)
	return known
}

// of is what to say at each field of one refusal.
func (w wrongIn) of(refused error) func(field string) string {
	about, known := w.about(refused)
	return func(field string) string {
		if known && field == about {
			return refused.Error()
		}
		return ""
	}
}

func (w wrongIn) about(refused error) (field string, known bool) {
	for name, all := range w {
		for _, one := range all {
			if errors.Is(refused, one) {
				return name, true
			}
		}
	}
	return "", false
}
