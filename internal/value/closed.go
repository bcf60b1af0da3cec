package value

import "strings"

// ParseSex reads 男 and 女. What is neither is no sex and no problem: the ID
// number says which it is.
func ParseSex(r Raw) Sex {
	switch word(r) {
	case "男", "男性", "M", "1":
		return Male
	case "女", "女性", "F", "2":
		return Female
	}
	return ""
}

// Form of employment: 用工形式.
type Form string

// The forms, as they are stored.
const (
	Regular   Form = "regular"
	Temporary Form = "temporary"
)

// Word is what forms call it.
func (f Form) Word() string { return firstWord(forms, f) }

// Forms lists the words that people may choose from.
func Forms() []string { return choices(forms, []Form{Regular, Temporary}) }

// ParseForm reads 用工形式. Code: unknown_value, also for 兼职 and 非全日制,
// which say nothing on how long the post lasts.
func ParseForm(r Raw) (Form, Code) { return closed(r, forms) }

var forms = []entry[Form]{
	{"长期", Regular}, {"全日制", Regular}, {"正式", Regular}, {"全职", Regular}, {"固定", Regular}, {"常年", Regular},
	{"长期工", Regular}, {"正式工", Regular}, {"固定工", Regular}, {"合同工", Regular}, {"合同制", Regular}, {"合同制用工", Regular},
	{"长期用工", Regular}, {"正式用工", Regular}, {"全日制用工", Regular}, {"固定用工", Regular}, {"正式员工", Regular}, {"长期性", Regular},
	{"临时", Temporary}, {"季节性", Temporary}, {"短期", Temporary}, {"临时性", Temporary}, {"短期性", Temporary}, {"季节", Temporary},
	{"临时工", Temporary}, {"季节工", Temporary}, {"短期工", Temporary}, {"季节性工", Temporary}, {"零工", Temporary}, {"日结", Temporary}, {"日结工", Temporary},
	{"临时用工", Temporary}, {"季节性用工", Temporary}, {"短期用工", Temporary}, {"临时性用工", Temporary}, {"暑假工", Temporary}, {"寒假工", Temporary},
}

// Outcome of a course: 考核结果.
type Outcome string

// The outcomes, as they are stored.
const (
	Excellent Outcome = "excellent"
	Good      Outcome = "good"
	Passed    Outcome = "passed"
	Failed    Outcome = "failed"
	Absent    Outcome = "absent"
)

// Pass says whether the course was passed.
func (o Outcome) Pass() bool { return o == Excellent || o == Good || o == Passed }

// Word is what forms call it.
func (o Outcome) Word() string { return firstWord(outcomes, o) }

// Outcomes lists the words that people may choose from.
func Outcomes() []string {
	return choices(outcomes, []Outcome{Excellent, Good, Passed, Failed, Absent})
}

// ParseOutcome reads 考核结果. Code: unknown_value, also for marks: where the
// line lies is the course's rule.
func ParseOutcome(r Raw) (Outcome, Code) { return closed(r, outcomes) }

var outcomes = []entry[Outcome]{
	{"优秀", Excellent}, {"优", Excellent}, {"优等", Excellent}, {"良好", Good}, {"良", Good},
	{"合格", Passed}, {"及格", Passed}, {"通过", Passed}, {"已通过", Passed}, {"达标", Passed}, {"考核合格", Passed}, {"考试合格", Passed}, {"考核通过", Passed}, {"中", Passed},
	{"不合格", Failed}, {"不及格", Failed}, {"未通过", Failed}, {"不通过", Failed}, {"没通过", Failed}, {"不达标", Failed}, {"未达标", Failed}, {"未合格", Failed}, {"差", Failed}, {"考核不合格", Failed},
	{"缺考", Absent}, {"未考", Absent}, {"缺席", Absent}, {"未参加", Absent}, {"未参加考核", Absent}, {"未参加考试", Absent},
}

// entry is one word of a closed list.
type entry[T ~string] struct {
	word string
	code T
}

// closed looks a cell up: whole, then without what stands in brackets. Blank
// is the zero value.
func closed[T ~string](r Raw, list []entry[T]) (T, Code) {
	if t, ok := find(list, r.Text); ok {
		return t, ""
	}
	s := word(r)
	if t, ok := find(list, s); ok {
		return t, ""
	}
	if None(s) {
		return "", ""
	}
	if t, ok := find(list, withoutBrackets(s)); ok {
		return t, ""
	}
	return "", UnknownValue
}

func find[T ~string](list []entry[T], s string) (T, bool) {
	for _, e := range list {
		if e.word == s {
			return e.code, true
		}
	}
	return "", false
}

// firstWord is the usual word of a code: the first of its words.
func firstWord[T ~string](list []entry[T], t T) string {
	for _, e := range list {
		if e.code == t {
			return e.word
		}
	}
	return ""
}

// choices are the usual words of some codes.
func choices[T ~string](list []entry[T], of []T) []string {
	out := make([]string, len(of))
	for i, t := range of {
		out[i] = firstWord(list, t)
	}
	return out
}

// Education is a level of schooling as written; 不限 and 无 are none.
func Education(r Raw) string {
	s := r.Plain()
	if None(s) || strings.HasPrefix(s, "不限") || s == "无要求" || s == "均可" {
		return ""
	}
	return s
}
