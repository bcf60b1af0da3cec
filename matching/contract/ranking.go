package contract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"laowu/matching"
)

// offered are openings that differ in one thing each, a place for each thing.
// The better answer pays less, so that the wage alone would turn the order
// round.
func offered() []Opening {
	one := func(name, title, employer, place, text string, low, high int) Opening {
		return Opening{Name: name, Title: title, Enterprise: employer, Place: place, PlaceText: text, WageMin: low, WageMax: high}
	}
	all := []Opening{
		one("rest", "保安", "示例一", "150622", "准格尔旗", 9000, 9000),
		one("spot", "保安", "示例二", "150622", "准格尔旗薛家湾镇", 3000, 3000),
		one("other-spot", "保安", "示例三", "150622", "准格尔旗沙圪堵镇", 3500, 3500),

		one("none", "门岗", "示例物业有限公司", "141124", "临县", 5000, 5000),
		one("house", "门卫", "示例保安有限公司", "141124", "临县", 4500, 4500),
		one("some", "学校保安", "示例医院", "141124", "临县", 4200, 4200),
		one("all", "医院保安", "示例学校", "141124", "临县", 4000, 4000),

		one("most", "保洁", "示例四", "141127", "岚县", 3000, 7000),
		one("least", "保洁", "示例五", "141127", "岚县", 5000, 5500),
		one("less", "保洁", "示例六", "141127", "岚县", 3000, 4000),

		one("sent-1", "焊工", "示例七", "141102", "离石区", 4500, 4500),
		one("sent-0", "焊工", "示例八", "141102", "离石区", 4500, 4500),
		one("sent-3", "焊工", "示例九", "141102", "离石区", 4600, 4600),
		one("pays", "焊工", "示例十", "141102", "离石区", 5500, 5500),

		one("carer-elsewhere", "护工", "示例针灸陪护", "141129", "中阳县", 5000, 5000),
		one("carer-night", "护工", "示例十一", "141129", "中阳县", 4800, 4800),
		one("carer-titled", "护工（针灸）", "示例十二", "141129", "中阳县", 4000, 4000),
		one("elder-titled", "养老护理员（针灸）", "示例十三", "141129", "中阳县", 6000, 6000),
		one("mother", "母婴护理员", "示例针灸月子中心", "141129", "中阳县", 9000, 9000),

		one("lead", "护工组长", "示例十八", "141130", "交口县", 9000, 9000),
		one("member", "养老护工", "示例十七", "141130", "交口县", 8000, 8000),
		one("own", "护理员", "示例护工之家", "141130", "交口县", 3000, 3000),

		one("eater", "照看老人", "示例十四", "141130", "交口县", 4000, 4000),

		one("two-cook", "厨师", "示例餐饮", "141181", "孝义市", 3000, 3000),
		one("two-guard", "保安", "示例十五", "141181", "孝义市", 3100, 3100),
		one("two-member", "装卸工", "示例十六", "141181", "孝义市", 3200, 3200),
	}
	for name, n := range map[string]int{"sent-1": 1, "sent-3": 3, "pays": 3} {
		all[slices.IndexFunc(all, func(o Opening) bool { return o.Name == name })].Sunk = n
	}
	all[slices.IndexFunc(all, func(o Opening) bool { return o.Name == "carer-night" })].Description = "要上针灸"
	return all
}

// ranked is what stands where, with the score of each.
var ranked = []struct {
	text, want string
	request    matching.Request
}{
	// What is written to be at the place that was named, and nothing is left out.
	{text: "薛家湾 保安", want: "spot 1, rest 0.75, other-spot 0.75"},
	{text: "薛家湾 沙圪堵 保安", want: "other-spot 1, spot 1, rest 0.75"},
	{text: "准格尔 保安", want: "rest 1, other-spot 1, spot 1"},
	// Titles that say all, then some, then an employer that does.
	{text: "临县 医院 保安", want: "all 1, some 0.97, house 0.94, none 0.91"},
	{text: "临县 保安", want: "some 1, all 1, house 0.94, none 0.91"},
	{text: "临县 看大门", want: "none 0.91, house 0.91, some 0.91, all 0.91"},
	// Who surely pays what was asked for, before who may.
	{text: "岚县 保洁 5000以上", want: "least 1, most 0.995"},
	{text: "岚县 保洁", want: "most 1, least 1, less 1"},
	{text: "岚县 保洁", request: matching.Request{WageMin: 4000}, want: "least 1, most 0.995, less 0.995"},
	// What few were sent to, as if it paid more: 900 yuan at most.
	{text: "离石 焊工", want: "pays 1, sent-0 1, sent-1 1, sent-3 1"},
	{text: "离石 焊工", request: matching.Request{Sort: matching.SortWage}, want: "pays 1, sent-3 1, sent-0 1, sent-1 1"},
	// Other words: in the title, in the employer's name, elsewhere; the trade itself
	// before what belongs to it, that before what is near.
	{text: "中阳 护工 针灸", want: "carer-titled 1, carer-elsewhere 0.99, carer-night 0.98, elder-titled 0.79, mother 0.4"},
	{text: "中阳 护工 针灸 3000以上", want: "carer-titled 1, carer-elsewhere 0.99, carer-night 0.98, elder-titled 0.79, mother 0.4"},
	// The trade itself, what belongs to it, what is near, whatever a title says.
	{text: "交口 护工", want: "own 0.94, member 0.88, eater 0.79, lead 0.5"},
	{text: "孝义 厨师 保安", want: "two-guard 0.97, two-cook 0.97"},
	// A sentence that names a trade finds it, though what else it says is written nowhere.
	{text: "交口照看老人吃饭睡觉", want: "eater 1, member 0.91, lead 0.41"},
	// Close to home first; what lies as near is ordered as ever.
	{text: "离家近的保安", want: "some 1, all 1, house 0.94, none 0.91, rest 1, other-spot 1, spot 1, two-guard 1"},
}

// ranks holds each order to its end, and that pages of one hit come to the same.
func (s suite) ranks(t *testing.T) {
	for _, c := range ranked {
		r := c.request
		r.Text, r.Limit = c.text, 100
		whole := s.search(t, r)
		if got := s.scored(whole.Hits); got != c.want {
			t.Errorf("%s\n got %s\nwant %s\n%+v", c.text, got, c.want, whole.Question)
		}
		var pages []matching.Hit
		for r.Limit = 1; len(pages) < whole.Total; {
			one := s.search(t, r)
			pages = append(pages, one.Hits...)
			if r.Cursor = one.NextCursor; r.Cursor == "" {
				break
			}
		}
		if got := s.scored(pages); got != s.scored(whole.Hits) {
			t.Errorf("%s: a hit a page: %s", c.text, got)
		}
	}
}

func (s suite) scored(hits []matching.Hit) string {
	var out []string
	for _, h := range hits {
		out = append(out, fmt.Sprintf("%s %v", s.names[h.ID], h.Score))
	}
	return strings.Join(out, ", ")
}
