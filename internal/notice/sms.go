package notice

import (
	"context"
	"encoding/json"
	"strings"
)

// defaultBody is what a gateway is sent where the settings say nothing else.
const defaultBody = `{"to": "{to}", "text": "{text}", "id": "{id}"}`

// fillBody puts values into a form, each as it stands within a JSON text.
func fillBody(form, to, text, id string) []byte {
	return []byte(strings.NewReplacer("{to}", quoted(to), "{text}", quoted(text), "{id}", quoted(id)).Replace(form))
}

// quoted is a value as it stands between the quotation marks of a JSON text.
func quoted(s string) string {
	text, err := json.Marshal(s)
	if err != nil { // of a string there is none
		return ""
	}
	return string(text[1 : len(text)-1])
}

// gateway is an SMS gateway over HTTP: it takes a POST of JSON with a bearer
// token, and drops what it has by the key.
type gateway struct {
	caller
	url, token, form string
}

// NewGateway makes a driver for the gateway at a URL. form is JSON with {to},
// {text} and {id} within texts, empty for the usual one; token may be empty.
func NewGateway(url, token, form string) Deliverer {
	if form == "" {
		form = defaultBody
	}
	return &gateway{newCaller(), url, token, form}
}

// Deliver sends a short message.
func (g *gateway) Deliver(ctx context.Context, m Message) error {
	header := map[string]string{"Idempotency-Key": m.Key}
	if g.token != "" {
		header["Authorization"] = "Bearer " + g.token
	}
	return g.post(ctx, g.url, fillBody(g.form, m.Phone.Reveal(), m.Text, m.Key), header)
}
