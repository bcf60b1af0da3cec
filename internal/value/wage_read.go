package value

import "strings"

// ParseWage reads a wage a month: 3500元, 3,500, 3.5千, 0.35万, 3500-4500,
// 6-8千, 5000元以上, 3000/月, 5K, 4500左右, 面议, 计件, and other pay that says
// so (200元/天, 25元/小时, 年薪6万). What stands in brackets does not count.
// Codes: number_format; number_range for nothing or less, for a range from
// high to low, and for more than 1,000,000 yuan a month.
func ParseWage(r Raw) (Wage, Code) { return ParseWageIn(r, PerMonth) }

// ParseWageIn is ParseWage for a column whose heading says what the figure is
// paid for (日工资, 年收入). A cell that says otherwise wins.
func ParseWageIn(r Raw, unit Unit) (Wage, Code) {
	if fen, ok := plainWage(r.Text); ok {
		return oneWage(fen, unit)
	}
	s := strings.ToLower(bare(r.Text))
	if None(s) {
		return Wage{}, ""
	}
	if r.Number {
		return numberWage(s, unit)
	}
	s, ok := tight(withoutBrackets(s))
	if !ok {
		return Wage{}, NumberFormat
	}
	w := wageReader{unit: unit}
	if !w.read(s) {
		return Wage{}, NumberFormat
	}
	return w.wage()
}

// plainWage reads 3500 and 3500元 at speed.
func plainWage(s string) (fen int64, ok bool) {
	s = strings.TrimSuffix(s, "元")
	if len(s) > 7 || !digits(s) {
		return 0, false
	}
	return int64(atoi(s)) * 100, true
}

func oneWage(fen int64, unit Unit) (Wage, Code) {
	if fen <= 0 {
		return Wage{}, NumberRange
	}
	return Wage{LowFen: fen, HighFen: fen, Unit: unit}.checked()
}

func numberWage(s string, unit Unit) (Wage, Code) {
	s, negative := strings.CutPrefix(s, "-")
	n, rest, ok := scan(s)
	switch {
	case !ok || rest != "":
		return Wage{}, NumberFormat
	case negative:
		return Wage{}, NumberRange
	}
	return oneWage(fen(n), unit)
}

// fen turns units of 1/one yuan into hundredths, rounded.
func fen(n int64) int64 { return (n + one/200) / (one / 100) }

// withoutBrackets drops what stands in brackets: 4000（试用期3000）. Where all
// does, only the brackets go.
func withoutBrackets(s string) string {
	if strings.IndexByte(s, '(') < 0 && strings.IndexByte(s, '[') < 0 && !strings.Contains(s, "【") {
		return s
	}
	depth := 0
	outside := strings.Map(func(r rune) rune {
		switch r {
		case '(', '[', '【':
			depth++
			return -1
		case ')', ']', '】':
			depth = max(depth-1, 0)
			return -1
		}
		if depth > 0 {
			return -1
		}
		return r
	}, s)
	if strings.TrimSpace(outside) == "" {
		return strings.Trim(s, "()[]【】 ")
	}
	return outside
}
