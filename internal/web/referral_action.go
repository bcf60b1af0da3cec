package web

import (
	"context"
	"time"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

// movable is what is read once for all buttons of a page.
type movable struct {
	role    db.Role
	moves   []hiring.ReferralMove
	reasons []hiring.ReferralReason
	back    string       // where a move leads back to; empty: the list
	refused *refusedMove // a form to show again; may be nil
}

// refusedMove is a move as it was sent, and why it was not made.
type refusedMove struct {
	referral                  int64
	to, reason, note, started string
	unshared                  bool
	why                       error
}

func readMovable(ctx context.Context, tx *db.Tx) (m movable, err error) {
	m.role = tx.Actor.Role
	if m.moves, err = hiring.ReferralMoves(ctx, tx); err != nil {
		return m, err
	}
	m.reasons, err = hiring.ReferralReasons(ctx, tx)
	return m, err
}

// moveButtons are the words of each move, and what it asks besides a reason.
var moveButtons = map[hiring.ReferralState]struct{ open, label, kind, field, says string }{
	hiring.ReferralSeen:      {"", "看过了", "", "", ""},
	hiring.ReferralInterview: {"约面试", "约他面试", "main", "note", "哪天、在哪里见（本人看得到）"},
	hiring.ReferralAccepted:  {"录用", "录用他", "main", "note", "哪天报到、找谁（本人看得到）"},
	hiring.ReferralHired:     {"上岗了", "记上岗", "main", "started", "哪天上岗的"},
	hiring.ReferralRefused:   {"不录用", "不录用他", "danger", "note", "补充一句（本人看得到）"},
	hiring.ReferralWithdrawn: {"不去了", "不去了", "danger", "note", "补充一句（单位看得到）"},
}

// actions are what a role may do about a referral now; agreed says whether the
// enterprise may see him by name.
func (m movable) actions(r hiring.Referred, whom string, agreed bool) []templates.Action {
	var out []templates.Action
	for _, next := range hiring.NextMoves(m.moves, m.role, r.State) {
		if next.Agreed && !agreed {
			continue
		}
		b := moveButtons[next.To]
		out = append(out, templates.Action{
			Label: b.label, Open: b.open, Kind: b.kind, Whom: whom, To: "/referrals/" + itoa(r.ID), Key: string(next.To) + itoa(r.ID),
			Keep: pairs("to", string(next.To), "back", m.back), Fields: m.fields(r.ID, next),
		})
	}
	return out
}

func (m movable) fields(id int64, move hiring.ReferralMove) []templates.Field {
	var given refusedMove
	if m.refused != nil && m.refused.referral == id && m.refused.to == string(move.To) {
		given = *m.refused
	}
	b := moveButtons[move.To]
	var out []templates.Field
	if move.Reasoned {
		out = append(out, templates.Field{
			Given: templates.Given{Value: given.reason}, Type: "select", Name: "reason", Label: "为什么", Options: m.options(move.Side), Required: true,
		})
	}
	if move.Reasoned && m.role == db.Enterprise {
		out = append(out, unsharedField(given.unshared))
	}
	switch b.field {
	case "note":
		out = append(out, templates.Field{Given: templates.Given{Value: given.note}, Name: "note", Label: b.says, Fill: "off", Max: 200})
	case "started":
		out = append(out, templates.Field{Given: templates.Given{Value: given.started}, Type: "date", Name: "started", Label: b.says, Required: true})
	}
	if given.why != nil && len(out) > 0 {
		out[0].Error = given.why.Error()
	}
	return out
}

// unsharedField asks whether the reason stays with the employer. What is held of
// somebody is his to ask for all the same, and that is said.
func unsharedField(on bool) templates.Field {
	f := templates.Field{Type: "check", Name: "unshared", Label: "不在网页上告诉本人原因", Hint: "本人要查关于自己的信息时，仍然看得到"}
	if on {
		f.Value = templates.Yes
	}
	return f
}

// options are the reasons of a side, none chosen before. Who will not be seen
// says so where he answers the enterprise.
func (m movable) options(side hiring.Side) []templates.Option {
	out := []templates.Option{{Text: "请选一个原因"}}
	for _, r := range m.reasons {
		if r.Side == side && r.Code != hiring.NoConsent {
			out = append(out, templates.Option{Text: r.Word, Value: r.Code})
		}
	}
	return out
}

// referralBadge is how far a referral came.
func referralBadge(state hiring.ReferralState) templates.Badge {
	kind := map[hiring.ReferralState]string{
		hiring.ReferralNew: "risk", hiring.ReferralSeen: "risk", hiring.ReferralInterview: "ok", hiring.ReferralAccepted: "ok", hiring.ReferralHired: "ok",
		hiring.ReferralRefused: "bad",
	}[state]
	return templates.Badge{Text: state.Word(), Kind: kind}
}

// referralStory says who sent somebody when, what was said last, and until when
// there is time.
func referralStory(r hiring.Referred, today time.Time) string {
	text := day(r.MadeAt.In(china), today) + sentBy(r)
	if r.MovedAt.After(r.MadeAt) {
		text += "；" + day(r.MovedAt.In(china), today) + r.State.Word()
	}
	if r.Reason != "" {
		text += "，原因：" + r.Reason
	}
	if r.Note != "" {
		text += "，说明：" + r.Note
	}
	if r.State.Pending() {
		text += "；等到 " + day(r.ExpiresOn, today)
	}
	return text
}

func sentBy(r hiring.Referred) string {
	switch {
	case r.SentRole == db.Worker:
		return "本人报名"
	case r.SentBy == "":
		return "县里推荐"
	}
	return r.SentBy + "推荐"
}
