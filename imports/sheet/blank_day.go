package sheet

import (
	"strings"
	"time"
)

// dayLike writes a day as an example does: 2019年4月, 2019.04, 2019/4/1; without
// one as 2019-04-01.
func dayLike(example string, day time.Time) string {
	return day.Format(dayLayout(example))
}

func dayLayout(example string) string {
	month, dayOf := "1", "2"
	if strings.ContainsAny(example, "0") && zeroed(example) {
		month, dayOf = "01", "02"
	}
	switch {
	case strings.Contains(example, "年") && strings.Contains(example, "日"):
		return "2006年" + month + "月" + dayOf + "日"
	case strings.Contains(example, "年") && strings.Contains(example, "月"):
		return "2006年" + month + "月"
	}
	for _, mark := range []string{".", "/"} {
		switch strings.Count(example, mark) {
		case 1:
			return "2006" + mark + month
		case 2:
			return "2006" + mark + month + mark + dayOf
		}
	}
	switch figures := strings.Trim(example, "0123456789") == ""; {
	case figures && len(example) == 8:
		return "20060102"
	case figures && len(example) == 6:
		return "200601"
	case strings.Count(example, "-") == 1:
		return "2006-01"
	}
	return time.DateOnly
}

// zeroed says whether a figure after the year has a zero before it.
func zeroed(example string) bool {
	for i := 1; i+1 < len(example); i++ {
		before, after := example[i-1], example[i+1]
		if example[i] == '0' && (before < '0' || before > '9') && after >= '0' && after <= '9' {
			return true
		}
	}
	return false
}
