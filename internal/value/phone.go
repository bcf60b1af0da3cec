package value

import (
	"log/slog"
	"strconv"
)

// Phone is a telephone number: a mobile one, a landline with its area code, or
// a 400 number. The zero value is none. Values can be compared. It prints
// masked; only Reveal tells it.
type Phone struct {
	veiled    uint64 // a 1, the digits, the extension's digits
	extension uint8  // how many of them
}

func newPhone(number, extension string) Phone {
	n, err := strconv.ParseUint("1"+number+extension, 10, 64)
	if err != nil {
		return Phone{}
	}
	return Phone{n ^ veil, uint8(len(extension))}
}

// IsZero says that there is none.
func (p Phone) IsZero() bool { return p.veiled == 0 }

// parts are area code, number and extension; area is empty for a mobile one.
func (p Phone) parts() (area, number, extension string) {
	if p.IsZero() {
		return "", "", ""
	}
	s := strconv.FormatUint(p.veiled^veil, 10)[1:]
	s, extension = s[:len(s)-int(p.extension)], s[len(s)-int(p.extension):]
	n := areaCode(s)
	return s[:n], s[n:], extension
}

// Reveal is the number in full: 14000000000, 0358-0000000, 0358-0000000-801.
func (p Phone) Reveal() string {
	area, number, extension := p.parts()
	if area != "" {
		number = area + "-" + number
	}
	if extension != "" {
		number += "-" + extension
	}
	return number
}

// Mask is the number as pages and exports show it: 140****3490, 0358-****000.
func (p Phone) Mask() string {
	area, number, _ := p.parts()
	switch {
	case number == "":
		return ""
	case area != "":
		return area + "-****" + number[len(number)-3:]
	}
	return number[:3] + "****" + number[len(number)-4:]
}

// String is the mask, so that no log holds a number by accident.
func (p Phone) String() string { return p.Mask() }

// GoString is the mask.
func (p Phone) GoString() string { return p.Mask() }

// LogValue is the mask.
func (p Phone) LogValue() slog.Value { return slog.StringValue(p.Mask()) }

// Mobile says whether it is a mobile number.
func (p Phone) Mobile() bool {
	area, number, _ := p.parts()
	return area == "" && len(number) == 11
}

// areaCode is the length of the area code of a number's digits: three for
// Beijing and 02x, else four; none for mobile and 400 numbers.
func areaCode(s string) int {
	switch {
	case s == "" || s[0] != '0':
		return 0
	case len(s) > 1 && s[1] <= '2':
		return 3
	}
	return 4
}
