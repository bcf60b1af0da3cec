package access

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
)

// Entry is one line of the audit trail.
type Entry struct {
	ID           int64
	At           time.Time
	Role         string
	Organisation *int64
	Account      *int64
	Actor        string
	Origin       string
	Action       Action
	Noun         string
	Target       string
	Detail       []byte // a JSON object
}

// entryColumns are an Entry's, in its order.
const entryColumns = "a.id, a.at, a.role, a.organisation, a.account, a.actor, a.origin, a.action, a.noun, a.target, a.detail"

func (e *Entry) fields() []any {
	return []any{&e.ID, &e.At, &e.Role, &e.Organisation, &e.Account, &e.Actor, &e.Origin, &e.Action, &e.Noun, &e.Target, &e.Detail}
}

// form is the entry as it is hashed: the same bytes for the same entry,
// however the database writes JSON or time.
func (e *Entry) form(county string) ([]byte, error) {
	d := json.NewDecoder(bytes.NewReader(e.Detail))
	d.UseNumber()
	var detail any
	if err := d.Decode(&detail); err != nil {
		return nil, fmt.Errorf("audit entry %d: %w", e.ID, err)
	}
	return json.Marshal([]any{
		county, e.ID, e.At.UTC().Format(time.RFC3339Nano), e.Role, e.Organisation, e.Account, e.Actor, e.Origin, e.Action, e.Noun, e.Target, detail,
	})
}

// chained is the field under which the vault hashes entries.
const chained Field = "audit"

// link is the keyed hash of the link before and of an entry. Who changes an
// entry by hand cannot make it again: the key is not in the database.
func (v *Vault) link(before []byte, county string, e *Entry) ([]byte, error) {
	form, err := e.form(county)
	if err != nil {
		return nil, err
	}
	return v.Hash(chained, string(before)+"\x00"+string(form))
}
