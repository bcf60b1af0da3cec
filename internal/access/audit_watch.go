package access

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Watch is a kind of action that an auditor looks at each day.
type Watch struct {
	Name    string // as an address has it: reveal, export, failed, rights
	Word    string
	Actions []Action
}

// Watches are the kinds, in the order in which pages show them.
func Watches() []Watch {
	return []Watch{
		{"reveal", "看全号", []Action{Revealed, OriginalTaken}},
		{"export", "导出", []Action{Exported, Fetched}},
		{"failed", "登录失败", []Action{LoginFailed}},
		{"rights", "改账号和权限", []Action{LoginAdded, AccountTaken, LoginDisabled, LoginEnabled, LoginRevoked, FactorRemoved, SecretSet, OfficeAdded, KeysRotated}},
	}
}

// WatchedDay is how many of each kind there were on a day, in the order of
// Watches.
type WatchedDay struct {
	Day    time.Time // midnight UTC, of the county's own day
	Counts []int
}

// CountWatched counts the watched actions of each of so many days until today,
// the latest first; a day without any is there too.
func CountWatched(ctx context.Context, tx *db.Tx, days int) ([]WatchedDay, error) {
	watches, kind := Watches(), map[Action]int{}
	var actions []Action
	for i, w := range watches {
		for _, a := range w.Actions {
			kind[a], actions = i, append(actions, a)
		}
	}
	out := make([]WatchedDay, days)
	for i := range out {
		out[i] = WatchedDay{Day: tx.Today().AddDate(0, 0, -i), Counts: make([]int, len(watches))}
	}
	rows, err := tx.Query(ctx, `
		SELECT $3::date - (a.at AT TIME ZONE 'Asia/Shanghai')::date, a.action, count(*) FROM audit a
		WHERE a.county = $1 AND a.action = ANY ($2) AND a.at >= ($3::date - $4::integer + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' GROUP BY 1, 2`,
		tx.Actor.County, actions, tx.Today(), days)
	if err != nil {
		return nil, fmt.Errorf("count watched actions: %w", err)
	}
	var back, n int
	var action Action
	_, err = pgx.ForEachRow(rows, []any{&back, &action, &n}, func() error {
		if back >= 0 && back < days {
			out[back].Counts[kind[action]] += n
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("count watched actions: %w", err)
	}
	return out, nil
}
