package value

import (
	"math"
	"strconv"
	"strings"
)

// one is 1 in the fixed point that numbers are read in: six decimals, so that
// the noise of a float (3499.9999999999995) rounds away and 22.4 is exact.
const one = 1_000_000

// ceiling is where whole parts are cut: past every range, and small enough that
// a multiplier (万) does not overflow.
const ceiling = 100_000_000

// scan reads an unsigned number at the start of s: digits, thousands commas,
// decimals, an exponent. The value is in units of 1/one.
func scan(s string) (n int64, rest string, ok bool) {
	i := 0
	for ; i < len(s) && digit(s[i]); i++ {
		n = min(n*10+int64(s[i]-'0'), ceiling)
	}
	if i == 0 {
		return 0, s, false
	}
	for i <= 3 && thousands(s[i:]) || i > 4 && s[i-4] == ',' && thousands(s[i:]) {
		for _, c := range []byte(s[i+1 : i+4]) {
			n = min(n*10+int64(c-'0'), ceiling)
		}
		i += 4
	}
	n *= one
	if i+1 < len(s) && s[i] == '.' && digit(s[i+1]) {
		f, end := decimals(s, i+1)
		n, i = n+f, end
	}
	if e := exponent(s[i:]); e > 0 {
		return scientific(s[:i+e]), s[i+e:], true
	}
	return n, s[i:], true
}

// thousands says whether s begins with a comma and exactly three digits.
func thousands(s string) bool {
	return len(s) >= 4 && s[0] == ',' && digits(s[1:4]) && (len(s) == 4 || !digit(s[4]))
}

// decimals reads the digits at s[i:] in units of 1/one, rounded.
func decimals(s string, i int) (n int64, end int) {
	k := 0
	for ; i < len(s) && digit(s[i]); i, k = i+1, k+1 {
		switch {
		case k < 6:
			n = n*10 + int64(s[i]-'0')
		case k == 6 && s[i] >= '5':
			n++
		}
	}
	for ; k < 6; k++ {
		n *= 10
	}
	return n, i
}

// exponent is the length of an exponent at the start of s, such as E+17.
func exponent(s string) int {
	if s == "" || s[0] != 'e' && s[0] != 'E' {
		return 0
	}
	i := 1
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	if i == len(s) || !digit(s[i]) {
		return 0
	}
	for i < len(s) && digit(s[i]) {
		i++
	}
	return i
}

func scientific(s string) int64 {
	f, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
	if err != nil || f > ceiling {
		f = ceiling
	}
	return int64(math.Round(f * one))
}

// wholeDigits are the digits of a number cell that holds a whole number of at
// least 0, however it was written down: 32, 32.0, 1.4E+10.
func wholeDigits(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if digits(s) {
		return s, true
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f != math.Trunc(f) || f < 0 || f > 1e21 {
		return "", false
	}
	return strconv.FormatFloat(f, 'f', 0, 64), true
}

// tight removes the spaces within a folded number (3 500) and says whether
// that is safe: 3500 4500 are two numbers.
func tight(s string) (string, bool) {
	if strings.IndexByte(s, ' ') < 0 {
		return s, true
	}
	words := strings.Fields(s)
	for i := 1; i < len(words); i++ {
		left, right := trailing(words[i-1]), leading(words[i])
		if left >= 3 && right >= 4 || left >= 4 && right >= 3 {
			return "", false
		}
	}
	return strings.Join(words, ""), true
}

func leading(s string) (n int) {
	for n < len(s) && digit(s[n]) {
		n++
	}
	return n
}

func trailing(s string) (n int) {
	for n < len(s) && digit(s[len(s)-1-n]) {
		n++
	}
	return n
}
