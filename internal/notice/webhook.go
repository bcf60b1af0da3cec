package notice

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"time"
)

// hook tells another program, which knows by the signature that it is we who
// tell.
type hook struct {
	caller
	url    string
	secret []byte
	now    func() time.Time
}

// NewHook makes a driver for the program at a URL that shares a secret with us;
// now is the clock of the signature.
func NewHook(url, secret string, now func() time.Time) Deliverer {
	return &hook{newCaller(), url, []byte(secret), now}
}

// told is what a webhook says: an organisation, never a person.
type told struct {
	ID           string    `json:"id"` // the key: what comes again comes with the same
	Kind         Kind      `json:"kind"`
	Text         string    `json:"text"`
	Notices      int       `json:"notices"`
	Role         string    `json:"role"`
	Organisation int64     `json:"organisation"` // 0: the county's bureau
	At           time.Time `json:"at"`
}

// Deliver posts it with the time and a signature of both (Sign).
func (h *hook) Deliver(ctx context.Context, m Message) error {
	body, err := json.Marshal(told{m.Key, m.Kind, m.Text, m.Notices, string(m.Role), m.Organisation, m.At})
	if err != nil {
		return fmt.Errorf("write message: %w", err)
	}
	at := strconv.FormatInt(h.now().Unix(), 10)
	return h.post(ctx, h.url, body, map[string]string{
		"Idempotency-Key": m.Key, "X-Laowu-Timestamp": at, "X-Laowu-Signature": Sign(h.secret, at, body),
	})
}

// Sign is the signature of a body sent at a time: HMAC-SHA-256 of the time in
// Unix seconds, a dot and the body, in hexadecimal digits after "v1=". A receiver
// refuses a time that lies minutes back, so that nobody sends it again later.
func Sign(secret []byte, at string, body []byte) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(at + "."))
	mac.Write(body)
	return "v1=" + hex.EncodeToString(mac.Sum(nil))
}
