package web

import (
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/web/templates"
	"laowu/training"
)

// Who keeps classes, and who sees them.
var (
	keepsClasses = []db.Role{db.Trainer, db.County, db.Admin}
	seesClasses  = []db.Role{db.Trainer, db.County, db.Admin, db.Auditor, db.Association, db.Township}
	enrolers     = []db.Role{db.Trainer, db.County, db.Admin, db.Association}
)

// classPage is how many classes a page lists.
const classPage = 50

// classList is the classes that the actor sees: open ones, ended ones.
func (s *Server) classList(c *fiber.Ctx) error {
	all, err := s.classes(c, nil)
	if err != nil {
		return err
	}
	over := c.Query("when") == "over"
	open, ended := splitByEnd(all, s.today())
	page := templates.Overview{
		Title: "培训班", Lead: "报名在各班那一页。名额是全县一起算的，报名人数只数归您管的人。", TabsBy: "按进度看",
		Tabs: []templates.Tab{
			{Text: "在办和要开的", To: "/classes", Count: thousands(len(open)), Current: !over}, {Text: "已结业", To: "/classes?when=over", Count: thousands(len(ended)), Current: over},
		},
		Links: s.classLinks(c),
	}
	if listed := map[bool][]training.Class{true: ended, false: open}[over]; len(listed) > 0 {
		at := min(int(atoi(c.Query("from"))), len(listed))
		page.Sections = []templates.OverviewSection{{Title: "各班", Table: s.classTable(listed[at:min(at+classPage, len(listed))])}}
		page.Paging = pagesFrom(map[bool]string{true: "/classes?when=over&from=", false: "/classes?from="}[over], "个班", len(listed), at, classPage)
	} else {
		page.Nothing = s.noClass(c, over)
	}
	return render(c, templates.OverviewPage(s.frame(c, "培训班"), page))
}

// classes reads those that the actor sees, and with them what else a page
// shows.
func (s *Server) classes(c *fiber.Ctx, also func(*db.Tx) error) (all []training.Class, err error) {
	err = s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if all, err = training.Classes(c.UserContext(), tx); err != nil || also == nil {
			return err
		}
		return also(tx)
	})
	return all, err
}

// splitByEnd parts the classes that have ended from the others.
func splitByEnd(all []training.Class, today time.Time) (open, ended []training.Class) {
	for _, k := range all {
		if k.Over(today) {
			ended = append(ended, k)
		} else {
			open = append(open, k)
		}
	}
	return open, ended
}

func (s *Server) classTable(all []training.Class) *templates.Table {
	t := &templates.Table{Label: "培训班", Heads: []templates.Head{
		{Text: "班"}, {Text: "工种"}, {Text: "起止"}, {Text: "名额"}, {Text: "报名", Num: true}, {Text: "合格", Num: true}, {Text: "进度"},
	}}
	for _, k := range all {
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: k.Programme + k.Number, Small: k.Institution, To: "/classes/" + itoa(k.ID)}, {Text: k.Trade, Small: levelWord(k.Level)},
			{Text: classDays(k, s.today())}, seatsCell(k, s.today()), {Text: thousands(k.Enrolled)}, {Text: thousands(k.Completed)}, {Badge: classState(k, s.today())},
		})
	}
	return t
}

func levelWord(level *int) string {
	if level == nil {
		return ""
	}
	return map[int]string{5: "五级（初级）", 4: "四级（中级）", 3: "三级（高级）", 2: "二级（技师）", 1: "一级（高级技师）"}[*level]
}

func classDays(k training.Class, today time.Time) string {
	if k.Starts == nil && k.Ends == nil {
		return "日期没有登记"
	}
	return span(k.Starts, k.Ends, today)
}

// seatsCell says how many seats are taken, of how many.
func seatsCell(k training.Class, today time.Time) templates.Cell {
	left, known := k.Left()
	if !known {
		return templates.Cell{Text: "不限"}
	}
	cell := templates.Cell{Text: thousands(k.Taken) + " / " + thousands(*k.Seats)}
	switch {
	case k.Over(today):
	case left == 0:
		cell.Small = "报满了"
	default:
		cell.Small = "还有 " + thousands(left) + " 个"
	}
	return cell
}

func classState(k training.Class, today time.Time) templates.Badge {
	switch {
	case k.Over(today):
		return templates.Badge{Text: "已结业"}
	case k.Starts == nil:
		return templates.Badge{Text: "日期未定"}
	case k.Starts.After(today):
		return templates.Badge{Text: "报名中", Kind: "ok"}
	}
	return templates.Badge{Text: "正在上", Kind: "ok"}
}

// classLinks lead on from the classes, each where the role may go.
func (s *Server) classLinks(c *fiber.Ctx) []templates.Link {
	var links []templates.Link
	for _, l := range []struct {
		who []db.Role
		to  templates.Link
	}{
		{keepsClasses, templates.Link{Text: "开一个班", To: "/classes/new"}}, {seesClasses, templates.Link{Text: "快到期的证书", To: "/certificates/due"}},
		{seesOutcomes, templates.Link{Text: "培训成效", To: "/training/outcomes"}}, {seesDemand, templates.Link{Text: "该办什么班", To: "/training/demand"}},
		{seesDemand, templates.Link{Text: "培训的规定", To: "/training/rules"}}, {seesDemand, templates.Link{Text: "匹配怎么打分", To: "/match/rules"}}, {takesLedgers, exportLink},
	} {
		if slices.Contains(l.who, s.actor(c).Role) {
			links = append(links, l.to)
		}
	}
	return links
}

func (s *Server) noClass(c *fiber.Ctx, over bool) *templates.Nothing {
	n := &templates.Nothing{What: "现在没有在办的班", Next: "要开的班由培训机构或者县里登记，登记了就在这里。", All: templates.Link{Text: "看已结业的班", To: "/classes?when=over"}}
	if over {
		n.What, n.Next, n.All = "还没有结业的班", "结业日期过了的班会到这里来。", templates.Link{Text: "看在办的班", To: "/classes"}
	} else if slices.Contains(keepsClasses, s.actor(c).Role) {
		n.Next, n.All = "开一个班，就可以报名了。以前的班导入培训花名册以后，在“已结业”里。", templates.Link{Text: "开一个班", To: "/classes/new"}
	}
	return n
}
