package value

import "strings"

// ParsePhone reads a telephone number: +86, spaces and hyphens are taken off,
// words beside it (本人, brackets) passed over; of several in one cell the
// first counts. Code: phone_format.
func ParsePhone(r Raw) (Phone, Code) {
	s := r.Text
	if r.Number {
		if d, ok := wholeDigits(s); ok {
			s = d
		}
	}
	if mobile(s) {
		return newPhone(s, ""), ""
	}
	s = bare(s)
	if None(s) || s == "无电话" {
		return Phone{}, ""
	}
	for _, part := range strings.FieldsFunc(s, phoneSeparator) {
		if strings.IndexFunc(part, func(r rune) bool { return r >= '0' && r <= '9' }) < 0 {
			continue
		}
		return onePhone(part)
	}
	return Phone{}, PhoneFormat
}

func phoneSeparator(r rune) bool {
	switch r {
	case '/', '\\', '、', ',', ';', '|', '或', '和':
		return true
	}
	return false
}

// onePhone reads one number, or the first of several with spaces between: then
// what follows must be numbers too, for an eleven with a digit after it is a
// slip.
func onePhone(s string) (Phone, Code) {
	if p, ok := dial(s); ok {
		return p, ""
	}
	words := strings.Fields(s)
	for i := 1; i < len(words); i++ {
		p, ok := dial(strings.Join(words[:i], " "))
		if !ok {
			continue
		}
		rest := strings.Join(words[i:], " ")
		if _, code := onePhone(rest); code == "" || !strings.ContainsAny(rest, "0123456789") {
			return p, ""
		}
	}
	return Phone{}, PhoneFormat
}

// dial reads a number whose digits stand together but for spaces, hyphens,
// dots and brackets. Words before and after it do not count, within it they do.
func dial(s string) (Phone, bool) {
	from, to := strings.IndexAny(s, "+0123456789"), strings.LastIndexAny(s, "0123456789")
	if from < 0 || to < from {
		return Phone{}, false
	}
	s = home(s[from : to+1])
	number, extension := extended(s)
	number = strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -.()", r) {
			return -1
		}
		return r
	}, number)
	if rest, ok := strings.CutPrefix(number, "86"); ok && mobile(rest) {
		number = rest
	}
	// Without its hyphen a 400 number could be a mobile one that lost its 1.
	hotline := len(number) == 10 && digits(number) && (strings.HasPrefix(s, "400-") || strings.HasPrefix(s, "800-"))
	if !hotline && !dialable(number) || extension != "" && (!digits(extension) || len(extension) > 5) {
		return Phone{}, false
	}
	return newPhone(number, extension), true
}

// home takes off the country's code.
func home(s string) string {
	for _, code := range []string{"+86", "0086"} {
		if rest, ok := strings.CutPrefix(s, code); ok {
			return strings.TrimLeft(rest, "- ")
		}
	}
	return s
}

// extended parts a landline from its extension: 0358-0000000-801, …转801.
func extended(s string) (number, extension string) {
	if number, extension, ok := strings.Cut(s, "转"); ok {
		return strings.TrimSpace(number), strings.TrimSpace(extension)
	}
	if i := strings.LastIndexByte(s, '-'); i > 0 && s[0] == '0' && strings.IndexByte(s, '-') < i && len(s)-i <= 6 {
		return s[:i], strings.TrimSpace(s[i+1:])
	}
	return s, ""
}

// dialable says whether digits are a mobile number or a landline with its area
// code.
func dialable(s string) bool {
	if mobile(s) {
		return true
	}
	n := len(s) - areaCode(s)
	return digits(s) && areaCode(s) > 0 && (n == 7 || n == 8) && s[1] != '0'
}

// mobile numbers are ^1[3-9]\d{9}$.
func mobile(s string) bool {
	return len(s) == 11 && s[0] == '1' && s[1] >= '3' && digits(s)
}
