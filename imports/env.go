package imports

import (
	"strings"
	"time"

	"laowu/imports/sheet"
	"laowu/internal/access"
	"laowu/internal/area"
	"laowu/internal/value"
)

// Env is what checks know: the county that imports, its places, its
// associations, the day, and the vault.
type Env struct {
	County      string
	Today       value.Day
	Atlas       *area.Atlas
	Vault       *access.Vault
	Desk        Desk
	Association string // code of the association that the sender named, or empty
}

// sheet reads what a sheet's name and the rows above its headings say.
func (e *Env) sheet(name string, index int, h headings, top []sheet.Row) *planSheet {
	s := &planSheet{headings: h, name: name, index: index, fields: map[string]int{}}
	for c, f := range h.columns {
		s.fields[f] = c
	}
	said := []string{name}
	for _, r := range top {
		if r.Number >= h.first {
			break
		}
		for _, c := range r.Cells {
			said = append(said, squeeze(c.Text))
			if s.asOf.IsZero() {
				s.asOf = e.asOf(c.Text)
			}
		}
	}
	for _, text := range said {
		if s.township == "" {
			s.township = e.townshipIn(text)
		}
	}
	s.village = e.villageCalled(s.township, squeeze(name))
	return s
}

// asOf finds the form's date in a title cell: 填报日期：2019年12月31日.
func (e *Env) asOf(text string) value.Day {
	text = squeeze(text)
	for _, label := range []string{"填报日期", "填表日期", "制表日期", "上报日期", "报表日期", "截止日期", "截至", "日期"} {
		_, rest, ok := strings.Cut(text, label)
		if !ok {
			continue
		}
		rest = strings.TrimLeft(rest, ":")
		if i := strings.LastIndex(rest, "日"); i >= 0 {
			rest = rest[:i+len("日")]
		}
		if d, code := value.ParseDay(value.Raw{Text: rest}); code == "" {
			return d
		}
	}
	return value.Day{}
}

// townshipIn finds a township of the county that a title or sheet name names.
func (e *Env) townshipIn(text string) string {
	for _, code := range e.Atlas.Children(e.County) {
		one, _ := e.Atlas.Find(code)
		for _, n := range append([]string{one.Name}, one.Aliases...) {
			if strings.Contains(text, n) {
				return code
			}
		}
	}
	return ""
}

// villageCalled finds a village by name: in the township where one is known,
// else where only one township has a village of that name.
func (e *Env) villageCalled(township, called string) string {
	called = strings.TrimSuffix(strings.TrimSuffix(called, "委会"), "民委员会")
	townships := []string{township}
	if township == "" {
		townships = e.Atlas.Children(e.County)
	}
	found := ""
	for _, t := range townships {
		one, ok := e.Atlas.Child(t, called)
		if !ok {
			if one, ok = e.Atlas.Child(t, strings.TrimSuffix(called, "村")); !ok {
				continue
			}
		}
		if found != "" {
			return ""
		}
		found = one.Code
	}
	return found
}

func day(d value.Day) *time.Time {
	if d.IsZero() {
		return nil
	}
	t := d.Time()
	return &t
}
