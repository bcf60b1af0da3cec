package report

import "fmt"

const whole = 10_000 // basis points

// settle works out the share and what it takes to meet it.
func (q *Quota) settle() {
	base := q.base()
	q.Required = float64(q.points) / whole
	if base > 0 {
		share := float64(q.Local) / float64(base)
		q.Share = &share
	}
	q.Needed = needed(q.Local, base, q.points)
	q.Met = q.Needed != nil && *q.Needed == 0
}

// base is what the share is of.
func (q *Quota) base() int { return q.Hires - q.exempt }

// needed is the least n with (local+n)/(hires+n) >= points/10000; nil where
// there is none, as nothing but locals makes 100 %.
func needed(local, hires, points int) *int {
	short := points*hires - whole*local
	n := 0
	switch {
	case short <= 0:
	case points == whole:
		return nil
	default:
		n = (short + whole - points - 1) / (whole - points)
	}
	return &n
}

// OutsidersLeft is how many more may come from elsewhere before the share falls
// below what was promised, if nobody local is hired; 0 where it is not met.
func (q *Quota) OutsidersLeft() int {
	if !q.Met || q.points == 0 {
		return 0
	}
	return whole*q.Local/q.points - q.base()
}

// PostsLeft is how many posts of the form the enterprise offers on the day.
func (q *Quota) PostsLeft() int { return q.posts }

// Forecast says what the next hire from elsewhere makes of the share, and what
// it takes to meet the promise where it is not met.
func (q *Quota) Forecast() string {
	next := fmt.Sprintf("再招 1 个外地人，占比降到 %d%%", 100*q.Local/(q.base()+1))
	switch {
	case q.Needed == nil:
		return "已经招了外地人，再招本地人也达不到 100%，请核对特殊技能岗位"
	case *q.Needed > 0:
		return fmt.Sprintf("还差 %d 个本地人", *q.Needed)
	case q.Local*whole >= q.points*(q.base()+1):
		return next + "，仍然达标"
	}
	return next
}

// Percent is the share as pages show it, cut and never rounded up: 59.9 % is
// not 60. Empty without hires.
func (q *Quota) Percent() string {
	if q.base() == 0 {
		return ""
	}
	tenths := 1000 * q.Local / q.base()
	if tenths%10 == 0 {
		return fmt.Sprintf("%d%%", tenths/10)
	}
	return fmt.Sprintf("%d.%d%%", tenths/10, tenths%10)
}
