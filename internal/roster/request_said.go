package roster

import (
	"errors"
	"unicode/utf8"

	"laowu/internal/value"
)

// The refusals of what is written into a request or its answer; their texts go
// to people as they are.
var (
	ErrField      = errors.New("请选要更正的是哪一项")
	ErrSaidNone   = errors.New("请写清楚对的是什么")
	ErrSaidLong   = errors.New("最多写 500 个字")
	ErrSaidNumber = errors.New("请不要在这里写身份证号或者电话号码，协会会当面或者打电话核对")
)

// longestSaid is in characters.
const longestSaid = 500

// CorrectionField is something of a record that can be asked to be corrected.
type CorrectionField struct {
	Name string // as it is stored
	Word string
	Hint string // what to write
}

// CorrectionFields lists them, in the order of the page. A telephone number is
// kept sealed and a request is not: the association asks for the new one when
// it sees the request, and corrects it itself.
func CorrectionFields() []CorrectionField {
	return []CorrectionField{
		{"name", "姓名", "写身份证上的姓名"},
		{"phone", "手机号", "号码不用写在这里：协会看到以后会当面或者打电话问您，核对了再改"},
		{"household", "家庭", "例如户主是谁、家里有几口人、是不是搬迁户"},
		{"village", "村", "写现在的户口在哪个乡镇、哪个村"},
		{"work", "务工", "写在哪里、做什么、从哪天到哪天、一个月多少钱"},
		{"other", "其他", "写哪一项不对，对的是什么"},
	}
}

// checkCorrection tidies what is said of a field. Of a telephone it may be
// nothing: that it is wrong is enough.
func checkCorrection(field, said string) (string, error) {
	for _, f := range CorrectionFields() {
		if f.Name != field {
			continue
		}
		said, err := checkSaid(said)
		if err == nil && said == "" && field != "phone" {
			err = ErrSaidNone
		}
		return said, err
	}
	return "", ErrField
}

// checkSaid refuses texts that are too long or hold a personal number, which
// would stand unsealed.
func checkSaid(text string) (string, error) {
	text = value.Clean(text)
	switch {
	case utf8.RuneCountInString(text) > longestSaid:
		return "", ErrSaidLong
	case value.Redact(text) != text:
		return "", ErrSaidNumber
	}
	return text, nil
}
