package value

import "log/slog"

// veil hides the digits of ID and telephone numbers in memory dumps that fmt
// makes of structs: fmt prints unexported fields without asking their String.
const veil = 0xA53C_96E1_5B78_D20F

// Sex of a person.
type Sex string

// The sexes, as they are stored.
const (
	Male   Sex = "male"
	Female Sex = "female"
)

// Word is what people call it.
func (s Sex) Word() string {
	switch s {
	case Male:
		return "男"
	case Female:
		return "女"
	}
	return ""
}

// IDNumber is a citizen's number of 18 characters by GB 11643-1999: area (6),
// birth date (8), sequence (3, odd for men), check character. The zero value
// is none. Values can be compared. It prints masked; only Reveal tells it.
type IDNumber struct {
	veiled uint64 // the first 17 digits
}

// newIDNumber takes 17 digits, already checked.
func newIDNumber(s string) IDNumber {
	n := uint64(0)
	for _, c := range []byte(s[:17]) {
		n = n*10 + uint64(c-'0')
	}
	return IDNumber{n ^ veil}
}

// IsZero says that there is none.
func (id IDNumber) IsZero() bool { return id.veiled == 0 }

// Reveal is the number in full, 18 characters; empty if there is none.
func (id IDNumber) Reveal() string {
	if id.IsZero() {
		return ""
	}
	b := id.bytes()
	return string(b[:])
}

func (id IDNumber) bytes() (b [18]byte) {
	n := id.veiled ^ veil
	for i := 16; i >= 0; i-- {
		b[i] = byte('0' + n%10)
		n /= 10
	}
	b[17] = idCheck(string(b[:17]))
	return b
}

// Mask is the number as pages and exports show it: 142325********9991.
func (id IDNumber) Mask() string {
	if id.IsZero() {
		return ""
	}
	b := id.bytes()
	return string(b[:6]) + "********" + string(b[14:])
}

// String is the mask, so that no log holds a number by accident.
func (id IDNumber) String() string { return id.Mask() }

// GoString is the mask.
func (id IDNumber) GoString() string { return id.Mask() }

// LogValue is the mask.
func (id IDNumber) LogValue() slog.Value { return slog.StringValue(id.Mask()) }

// Area is the six digits of the division where the number was first issued:
// not where its holder is registered today.
func (id IDNumber) Area() string {
	if id.IsZero() {
		return ""
	}
	b := id.bytes()
	return string(b[:6])
}

// Birth is the birth date; the zero Day if there is no number.
func (id IDNumber) Birth() Day {
	if id.IsZero() {
		return Day{}
	}
	b := id.bytes()
	d, _ := packed(string(b[6:14]))
	return d
}

// Sex by the sequence: odd for men.
func (id IDNumber) Sex() Sex {
	switch {
	case id.IsZero():
		return ""
	case (id.veiled^veil)%2 == 1:
		return Male
	}
	return Female
}

// Age is the full years of life on a day.
func (id IDNumber) Age(on Day) int { return id.Birth().YearsTo(on) }
