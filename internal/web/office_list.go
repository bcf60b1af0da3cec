package web

import (
	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// officeWords are what the kinds of offices are called.
var officeWords = map[string]string{"county": "县级", "township": "乡镇", "station": "工作站", "trainer": "培训机构"}

// officeRefusals are refusals of an office by the field that they are about.
var officeRefusals = wrongIn{
	"kind": {access.ErrOfficeKind}, "name": {access.ErrOfficeName, access.ErrOfficeKnown},
	"place": {access.ErrOfficePlace, access.ErrOfficeCounty, access.ErrOfficeTownship},
}

// officeList is the offices that no workbook brings, and the form that adds one.
func (s *Server) officeList(c *fiber.Ctx) error { return s.showOffices(c, nil, nil) }

func (s *Server) showOffices(c *fiber.Ctx, get, wrong func(string) string) error {
	kind := c.Query("kind")
	if officeWords[kind] == "" {
		kind = ""
	}
	var all []access.Office
	var logins map[int64]int
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if all, err = access.Offices(c.UserContext(), tx, ""); err != nil {
			return err
		}
		logins, err = access.OfficeLogins(c.UserContext(), tx)
		return err
	})
	if err != nil {
		return err
	}
	page := templates.Overview{
		Back: templates.Link{Text: "账号", To: "/admin"}, Title: "机构", TabsBy: "按种类看", Tabs: officeTabs(all, kind),
		Lead: "协会和企业随工作簿导入，不在这里加。乡镇看本乡镇的人，工作站看它的地点以内就业的人。",
	}
	if c.Query("done") == "added" && get == nil {
		page.Notice = &templates.Notice{Kind: "ok", What: "机构加上了", Then: "现在可以给它开账号。"}
	}
	listed := officesOf(all, kind)
	at := min(int(atoi(c.Query("from"))), len(listed))
	page.Sections = []templates.OverviewSection{{
		Title: thousands(len(listed)) + " 个机构", Table: s.officeTable(listed[at:min(at+pageRows, len(listed))], logins), Actions: []templates.Action{officeForm(kind, get, wrong)},
	}}
	page.Paging = pagesFrom("/admin/offices?kind="+kind+"&from=", "个机构", len(listed), at, pageRows)
	return render(c, templates.OverviewPage(s.frame(c, page.Title), page))
}

func officesOf(all []access.Office, kind string) (out []access.Office) {
	for _, o := range all {
		if kind == "" || o.Kind == kind {
			out = append(out, o)
		}
	}
	return out
}

func officeTabs(all []access.Office, kind string) []templates.Tab {
	tabs := []templates.Tab{{Text: "全部", To: "/admin/offices", Count: thousands(len(all)), Current: kind == ""}}
	for _, k := range access.OfficeKinds() {
		tabs = append(tabs, templates.Tab{Text: officeWords[k], To: "/admin/offices?kind=" + k, Count: thousands(len(officesOf(all, k))), Current: kind == k})
	}
	return tabs
}

func (s *Server) officeTable(all []access.Office, logins map[int64]int) *templates.Table {
	t := &templates.Table{Label: "机构", Heads: []templates.Head{{Text: "机构"}, {Text: "种类"}, {Text: "地点"}, {Text: "账号", Num: true}, {Text: "开账号"}}}
	for _, o := range all {
		role := o.Kind
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: o.Name}, {Text: officeWords[o.Kind]}, {Text: s.Atlas().Name(o.Place)}, {Text: thousands(logins[o.ID]), To: "/admin?q=" + urlEscape(o.Name)},
			{Text: "开一个", To: "/admin/logins/new?role=" + role + "&org=" + urlEscape(o.Name)},
		})
	}
	return t
}

func officeForm(kind string, get, wrong func(string) string) templates.Action {
	kinds := []templates.Option{{Text: "请选"}}
	for _, k := range access.OfficeKinds() {
		kinds = append(kinds, templates.Option{Text: officeWords[k], Value: k})
	}
	a := templates.Action{
		Label: "加上这个机构", Open: "加一个机构", To: "/admin/offices", Key: "office",
		Fields: []templates.Field{
			{Given: templates.Given{Value: kind}, Type: "select", Name: "kind", Label: "种类", Options: kinds, Required: true},
			{Name: "name", Label: "名称", Fill: "off", Max: 60, Required: true},
			{Name: "place", Label: "地点", Hint: "区划代码或地名，例如 150600、鄂尔多斯、蔚汾镇", Fill: "off", Max: 40, Required: true},
		},
	}
	if get != nil {
		a.Fields = fill(a.Fields, get, wrong)
	}
	return a
}

// officeCreate adds an office.
func (s *Server) officeCreate(c *fiber.Ctx) error {
	get := posted(c)
	o := access.Office{Kind: get("kind"), Name: value.Clean(get("name")), Place: s.placeCode(get("place"))}
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		_, err := access.AddOffice(c.UserContext(), tx, o)
		return err
	})
	switch {
	case err == nil:
		return c.Redirect("/admin/offices?done=added", fiber.StatusSeeOther)
	case officeRefusals.has(err):
		c.Status(fiber.StatusUnprocessableEntity)
		return s.showOffices(c, get, officeRefusals.of(err))
	}
	return err
}

// placeCode is the division that a code or a name means, empty for none.
func (s *Server) placeCode(text string) string {
	text = value.Clean(text)
	if _, ok := s.Atlas().Find(text); ok {
		return text
	}
	code, _ := s.Atlas().Resolve(s.County, text)
	return code
}
