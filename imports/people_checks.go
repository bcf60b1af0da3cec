package imports

import (
	"strconv"

	"laowu/internal/access"
	"laowu/internal/value"
)

// identity is who a row speaks of.
type identity struct {
	name         string
	id           value.IDNumber
	hash, sealed []byte
	relation     string // to the head of the household
}

// person checks name and ID number, and what is written of sex and age beside
// them: where they differ from the number, the number wins.
func (e *Env) person(r *row) identity { return e.personIn(r, "name", "id_number") }

func (e *Env) personIn(r *row, nameField, idField string) identity {
	p := identity{name: value.Name(r.need(nameField))}
	if r.need(idField) == "" {
		return p
	}
	p.id = parse(r, idField, func(raw value.Raw) (value.IDNumber, value.Code) { return value.ParseIDNumber(raw, e.Today) })
	if p.id.IsZero() {
		return p
	}
	p.hash, p.sealed = e.sealed(r, access.IDNumber, p.id.Reveal())
	if sex := value.ParseSex(r.raw("sex")); sex != "" && sex != p.id.Sex() {
		r.report("sex", value.SexMismatch, "")
	}
	e.age(r, p.id)
	return p
}

// age is compared on the form's date; without one, no age can be wrong. A form
// dated by its month alone may mean any day of it.
func (e *Env) age(r *row, id value.IDNumber) {
	if r.sheet.asOf.IsZero() || !r.wants("age") {
		return
	}
	said, _, code := value.ParseCount(r.raw("age"), 0, 150)
	is := id.Age(r.sheet.asOf.Last())
	if code != "" || said != is && said != id.Age(r.sheet.asOf) {
		r.report("age", value.AgeMismatch, "按身份证号码，填报日期时 "+strconv.Itoa(is)+" 岁，与所填年龄不一致，已按身份证号码登记；请核对")
	}
}

// phone is the keyed hash and the sealed form of the row's telephone number.
func (e *Env) phone(r *row) (hash, sealed []byte) {
	return e.sealed(r, access.Phone, parse(r, "phone", value.ParsePhone).Reveal())
}

// statedOn is the day of which the form speaks: its own date, else today, and
// never a day to come.
func (e *Env) statedOn(r *row) value.Day {
	if d := r.sheet.asOf.Last(); !d.IsZero() && d.Before(e.Today) {
		return d
	}
	return e.Today
}

// sealed is the keyed hash and the sealed form of a number; nils for none.
func (e *Env) sealed(r *row, f access.Field, number string) (hash, sealed []byte) {
	if number == "" {
		return nil, nil
	}
	hash, err := e.Vault.Hash(f, number)
	if err == nil {
		sealed, err = e.Vault.Seal(e.County, f, []byte(number))
	}
	if err != nil {
		r.fault = err
	}
	return hash, sealed
}

// about are the columns from ethnicity to remark.
func (e *Env) about(r *row) []any {
	low, high := wages(r.wage("wish_wage"))
	return []any{
		null(r.text("ethnicity")), null(r.text("education")), null(r.text("health")), null(r.text("skills")),
		answer(r, "ability", value.ParseAble), answer(r, "willing", value.ParseWilling), null(r.text("wish_trades")), null(r.text("wish_places")), low, high, null(r.text("remark")),
	}
}

// yesNo is a cell of yes or no, nil where it is blank.
func yesNo(r *row, field string) *bool { return answer(r, field, value.ParseYesNo) }

// answer is what a parser of answers makes of a cell. 无 is one here, so the
// cell is asked even where other cells would say nothing.
func answer(r *row, field string, parser func(value.Raw) (value.Answer, value.Code)) *bool {
	v, code := parser(r.raw(field))
	if code != "" {
		r.report(field, code, "请填“是”或“否”")
	}
	return v.Ptr()
}

// registered is the county of the household register, where a file says it:
// its number, or what is written of one outside areas.csv.
func (e *Env) registered(r *row) *string {
	said := r.text("registered")
	if said == "" {
		return nil
	}
	code, ok := e.Atlas.Resolve(e.County, said)
	switch {
	case !ok:
		return &said
	case e.Atlas.Inside(code, e.County):
		return &e.County
	}
	return &code
}
