package matching

import (
	"math"
	"strings"
)

// chineseDigits are the digits as written in words.
var chineseDigits = map[rune]int{'零': 0, '〇': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}

// numberAt reads an amount at a character and moves behind it: 3000, 3,000,
// 3.5千, 5k, 0.5万, 三千五, 五六千 (the lower one), 一万二. The second result
// says that it named its unit.
func numberAt(t text, at *int) (amount int, unit, ok bool) {
	if *at >= len(t.runes) {
		return 0, false, false
	}
	if isDigit(t.runes[*at]) {
		return digitsAt(t, at)
	}
	return wordsAt(t, at)
}

func digitsAt(t text, at *int) (int, bool, bool) {
	from := *at
	value, scale, point := 0.0, 1.0, false
	i := from
	for ; i < len(t.runes) && i-from < 9; i++ {
		switch c := t.runes[i]; {
		case isDigit(c) && point:
			scale /= 10
			value += float64(c-'0') * scale
		case isDigit(c):
			value = value*10 + float64(c-'0')
		case c == '.' && !point && i+1 < len(t.runes) && isDigit(t.runes[i+1]):
			point = true
		case c == ',' && i+3 < len(t.runes) && isDigit(t.runes[i+1]) && isDigit(t.runes[i+2]) && isDigit(t.runes[i+3]):
		default:
			return unitAt(t, at, i, value)
		}
	}
	return unitAt(t, at, i, value)
}

// unitAt multiplies by the unit behind a number, if one is there.
func unitAt(t text, at *int, i int, value float64) (int, bool, bool) {
	unit := 1.0
	if i < len(t.runes) {
		switch t.runes[i] {
		case '千', 'k':
			unit = 1000
		case '万', 'w':
			unit = 10000
		}
	}
	if unit > 1 {
		i++
		if i < len(t.runes) && isDigit(t.runes[i]) && t.edge(i+1) {
			value += float64(t.runes[i]-'0') / 10 // 3千5
			i++
		}
	} else if i < len(t.runes) && isDigit(t.runes[i]) {
		return 0, false, false
	}
	*at = i
	return int(math.Round(value * unit)), unit > 1, true
}

// wordsAt reads 三千, 三千五, 三千五百, 五六千, 一万, 一万二.
func wordsAt(t text, at *int) (int, bool, bool) {
	i := *at
	first, ok := chineseDigits[t.runes[i]]
	if !ok || first == 0 {
		return 0, false, false
	}
	i++
	if i < len(t.runes) {
		if second, two := chineseDigits[t.runes[i]]; two && second == first+1 {
			i++
		}
	}
	if i >= len(t.runes) || !strings.ContainsRune("千万", t.runes[i]) {
		return 0, false, false
	}
	unit := 1000
	if t.runes[i] == '万' {
		unit = 10000
	}
	i++
	value := first * unit
	if i < len(t.runes) {
		if rest, more := chineseDigits[t.runes[i]]; more {
			value += rest * unit / 10
			i++
			if i < len(t.runes) && (t.runes[i] == '百' || t.runes[i] == '千') {
				i++
			}
		}
	}
	*at = i
	return value, true, true
}

// ageAt reads an age: 55岁, 55周岁, 五十五岁, 五十多岁, 五十五了.
func ageAt(t text, i int) (span, bool) {
	at, age := i, 0
	for ; at < len(t.runes) && at-i < 2 && isDigit(t.runes[at]); at++ {
		age = age*10 + int(t.runes[at]-'0')
	}
	ends := []string{"周岁", "岁"}
	if at == i {
		age = ageInWords(t, &at)
		ends = append(ends, "了") // nobody says of a wage or a number that it has come
	}
	many := t.skip(&at, []string{"多", "几", "来"})
	if age < 16 || age > 80 || !t.edge(i) || !t.skip(&at, ends) {
		return span{}, false
	}
	if many {
		age += 5 // the middle of fifty-odd
	}
	t.skip(&at, []string{"及以上", "以上", "及以下", "以下", "左右", "的人", "了"})
	return span{i, at, &concept{kind: isAge, age: age}}, true
}

func ageInWords(t text, at *int) int {
	i := *at
	if i+1 >= len(t.runes) || t.runes[i+1] != '十' {
		return 0
	}
	tens, ok := chineseDigits[t.runes[i]]
	if !ok {
		return 0
	}
	*at = i + 2
	if *at < len(t.runes) {
		if ones, more := chineseDigits[t.runes[*at]]; more {
			*at++
			return tens*10 + ones
		}
	}
	return tens * 10
}
