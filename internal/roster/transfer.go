package roster

import (
	"errors"
	"time"
)

// One association counts a person at a time. Another that has him on its roster
// asks for him, and the side that counts him answers: the association, its
// township, or the county, which is the arbiter and may decide at any time. A
// question that nobody answers in time goes to the county's list; nothing is
// agreed by silence. Agreed, he is the asker's member from that day on; figures
// of earlier days do not change, and village and household stay as they are.
//
// The asker is told no more than an import of the same row would tell. It knows
// number and name already; that he is another association's member is what the
// import calls a conflict. Of which one it is told only once he is its own
// member: before, his own word is the way to learn it, and somebody with a list
// of numbers could else learn where everybody belongs. Why it was refused it
// reads in the other side's words.

// TransferState says how far a question is. Which moves there are, and whose
// they are, is the table transfer_allowed (028_transfer.sql).
type TransferState string

// The states, as they are stored.
const (
	TransferOpen      TransferState = "open"
	TransferAgreed    TransferState = "agreed"
	TransferRefused   TransferState = "refused"
	TransferWithdrawn TransferState = "withdrawn"
	TransferExpired   TransferState = "expired" // he went elsewhere, or was erased
)

// Word is what people call it.
func (s TransferState) Word() string {
	return map[TransferState]string{
		TransferOpen: "等对方答复", TransferAgreed: "已转来", TransferRefused: "对方不同意", TransferWithdrawn: "已撤回", TransferExpired: "不用办了",
	}[s]
}

// The refusals of a transfer; their texts go to people as they are.
var (
	ErrNoTransferRule = errors.New("还没有规定转会几天内答复（transfer_rule），请县里先填上")
	ErrTransferNumber = errors.New("请写整个身份证号码，核对一下有没有写错")
	ErrTransferName   = errors.New("请写身份证上的姓名")
	ErrTransferFor    = errors.New("请选是哪个协会要他，只能替归您管的协会提")
	ErrTransferWhy    = errors.New("请写为什么要转来，对方看得到")
	ErrNotAsked       = errors.New("没有提出：按这个号码和姓名，没有别的协会的会员可以转来。可能姓名和登记的不一样，可能他哪个协会也不在，也可能已经是你们的会员")
	ErrTransferEnded  = errors.New("这个请求已经办过了")
	ErrTransferSide   = errors.New("这一步要由另一方来办")
	ErrTransferReason = errors.New("不同意要写明原因，对方看得到")
	ErrTransferMoved  = errors.New("他现在不是这个协会的会员，转不了；可以写明原因不同意，对方再向他现在的协会提")
)

// TransferRule says within how many days the other side answers. The county
// dates and edits it (the table transfer_rule; the number is proposed, no source
// gives it).
type TransferRule struct {
	ValidFrom time.Time
	Days      int
	Source    string
}
