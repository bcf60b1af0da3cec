package web

import (
	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

// waiverReaders read what enterprises state that find nobody local: who states
// it, who is asked, and who decides.
var waiverReaders = []db.Role{db.Association, db.Township, db.Enterprise, db.County, db.Auditor, db.Admin}

// waiverRows is how many a page lists.
const waiverRows = 200

// waiverList is the statements that the actor sees, what waits first.
func (s *Server) waiverList(c *fiber.Ctx) error {
	var all []hiring.Waiver
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		all, err = hiring.Waivers(c.UserContext(), tx, hiring.WaiverFilter{}, waiverRows)
		return err
	})
	if err != nil {
		return err
	}
	page := templates.Home{Title: "招不到本地人的说明", Lead: waiverLeads[s.actor(c).Role], List: "全部说明"}
	if s.actor(c).Role == db.Enterprise {
		page.Links = []templates.Link{{Text: "写一份说明", To: "/waivers/new"}}
	}
	if len(all) == 0 {
		page.Nothing = &templates.Nothing{What: "还没有这样的说明", Next: "有协议的企业说招不到本地人，就列在这里，问遍各个协会。", All: templates.Link{Text: "看岗位", To: "/"}}
		return s.showHome(c, page)
	}
	if len(all) == waiverRows {
		page.Note = "只列前 " + thousands(waiverRows) + " 份"
	}
	page.Table = s.waiverTable(c, page.List, all)
	return s.showHome(c, page)
}

func (s *Server) waiverTable(c *fiber.Ctx, label string, all []hiring.Waiver) *templates.Table {
	t := &templates.Table{Label: label, Heads: []templates.Head{
		{Text: "工种"}, {Text: "企业"}, {Text: "人数", Num: true}, {Text: "答复"}, {Text: "进展"},
	}}
	for _, w := range all {
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: w.Trade, Small: formName(w.Form), To: waiverPath(w.ID)}, {Text: w.EnterpriseName, Small: day(w.StatedOn, s.today()) + "说明"},
			{Text: thousands(w.Posts)}, {Text: s.answered(c, w), Small: day(w.AnswerBy, s.today()) + "截止"}, {Badge: waiverBadge(w.State)},
		})
	}
	return t
}

// waiverLeads say what each role does about statements.
var waiverLeads = map[db.Role]string{
	db.Association: "企业说招不到本地人，先问协会：有人就推荐，没有就答没有。到期不答复，也算答复。",
	db.Township:    "企业说招不到本地人，由各协会答复；这里看得到本乡镇的协会怎么答的。",
	db.Enterprise:  "招不到本地人，先写一份说明，各协会有几天时间推荐人。县里认定属实的，作为证据放在用工比例旁边，比例照样算。",
	db.County:      "到期以后，看各协会推荐了谁、答了没有、还是没有答复，再来认定。认定不改用工比例。",
	db.Admin:       "到期以后，看各协会推荐了谁、答了没有、还是没有答复，再来认定。认定不改用工比例。",
	db.Auditor:     "各协会怎么答的，县里怎么定的，都在这里。",
}

func waiverPath(id int64) string { return "/waivers/" + itoa(id) }

func waiverBadge(state hiring.WaiverState) templates.Badge {
	kind := map[hiring.WaiverState]string{hiring.WaiverOpen: "risk", hiring.WaiverGranted: "ok", hiring.WaiverRefused: "bad"}[state]
	return templates.Badge{Text: state.Word(), Kind: kind}
}

// answered says what is on record of answers: for an association its own.
func (s *Server) answered(c *fiber.Ctx, w hiring.Waiver) string {
	if s.actor(c).Role == db.Association {
		switch {
		case w.Named > 0:
			return "推荐了 " + thousands(w.Named) + " 人"
		case w.None > 0:
			return "答了没有"
		}
		return "还没有答复"
	}
	return "推荐 " + thousands(w.Named) + " 人，" + thousands(w.None) + " 个协会说没有"
}
