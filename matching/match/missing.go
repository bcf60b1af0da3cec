package match

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/training"
)

// coming is a class that begins later and has a seat left.
type coming struct {
	Taught      string
	Number      string
	Institution string
	Starts      time.Time
}

// comingClasses lists them, the next first.
func comingClasses(ctx context.Context, tx *db.Tx) ([]coming, error) {
	rows, err := tx.Query(ctx, "SELECT taught, number, institution, starts FROM access.coming_classes($1)", tx.Today())
	if err != nil {
		return nil, fmt.Errorf("list coming classes: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[coming])
	if err != nil {
		return nil, fmt.Errorf("list coming classes: %w", err)
	}
	return all, nil
}

// missing says what a near fit lacks, each with the way out.
func (s *seeker) missing(v *verdict, classes []coming) (out []string) {
	for _, l := range v.papers.lacks {
		out = append(out, s.lackWords(l, classes))
	}
	if v.over > 0 {
		out = append(out, fmt.Sprintf("年龄超出 %d 岁，先问单位收不收", v.over))
	}
	if v.under > 0 {
		out = append(out, fmt.Sprintf("年龄还差 %d 岁，先问单位收不收", v.under))
	}
	if v.short > 0 {
		out = append(out, fmt.Sprintf("工资低于期望 %d 元，先问本人去不去", v.short))
	}
	if v.busy {
		out = append(out, "正在务工，合同到 "+s.month(*s.work.Until))
	}
	return out
}

// lackWords are what is wrong with a certificate, and what to do about it.
func (s *seeker) lackWords(l lack, classes []coming) string {
	if l.code == "" {
		return "岗位要“" + l.text + "”，平台认不出是哪种证，请核对本人的证"
	}
	asked := s.paperName(l.code, l.level)
	if l.paper != nil {
		switch l.why {
		case expired:
			return s.lexicon.Certificates().Name(l.paper.Code) + " " + l.paper.Expires.Format(time.DateOnly) + " 到期，先换证"
		case unreviewed:
			return s.lexicon.Certificates().Name(l.paper.Code) + " " + l.paper.Review.Format(time.DateOnly) + " 前要复审，先办复审"
		case noLevel:
			return "要" + asked + "，本人的证没有写等级，请核对"
		}
		asked += "，本人是" + levelNames[l.paper.Level]
	}
	return "缺：" + asked + "，" + s.next(l, classes)
}

// next is the next class of the county that leads to a certificate.
func (s *seeker) next(l lack, classes []coming) string {
	for _, c := range classes {
		gives := s.lexicon.Certificates().Asked(c.Taught)
		if slices.ContainsFunc(gives, func(code string) bool { return training.Covers(code, l.code) }) {
			return "县内下一期 " + s.month(c.Starts) + "开班"
		}
	}
	return "县内眼下没有排班，可以报给县里开班"
}

// month is a month as people say it: 3 月, or 2027 年 3 月 where that is not the
// next one of that name.
func (s *seeker) month(t time.Time) string {
	m := strconv.Itoa(int(t.Month())) + " 月"
	if t.After(s.today.AddDate(0, 11, 0)) || t.Before(s.today) {
		return strconv.Itoa(t.Year()) + " 年 " + m
	}
	return m
}
