package roster

import (
	"errors"
	"slices"

	"laowu/internal/access"
	"laowu/internal/db"
)

// ConsentState says how it stands between a person and an enterprise.
type ConsentState string

// The states, as they are stored.
const (
	ConsentAsked     ConsentState = "asked"
	ConsentGiven     ConsentState = "given"
	ConsentRefused   ConsentState = "refused"
	ConsentWithdrawn ConsentState = "withdrawn"
)

// Word is what people call it.
func (s ConsentState) Word() string {
	return map[ConsentState]string{
		ConsentAsked: "等本人答复", ConsentGiven: "同意", ConsentRefused: "不同意", ConsentWithdrawn: "已收回",
	}[s]
}

// The refusals of a move; their texts go to people as they are.
var (
	ErrIntroduced = errors.New("已经介绍给这家企业了：请等本人答复，或者本人已经同意")
	ErrAnswered   = errors.New("已经答复过了：改主意请收回同意，或者请协会再介绍一次")
	ErrNotGiven   = errors.New("现在没有同意可以收回")
	ErrNotMember  = errors.New("不是本协会的会员，协会不能代答，请本人答复")
)

// act is what moves a consent from one state to the next.
type act string

const (
	ask    act = "ask"
	offer  act = "offer"
	agree  act = "agree"
	refuse act = "refuse"
	end    act = "end"
)

// consentMove is one line of the table of moves.
type consentMove struct {
	by      []db.Role
	from    []ConsentState
	to      ConsentState
	noted   access.Action
	refusal error // where the consent is in no state of from
}

// consentMoves are all. A first introduction, and a first offer of oneself,
// come from no state. Neither station, township nor county answers for anybody.
var consentMoves = map[act]consentMove{
	ask: {
		by:   []db.Role{db.Association, db.Township, db.Station, db.County, db.Admin},
		from: []ConsentState{ConsentRefused, ConsentWithdrawn}, to: ConsentAsked,
		noted: access.ConsentAsked, refusal: ErrIntroduced,
	},
	offer: {
		by:   []db.Role{db.Worker},
		from: []ConsentState{ConsentAsked, ConsentRefused, ConsentWithdrawn}, to: ConsentGiven,
		noted: access.ConsentGiven, refusal: ErrIntroduced,
	},
	agree: {
		by:   []db.Role{db.Worker, db.Association},
		from: []ConsentState{ConsentAsked}, to: ConsentGiven,
		noted: access.ConsentGiven, refusal: ErrAnswered,
	},
	refuse: {
		by:   []db.Role{db.Worker, db.Association},
		from: []ConsentState{ConsentAsked}, to: ConsentRefused,
		noted: access.ConsentRefused, refusal: ErrAnswered,
	},
	end: {
		by:   []db.Role{db.Worker, db.Association},
		from: []ConsentState{ConsentGiven}, to: ConsentWithdrawn,
		noted: access.ConsentEnded, refusal: ErrNotGiven,
	},
}

// begins says whether the move begins in a state.
func (m consentMove) begins(s ConsentState) bool { return slices.Contains(m.from, s) }
