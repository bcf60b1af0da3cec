package value

// Unit is what a wage is paid for.
type Unit string

// The units, as they are stored.
const (
	PerMonth Unit = "month"
	PerDay   Unit = "day"
	PerHour  Unit = "hour"
	PerYear  Unit = "year"
	PerPiece Unit = "piece"
)

// Wage is pay as offered or earned. LowFen and HighFen are hundredths of a
// yuan per Unit: equal for one figure, HighFen 0 for "and up", LowFen 0 for
// "up to", both 0 where none is given. Piecework has the month's earnings where
// they are written, never the price of a piece. The zero value is a blank cell.
type Wage struct {
	LowFen, HighFen int64
	Unit            Unit
	Negotiable      bool // 面议: said to be none given, which a blank cell is not
}

// IsZero says that nothing was written.
func (w Wage) IsZero() bool { return w == Wage{} }

// Days and hours by which a day's and an hour's pay become a month's: 21.75
// paid days ((365 − 104) ÷ 12) of 8 hours, 劳社部发〔2008〕3号. A year's pay is
// divided by 12.
const (
	paidDaysPerMonth = 21.75
	hoursPerDay      = 8
)

// Monthly is the wage in whole yuan a month, rounded; 0 stays "none".
func (w Wage) Monthly() (low, high int) {
	return w.Unit.monthly(w.LowFen), w.Unit.monthly(w.HighFen)
}

// monthly turns hundredths of a yuan per unit into yuan a month.
func (u Unit) monthly(fen int64) int {
	switch u {
	case PerDay:
		fen = fen * (paidDaysPerMonth * 100) / 100
	case PerHour:
		fen *= paidDaysPerMonth * hoursPerDay
	case PerYear:
		fen = (fen + 6) / 12
	}
	return int((fen + 50) / 100)
}

// mostMonthly is the wage above which a figure is a slip: yuan a month.
const mostMonthly = 1_000_000

// checked judges a wage that was read.
func (w Wage) checked() (Wage, Code) {
	low, high := w.Monthly()
	switch {
	case low > mostMonthly, high > mostMonthly, w.HighFen > 0 && w.LowFen > w.HighFen:
		return Wage{}, NumberRange
	case w.LowFen > 0 && low == 0, w.HighFen > 0 && high == 0: // less than half a yuan a month
		return Wage{}, NumberRange
	}
	return w, ""
}
