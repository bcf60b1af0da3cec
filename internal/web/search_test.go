package web_test

import (
	"context"
	"log/slog"
	"testing"

	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/roster"
	"laowu/internal/work"
	"laowu/matching"
	"laowu/matching/index"
	"laowu/matching/index/witness"
	"laowu/matching/recorder"
	"laowu/training"
)

// The admin sees how far an engine is behind and what it does not take, with the
// way to the record; /readyz says the numbers, and is ready all the same.
func TestSearchBehind(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	l, err := witness.Lexicon(t.Context(), b.DB, b.County)
	if err != nil {
		t.Fatal(err)
	}
	r := recorder.New("meilisearch")
	r.Before = func(_ context.Context, _ bool, _, people []int64) error {
		if len(people) == 0 {
			return nil
		}
		return &matching.RefusedError{Refused: []matching.Refused{{ID: b.people[wang], Why: "invalid_document"}}}
	}
	w := b.login(t, site, "admin")
	w.get("/admin/search").wants(200, "还没有建索引")
	x := &index.Indexer{DB: b.DB, County: b.County, Log: slog.New(slog.DiscardHandler), Lexicon: l, Workers: recorder.Facts}
	if err := x.CatchUp(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	b.tx(t, admin, func(tx *db.Tx) error {
		return work.Changed(t.Context(), tx, work.Worker, b.people[li], b.people[zhang])
	})
	w.get("/admin/search").wants(200, "Meilisearch", "2 条", "invalid_document", "/people/"+b.id(wang), "laowu reindex")
	get(t, site+"/readyz").says(t, 200, `"status":"ok"`, `"indexes":[{"engine":"meilisearch","waiting":2,"age_seconds":`, `"refused":1`)
	if err := x.CatchUp(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	w.get("/admin/search").wants(200, "没有", "0 条")
}

// What people do in the pages reaches search: after each act it knows of every
// person what the records say.
func TestActsReachSearch(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	heard := witness.New(t, b.DB, b.County)
	var consent, class int64
	for _, act := range []struct {
		name string
		do   func(ctx context.Context, tx *db.Tx) error
	}{
		{"introduce", func(ctx context.Context, tx *db.Tx) (err error) {
			consent, err = roster.Introduce(ctx, tx, b.people[li], b.enterprises[0], 0)
			return err
		}},
		{"consent", func(ctx context.Context, tx *db.Tx) error { return b.agree(ctx, tx, consent, true) }},
		{"withdrawal", func(ctx context.Context, tx *db.Tx) error { return b.agree(ctx, tx, consent, false) }},
		{"class", func(ctx context.Context, tx *db.Tx) (err error) {
			class, err = training.OpenClass(ctx, tx, b.course("护工"))
			return err
		}},
		{"enrolment", func(ctx context.Context, tx *db.Tx) error { return training.Enrol(ctx, tx, class, b.people[zhang]) }},
		{"marks", func(ctx context.Context, tx *db.Tx) error {
			c, err := training.FindClass(ctx, tx, class)
			if err != nil {
				return err
			}
			return training.SaveMarks(ctx, tx, c, []training.Mark{{Person: b.people[zhang], Result: "passed"}})
		}},
		{"another trade of the class", func(ctx context.Context, tx *db.Tx) error {
			return training.ChangeClass(ctx, tx, class, b.course("保洁"))
		}},
		{"visit of who left", func(ctx context.Context, tx *db.Tx) error {
			var spell int64
			if err := tx.QueryRow(ctx, "SELECT id FROM placement WHERE person = $1", b.people[zhang]).Scan(&spell); err != nil {
				return err
			}
			_, _, err := followup.Record(ctx, tx, followup.Visit{Placement: spell, On: tx.Today(), Way: "phone", Outcome: followup.Left, Reason: "other"})
			return err
		}},
		{"erasure", func(ctx context.Context, tx *db.Tx) error { return roster.Erase(ctx, tx, b.people[wang]) }},
	} {
		before := b.facts(t)
		b.tx(t, admin, func(tx *db.Tx) error { return act.do(t.Context(), tx) })
		if act.name != "introduce" && act.name != "class" && b.facts(t) == before {
			t.Errorf("%s changed nothing that search says", act.name)
		}
		heard.Agrees(t, act.name)
	}
}

// facts is what all documents of people rest on.
func (b *bureau) facts(t *testing.T) (all string) {
	t.Helper()
	b.tx(t, admin, func(tx *db.Tx) error {
		for _, number := range []string{wang, li, zhang} {
			docs, err := recorder.Facts(t.Context(), tx, []int64{b.people[number]})
			if err != nil {
				return err
			}
			for _, d := range docs {
				all += d.Trades[0] + "\n"
			}
		}
		return nil
	})
	return all
}

// course is a class that began two months ago.
func (b *bureau) course(trade string) training.Plan {
	began := db.Day(b.clock.now()).AddDate(0, -2, 0)
	return training.Plan{Programme: 1, Number: "第1期", Institution: "示例培训学校", Trade: trade, Starts: began, Ends: began.AddDate(0, 3, 0), Hours: 80, Seats: 30}
}

// agree answers as the person himself.
func (b *bureau) agree(ctx context.Context, tx *db.Tx, consent int64, given bool) error {
	if _, err := tx.Exec(ctx, "SELECT set_config('laowu.role', 'worker', true), set_config('laowu.person', ($1::bigint)::text, true)", b.people[li]); err != nil {
		return err
	}
	as := *tx
	as.Actor = db.Actor{County: b.County, Role: db.Worker, Person: b.people[li], Name: "worker"}
	if given {
		return roster.Answer(ctx, &as, consent, true)
	}
	return roster.Withdraw(ctx, &as, consent)
}
