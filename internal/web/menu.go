package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/web/templates"
)

// menus are what each role finds in the header. Openings are found by the
// county's name too, and what waits by the start page.
var menus = map[db.Role][]templates.Link{
	db.Worker:      {{Text: "找活", To: "/"}, {Text: "我的", To: "/me"}, {Text: "出了问题", To: "/me/trouble"}, {Text: "我的信息", To: "/me/data"}},
	db.Station:     {{Text: "今天", To: "/station"}, {Text: "回访", To: "/visits"}, {Text: "维权", To: "/cases"}, {Text: "接车", To: "/arrivals"}, {Text: "人员", To: "/people"}, {Text: "推荐", To: "/referrals"}},
	db.Association: {{Text: "今天", To: "/association"}, {Text: "人员", To: "/people"}, {Text: "岗位", To: "/"}, {Text: "推荐", To: "/referrals"}, {Text: "培训", To: "/classes"}, {Text: "导入", To: "/imports"}},
	db.Township:    {{Text: "今天", To: "/township"}, {Text: "人员", To: "/people"}, {Text: "岗位", To: "/"}, {Text: "推荐", To: "/referrals"}, {Text: "排名", To: "/reports/ranking"}, {Text: "导入", To: "/imports"}},
	db.Enterprise:  {{Text: "本单位", To: "/enterprise"}, {Text: "协议", To: "/enterprise/quota"}, {Text: "应聘", To: "/referrals"}, {Text: "招不到人", To: "/waivers"}, {Text: "导入", To: "/imports"}, {Text: "岗位", To: "/"}},
	db.Trainer:     {{Text: "今天", To: "/trainer"}, {Text: "培训班", To: "/classes"}, {Text: "证书到期", To: "/certificates/due"}, {Text: "成效", To: "/training/outcomes"}, {Text: "导入", To: "/imports"}, {Text: "岗位", To: "/"}},
	db.County:      {{Text: "总览", To: "/county"}, {Text: "报表", To: "/reports"}, {Text: "审批", To: "/approvals"}, {Text: "协会", To: "/associations"}, {Text: "单位", To: "/enterprises"}, {Text: "案件", To: "/cases"}},
	db.Auditor:     {{Text: "审计", To: "/audit"}, {Text: "全县", To: "/county"}, {Text: "报表", To: "/reports"}, {Text: "人员", To: "/people"}, {Text: "推荐", To: "/referrals"}, {Text: "规定", To: "/rules"}},
	db.Admin:       {{Text: "账号", To: "/admin"}, {Text: "导入", To: "/admin/imports"}, {Text: "运行", To: "/admin/jobs"}, {Text: "审计", To: "/audit"}, {Text: "规定", To: "/rules"}, {Text: "全县", To: "/county"}},
}

// who is who is logged in, for the header; nil for a visitor.
func (s *Server) who(c *fiber.Ctx) *templates.Who {
	v := s.visit(c)
	if v.stage == stageOut {
		return nil
	}
	w := &templates.Who{Name: v.standing.Holder, As: v.account.OrganisationName, CanSwitch: len(v.standing.Accounts) > 1}
	if w.Name == "" {
		w.Name = v.standing.Name
	}
	if v.stage != stageIn {
		return w
	}
	if v.actor.Role == db.Worker {
		w.Name, w.As = v.account.OrganisationName, "本人"
	} else {
		w.As += " · " + v.actor.Role.Title()
	}
	w.Notices, w.Unread = true, unreadText(v.standing.Unread)
	here := entryOf(v.actor.Role, c.Path())
	for _, l := range menus[v.actor.Role] {
		w.Menu = append(w.Menu, templates.Tab{Text: l.Text, To: l.To, Current: l.To == here})
	}
	return w
}

// belongs are pages of an entry whose addresses do not begin with its own.
var belongs = map[db.Role]map[string]string{
	db.Admin:  {"/admin/search": "/admin/jobs", "/admin/retention": "/admin/jobs", "/admin/notices": "/admin/jobs", "/words": "/admin/jobs", "/complaints": "/admin/jobs"},
	db.County: {"/complaints": "/approvals", "/requests": "/approvals", "/transfers": "/approvals", "/waivers": "/approvals"},
}

// entryOf is the address of the entry that a page belongs to: the nearest.
func entryOf(role db.Role, path string) (to string) {
	for page, entry := range belongs[role] {
		if under(path, page) {
			return entry
		}
	}
	for _, l := range menus[role] {
		if under(path, l.To) && len(l.To) > len(to) {
			to = l.To
		}
	}
	return to
}

// under says whether a page belongs to an entry of the menu.
func under(path, entry string) bool {
	return path == entry || entry != "/" && strings.HasPrefix(path, entry+"/")
}
