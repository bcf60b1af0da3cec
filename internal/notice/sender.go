package notice

import (
	"context"
	"errors"
	"fmt"
	"time"

	"laowu/internal/db"
	"laowu/internal/value"
)

// Message is one thing that goes outside.
type Message struct {
	Key          string // the same however often it is sent
	Phone        value.Phone
	Text         string // says no more than whom it is for and which kinds of news there are
	Kind         Kind
	Notices      int // how many are gathered in it
	Role         db.Role
	Organisation int64
	At           time.Time
}

// Deliverer sends a message outside, or says why it could not: a Refusal is for
// good, any other error may pass. Who sends twice sends the same key.
type Deliverer interface {
	Deliver(ctx context.Context, m Message) error
}

// Refusal says that the receiver will not take a message, however often it is
// sent: it answered so with an HTTP status.
type Refusal struct{ Status int }

func (r Refusal) Error() string { return fmt.Sprintf("refused %d", r.Status) }

// Passing is why a message could not be sent now, in few words that quote nothing
// of it.
type Passing struct{ Why string }

func (p Passing) Error() string { return p.Why }

// The troubles that are no answer of a receiver.
const (
	timedOut    = "timeout"
	unreachable = "unreachable"
	noNumber    = "no_number"   // the person has no telephone on record any more
	unopened    = "unopened"    // the number could not be opened
	switchedOff = "off"         // the person wants none, said after it was gathered
	noReceiver  = "no_receiver" // none is set up for this way any more
	interrupted = "interrupted" // the process ended in the middle, as often as is tried
)

// trouble is why a delivery failed, in words for its row.
func trouble(err error) string {
	var p Passing
	var r Refusal
	switch {
	case errors.As(err, &r):
		return r.Error()
	case errors.As(err, &p):
		return p.Why
	}
	return unreachable
}

// TroubleWord says it to the admin.
func TroubleWord(t string) string {
	if word := map[string]string{
		"": "", timedOut: "网关没有及时回答", unreachable: "连不上网关", noNumber: "没有登记手机号", unopened: "号码打不开，请看密钥文件",
		switchedOff: "本人不要短信", noReceiver: "没有设置网关", interrupted: "发送时服务停了",
	}[t]; word != "" || t == "" {
		return word
	}
	var status int
	if _, err := fmt.Sscanf(t, "refused %d", &status); err == nil {
		return fmt.Sprintf("网关拒收（HTTP %d），请看网关的设置，改好后再发", status)
	}
	if _, err := fmt.Sscanf(t, "status %d", &status); err == nil {
		return fmt.Sprintf("网关出错（HTTP %d）", status)
	}
	return t
}
