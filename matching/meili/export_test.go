package meili

import (
	"encoding/json"

	"laowu/internal/db"
	"laowu/matching"
)

// Request is the body of the request that a question makes.
func (e *Engine) Request(actor db.Actor, q matching.Question) ([]byte, error) {
	p, err := e.plan(actor, q)
	if err != nil {
		return nil, err
	}
	return json.Marshal(p.request)
}
