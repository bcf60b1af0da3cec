package imports

import (
	"slices"
	"time"

	"laowu/internal/access"
	"laowu/internal/area"
	"laowu/internal/value"
)

// factSerial is the running number of a row.
const factSerial = "serial"

// Fact is something that a form's column can be filled with.
type Fact struct{ Name, Title string }

// fact is one that no column of the ledger says by itself.
type fact struct {
	field
	of func(*formRecord) any
}

// unkept are fields of imports that no ledger has a column for: what a year
// brought is not known from a month's wage, as nobody works all twelve, and unpaid
// wages become a case.
var unkept = []string{"arrears", "wage_year", "headcount_part", "head_name", "head_id_number"}

// Facts are what a form of the kind can be filled with, in the order of its
// headings.
func (k Kind) Facts() []Fact {
	derived := k.derived()
	var out []Fact
	for _, f := range k.fields {
		if f.name != "" && !slices.Contains(unkept, f.name) {
			out = append(out, Fact{f.name, f.titles[0]})
		}
	}
	for _, d := range derived {
		if !k.has(d.name) {
			out = append(out, Fact{d.name, d.titles[0]})
		}
	}
	return out
}

// fact says whether there is one of a name.
func (k Kind) fact(name string) bool {
	return slices.ContainsFunc(k.Facts(), func(f Fact) bool { return f.Name == name })
}

// asForm is the kind as other offices' forms are read: any two of its columns
// make a heading, and what can be reckoned has headings too.
func (k Kind) asForm() Kind {
	out := Kind{Name: k.Name, Title: k.Title, fields: slices.Clone(k.fields)}
	for _, d := range k.derived() {
		if !k.has(d.name) {
			out.fields = append(out.fields, d.field)
		}
	}
	out.index = out.indexed()
	return out
}

// derived are the facts of a kind that are reckoned from others.
func (k Kind) derived() []fact {
	out := []fact{{field{name: factSerial, titles: []string{"序号", "编号", "顺序号"}}, nil}, {field{name: "county", titles: []string{"县", "县(市、区)", "县(区)", "县区", "所属县"}}, countyCell}}
	if k.has("id_number") {
		out = append(out, fact{field{name: "age"}, ageCell}, fact{field{name: "birth", titles: []string{"出生日期", "出生年月", "出生年月日", "出生时间"}}, birthCell},
			fact{field{name: "heads", titles: []string{"人数"}}, func(*formRecord) any { return 1 }})
	}
	if k.has("household_kind") {
		out = append(out,
			fact{field{name: "poor", titles: []string{"是否脱贫户", "是否脱贫人口", "是否建档立卡户", "是否建档立卡贫困户", "是否建档立卡贫困人口", "是否贫困户"}}, kindIs(lifted, mayBeBoth)},
			fact{field{name: "monitored", titles: []string{"是否监测户", "是否监测对象", "是否防返贫监测对象", "是否三类户"}}, kindIs(watched, nil)})
	}
	if k.has("township") && k.has("village") {
		out = append(out, fact{field{name: "address", titles: []string{"家庭住址", "家庭地址", "家庭详细住址", "家庭详细地址", "住址", "现住址", "详细地址"}}, addressCell})
	}
	if k.has("place_province") {
		out = append(out, fact{field{name: "place_province"}, divisionCell(area.Province)}, fact{field{name: "place_city"}, divisionCell(area.Prefecture)}, fact{field{name: "place_county"}, divisionCell(area.County)})
	}
	return append(out, k.dateParts()...)
}

// dateParts are the year, the month and the day of the kind's days, for forms
// that have a column for each: 外出时间 over 年 and 月.
func (k Kind) dateParts() []fact {
	var out []fact
	for _, part := range []struct {
		suffix, word string
		of           func(time.Time) int
	}{{"_y", "年", time.Time.Year}, {"_m", "月", func(t time.Time) int { return int(t.Month()) }}, {"_d", "日", time.Time.Day}} {
		for _, f := range k.fields {
			if !slices.Contains([]string{"started", "ended", "joined", "visited_on", "founded", "starts", "ends"}, f.name) {
				continue
			}
			titles := make([]string, len(f.titles))
			for i, t := range f.titles {
				titles[i] = t + part.word
			}
			of := f.name
			out = append(out, fact{field{name: of + part.suffix, titles: titles}, func(r *formRecord) any {
				if day, ok := r.value(of).(time.Time); ok {
					return part.of(day)
				}
				return nil
			}})
		}
	}
	return out
}

func countyCell(r *formRecord) any { return r.env.Atlas.Name(r.env.County) }

// born is the birth date that the ID number tells; false where none is known.
func (r *formRecord) born() (value.IDNumber, bool) {
	sealed, ok := r.value("id_number").([]byte)
	if !ok {
		return value.IDNumber{}, false
	}
	plain, err := r.env.Vault.Open(r.env.County, access.IDNumber, sealed)
	if err != nil {
		return value.IDNumber{}, false
	}
	id, _ := value.ParseIDNumber(value.Raw{Text: string(plain)}, r.env.Today)
	return id, !id.IsZero()
}

// ageCell is how old somebody is today.
func ageCell(r *formRecord) any {
	if id, ok := r.born(); ok {
		return id.Age(r.env.Today)
	}
	return nil
}

// birthCell is when somebody was born: eight of the digits that a masked ID
// number hides, so it is blank with them.
func birthCell(r *formRecord) any {
	if id, ok := r.born(); ok && r.reveal {
		return id.Birth().Time()
	}
	return nil
}

// kindIs says whether a household is of one of some kinds; blank where its kind
// does not tell.
func kindIs(kinds, silent []value.HouseholdKind) func(*formRecord) any {
	return func(r *formRecord) any {
		said, _ := r.value("household_kind").(string)
		if kind := value.HouseholdKind(said); kind != "" && !slices.Contains(silent, kind) {
			return slices.Contains(kinds, kind)
		}
		return nil
	}
}

var (
	// Who was lifted out of poverty and is unstable has been both.
	lifted    = []value.HouseholdKind{value.Lifted, value.MonitoredUnstable}
	watched   = []value.HouseholdKind{value.Monitored, value.MonitoredUnstable, value.MonitoredMarginal, value.MonitoredSudden}
	mayBeBoth = []value.HouseholdKind{value.Monitored}
)

// addressCell is where somebody's home is, from the province to the village.
func addressCell(r *formRecord) any {
	township, _ := r.value("township").(string)
	village, _ := r.value("village").(string)
	if township == "" && village == "" {
		return nil
	}
	return r.env.divisions(r.env.County) + township + village
}

// divisionCell is the province, prefecture or county of where somebody works, as
// far as the words on record tell.
func divisionCell(level area.Level) func(*formRecord) any {
	return func(r *formRecord) any {
		text, _ := r.value("place").(string)
		code, ok := r.env.Atlas.Resolve(r.env.County, text)
		if text == "" || !ok {
			return nil
		}
		for _, c := range r.env.Atlas.Path(code) {
			if one, _ := r.env.Atlas.Find(c); one.Level == level {
				return one.Name
			}
		}
		return nil
	}
}
