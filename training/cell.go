package training

import (
	"slices"
	"strings"
	"unicode"
)

// nothing are the words by which an office says that it asks for none.
var nothing = []string{"", "无", "不限", "无要求", "不要求", "没有要求", "无需", "不需要", "不要", "不用", "不要证", "不要证书", "无证", "无证可", "无证也可", "没有", "否", "无限制", "不作要求", "暂无", "免"}

// None says that the cell asks for no certificate: blank, a stroke, 无, 不限.
func None(text string) bool {
	return slices.Contains(nothing, key(text))
}

// key is how an alias is compared.
func key(text string) string { return strings.Join(parts(text), "") }

// parts folds a cell and cuts it where one certificate ends and another
// begins: at spaces and signs, 和, 或, 及, 与. Brackets and 以上 are left out.
func parts(text string) []string {
	return strings.FieldsFunc(asides.Replace(fold(text)), func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) || strings.ContainsRune("和或及与", c)
	})
}

var asides = strings.NewReplacer("及以上", "", "或以上", "", "以上", "", "（", "", "）", "", "(", "", ")", "")

// levels stand in the middle of a name: 养老护理员四级证书.
var levels = strings.NewReplacer("一级", "", "二级", "", "三级", "", "四级", "", "五级", "", "初级", "", "中级", "", "高级", "", "技师", "")

// fold writes full-width letters and digits narrow and capitals small, and
// joins a class to its licence: "A2 驾驶证".
func fold(text string) string {
	var b strings.Builder
	last := rune(0)
	for _, c := range text {
		if c >= 0xFF10 && c <= 0xFF5A {
			c -= 0xFEE0
		}
		if unicode.IsSpace(c) && last < unicode.MaxASCII && unicode.IsLetter(last) || unicode.IsSpace(c) && unicode.IsDigit(last) {
			continue
		}
		last = unicode.ToLower(c)
		b.WriteRune(last)
	}
	return b.String()
}
