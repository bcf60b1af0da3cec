package value

import "strings"

// Answer is yes, no, or nothing said.
type Answer uint8

// The answers.
const (
	Unknown Answer = iota
	Yes
	No
)

// Ptr is the answer as a database keeps it: nil where nothing was said.
func (a Answer) Ptr() *bool {
	if a == Unknown {
		return nil
	}
	yes := a == Yes
	return &yes
}

// ParseYesNo reads 是/否, √/×, 有/无 and their like; blank and a stroke are
// Unknown. Code: unknown_value.
func ParseYesNo(r Raw) (Answer, Code) {
	return answer(r, nil)
}

// ParseAble reads the column of 劳动能力, which holds yes and no or the
// register's words.
func ParseAble(r Raw) (Answer, Code) { return answer(r, ableWords) }

// ParseWilling reads the column of 就业意愿.
func ParseWilling(r Raw) (Answer, Code) { return answer(r, willingWords) }

func answer(r Raw, own map[string]Answer) (Answer, Code) {
	s := word(r)
	if a, ok := yesNo[s]; ok {
		return a, ""
	}
	if a, ok := own[s]; ok {
		return a, ""
	}
	if stroke(s) {
		return Unknown, ""
	}
	return Unknown, UnknownValue
}

// word is a cell of a closed list: folded, upper case, without spaces.
func word(r Raw) string {
	if r.Number {
		if d, ok := wholeDigits(r.Text); ok {
			return d
		}
	}
	return strings.ToUpper(unspaced(fold(r.Text)))
}

var yesNo = map[string]Answer{
	"是": Yes, "是的": Yes, "√": Yes, "✓": Yes, "✔": Yes, "☑": Yes, "对": Yes, "有": Yes, "已": Yes, "1": Yes, "Y": Yes, "YES": Yes, "TRUE": Yes, "T": Yes,
	"否": No, "不是": No, "×": No, "✗": No, "✘": No, "✕": No, "✖": No, "☒": No, "X": No, "错": No, "无": No, "没有": No, "没": No, "不": No, "未": No, "0": No, "N": No, "NO": No, "FALSE": No, "F": No,
	"已搬迁": Yes, "未搬迁": No, "已签": Yes, "未签": No, "已签订": Yes, "未签订": No, "在岗": Yes, "不在岗": No, "离岗": No,
}

var ableWords = map[string]Answer{
	"有劳动能力": Yes, "有劳动力": Yes, "普通劳动力": Yes, "技能劳动力": Yes, "普通": Yes, "技能": Yes, "正常": Yes,
	"弱劳动力": Yes, "半劳动力": Yes, "弱劳动力或半劳动力": Yes, "弱劳动力、半劳动力": Yes, "弱(半)劳动力": Yes, "部分劳动能力": Yes,
	"无劳动能力": No, "无劳动力": No, "丧失": No, "丧失劳动力": No, "丧失劳动能力": No,
}

var willingWords = map[string]Answer{
	"有意愿": Yes, "有就业意愿": Yes, "有务工意愿": Yes, "愿意": Yes, "愿": Yes, "想": Yes, "想就业": Yes, "想外出": Yes,
	"无意愿": No, "无就业意愿": No, "无务工意愿": No, "没有意愿": No, "不愿意": No, "不愿": No, "不想": No, "暂无意愿": No,
}
