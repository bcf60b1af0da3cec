// Package match says who fits which opening: hard conditions first, then a
// score whose parts add up and are shown in words. It proposes; a person
// decides and refers.
package match

// Part is one of the parts that a score is the sum of.
type Part string

// The parts, as they are stored and as programs see them.
const (
	Trade       Part = "trade"       // what the person wishes, has learnt or has done
	Certificate Part = "certificate" // what the opening asks for
	Place       Part = "place"       // where the person wishes to work
	Wage        Part = "wage"        // against what the person wishes
	Training    Part = "training"    // a class completed in the trade
	NearHome    Part = "near_home"
	Waiting     Part = "waiting" // how long without work
	Board       Part = "board"   // board and lodging
	Relocated   Part = "relocated"
	Lifted      Part = "lifted"
	Monitored   Part = "monitored"
	ZeroWork    Part = "zero_employment"
	Lift        Part = "lift" // the opening few were sent to
)

// Kind is what pages tell of a part.
type Kind struct {
	Part Part
	Name string // 工种
	Says string // when it brings all its points
}

// kinds are the parts in the order in which they are shown.
var kinds = [...]Kind{
	{Trade, "工种", "岗位就是本人想干的工种"},
	{Certificate, "持证", "岗位要的证书本人都有；不要证书的给三分之二"},
	{Place, "地点", "在本人想去的地方；没有写想去哪的给一半"},
	{Wage, "工资", "高出期望 2000 元或者更多"},
	{Training, "培训", "学过这个工种，考试合格"},
	{NearHome, "离家", "在本乡镇；越远越少"},
	{Waiting, "等活", "没有活干满 180 天；不满的按天算"},
	{Board, "吃住", "包吃包住"},
	{Relocated, "搬迁户", "易地搬迁户，家里没有人务工"},
	{Lifted, "脱贫户", "脱贫户"},
	{Monitored, "监测户", "防止返贫监测户"},
	{ZeroWork, "零就业家庭", "家里没有人务工"},
	{Lift, "冷门岗位", "最近没有推荐人去过；去的人越多越少，够招的人数就没有"},
}

// count is how many parts there are.
const count = len(kinds)

// The parts by their place in kinds.
const (
	pTrade = iota
	pCertificate
	pPlace
	pWage
	pTraining
	pNearHome
	pWaiting
	pBoard
	pRelocated
	pLifted
	pMonitored
	pZeroWork
	pLift
)

// Kinds lists the parts in the order in which they are shown.
func Kinds() []Kind { return kinds[:] }

// Points are ten-thousandths of a whole score. A weight of 30 brings at most
// 3,000 of them: whole numbers, so that parts add up to the score exactly.
type Points int32

// whole is the score that nothing exceeds.
const whole Points = 10000

// Score is the same as a number from 0 to 1.
func (p Points) Score() float64 { return float64(p) / float64(whole) }

// full is the quality of what could not be better: a part brings its weight
// times its quality.
const full = 1000
