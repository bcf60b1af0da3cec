package access

import (
	"bytes"
	"fmt"
)

// suspect is a link that does not fit the one before and its entry.
type suspect struct {
	fault       int // index of what was said of it
	before, mac []byte
	entry       Entry
}

// mostSuspects is how many are looked at in pairs; of more, all count as altered.
const mostSuspects = 200

// judge tells suspects whose entries are as they were, in another order, from
// those that were altered.
func (c *check) judge() error {
	if len(c.suspects) > mostSuspects {
		return nil
	}
	for i := range c.suspects {
		moved, err := c.moved(i)
		if err != nil {
			return err
		}
		if f := &c.Faults[c.suspects[i].fault]; moved {
			f.What, f.Message = "reordered", fmt.Sprintf("第 %d 条记录的前后次序被调换", f.Entry)
		}
	}
	return nil
}

// moved says whether a suspect fits behind another suspect or in its place, or
// another's entry in its own.
func (c *check) moved(i int) (bool, error) {
	s := &c.suspects[i]
	for j := range c.suspects {
		o := &c.suspects[j]
		if i == j {
			continue
		}
		for _, try := range []struct {
			before []byte
			entry  *Entry
		}{{o.before, &s.entry}, {o.mac, &s.entry}, {s.before, &o.entry}} {
			mac, err := c.vault.link(try.before, c.county, try.entry)
			if err != nil || bytes.Equal(mac, s.mac) {
				return err == nil, err
			}
		}
	}
	return false, nil
}
