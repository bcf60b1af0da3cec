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

// age is compared on the form's date; without one, no age can be wrong.
func (e *Env) age(r *row, id value.IDNumber) {
	if r.sheet.asOf.IsZero() || !r.wants("age") {
		return
	}
	said := r.count("age", 0, 150)
	if is := id.Age(r.sheet.asOf); !r.failed("age") && said != is {
		r.report("age", value.AgeMismatch, "按身份证号码，填报日期时 "+strconv.Itoa(is)+" 岁，与所填年龄不一致，已按身份证号码登记；请核对")
	}
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

// wages are the ends of a written wage in yuan a month, nil where none.
func wages(w value.Wage) (low, high *int) {
	l, h := w.Monthly()
	return nullInt(l), nullInt(h)
}

// about are the columns from ethnicity to remark.
func (e *Env) about(r *row) []any {
	low, high := wages(parse(r, "wish_wage", value.ParseWage))
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

// registered is the county of the household register, where a file says it.
// The county's own roster speaks for the county's own register.
func (e *Env) registered(r *row, own bool) *string {
	said := r.text("registered")
	if said == "" {
		if own {
			return &e.County
		}
		return nil
	}
	if code, ok := e.Atlas.Resolve(e.County, said); ok {
		if e.Atlas.Inside(code, e.County) {
			return &e.County
		}
		return &code
	}
	return &said
}
