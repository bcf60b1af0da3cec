package followup

// Outcome is what a visit came to.
type Outcome string

// The outcomes. Unreachable is never recorded: it is the last of as many tries
// without an answer, one after the other, as the rule says (visit_rule.tries).
const (
	InPost      Outcome = "in_post"
	Left        Outcome = "left"
	NoAnswer    Outcome = "no_answer" // a try, on its way to Unreachable
	Unreachable Outcome = "unreachable"
)

// Word is what people call it.
func (o Outcome) Word() string {
	return map[Outcome]string{InPost: "在岗", Left: "已离岗", NoAnswer: "没联系上", Unreachable: "失联"}[o]
}

// Outcomes lists those that can be recorded, in the order of the form.
func Outcomes() []Outcome { return []Outcome{InPost, Left, NoAnswer} }

// Way is how somebody was visited.
type Way string

// The ways, as they are stored; empty where nobody said.
const (
	Phone     Way = "phone"
	WeChat    Way = "wechat"
	CallOn    Way = "call_on"   // at home or in the dormitory
	Workplace Way = "workplace" // at the employer's
	OtherWay  Way = "other"
)

// Word is what people call it.
func (w Way) Word() string {
	return map[Way]string{Phone: "电话", WeChat: "微信", CallOn: "走访", Workplace: "到单位", OtherWay: "其他"}[w]
}

// Ways lists them, in the order of the form.
func Ways() []Way { return []Way{Phone, WeChat, CallOn, Workplace, OtherWay} }

// Reason is why work ended; the codes are the placement's (015_hiring.sql).
type Reason string

// reasons and their words, in the order of the form: what a visit hears most
// stands first.
var reasons = []struct {
	code Reason
	word string
}{
	{"term_over", "活干完了、合同到期"}, {"resigned", "自己辞了"}, {"wage", "嫌工资低"}, {"arrears", "拖欠工资"}, {"dismissed", "被辞退"},
	{"closed", "单位停产、关门"}, {"injury", "受了工伤"}, {"health", "身体不好"}, {"family", "家里有事"}, {"other_work", "换了别的活"},
	{"retired", "年纪大、退休"}, {"died", "去世"}, {"other", "别的原因"},
}

// Reasons lists the codes, in the order of the form.
func Reasons() []Reason {
	out := make([]Reason, len(reasons))
	for i, r := range reasons {
		out[i] = r.code
	}
	return out
}

// Word is what people call it.
func (r Reason) Word() string {
	for _, known := range reasons {
		if known.code == r {
			return known.word
		}
	}
	return ""
}

// Kind is what a case is about, and the issue that a visit brings up.
type Kind string

// The kinds, as they are stored; a visit without an issue has none.
const (
	Arrears   Kind = "arrears"
	Injury    Kind = "injury"
	Dispute   Kind = "dispute"
	OtherKind Kind = "other"
)

// Word is what people call it.
func (k Kind) Word() string {
	return map[Kind]string{Arrears: "拖欠工资", Injury: "工伤", Dispute: "劳动纠纷", OtherKind: "其他"}[k]
}

// Kinds lists them, in the order of the form.
func Kinds() []Kind { return []Kind{Arrears, Injury, Dispute, OtherKind} }

// State of a case.
type State string

// The states, as they are stored.
const (
	Open   State = "open"
	Closed State = "closed"
)

// Word is what people call it.
func (s State) Word() string { return map[State]string{Open: "在办", Closed: "已结"}[s] }

// Ending is how a case was closed.
type Ending string

// The endings, as they are stored.
const (
	Settled   Ending = "settled"   // paid, or otherwise put right
	Partly    Ending = "partly"    // in part
	Referred  Ending = "referred"  // the authority in charge has taken it over
	Withdrawn Ending = "withdrawn" // the person wants nothing more of it
	Unfounded Ending = "unfounded"
	OtherEnd  Ending = "other"
)

// Word is what people call it.
func (e Ending) Word() string {
	return map[Ending]string{
		Settled: "解决了", Partly: "解决了一部分", Referred: "已转主管部门办理", Withdrawn: "本人不再要求", Unfounded: "查了不属实", OtherEnd: "其他",
	}[e]
}

// Endings lists them, in the order of the form.
func Endings() []Ending {
	return []Ending{Settled, Partly, Referred, Withdrawn, Unfounded, OtherEnd}
}
