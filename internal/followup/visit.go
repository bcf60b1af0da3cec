package followup

import (
	"context"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/value"
)

// Visit is one to somebody at work, as it is recorded.
type Visit struct {
	Placement        int64
	On               time.Time
	Way              Way
	Outcome          Outcome
	LeftOn           time.Time // who left: zero where only the visit's day is known
	Reason           Reason    // who left: why
	Willing          *bool     // who left: whether he wants to work again; nil where nobody said
	PaidOnTime       *bool     // nil where nobody said
	WageMin, WageMax *int      // yuan a month
	Issue            Kind      // what opens a case; empty where nothing is wrong
	Asked            string    // what the person asked for
	Done             string    // what was done about it
	By               string    // who visited
}

// The refusals of a visit; their texts go to people as they are.
var (
	ErrRole       = errors.New("您的身份不能记回访")
	ErrFuture     = errors.New("回访日期还没有到，请核对")
	ErrEarly      = errors.New("回访日期在上岗之前，请核对日期，或者先核对务工记录")
	ErrEnded      = errors.New("到这一天这份活已经结束了；确认已经离岗的，请选“已离岗”")
	ErrOutcome    = errors.New("请选回访的结果：在岗、已离岗，还是没联系上")
	ErrWay        = errors.New("请选怎么联系的")
	ErrWhyLeft    = errors.New("请选为什么离岗")
	ErrLeftOn     = errors.New("离岗日期要在上岗以后，不能晚于回访日期")
	ErrNotLeft    = errors.New("没有离岗的，不用填离岗日期、原因和再就业意愿")
	ErrIssue      = errors.New("请选是哪一类问题")
	ErrWage       = errors.New("工资请写每月多少元，从小到大")
	ErrAgain      = errors.New("这一天已经记过这个人的回访；记错了的，由记的人或者县里重记")
	ErrLong       = errors.New("写得太长了，每一格最多 500 个字")
	ErrNumber     = errors.New("请不要在这里写身份证号或者电话号码")
	ErrNoAnswered = errors.New("没联系上的，没有听到工资和问题，请不要填")
)

// longestText is in characters.
const longestText = 500

// tidy cleans texts, and refuses those that are too long or hold a personal
// number, which would stand unsealed.
func tidy(texts ...*string) error {
	for _, t := range texts {
		*t = value.Clean(*t)
		switch {
		case utf8.RuneCountInString(*t) > longestText:
			return ErrLong
		case value.Redact(*t) != *t:
			return ErrNumber
		}
	}
	return nil
}

// Made is a visit as it is on record.
type Made struct {
	ID               int64
	Placement        int64
	Employer         string
	VisitedOn        time.Time
	Way              Way
	Result           Outcome // Unreachable where it was the last try
	Try              *int64  // the how manieth try without an answer
	LeftOn           *time.Time
	EndReason        Reason
	Willing          *bool
	PaidOnTime       *bool
	WageMin, WageMax *int
	Issue            Kind
	Asked, Done      string
	VisitedBy        string
	Source           string // page or import
	Again            bool   // the actor may record it again
}

// Visits lists those of a person that the actor sees, the latest first.
func Visits(ctx context.Context, tx *db.Tx, person int64) ([]Made, error) {
	rows, err := tx.Query(ctx, `
		SELECT v.id, v.placement, coalesce(nullif(p.employer, ''), access.organisation_name(p.county, 'enterprise', p.enterprise), '') AS employer,
		       v.visited_on, v.way, v.result, v.try, v.left_on, v.end_reason, v.paid_on_time, v.wage_min, v.wage_max, v.issue, v.asked, v.done,
		       v.visited_by, v.source, v.willing, coalesce(v.account = $4, false) OR $5 AS again
		FROM (`+judgedHead+`visit v`+judgedTail+` AND v.county = $1 AND v.person = $3`+judgedEnd+`) v JOIN placement p ON p.county = v.county AND p.id = v.placement
		ORDER BY v.visited_on DESC, v.id DESC`, tx.Actor.County, tx.Today(), person, tx.Actor.Account, countywide(tx.Actor))
	if err != nil {
		return nil, fmt.Errorf("list visits: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Made])
	if err != nil {
		return nil, fmt.Errorf("list visits: %w", err)
	}
	return all, nil
}
