package main

import (
	"context"
	"io"
	"testing"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// uncared are one opening that was asked about long ago, one that nobody confirmed,
// two that say the same, with a referral too many; their documents are there.
const uncared = `
	INSERT INTO enterprise (id, county, uscc, name) VALUES (7, '141123', '91141123MA0AL47R7J', '示例铝业有限公司');
	INSERT INTO opening (id, county, enterprise, title, trade, place, place_text, headcount, form, updated_at) VALUES
	  (7, '141123', 7, '厨师', 'chef', '141123', '兴县', 1, 'regular', '2020-01-01'), (8, '141123', 7, '焊工', 'welder', '141123', '兴县', 1, 'regular', '2020-01-01'),
	  (9, '141123', 7, '电工', 'electrician', '141123', '兴县', 1, 'regular', now()), (10, '141123', 7, '电工（急招）', 'electrician', '141123', '山西兴县', 1, 'regular', now());
	INSERT INTO opening_care (county, opening, asked_on) VALUES ('141123', 7, '2020-03-01');
	INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed) VALUES ('141123', 7, '王建', 'male', '1976-03-08', '\x01', '\x01');
	INSERT INTO referral (county, person, opening, sent_role, made_at, moved_at, expires_on) VALUES ('141123', 7, 9, 'admin', now(), now(), '2999-01-01');`

// TestCareEveryDay starts the service's jobs: the day's turn closes, asks, pairs and
// counts, and search has what it closed no longer.
func TestCareEveryDay(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	url := o.env["LAOWU_DATABASE_URL"]
	exec(t, url, uncared)
	o.rebuild(t)
	exec(t, url, "DELETE FROM search.outbox")
	o.oneDay(t, careArgs{"141123"})
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	for _, c := range []struct{ what, sql, want string }{
		{"closed", "SELECT string_agg(id::text, ' ') FROM opening WHERE closed_at IS NOT NULL", "7"},
		{"asked", "SELECT string_agg(opening::text, ' ') FROM opening_care WHERE asked_on IS NOT NULL", "8"},
		{"pairs", "SELECT string_agg(first || '-' || second, ' ') FROM opening_pair", "9-10"},
		{"lifts", "SELECT string_agg(opening || ':' || lift, ' ' ORDER BY opening) FROM opening_care WHERE lift < 3", "9:0"},
		{"documents", "SELECT string_agg(id || ':' || lift, ' ' ORDER BY id) FROM search.opening", "8:3 9:0 10:3"},
		{"told", "SELECT string_agg(record::text, ' ' ORDER BY record) FROM (SELECT DISTINCT unnest(records) AS record FROM search.outbox WHERE kind = 'opening') o", "7 9"},
	} {
		var got string
		if err := conn.QueryRow(t.Context(), c.sql).Scan(&got); err != nil || got != c.want {
			t.Errorf("%s: %s, want %s, %v", c.what, got, c.want, err)
		}
	}
}

// rebuild writes the search documents of what stands in the tables.
func (o office) rebuild(t *testing.T) {
	t.Helper()
	c := &cli{streams: streams{out: io.Discard, err: io.Discard, getenv: func(k string) string { return o.env[k] }}, flags: map[string]string{}}
	err := c.with(t.Context(), func(ctx context.Context, a *app) error {
		return a.db.Tx(ctx, a.actor(), func(tx *db.Tx) error {
			rows, err := tx.Query(ctx, "SELECT id FROM opening")
			if err != nil {
				return err
			}
			ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
			if err != nil {
				return err
			}
			_, err = a.engine.Put(ctx, tx, ids)
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
}
