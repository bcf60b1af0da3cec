package repeat

import (
	"regexp"
	"slices"
	"strings"

	"laowu/internal/hiring"
	"laowu/matching"
)

// empty are words of a title that say nothing about the work.
var empty = strings.NewReplacer(
	"急招", "", "急聘", "", "诚聘", "", "招聘", "", "高薪", "", "若干名", "", "数名", "", "多名", "", "包吃住", "", "包食宿", "", "包吃", "", "包住", "",
	"长期", "", "大量", "",
)

// aside is what stands in brackets, and howMany how many are wanted.
var (
	aside   = regexp.MustCompile(`\(.*?\)|（.*?）|【.*?】|\[.*?\]`)
	howMany = regexp.MustCompile(`[0-9]+[名人个位]`)
)

// core is what a title says of the work, folded: 急招保洁员（包吃住）5名 is 保洁员.
func (j Judge) core(title string) string {
	t := howMany.ReplaceAllString(aside.ReplaceAllString(j.fold(title), ""), "")
	return strings.Join(strings.FieldsFunc(empty.Replace(t), func(c rune) bool { return strings.ContainsRune(" -_/·,，、:：!！", c) }), "")
}

// marks are what people write to keep two posts apart, a row each: of a row a
// title has one or none.
var marks = [][]string{
	{"男", "女"}, {"白班", "夜班", "早班", "中班", "晚班", "长白"}, {"初级", "中级", "高级", "技师"},
	{"学徒", "熟练", "师傅", "班长", "组长", "队长", "领班", "主管", "经理"}, {"实习", "助理"},
}

// letters and figures of a title number lines, shops and classes: A线, 2号, B2.
var numbered = regexp.MustCompile(`[a-z0-9一二三四五六七八九十]+(?:号|线|区|队|班|级|厂|车间|店|楼|期|标段)|[a-z][0-9]*|[0-9]+$`)

// marksAgree says whether no mark keeps two folded titles apart.
func marksAgree(a, b string) bool {
	for _, row := range marks {
		if !slices.Equal(within(a, row), within(b, row)) {
			return false
		}
	}
	a, b = howMany.ReplaceAllString(a, ""), howMany.ReplaceAllString(b, "")
	return slices.Equal(numbered.FindAllString(a, -1), numbered.FindAllString(b, -1))
}

func within(title string, row []string) (found []string) {
	for _, mark := range row {
		if strings.Contains(title, mark) {
			found = append(found, mark)
		}
	}
	return found
}

// likelyTitle is from which share of common cuts two titles may mean the same.
const likelyTitle = 0.5

// sameTitle: the same words, two words for one trade (保洁员 and 清洁工), or words
// that share most, of one trade and with the same text beside them.
func (j Judge) sameTitle(a, b hiring.Offer, text likeText, l *Likeness) bool {
	one, other := j.core(a.Title), j.core(b.Title)
	switch {
	case one == "" || other == "":
		return false
	case one == other:
		l.add(20, "岗位名称相同")
		return true
	case special(one, other) || special(other, one):
		return false
	}
	if trade := j.tradeAlone(one); trade != "" && trade == j.tradeAlone(other) {
		l.add(15, "同一个工种")
		return true
	}
	if of, to := j.Lexicon.TradesOf(a.Title), j.Lexicon.TradesOf(b.Title); len(of)+len(to) > 0 && !common(of, to) {
		return false
	}
	if jaccard(matching.Pairs(one), matching.Pairs(other)) < likelyTitle || !text.known || text.contained < likelyText {
		return false
	}
	l.add(10, "岗位名称相近")
	return true
}

// special says whether one title is the other with what kind of it before it:
// 井下电工 is not just any 电工.
func special(narrow, wide string) bool {
	before, ok := strings.CutSuffix(narrow, wide)
	return ok && len([]rune(before)) >= 2
}

// tradeAlone is the trade that a title names and says nothing beside.
func (j Judge) tradeAlone(core string) string {
	trade, known := j.trades[core]
	if known {
		return trade
	}
	if u := j.Lexicon.Understand("", core); len(u.Question.Trades) == 1 && len(u.Chips) == 1 && u.Chips[0].Text == core {
		trade = u.Question.Trades[0]
	}
	if j.trades != nil {
		j.trades[core] = trade
	}
	return trade
}
