package value

// role is what a word beside a wage does.
type role uint8

const (
	saysNothing role = iota
	saysTo           // a range
	saysAtLeast
	saysAtMost
	saysPlus // more comes on top
	saysMonth
	saysDay
	saysHour
	saysYear
	saysPiece
	saysPrice // of a piece
	saysOpen  // 面议
)

type wageWord struct {
	text string
	role role
}

// wageWords are the words that may stand beside a wage; of several that fit,
// the longest counts. A word that is missing here makes the cell
// number_format: 四千左右吧 is no figure.
var wageWords = []wageWord{
	{"元", saysNothing}, {"块钱", saysNothing}, {"块", saysNothing}, {"圆", saysNothing}, {"¥", saysNothing}, {"rmb", saysNothing}, {"人民币", saysNothing},
	{"~", saysTo}, {"-", saysTo}, {"至", saysTo}, {"到", saysTo},
	{"及以上", saysAtLeast}, {"以上", saysAtLeast}, {"起", saysAtLeast}, {"不低于", saysAtLeast}, {"不少于", saysAtLeast}, {"高于", saysAtLeast},
	{"至少", saysAtLeast}, {"最低", saysAtLeast}, {"≥", saysAtLeast}, {">=", saysAtLeast}, {">", saysAtLeast}, {"保底", saysAtLeast}, {"底薪", saysAtLeast}, {"无责底薪", saysAtLeast},
	{"及以下", saysAtMost}, {"以下", saysAtMost}, {"以内", saysAtMost}, {"不超过", saysAtMost}, {"最高", saysAtMost}, {"封顶", saysAtMost}, {"≤", saysAtMost}, {"<=", saysAtMost}, {"<", saysAtMost},
	{"+", saysPlus}, {"加", saysPlus},
	{"/人/月", saysMonth}, {"/人·月", saysMonth}, {"/月", saysMonth}, {"每人每月", saysMonth}, {"每月", saysMonth}, {"一个月", saysMonth}, {"个月", saysMonth},
	{"月结", saysNothing}, {"月薪", saysMonth}, {"月工资", saysMonth}, {"月收入", saysMonth}, {"月", saysMonth},
	{"/工日", saysDay}, {"/人/天", saysDay}, {"/天", saysDay}, {"/日", saysDay}, {"每天", saysDay}, {"每日", saysDay}, {"一天", saysDay},
	{"日结", saysDay}, {"日薪", saysDay}, {"日工资", saysDay}, {"天", saysDay}, {"日", saysDay},
	{"/小时", saysHour}, {"/时", saysHour}, {"/h", saysHour}, {"每小时", saysHour}, {"一小时", saysHour}, {"时薪", saysHour}, {"小时", saysHour},
	{"/年", saysYear}, {"每年", saysYear}, {"一年", saysYear}, {"年薪", saysYear}, {"年收入", saysYear}, {"年", saysYear},
	{"/件", saysPrice}, {"每件", saysPrice}, {"一件", saysPrice},
	{"计件工资", saysPiece}, {"计件制", saysPiece}, {"计件", saysPiece}, {"按件计酬", saysPiece}, {"按件", saysPiece}, {"多劳多得", saysPiece},
	{"面议", saysOpen}, {"面谈", saysOpen}, {"面洽", saysOpen}, {"电议", saysOpen}, {"另议", saysOpen}, {"协商", saysOpen}, {"详谈", saysOpen}, {"待定", saysOpen}, {"可议", saysOpen},
	{"左右", saysNothing}, {"上下", saysNothing}, {"大约", saysNothing}, {"约", saysNothing}, {"平均", saysNothing}, {"人均", saysNothing},
	{"综合", saysNothing}, {"基本", saysNothing}, {"税前", saysNothing}, {"税后", saysNothing}, {"到手", saysNothing},
	{"工资", saysNothing}, {"薪资", saysNothing}, {"薪酬", saysNothing}, {"待遇", saysNothing}, {"收入", saysNothing}, {"/人", saysNothing}, {"每人", saysNothing}, {"可", saysNothing}, {"有", saysNothing}, {"另有", saysNothing}, {"另", saysNothing},
	{"绩效", saysNothing}, {"提成", saysNothing}, {"奖金", saysNothing}, {"奖励", saysNothing}, {"全勤奖", saysNothing}, {"全勤", saysNothing}, {"加班费", saysNothing},
	{"餐补", saysNothing}, {"房补", saysNothing}, {"补助", saysNothing}, {"补贴", saysNothing}, {"分红", saysNothing}, {"五险一金", saysNothing}, {"五险", saysNothing}, {"社保", saysNothing}, {"保险", saysNothing},
	{"包食宿", saysNothing}, {"包吃住", saysNothing}, {"包吃包住", saysNothing}, {"管吃管住", saysNothing}, {"管吃住", saysNothing}, {"包吃", saysNothing}, {"包住", saysNothing}, {"食宿", saysNothing},
	{",", saysNothing}, {";", saysNothing}, {"、", saysNothing}, {":", saysNothing}, {".", saysNothing}, {"/", saysNothing}, {" ", saysNothing},
}
