package matching

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// QuestionLog counts the words of questions that found nothing or that nothing
// explains, by county and day, without who asked. It holds them in memory, within
// bounds, until Flush writes them: a search neither waits for it nor fails by it.
// Safe for several goroutines.
type QuestionLog struct {
	now   func() time.Time
	guard sync.Mutex
	heard map[heardWords]*tally
}

// heardWords are words on a day of a county.
type heardWords struct {
	county string
	day    time.Time
	words  string
}

// tally counts one of them. hours has a bit for each hour of the day.
type tally struct {
	hours        int32
	asked, found int64
}

// mostHeard bounds the words in memory; mostADay those that a county keeps of one
// day. What is beyond is dropped: who asks at random asks nothing to learn from.
const mostHeard, mostADay = 2000, 5000

// NewQuestionLog makes an empty one that tells the time by now.
func NewQuestionLog(now func() time.Time) *QuestionLog {
	return &QuestionLog{now: now, heard: map[heardWords]*tally{}}
}

// HeardBy has the service count into a log. Call it before the first search.
func (s *Service) HeardBy(log *QuestionLog) *Service {
	s.log = log
	return s
}

// hear counts a question's words. A further page of an answer is no question.
func (s *Service) hear(county string, r Request, found Found) {
	if s.log == nil || r.Quiet || r.Cursor != "" || r.Text == "" || found.Total > 0 && len(found.Question.Words) == 0 {
		return
	}
	s.log.add(county, found.Total > 0, s.lexicon.unanswered(r, found))
}

var china = time.FixedZone("UTC+8", 8*60*60)

func (q *QuestionLog) add(county string, found bool, words []string) {
	now := q.now()
	t := tally{hours: 1 << now.In(china).Hour(), asked: 1}
	if found {
		t.found = 1
	}
	q.guard.Lock()
	defer q.guard.Unlock()
	for _, one := range words {
		q.count(heardWords{county, db.Day(now), one}, t)
	}
}

func (q *QuestionLog) count(words heardWords, more tally) {
	t, ok := q.heard[words]
	if !ok {
		if len(q.heard) >= mostHeard {
			return
		}
		t = &tally{}
		q.heard[words] = t
	}
	t.hours |= more.hours
	t.asked += more.asked
	t.found += more.found
}

// Flush writes what was counted, as the admin of each county. What could not be
// written is counted again later, within the bounds.
func (q *QuestionLog) Flush(ctx context.Context, d *db.DB) error {
	q.guard.Lock()
	heard := q.heard
	q.heard = map[heardWords]*tally{}
	q.guard.Unlock()
	counties := map[string]map[heardWords]*tally{}
	for words, t := range heard {
		if counties[words.county] == nil {
			counties[words.county] = map[heardWords]*tally{}
		}
		counties[words.county][words] = t
	}
	var failed error
	for county, of := range counties {
		if err := write(ctx, d, county, of); err != nil {
			failed = errors.Join(failed, err)
			q.takeBack(of)
		}
	}
	return failed
}

func (q *QuestionLog) takeBack(of map[heardWords]*tally) {
	q.guard.Lock()
	defer q.guard.Unlock()
	for words, t := range of {
		q.count(words, *t)
	}
}

func write(ctx context.Context, d *db.DB, county string, of map[heardWords]*tally) error {
	err := d.Tx(db.Aside(ctx), db.Actor{County: county, Role: db.Admin}, func(tx *db.Tx) error {
		b := &pgx.Batch{}
		for words, t := range of {
			b.Queue(`
				INSERT INTO search_question AS q (county, day, words, hours, asked, found) SELECT $1, $2, $3, $4, $5, $6
				WHERE (SELECT count(*) FROM search_question WHERE county = $1 AND day = $2) < $7
				   OR EXISTS (SELECT FROM search_question WHERE county = $1 AND day = $2 AND words = $3)
				ON CONFLICT (county, day, words) DO UPDATE SET
				  hours = q.hours | excluded.hours, asked = q.asked + excluded.asked, found = q.found + excluded.found`,
				county, words.day, words.words, t.hours, t.asked, t.found, mostADay)
		}
		return tx.SendBatch(ctx, b).Close()
	})
	if err != nil {
		return fmt.Errorf("write questions: %w", err)
	}
	return nil
}
