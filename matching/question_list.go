package matching

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/roster"
)

// AskedWords are words that questions held and nothing answered, of the days that
// are kept.
type AskedWords struct {
	Words     string
	Asked     int64
	Found     int64     // how often something was found all the same
	Occasions int64     // hours of days in which it was asked
	LastDay   time.Time // at midnight UTC
}

// leastOccasions is in how many different hours words were asked before anybody
// sees them: what one person tried in one sitting is nobody's business.
const leastOccasions = 3

// QuestionDays is how long words of questions are kept.
const QuestionDays = 90

// AskedOften lists the words that were asked in three hours or more, the oftenest
// first, without those that the county has added since. roster.ErrRole for all but
// who sees the whole county.
func AskedOften(ctx context.Context, tx *db.Tx, limit int) ([]AskedWords, error) {
	if r := tx.Actor.Role; r != db.County && r != db.Admin && r != db.Auditor {
		return nil, roster.ErrRole
	}
	rows, err := tx.Query(ctx, `
		SELECT q.words, sum(q.asked)::bigint AS asked, sum(q.found)::bigint AS found, sum(bit_count(q.hours::bit(32)))::bigint AS occasions, max(q.day) AS last_day
		FROM search_question q WHERE q.county = $1 AND q.day > $2
		  AND NOT EXISTS (SELECT FROM lexicon_word w WHERE w.county = q.county AND w.word = q.words)
		GROUP BY q.words HAVING sum(bit_count(q.hours::bit(32))) >= $3 ORDER BY sum(q.asked) - sum(q.found) DESC, occasions DESC, q.words LIMIT $4`,
		tx.Actor.County, tx.Today().AddDate(0, 0, -QuestionDays), leastOccasions, limit)
	if err != nil {
		return nil, fmt.Errorf("list questions: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[AskedWords])
	if err != nil {
		return nil, fmt.Errorf("list questions: %w", err)
	}
	return all, nil
}

// ForgetQuestions deletes the words of questions that are kept long enough, of the
// actor's county; with run false it only counts them.
func ForgetQuestions(ctx context.Context, tx *db.Tx, run bool) (n int64, err error) {
	before := tx.Today().AddDate(0, 0, -QuestionDays)
	if !run {
		err = tx.QueryRow(ctx, "SELECT count(*) FROM search_question WHERE county = $1 AND day <= $2", tx.Actor.County, before).Scan(&n)
	} else {
		tag, fails := tx.Exec(ctx, "DELETE FROM search_question WHERE county = $1 AND day <= $2", tx.Actor.County, before)
		n, err = tag.RowsAffected(), fails
	}
	if err != nil {
		return 0, fmt.Errorf("forget questions: %w", err)
	}
	return n, nil
}
