package demo

import (
	"slices"
	"strings"
	"time"
)

// visited is a line of a station's visits.
type visited struct {
	*person
	on              time.Time
	way, in         string // in post: 是, or what else came of it
	paid            string // 工资是否按时发放
	issue, said, by string
	low, high       int
}

// stations are the demonstration's, each with the words that tell a place in
// its area.
var stations = []struct {
	name  string
	words []string
}{
	{"鄂尔多斯西部工作站", []string{"鄂尔多斯", "东胜", "康巴什", "准格尔", "伊金霍洛", "达拉特", "乌审", "鄂托克", "杭锦"}},
	{"太原联络部", []string{"太原", "小店", "迎泽", "杏花岭", "尖草坪", "万柏林", "晋源", "清徐", "古交"}},
}

// streamVisits is the stream of visits. It stands far from the others, so that
// these stay as they were.
const streamVisits = 2000

// visitPeople draws the visits of the autumn of 2019: at the two stations, to a
// part of those who began by then, some without an answer, a few who had not
// been paid. Nobody is found to have left: the rosters of the year's end say
// that all are at work.
func (b *builder) visitPeople() error {
	d := newDraw(b.options.Seed, streamVisits)
	for i, s := range stations {
		var people []*person
		for _, p := range b.workers() {
			there := func(word string) bool { return strings.Contains(p.work.place, word) }
			if p.work.away && !p.work.started.Before(time.Date(2019, time.July, 1, 0, 0, 0, 0, time.UTC)) && slices.ContainsFunc(s.words, there) {
				people = append(people, p)
			}
		}
		d.Shuffle(len(people), func(i, j int) { people[i], people[j] = people[j], people[i] })
		officers := []string{b.names.name(d, true, 1980), b.names.name(d, false, 1985), b.names.name(d, true, 1990)}
		most := b.size.visits * (2 - i) / 3 // Ordos has two thirds
		var rows []visited
		for _, p := range people {
			if len(rows) >= most {
				break
			}
			rows = append(rows, visitsOf(d, p, pick(d, officers), len(rows))...)
		}
		b.visits = append(b.visits, rows)
	}
	return nil
}

// visitsOf are the visits to somebody on the days on which they were due, or a
// day or two later; n are before them.
func visitsOf(d draw, p *person, by string, n int) []visited {
	var out []visited
	for _, day := range []int{7, 30, 90} {
		on := p.work.started.AddDate(0, 0, day+d.between(0, 2))
		if on.After(counted()) {
			break
		}
		v := visited{person: p, on: on, way: pick(d, []string{"电话", "电话", "微信", "走访"}), in: "是", paid: "是", by: by, low: p.work.low, high: p.work.high}
		switch {
		case (n+len(out))%250 == 20:
			v.paid, v.issue, v.said = "否", "拖欠工资", pick(d, []string{"两个月没有发工资", "说好月底发，一直拖着", "老板说等结账再发"})
		case d.in(60):
			v.in, v.paid, v.low, v.high = "联系不上", "", 0, 0
		case d.in(25):
			v.paid = "否"
		}
		out = append(out, v)
	}
	return out
}
