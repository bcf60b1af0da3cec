package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"
)

const (
	exactDigits = 15   // that a spreadsheet keeps
	shift1904   = 1462 // days from 1899-12-31 to 1904-01-01, as spreadsheets count them
	maxPlain    = 1e21 // from here on an exponent is kept
	minPlain    = 1e-9 // and below here
	isoDate     = "2006-01-02"
)

// appendNumber appends a number cell's value as Cell says. ok is false where
// it is no number.
func appendNumber(dst, value []byte) (out []byte, ok bool) {
	if isShort(value) {
		return append(dst, value...), true
	}
	for _, b := range value {
		if (b < '0' || b > '9') && b != '+' && b != '-' && b != '.' && b != 'e' && b != 'E' {
			return dst, false
		}
	}
	f, err := strconv.ParseFloat(string(value), 64)
	if err != nil {
		return dst, false
	}
	if f == math.Trunc(f) && math.Abs(f) < maxPlain {
		return appendWhole(dst, value, f), true
	}
	return appendFloat(dst, f), true
}

// isShort recognises the usual number, which is its own plain form.
func isShort(value []byte) bool {
	digits := value
	if len(digits) > 0 && digits[0] == '-' {
		digits = digits[1:]
	}
	point := -1
	for i, b := range digits {
		if b == '.' && point < 0 {
			point = i
		} else if b < '0' || b > '9' {
			return false
		}
	}
	switch n := len(digits); {
	case n == 0 || n > exactDigits || n > 1 && digits[0] == '0' && point != 1:
		return false
	case point >= 0:
		return point > 0 && digits[n-1] != '0' && point < n-1
	}
	return digits[0] != '0' || len(value) == 1
}

// appendWhole keeps every digit that the file gives of a whole number, for
// 1.42325198108119E+17 says which were lost.
func appendWhole(dst, value []byte, f float64) []byte {
	text := strings.ToLower(strings.TrimPrefix(string(value), "+"))
	mantissa, exponent, _ := strings.Cut(text, "e")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	e, err := strconv.Atoi(exponent)
	fraction = strings.TrimRight(fraction, "0")
	if exponent != "" && err != nil || e < len(fraction) || e > 21 {
		return strconv.AppendFloat(dst, f+0, 'f', -1, 64)
	}
	digits := strings.TrimLeft(strings.TrimPrefix(whole, "-")+fraction+strings.Repeat("0", e-len(fraction)), "0")
	if digits == "" {
		return append(dst, '0')
	}
	if f < 0 {
		dst = append(dst, '-')
	}
	return append(dst, digits...)
}

// appendFloat appends a number that is held in binary, to 15 digits.
func appendFloat(dst []byte, f float64) []byte {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', exactDigits, 64), 64)
	if err != nil {
		rounded = f
	}
	if rounded == 0 {
		return append(dst, '0')
	}
	if size := math.Abs(rounded); size >= maxPlain || size < minPlain {
		return strconv.AppendFloat(dst, rounded, 'E', -1, 64)
	}
	return strconv.AppendFloat(dst, rounded, 'f', -1, 64)
}

// appendDay appends a day number, moved to the 1900 system. A time of day
// alone is no day to be moved.
func appendDay(dst, value []byte, since04 bool) (out []byte, ok bool) {
	if !since04 {
		return appendNumber(dst, value)
	}
	f, err := strconv.ParseFloat(string(value), 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return dst, false
	}
	return appendFloat(dst, day1900(f)), true
}

// day1900 moves a day number from the 1904 system to that of 1900.
func day1900(f float64) float64 {
	if f < 1 {
		return f
	}
	return f + shift1904
}

// appendISO appends the day number of a date cell that is written out
// (2019-04-01, 2019-04-01T08:30:00Z or 08:30:00). Its clock is taken as it
// stands.
func appendISO(dst, value []byte) (out []byte, ok bool) {
	day, clock, both := strings.Cut(strings.TrimSuffix(string(value), "Z"), "T")
	if !both && strings.Contains(day, ":") {
		day, clock = "", day
	}
	serial := 0.0
	if day != "" {
		d, err := time.Parse(isoDate, day)
		if serial, ok = dayNumber(d); err != nil || !ok {
			return dst, false
		}
	}
	if clock != "" {
		c, err := time.Parse("15:04:05", clock)
		if err != nil {
			return dst, false
		}
		serial += float64(c.Hour()*3600+c.Minute()*60+c.Second()) / 86400
	}
	return appendFloat(dst, serial), true
}

// dayNumber is a date's day number in the 1900 system, which holds a day that
// never was, 1900-02-29, to do as Lotus 1-2-3 did.
func dayNumber(t time.Time) (serial float64, ok bool) {
	const lotusLeapDay, hours = 60, 24
	year, month, day := t.Date()
	since := time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC))
	if serial = since.Hours() / hours; serial <= lotusLeapDay {
		serial--
	}
	return serial, serial >= 1 && year < 10000
}
