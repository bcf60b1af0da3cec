package hiring

import (
	"time"

	"laowu/internal/db"
)

// A referral sends a person to an opening: he goes himself, or an association, a
// township, a station or the county sends him. It is pending until the employer
// hires or refuses him, his side takes it back, or nobody moves it in time. Every
// move that there is stands in the table referral_allowed (migration 018), and
// every move made in referral_move.

// ReferralState says how far a referral came.
type ReferralState string

// The states, as they are stored. The first four are pending.
const (
	ReferralNew       ReferralState = "new"
	ReferralSeen      ReferralState = "seen"
	ReferralInterview ReferralState = "interview"
	ReferralAccepted  ReferralState = "accepted"
	ReferralRefused   ReferralState = "refused"
	ReferralWithdrawn ReferralState = "withdrawn"
	ReferralExpired   ReferralState = "expired"
	ReferralHired     ReferralState = "hired"
)

// ReferralStates lists them in their order.
func ReferralStates() []ReferralState {
	return []ReferralState{
		ReferralNew, ReferralSeen, ReferralInterview, ReferralAccepted, ReferralRefused, ReferralWithdrawn, ReferralExpired, ReferralHired,
	}
}

// Word is what people call it; empty for what is no state.
func (s ReferralState) Word() string {
	return map[ReferralState]string{
		ReferralNew: "等单位看", ReferralSeen: "单位看过了", ReferralInterview: "约了面试", ReferralAccepted: "录用了，等上岗",
		ReferralRefused: "单位没要", ReferralWithdrawn: "不去了", ReferralExpired: "到期没有结果", ReferralHired: "上岗了",
	}[s]
}

// Pending says whether it may still come to something.
func (s ReferralState) Pending() bool {
	return s == ReferralNew || s == ReferralSeen || s == ReferralInterview || s == ReferralAccepted
}

// Referred is somebody who was sent to an opening. What nobody moved in time is
// expired, whether or not the daily turn has written it down.
type Referred struct {
	ID             int64
	Person         int64  // 0 for an enterprise that he has not agreed to
	Name           string // 张** for an enterprise that he has not agreed to
	Opening        int64
	Title          string
	Enterprise     int64
	EnterpriseName string
	SentRole       db.Role
	SentBy         string // the organisation; empty for the person himself
	State          ReferralState
	Reason         string // in words, where the last move had one
	Note           string // of the last move
	MadeAt         time.Time
	MovedAt        time.Time
	ExpiresOn      time.Time // the last day on which it may still move
}

// effective is the state of a referral r on the day $2.
const effective = `CASE WHEN r.state IN ('new', 'seen', 'interview', 'accepted') AND r.expires_on < $2 THEN 'expired' ELSE r.state END`
