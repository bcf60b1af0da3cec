package roster

import (
	"fmt"
	"time"

	"laowu/internal/db"
)

// ConsentVersion is of the text below. Who changes the text raises it: what
// somebody agreed to stays with his answer.
const ConsentVersion = 1

// ConsentText is what a person agrees to: which enterprise sees what, what for,
// and that it can be taken back (PIPL articles 14, 15 and 23).
func ConsentText(enterprise string, on time.Time) string {
	day := db.Day(on)
	return fmt.Sprintf("我同意%s查看我的姓名、手机号和证书，只用来同我联系、面试和录用。"+
		"没有我的同意，企业只看得到我的姓、性别、出生年份和想做的工种；我的身份证号、住址、家庭和健康情况，企业始终看不到。"+
		"不同意，不影响我参加协会、找别的活。我随时可以收回同意，收回以后企业马上看不到我的信息。"+
		"（第 %d 版，%d年%d月%d日）", enterprise, ConsentVersion, day.Year(), int(day.Month()), day.Day())
}
