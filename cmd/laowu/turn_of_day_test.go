package main

import (
	"context"
	"io"
	"testing"
)

// The service notes those whose work began or ended lately as it starts, and then
// nobody until the day turns.
func TestTurnOfDay(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	exec(t, o.env["LAOWU_DATABASE_URL"], `
		INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed) VALUES ('141123', 7, '王建', 'male', '1976-03-08', '\x01', '\x01'), ('141123', 8, '李英', 'female', '1976-03-08', '\x02', '\x02');
		INSERT INTO placement (county, person, employer, full_time, started, reported_on, sources) VALUES
		  ('141123', 7, '示例物业', true, current_date - 1, current_date - 30, '{roster}'), ('141123', 8, '示例物业', true, current_date - 30, current_date - 30, '{roster}')`)
	c := &cli{streams: streams{out: io.Discard, err: io.Discard, getenv: func(k string) string { return o.env[k] }}, flags: map[string]string{}}
	err := c.with(t.Context(), func(ctx context.Context, a *app) error {
		turn := a.turnOfDay()
		for range 2 {
			if err := turn(ctx); err != nil {
				return err
			}
			if got := o.text(t, "SELECT string_agg(records::text, ' ') FROM search.outbox WHERE kind = 'worker'"); got != "{7}" {
				t.Errorf("noted %s", got)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
