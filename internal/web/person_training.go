package web

import (
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/web/templates"
	"laowu/training"
)

// schooling is what somebody learned and holds, and where he may still go.
type schooling struct {
	lessons []training.Enrolment
	held    []training.Held
	open    []training.Class
}

// schooling reads it; the open classes for whom may enrol alone.
func (s *Server) schooling(c *fiber.Ctx, tx *db.Tx, person int64) (l schooling, err error) {
	if l.lessons, err = training.Enrolments(c.UserContext(), tx, person); err != nil {
		return l, err
	}
	if l.held, err = training.Certificates(c.UserContext(), tx, person); err != nil {
		return l, err
	}
	if slices.Contains(personEnrolers, s.actor(c).Role) {
		l.open, err = training.OpenClasses(c.UserContext(), tx)
		l.open = slices.DeleteFunc(l.open, func(k training.Class) bool { // in which he is already
			return slices.ContainsFunc(l.lessons, func(e training.Enrolment) bool { return e.Class == k.ID })
		})
		return l, err
	}
	return l, nil
}

// personEnrolers enrol people on their pages.
var personEnrolers = []db.Role{db.Association, db.County, db.Admin}

// lessonPart is a person's classes, on the staff's page and on his own.
func lessonPart(l schooling, person int64, today time.Time) templates.Part {
	part := templates.Part{Empty: "没有培训记录"}
	for _, e := range l.lessons {
		item := templates.Item{Text: e.Programme + e.Number, Small: e.Institution, Badge: lessonBadge(e, today)}
		if e.Trade != "" {
			item.Small += "，" + e.Trade
		}
		if e.Starts != nil || e.Ends != nil {
			item.Small += "；" + span(e.Starts, e.Ends, today)
		}
		if e.Attended != nil {
			item.Small += "；出勤 " + strconv.Itoa(*e.Attended) + " 课时"
		}
		part.Items = append(part.Items, item)
	}
	if len(l.open) > 0 {
		part.Actions = []templates.Action{enrolAction(l.open, person, today)}
	}
	return part
}

func lessonBadge(e training.Enrolment, today time.Time) templates.Badge {
	switch {
	case e.Dropped:
		return templates.Badge{Text: "中途退出", Kind: "bad"}
	case e.Result.Pass():
		return templates.Badge{Text: e.Result.Word(), Kind: "ok"}
	case e.Result != "":
		return templates.Badge{Text: e.Result.Word(), Kind: "bad"}
	case e.Starts != nil && e.Starts.After(today):
		return templates.Badge{Text: "报了名"}
	case e.Ends != nil && !e.Ends.Before(today):
		return templates.Badge{Text: "正在上", Kind: "ok"}
	}
	return templates.Badge{Text: "没有成绩"}
}

func enrolAction(open []training.Class, person int64, today time.Time) templates.Action {
	field := templates.Field{Type: "select", Name: "class", Label: "报哪个班", Required: true, Options: []templates.Option{{Text: "请选"}}}
	for _, k := range open {
		text := k.Programme + k.Number + "，" + k.Institution
		if k.Starts != nil {
			text += "，" + day(*k.Starts, today) + "开班"
		}
		if left, known := k.Left(); known {
			text += "，还有 " + strconv.Itoa(left) + " 个名额"
		}
		field.Options = append(field.Options, templates.Option{Text: text, Value: itoa(k.ID)})
	}
	return templates.Action{Label: "报名", Open: "报名参加培训", To: "/people/" + itoa(person) + "/enrol", Key: "class", Fields: []templates.Field{field}}
}
