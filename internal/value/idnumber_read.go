package value

import "strings"

// CompleteID appends the check character to 17 digits. False: they are not 17
// digits.
func CompleteID(first17 string) (string, bool) {
	if len(first17) != 17 || !digits(first17) {
		return "", false
	}
	return first17 + string(idCheck(first17)), true
}

// idCheck is the check character of 17 digits: GB 11643-1999, ISO 7064 MOD 11-2.
func idCheck(s string) byte {
	sum := 0
	for i := range 17 {
		sum += int(s[i]-'0') * int(idWeights[i])
	}
	return "10X98765432"[sum%11]
}

var idWeights = [17]uint8{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

// ParseIDNumber reads an ID number. today bounds birth dates; the zero Day
// bounds nothing. Codes: id_length, id_checksum (also for characters that no
// number has), id_birth_date (no such day, not yet, or before 1880),
// id_precision_lost; warning id_15_upgraded. Nothing is guessed: a number cell
// of more than 15 digits is lost even where its check character happens to
// agree, as one damaged number in eleven does.
func ParseIDNumber(r Raw, today Day) (IDNumber, Code) {
	s := r.Text
	if r.Number {
		if d, ok := wholeDigits(s); ok {
			s = d
			if len(s) > 15 {
				return IDNumber{}, IDPrecisionLost
			}
		}
	}
	if len(s) != 18 || !digits(s) {
		s = idText(s)
	}
	switch {
	case len(s) == 18 && digits(s[:17]) && (digit(s[17]) || s[17] == 'X'):
		return checkID(s, today)
	case len(s) == 15 && digits(s):
		return upgradeID(s, today)
	case None(s):
		return IDNumber{}, ""
	case lost(s):
		return IDNumber{}, IDPrecisionLost
	case len([]rune(s)) == 18:
		return IDNumber{}, IDChecksum
	}
	return IDNumber{}, IDLength
}

// idText takes decoration off a written number.
func idText(s string) string {
	s = unspaced(bare(s))
	for _, x := range []string{"x", "×", "Х", "х", "Ⅹ", "ⅹ"} {
		if rest, ok := strings.CutSuffix(s, x); ok {
			return rest + "X"
		}
	}
	return s
}

// lost says whether a text is a number in exponent form, as a program writes
// that took an ID number for one.
func lost(s string) bool {
	_, rest, ok := scan(s)
	return ok && rest == "" && strings.ContainsAny(s, "eE")
}

func checkID(s string, today Day) (IDNumber, Code) {
	birth, ok := packed(s[6:14])
	if !ok || birth.year < 1880 || !today.IsZero() && birth.After(today) {
		return IDNumber{}, IDBirthDate
	}
	if idCheck(s) != s[17] {
		return IDNumber{}, IDChecksum
	}
	return newIDNumber(s), ""
}

// upgradeID turns a number of before 1999 (two digits of the year, no check
// character) into today's form.
func upgradeID(s string, today Day) (IDNumber, Code) {
	s, _ = CompleteID(s[:6] + "19" + s[6:])
	id, code := checkID(s, today)
	if code == "" {
		code = IDUpgraded
	}
	return id, code
}
