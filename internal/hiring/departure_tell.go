package hiring

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/notice"
)

// trip says when, from where and to where it goes.
func (d Departure) trip() string {
	at := d.LeavesOn.Format("2006年1月2日")
	if d.LeavesAt != "" {
		at += " " + d.LeavesAt
	}
	return at + "，在“" + d.Origin + "”上车，去“" + d.Employer + "”（" + d.PlaceText + "）"
}

// tellRiders tells people of a departure that concerns them.
func tellRiders(ctx context.Context, tx *db.Tx, kind notice.Kind, said string, people ...int64) error {
	var news []notice.News
	for _, person := range people {
		news = append(news, notice.News{Kind: kind, To: notice.Person(person), Text: said, Link: "/me#trips"})
	}
	return notice.Tell(ctx, tx, news...)
}

// tellCancelled tells those who were to go.
func tellCancelled(ctx context.Context, tx *db.Tx, d Departure, reason string) error {
	rows, err := tx.Query(ctx, "SELECT person FROM departure_member WHERE county = $1 AND departure = $2 AND answer <> 'refused' ORDER BY person", tx.Actor.County, d.ID)
	if err != nil {
		return fmt.Errorf("find who was to go: %w", err)
	}
	people, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return fmt.Errorf("find who was to go: %w", err)
	}
	return tellRiders(ctx, tx, notice.TripChanged, d.trip()+"：取消了，"+reason, people...)
}
