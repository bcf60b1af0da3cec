package matching

import "errors"

// The refusals of a search. Their texts go to people as they are and repeat
// nothing of what was sent.
var (
	ErrPlace      = errors.New("没有这个地点：请写行政区划代码或地名，例如 150602 或 东胜区")
	ErrOccupation = errors.New("没有这个工种：请写工种代码或名称，例如 elder_care 或 养老护理员")
	ErrWage       = errors.New("最低工资要在 0 到 1000000 元之间")
	ErrAge        = errors.New("年龄要在 16 到 100 岁之间")
	ErrCert       = errors.New("没有这种证书：请写证书代码或名称，例如 elder_care 或 养老护理员证")
	ErrForm       = errors.New("用工形式只有两种：regular（长期）和 temporary（临时）")
	ErrSort       = errors.New("排序只有四种：不写（最合适）、wage（工资高）、new（新发布）、near（路近）")
	ErrLimit      = errors.New("每页条数要在 1 到 100 之间")
	ErrCursor     = errors.New("翻页标记不对：请原样使用上一页给出的标记，其余条件不要改")
	ErrRole       = errors.New("找人只给务工协会、乡镇、工作站和县级使用")
)

// Refusal is the refusal within an error of a search, nil where the error is
// no refusal.
func Refusal(err error) error {
	for _, known := range []error{ErrPlace, ErrOccupation, ErrWage, ErrAge, ErrCert, ErrForm, ErrSort, ErrLimit, ErrCursor, ErrRole} {
		if errors.Is(err, known) {
			return known
		}
	}
	return nil
}
