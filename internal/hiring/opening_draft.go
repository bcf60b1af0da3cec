package hiring

import (
	"strconv"
	"time"
	"unicode/utf8"

	"laowu/internal/area"
	"laowu/internal/value"
)

// OpeningDraft is an opening as a form offers it, before it is written. Its fields
// are Opening's; Phone is the number to be published.
type OpeningDraft struct {
	Title, Trade, Place, PlaceText string
	Headcount                      int
	Form                           Form
	SpecialSkill                   bool
	Wage                           value.Wage // none: 面议
	Board, Lodging                 bool
	BoardText                      string
	Insurance                      string // a code of Insurances, may be empty
	AgeMin, AgeMax                 int
	Education                      string
	Certificates                   []string
	CertText, Description          string
	ValidFrom, ValidUntil          *time.Time
	Contact, Phone                 string
	PublishedTo                    []string // counties; nil: all
}

// OpeningRemark is what is to be said at a field of a draft: it is refused, or
// only warned of. Source is the rule behind it; empty for what is merely not
// readable.
type OpeningRemark struct {
	Field, Text, Source string
	Refused             bool
}

// Insurances are what an employer may say of insurance, in the order of lists.
func Insurances() []struct{ Code, Word string } {
	return []struct{ Code, Word string }{{"", "没写"}, {"social", "缴社会保险"}, {"injury", "只买工伤或意外险"}, {"none", "不买保险"}}
}

// InsuranceWord is what people call it; empty where nothing is said.
func InsuranceWord(code string) string {
	for _, i := range Insurances()[1:] {
		if i.Code == code {
			return i.Word
		}
	}
	return ""
}

// OpeningReader reads drafts. Trade and Certificates find codes in words.
type OpeningReader struct {
	County       string
	Atlas        *area.Atlas
	Today        time.Time
	Trade        func(title string) string
	Certificates func(text string) []string
}

// mostOf bounds the texts of an opening, in characters, by the field of the form.
var mostOf = map[string]int{
	"title": 40, "place": 60, "board_text": 60, "education": 20, "certificates": 60, "description": 2000, "contact": 20,
}

// draftReading reads one form and notes what is wrong with it.
type draftReading struct {
	said    func(string) string
	remarks []OpeningRemark
}

func (d *draftReading) refuse(field, text string) {
	d.remarks = append(d.remarks, OpeningRemark{Field: field, Text: text, Refused: true})
}

// text is a field of words. Numbers of people and telephones stand in no text:
// what is published is searched and copied.
func (d *draftReading) text(field, missing string) string {
	s := value.Clean(d.said(field))
	switch {
	case s == "" && missing != "":
		d.refuse(field, missing)
	case utf8.RuneCountInString(s) > mostOf[field]:
		d.refuse(field, "最多写 "+strconv.Itoa(mostOf[field])+" 个字，现在是 "+strconv.Itoa(utf8.RuneCountInString(s))+" 个")
	case value.Redact(s) != s:
		d.refuse(field, "这里不要写电话和身份证号；电话写在“联系电话”里")
	}
	return s
}

// count is a field that holds a whole number; 0 where it is blank.
func (d *draftReading) count(field string, least, most int) int {
	n, _, code := value.ParseCount(value.Raw{Text: d.said(field)}, least, most)
	if code != "" {
		d.refuse(field, code.Message())
	}
	return n
}

// day is a field that holds a whole day; nil where it is blank.
func (d *draftReading) day(field string) *time.Time {
	day, code := value.ParseDay(value.Raw{Text: d.said(field)})
	if code != "" || !day.IsZero() && day.Precision() != value.ToDay {
		d.refuse(field, "要写到哪一天，例如 2026-12-31")
		return nil
	}
	if day.IsZero() {
		return nil
	}
	t := day.Time()
	return &t
}

// Read reads a form; said is what was typed, by the field's name. Where a remark
// refuses, the draft is not to be written.
func (r OpeningReader) Read(said func(string) string) (OpeningDraft, []OpeningRemark) {
	d := &draftReading{said: said}
	o := OpeningDraft{
		Title: d.text("title", "请写招什么，例如 养老护理员"), PlaceText: d.text("place", "请写在哪里做工，写到市、县"),
		SpecialSkill: said("special_skill") == yes, Board: said("board") == yes, Lodging: said("lodging") == yes, BoardText: d.text("board_text", ""),
		Education: value.Education(value.Raw{Text: d.text("education", "")}), CertText: d.text("certificates", ""),
		Description: d.text("description", ""), Contact: d.text("contact", ""), Wage: d.wage(), Form: d.form(), Insurance: said("insurance"),
	}
	if o.Headcount = d.count("headcount", 1, mostOffered); o.Headcount == 0 && d.clean("headcount") {
		d.refuse("headcount", "请写招几个人")
	}
	o.Trade = r.Trade(o.Title)
	o.Place, _ = r.Atlas.Resolve(r.County, o.PlaceText)
	if o.CertText != "" && !value.None(o.CertText) {
		o.Certificates = r.Certificates(o.CertText)
	}
	if o.Insurance != "" && InsuranceWord(o.Insurance) == "" {
		d.refuse("insurance", "请从列表里选")
	}
	o.AgeMin, o.AgeMax = d.ages()
	o.ValidFrom, o.ValidUntil = d.days(r.Today)
	o.Phone = d.phone()
	if o.SpecialSkill && o.Form == Regular {
		d.refuse("special_skill", "特殊技能岗位只有临时工才有；招长期工请不要勾")
	}
	return o, d.remarks
}

// yes is what a ticked box of a form says.
const yes = "yes"

// mostOffered is more posts of one kind than any employer here offers.
const mostOffered = 100_000

// clean says whether nothing is wrong with a field so far.
func (d *draftReading) clean(field string) bool {
	for _, r := range d.remarks {
		if r.Field == field {
			return false
		}
	}
	return true
}

func (d *draftReading) form() Form {
	f := Form(d.said("form"))
	if f != Regular && f != Temporary {
		d.refuse("form", "请选长期还是临时")
	}
	return f
}

func (d *draftReading) phone() string {
	p, code := value.ParsePhone(value.Raw{Text: d.said("phone")})
	if code != "" {
		d.refuse("phone", code.Message())
	}
	return p.Reveal()
}

// ages are the lowest and the highest age; 16 and 0 where nothing is said.
func (d *draftReading) ages() (low, high int) {
	low, high = d.count("age_min", 0, 100), d.count("age_max", 0, 100)
	switch {
	case low != 0 && low < value.MinWorkingAge:
		d.remarks = append(d.remarks, OpeningRemark{Field: "age_min", Text: "不能招不满 16 岁的人，请写 16 或者更大", Source: "劳动法第十五条、禁止使用童工规定第二条", Refused: true})
	case low == 0:
		low = value.MinWorkingAge
	}
	if high != 0 && high < low {
		d.refuse("age_max", "最高年龄比最低年龄小，请核对")
	}
	return low, high
}

func (d *draftReading) days(today time.Time) (from, until *time.Time) {
	from, until = d.day("valid_from"), d.day("valid_until")
	switch {
	case until == nil:
	case from != nil && until.Before(*from):
		d.refuse("valid_until", "截止日期早于开始日期，请核对这两个日期")
	case until.Before(today):
		d.refuse("valid_until", "截止日期已经过了，请写今天或者以后的一天")
	}
	return from, until
}
