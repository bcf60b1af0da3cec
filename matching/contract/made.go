package contract

import (
	"fmt"

	"laowu/matching"
)

// chance is what a benchmark draws by: a rand.Rand that begins the same every
// time.
type chance interface {
	IntN(n int) int
	Float64() float64
}

// Many makes n openings that look like a county's: trades of the lexicon over
// the places where its people work.
func Many(r chance, l *matching.Lexicon, n int) []Opening {
	trades := l.Trades()
	places := []string{"150602", "150603", "150621", "150622", "150624", "150626", "150627", "140105", "140106", "140109", "140110", "141123", "141123100", "141102", "141181"}
	pick := func(from ...string) string { return from[r.IntN(len(from))] }
	out := make([]Opening, n)
	for i := range out {
		t := trades[int(float64(len(trades))*r.Float64()*r.Float64())]
		place, wage := pick(places...), 2500+100*r.IntN(60)
		out[i] = Opening{
			Title:      pick(append(t.Aliases[:min(3, len(t.Aliases))], t.Name, t.Name, t.Name)...) + pick("", "", "（长白班）", "（包吃住）"),
			Enterprise: fmt.Sprintf("示例%s%d有限公司", pick("康养服务", "煤业", "物流", "物业", "建设", "铝业"), i%400),
			Place:      place, PlaceText: fmt.Sprintf("%s第%d号", l.Atlas().Name(place), i), Headcount: 1 + r.IntN(30), Temporary: r.IntN(3) == 0,
			WageMin: wage, WageMax: wage + 500*r.IntN(5), Board: r.IntN(2) == 0, Lodging: r.IntN(2) == 0, AgeMin: 18, AgeMax: []int{0, 50, 55, 60}[r.IntN(4)],
			CertText:    pick("", "", "健康证"),
			Description: "负责日常工作，服从安排，身体健康，能吃苦耐劳，试用期一个月，每月十五日发工资，签订劳动合同，交五险。", Until: "2027-06-30",
		}
	}
	return out
}
