package value

import (
	"cmp"
	"errors"
	"fmt"
	"time"
)

// Precision says how much of a date was written.
type Precision uint8

// The precisions. A month's Day is its first, a year's its 1 January.
const (
	ToDay Precision = iota
	ToMonth
	ToYear
)

// Day is a date without time and zone. The zero value is none. Days that were
// written with different precision are different values: compare with Compare.
type Day struct {
	year       int16
	month, day uint8
	precision  Precision
}

// NewDay makes a date. False: there is no such day, or the year is not of
// four digits.
func NewDay(year, month, day int) (Day, bool) {
	if year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > monthDays(year, month) {
		return Day{}, false
	}
	return Day{int16(year), uint8(month), uint8(day), ToDay}, true
}

func monthDays(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// DayOf is the date that a clock shows, in the time's own zone.
func DayOf(t time.Time) Day {
	d, _ := NewDay(t.Year(), int(t.Month()), t.Day())
	return d
}

// packed reads YYYYMMDD.
func packed(s string) (Day, bool) {
	return NewDay(atoi(s[:4]), atoi(s[4:6]), atoi(s[6:8]))
}

// atoi reads digits that are known to be some.
func atoi(s string) (n int) {
	for _, c := range []byte(s) {
		n = n*10 + int(c-'0')
	}
	return n
}

// IsZero says that there is none.
func (d Day) IsZero() bool { return d.year == 0 }

// Time is the date at midnight UTC, as PostgreSQL's date is given and taken;
// the zero Time if there is none.
func (d Day) Time() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return time.Date(int(d.year), time.Month(d.month), int(d.day), 0, 0, 0, 0, time.UTC)
}

// Date is year, month and day.
func (d Day) Date() (year, month, day int) { return int(d.year), int(d.month), int(d.day) }

// Precision says how much of the date was written.
func (d Day) Precision() Precision { return d.precision }

// First is the date with all of it meant.
func (d Day) First() Day {
	d.precision = ToDay
	return d
}

// Last is the last day that the writing covers: 2019.4 ends on 2019-04-30. An
// end is compared, and kept, by it.
func (d Day) Last() Day {
	switch {
	case d.IsZero():
		return d
	case d.precision == ToYear:
		return Day{d.year, 12, 31, ToDay}
	case d.precision == ToMonth:
		return Day{d.year, d.month, uint8(monthDays(int(d.year), int(d.month))), ToDay}
	}
	return d
}

// Add is the date n days on.
func (d Day) Add(n int) Day { return DayOf(d.Time().AddDate(0, 0, n)) }

// Compare orders by date, whatever the precision.
func (d Day) Compare(o Day) int {
	return cmp.Or(cmp.Compare(d.year, o.year), cmp.Compare(d.month, o.month), cmp.Compare(d.day, o.day))
}

// Before says whether d is earlier than o.
func (d Day) Before(o Day) bool { return d.Compare(o) < 0 }

// After says whether d is later than o.
func (d Day) After(o Day) bool { return d.Compare(o) > 0 }

// YearsTo counts the full years from d to another day: an age. Who was born on
// 29 February is a year older on 1 March.
func (d Day) YearsTo(on Day) int {
	n := int(on.year) - int(d.year)
	if on.month < d.month || on.month == d.month && on.day < d.day {
		n--
	}
	return n
}

// String is the date as 2019-04-01; empty if there is none.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
}

// MarshalText writes the date as String does.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads a date as MarshalText writes it.
func (d *Day) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Day{}
		return nil
	}
	t, err := time.Parse(time.DateOnly, string(text))
	if err != nil {
		return errors.New("date is not of the form 2006-01-02")
	}
	*d = DayOf(t)
	return nil
}

// Order is date_order where an end lies before its start. A month that only
// names itself ends on its last day; a missing date is in any order.
func Order(start, end Day) Code {
	if !start.IsZero() && !end.IsZero() && end.Last().Before(start) {
		return DateOrder
	}
	return ""
}
