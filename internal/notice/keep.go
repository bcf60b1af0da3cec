package notice

import (
	"context"
	"fmt"

	"laowu/internal/db"
)

// Forget deletes what somebody who is erased was told, what others were told of
// him, what went outside to him, and his wish. For who may erase.
func Forget(ctx context.Context, tx *db.Tx, person int64) error {
	return each(ctx, tx, "forget notices", []any{tx.Actor.County, person}, []string{
		"DELETE FROM notice WHERE county = $1 AND (person = $2 OR about = $2)",
		"DELETE FROM notice_delivery WHERE county = $1 AND person = $2",
		"DELETE FROM notice_wish WHERE county = $1 AND person = $2",
	})
}

// Follow gives the notices of a record that became one with another to that one.
// What is on its way to both goes once; of two wishes the kept record's stands. A
// merge that is undone leaves them where they are: what was said of either was
// said to the one person who holds the telephone.
func Follow(ctx context.Context, tx *db.Tx, kept, gone int64) error {
	return each(ctx, tx, "move notices", []any{tx.Actor.County, kept, gone}, []string{
		`UPDATE notice SET person = CASE person WHEN $3 THEN $2 ELSE person END, about = CASE about WHEN $3 THEN $2 ELSE about END
		WHERE county = $1 AND (person = $3 OR about = $3)`,
		`UPDATE notice_delivery d SET person = $2 WHERE county = $1 AND person = $3 AND NOT EXISTS (
			SELECT FROM notice_delivery k WHERE k.county = $1 AND k.person = $2 AND k.kind = d.kind AND k.day = d.day)`,
		`UPDATE notice SET delivery = NULL WHERE county = $1 AND delivery IN (SELECT id FROM notice_delivery WHERE county = $1 AND person = $3) AND person = $2`,
		"DELETE FROM notice_delivery WHERE county = $1 AND person = $3 AND person <> $2",
		`UPDATE notice_wish w SET person = $2 WHERE county = $1 AND person = $3 AND NOT EXISTS (SELECT FROM notice_wish k WHERE k.county = $1 AND k.person = $2)`,
		"DELETE FROM notice_wish WHERE county = $1 AND person = $3 AND person <> $2",
	})
}

// each runs statements that take the same arguments.
func each(ctx context.Context, tx *db.Tx, doing string, args []any, all []string) error {
	for _, sql := range all {
		if _, err := tx.Exec(ctx, sql, args...); err != nil {
			return fmt.Errorf("%s: %w", doing, err)
		}
	}
	return nil
}

// ForgetOld deletes notices that are older than the rule says, with what was sent
// of them, and those to people whom taking an import back took with it; with run
// false it only counts the notices. For the county's timers.
func ForgetOld(ctx context.Context, tx *db.Tx, run bool) (n int64, err error) {
	rule, err := FindRule(ctx, tx)
	if err != nil {
		return 0, err
	}
	args := []any{tx.Actor.County, tx.Today().AddDate(0, 0, -rule.KeptDays)}
	const old = `county = $1 AND (told_at < $2 OR person > 0 AND NOT EXISTS (SELECT FROM person p WHERE p.county = notice.county AND p.id = notice.person))`
	if err := tx.QueryRow(ctx, "SELECT count(*) FROM notice WHERE "+old, args...).Scan(&n); err != nil || !run {
		return n, wrap(err, "count old notices")
	}
	return n, each(ctx, tx, "forget old notices", args, []string{
		"DELETE FROM notice WHERE " + old,
		`DELETE FROM notice_delivery d WHERE county = $1 AND made_at < $2 AND NOT EXISTS (SELECT FROM notice n WHERE n.county = d.county AND n.delivery = d.id)`,
	})
}

func wrap(err error, doing string) error {
	if err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return nil
}
