package pgsearch_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/internal/roster"
	"laowu/matching"
	"laowu/matching/contract"
	"laowu/matching/pgsearch"
)

var visitor = db.Actor{County: "141123", Role: db.Nobody}

// often lists what a role sees of the questions.
func often(t *testing.T, d *db.DB, a db.Actor) (out string) {
	t.Helper()
	err := d.ReadTx(t.Context(), a, func(tx *db.Tx) error {
		all, err := matching.AskedOften(t.Context(), tx, 100)
		for _, q := range all {
			out += fmt.Sprintf("%s asked %d found %d in %d hours; ", q.Words, q.Asked, q.Found, q.Occasions)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestQuestionsAreCounted asks over three hours, as two processes would, and reads
// what the county is shown of it: what was asked in three hours or more.
func TestQuestionsAreCounted(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	l := lexicon(t, d)
	e := pgsearch.New(d, l)
	put(t, d, e, []contract.Opening{{Title: "保洁", Enterprise: "示例", Place: "141123", PlaceText: "兴县", Description: "会吹唢呐的优先"}})
	now := testdb.Now
	var logs []*matching.QuestionLog
	var services []*matching.Service
	for range 2 {
		log := matching.NewQuestionLog(func() time.Time { return now })
		logs, services = append(logs, log), append(services, matching.NewService(l, e, e.Terms).HeardBy(log))
	}
	ask := func(text string) {
		t.Helper()
		for _, s := range services {
			if _, err := s.Search(t.Context(), visitor, matching.Request{Text: text, Limit: 1}); err != nil {
				t.Fatal(err)
			}
		}
	}
	for hour := range 3 {
		now = testdb.Now.Add(time.Duration(hour) * time.Hour)
		ask("捏糖人")
		ask("兴县 吹唢呐")
		ask("王建国")
		ask("捏糖人 14000000001")
		ask("保洁")
		ask("")
		if hour < 2 {
			ask("描花样")
		}
		for _, log := range logs {
			if err := log.Flush(t.Context(), d); err != nil {
				t.Fatal(err)
			}
		}
	}
	for range 20 {
		ask("摘棉花")
	}
	for _, log := range logs {
		if err := log.Flush(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	if got := often(t, d, clerk); got != "捏糖人 asked 12 found 0 in 3 hours; 吹唢呐 asked 6 found 6 in 3 hours; " {
		t.Errorf("the county is shown %s", got)
	}
	if got := often(t, d, db.Actor{County: "141124", Role: db.Admin}); got != "" {
		t.Errorf("another county is shown %s", got)
	}
	err := d.ReadTx(t.Context(), db.Actor{County: "141123", Role: db.Association, Organisation: 1}, func(tx *db.Tx) error {
		_, err := matching.AskedOften(t.Context(), tx, 100)
		return err
	})
	if !errors.Is(err, roster.ErrRole) {
		t.Errorf("an association is shown them: %v", err)
	}
	forget(t, d)
}

// forget is ninety days later.
func forget(t *testing.T, d *db.DB) {
	t.Helper()
	for _, c := range []struct {
		days int
		run  bool
		want int64
	}{{89, true, 0}, {90, false, 4}, {90, true, 4}, {90, true, 0}} {
		err := d.Tx(t.Context(), clerk, func(tx *db.Tx) error {
			tx.Now = testdb.Now.AddDate(0, 0, c.days)
			n, err := matching.ForgetQuestions(t.Context(), tx, c.run)
			if n != c.want {
				t.Errorf("after %d days %d are forgotten (done: %v), want %d", c.days, n, c.run, c.want)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// A search is answered where nothing can be written, and what it asked is counted
// once writing works again.
func TestQuestionsWait(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	l := lexicon(t, d)
	e := pgsearch.New(d, l)
	log := matching.NewQuestionLog(func() time.Time { return testdb.Now })
	s := matching.NewService(l, e, e.Terms).HeardBy(log)
	if _, err := s.Search(t.Context(), visitor, matching.Request{Text: "捏糖人"}); err != nil {
		t.Fatal(err)
	}
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if err := log.Flush(over, d); err == nil {
		t.Error("nothing could be written, and Flush says nothing")
	}
	if err := log.Flush(t.Context(), d); err != nil {
		t.Error(err)
	}
	var n int
	err := d.ReadTx(t.Context(), clerk, func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), "SELECT coalesce(sum(asked), 0) FROM search_question").Scan(&n)
	})
	if err != nil || n != 1 {
		t.Errorf("counted %d, %v", n, err)
	}
}

// TestWordsOfACounty: what one process adds another understands, when it reads its
// terms the next time; and no longer once it is removed.
func TestWordsOfACounty(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	l := lexicon(t, d)
	e := pgsearch.New(d, l)
	put(t, d, e, []contract.Opening{{Title: "保洁", Enterprise: "示例", Place: "141123", PlaceText: "兴县"}})
	replica := matching.NewService(l, e, e.Terms).WithAdditions(matching.CountyWords(d, "141123", "141124"))
	total := func(county string) int {
		t.Helper()
		if err := replica.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		found, err := replica.Search(t.Context(), db.Actor{County: county, Role: db.Nobody}, matching.Request{Text: "拾掇炕"})
		if err != nil {
			t.Fatal(err)
		}
		return found.Total
	}
	if n := total("141123"); n != 0 {
		t.Fatalf("found %d before anybody added the word", n)
	}
	add := func(a db.Actor, word, target string) error {
		return d.Tx(t.Context(), a, func(tx *db.Tx) error {
			return matching.AddWord(t.Context(), tx, l, word, matching.AddTrade, target)
		})
	}
	if err := add(clerk, "拾掇炕", "保洁"); err != nil {
		t.Fatal(err)
	}
	if here, there := total("141123"), total("141124"); here != 1 || there != 0 {
		t.Errorf("found %d here and %d in another county, want 1 and 0", here, there)
	}
	var means matching.MeansError
	if err := add(clerk, "拾掇炕", "护工"); !errors.As(err, &means) || means.What != "工种：保洁员，本县加的" {
		t.Errorf("a second meaning: %v", err)
	}
	if err := add(db.Actor{County: "141123", Role: db.Enterprise, Organisation: 1}, "扫地嘞", "保洁"); !errors.Is(err, roster.ErrRole) {
		t.Errorf("an enterprise adds words: %v", err)
	}
	err := d.Tx(t.Context(), clerk, func(tx *db.Tx) error {
		all, err := matching.ListWords(t.Context(), tx)
		if err != nil || len(all) != 1 || all[0].Word != "拾掇炕" || all[0].Code != "cleaner" {
			t.Fatalf("words %+v, %v", all, err)
		}
		if err := matching.RemoveWord(t.Context(), tx, all[0].ID+1); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("an unknown word: %v", err)
		}
		return matching.RemoveWord(t.Context(), tx, all[0].ID)
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := total("141123"); n != 0 {
		t.Errorf("found %d after the word was removed", n)
	}
	var noted string
	err = d.ReadTx(t.Context(), clerk, func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), "SELECT string_agg(action || ' ' || (detail->>'word'), ', ' ORDER BY id) FROM audit WHERE noun = 'word'").Scan(&noted)
	})
	if err != nil || noted != "word_added 拾掇炕, word_removed 拾掇炕" {
		t.Errorf("audit %q, %v", noted, err)
	}
}
