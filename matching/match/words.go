package match

import (
	"fmt"
	"strings"
	"time"

	"laowu/internal/area"
)

// PartShown is one part of a score with why it brings what it brings.
type PartShown struct {
	Part   Part
	Points Points
	Words  string
}

// Reasons are the words of all parts that brought something.
func Reasons(parts []PartShown) []string {
	out := make([]string, 0, len(parts))
	for _, p := range parts {
		if p.Points > 0 {
			out = append(out, p.Words)
		}
	}
	return out
}

// shown puts a score into words: the parts that brought points, and those that
// brought none though something is known.
func (s *seeker) shown(o *offer, v *verdict, sc score) (out []PartShown) {
	words := s.words(o, v)
	for i, points := range sc.parts {
		if words[i] != "" && (points > 0 || i < pTraining) {
			out = append(out, PartShown{kinds[i].Part, points, words[i]})
		}
	}
	return out
}

// words are those of each part, by its place in kinds; empty where there is
// nothing to say.
func (s *seeker) words(o *offer, v *verdict) [count]string {
	w := [count]string{
		pTrade: s.tradeWords(o.trades), pCertificate: s.paperWords(o.asked, v.papers), pPlace: s.placeWords(o.place), pWage: wageWords(s.WishWage, o.wageMin, o.wage),
		pNearHome: s.homeWords(o.place), pWaiting: fmt.Sprintf("等活：已经 %d 天没有活干", s.waits), pBoard: boardWords(o.board, o.lodging),
		pRelocated: s.policy(pRelocated, "易地搬迁户，家里没有人务工"), pLifted: s.policy(pLifted, "脱贫户"), pMonitored: s.policy(pMonitored, "防止返贫监测户"),
		pZeroWork: s.policy(pZeroWork, "家里没有人务工"), pLift: liftWords[o.lift],
	}
	if l := s.lesson(o.trades); l != nil {
		w[pTraining] = "培训：" + l.Programme + l.Number
	}
	return w
}

// outset is the day of the points that the platform begins with, which no
// office has decided.
var outset = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)

// policy says by which rule somebody comes first: from which day it holds.
func (s *seeker) policy(i int, who string) string {
	if s.weights.since[i].Equal(outset) {
		return "优先：" + who + "（平台原定）"
	}
	return "优先：" + who + "（" + s.weights.since[i].Format(time.DateOnly) + " 起的规定）"
}

// mostLift is the lift of an opening to which nobody was sent lately.
const mostLift = 3

// liftWords say how few were sent, by the lift.
var liftWords = [mostLift + 1]string{1: "冷门岗位：最近推荐去的人还不够招", 2: "冷门岗位：最近推荐去的人不到要招的一半", 3: "冷门岗位：最近还没有推荐人去"}

var byWhat = [...]string{wished: "本人想干", certified: "手里有证", learnt: "学过", worked: "干过"}

func (s *seeker) tradeWords(w *work) string {
	f := s.trade(w)
	own := ""
	if len(w.codes) > 0 {
		own = s.lexicon.TradeName(w.codes[0])
	}
	switch {
	case own == "":
		return "工种：看不出岗位是什么工种"
	case f.how == 0 && f.quality > 0:
		return "工种：" + own + "，本人没有写想干什么"
	case f.how == 0:
		return "工种：" + own + "，和本人想干的、干过的不一样"
	case f.close:
		return "工种：" + own + "，和" + byWhat[f.how] + "的" + s.lexicon.TradeName(f.code) + "相近"
	}
	return "工种：" + own + "，" + byWhat[f.how]
}

// levelNames are the five levels as people say them.
var levelNames = [...]string{1: "一级", 2: "二级", 3: "三级", 4: "四级", 5: "五级"}

// paperName is a certificate with its level: 养老护理员四级, A2 驾驶证.
func (s *seeker) paperName(code string, level int) string {
	name := s.lexicon.Certificates().Name(code)
	if level > 0 && level < len(levelNames) {
		return strings.TrimSuffix(name, "证") + levelNames[level]
	}
	return name
}

func (s *seeker) paperWords(d *demand, h held) string {
	if d.none {
		return "持证：岗位不要证书"
	}
	if !h.covers() {
		return "" // said among what is missing
	}
	names := make([]string, len(h.by))
	for i, p := range h.by {
		names[i] = s.paperName(p.Code, p.Level)
	}
	return "持证：" + strings.Join(names, "、") + "，覆盖要求"
}

func (s *seeker) placeWords(at *site) string {
	f := s.place(at)
	switch {
	case len(s.places) == 0:
		return "地点：本人没有写想去哪里"
	case f.quality == 0:
		return "地点：不在本人想去的" + s.short(s.places[0])
	case f.close:
		return "地点：和期望的" + s.short(f.code) + "在一个市"
	}
	return "期望地点：" + s.short(f.code)
}

// short is a division as people say it: 鄂尔多斯, 兴县.
func (s *seeker) short(code string) string {
	a, ok := s.lexicon.Atlas().Find(code)
	if ok && a.Level == area.Prefecture {
		return strings.TrimSuffix(a.Name, "市")
	}
	return s.lexicon.Atlas().Name(code)
}

func (s *seeker) homeWords(at *site) string {
	f := s.distance(at)
	if f.code == "" {
		return ""
	}
	return "离家：在" + [...]string{"本乡镇", "本县", "本市", "本省"}[rank(f.code)]
}

func wageWords(wish, low, high int) string {
	offered := fmt.Sprintf("%d–%d 元", low, high)
	if low == high || low == 0 {
		offered = fmt.Sprintf("%d 元", high)
	}
	switch {
	case high == 0:
		return "工资：面议"
	case wish == 0:
		return "工资：" + offered + "，本人没有写想挣多少"
	case high < wish:
		return fmt.Sprintf("工资低于期望 %d 元", wish-high)
	case high == wish:
		return "工资正好够期望"
	}
	return fmt.Sprintf("工资高出期望 %d 元", high-wish)
}

func boardWords(board, lodging bool) string {
	switch {
	case board && lodging:
		return "吃住：包吃包住"
	case lodging:
		return "吃住：包住"
	case board:
		return "吃住：包吃"
	}
	return ""
}
