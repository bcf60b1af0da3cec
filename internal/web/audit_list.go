package web

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

// auditPage is how many entries a page shows.
const auditPage = 100

// china is the county's time.
var china = time.FixedZone("UTC+8", 8*60*60)

// auditList is the audit trail with the state of its chain.
func (s *Server) auditList(c *fiber.Ctx) error {
	f, page := auditFilter(c)
	var found access.Trail
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		found, err = access.FindEntries(c.UserContext(), tx, f)
		return err
	})
	if err != nil {
		return err
	}
	page.Path, page.Chain = "/audit", chainNotice(found)
	page.Accounts, page.Kinds = auditAccounts(found), auditKinds()
	page.Range = auditRange(f, found)
	for _, e := range found.Entries {
		page.Entries = append(page.Entries, auditRow(e))
	}
	if len(page.Entries) == 0 {
		page.Nothing = &templates.Nothing{What: "没有这样的记录", Next: "换一个日期，或者去掉条件。", All: templates.Link{Text: "看全部记录", To: "/audit"}}
	}
	if found.Next > 0 {
		page.Paging = &templates.Paging{Where: "共 " + thousands(found.Total) + " 条", Next: auditNext(c, found.Next)}
	}
	return render(c, templates.AuditListPage(s.frame(c, "审计记录"), page))
}

func auditFilter(c *fiber.Ctx) (access.EntryFilter, templates.AuditList) {
	var page templates.AuditList
	page.From.Value, page.To.Value = c.Query("from"), c.Query("to")
	page.Account.Value, page.Action.Value, page.Person.Value = words(c.Query("account")), words(c.Query("action")), c.Query("person")
	f := access.EntryFilter{Actor: page.Account.Value, Action: access.Action(page.Action.Value), Before: atoi(c.Query("before")), Limit: auditPage}
	for _, d := range []struct {
		given *templates.Given
		at    *time.Time
		add   time.Duration
	}{{&page.From, &f.From, 0}, {&page.To, &f.To, 24 * time.Hour}} {
		if d.given.Value == "" {
			continue
		}
		t, err := time.ParseInLocation(time.DateOnly, d.given.Value, china)
		if err != nil {
			d.given.Error = "日期要写成 2026-11-01"
			continue
		}
		*d.at = t.Add(d.add)
	}
	if page.Person.Value != "" {
		if f.Person = atoi(page.Person.Value); f.Person == 0 {
			page.Person.Error = "人员编号是数字，在人员那一页的网址里"
		}
	}
	return f, page
}

// chainNotice says how the chain stands. Whether any entry was altered, the
// command laowu audit verify tells: it reads all of it.
func chainNotice(t access.Trail) templates.Notice {
	n := templates.Notice{Kind: "ok", What: fmt.Sprintf("已连到第 %s 条", thousands(int(t.Linked)))}
	if t.Pending > 0 {
		n.Then = fmt.Sprintf("最近 %s 条等待入链。", thousands(int(t.Pending)))
	}
	n.Then += "逐条核对用命令 laowu audit verify。"
	return n
}

func auditAccounts(t access.Trail) []templates.Option {
	out := []templates.Option{{Text: "全部"}}
	for _, a := range t.Actors {
		out = append(out, templates.Option{Text: actorText(a), Value: a})
	}
	return out
}

func auditKinds() []templates.Option {
	out := []templates.Option{{Text: "全部"}}
	for _, a := range access.Actions() {
		out = append(out, templates.Option{Text: a.Word, Value: string(a.Action)})
	}
	return out
}

func auditRange(f access.EntryFilter, t access.Trail) string {
	days := "全部日期"
	if !f.From.IsZero() || !f.To.IsZero() {
		days = f.From.In(china).Format(time.DateOnly) + " 至 " + f.To.Add(-time.Second).In(china).Format(time.DateOnly)
	}
	return days + "，共 " + thousands(t.Total) + " 条"
}

func auditNext(c *fiber.Ctx, before int64) string {
	args := "before=" + itoa(before)
	for _, name := range []string{"from", "to", "account", "action", "person"} {
		if v := c.Query(name); v != "" {
			args += "&" + name + "=" + urlEscape(v)
		}
	}
	return "/audit?" + args
}

func auditRow(e access.TrailEntry) templates.AuditRow {
	row := templates.AuditRow{
		When: e.At.In(china).Format("2006-01-02 15:04:05"), Number: "第 " + thousands(int(e.ID)) + " 条", Who: actorText(e.Actor),
		What: e.Action.Word(), From: e.Origin, Detail: detailText(e.Detail),
	}
	if e.Position == 0 {
		row.Number += "，等待入链"
	}
	if role := db.Role(e.Role).Title(); role != "" {
		row.As = strings.Trim(e.OrganisationName+" · "+role, " ·")
	}
	if row.From == "" {
		row.From = "命令行"
	}
	if e.Target != "" {
		row.Whom = nouns[e.Noun] + " " + e.Target
		if e.Noun == "person" {
			row.To = "/people/" + e.Target
		}
	}
	return row
}

// nouns are what entries are about, in words.
var nouns = map[string]string{
	"person": "人员", "login": "账号", "office": "机构", "import": "导入", "consent": "同意", "request": "请求", "county": "全县", "vault": "密钥",
	"report": "报表", "enterprise": "企业", "ledger": "台账", "export": "导出的文件", "form": "空白表",
}

func actorText(name string) string {
	switch {
	case name == "nobody":
		return "未登录"
	case name == "worker":
		return "本人"
	case strings.HasPrefix(name, "os:"):
		return "系统用户 " + strings.TrimPrefix(name, "os:")
	}
	return name
}

// detailWords are what details are called.
var detailWords = map[string]string{
	"reason": "原因", "field": "号码", "role": "身份", "organisation": "机构", "kind": "种类", "name": "名称", "place": "地点", "rows": "行", "created": "新增",
	"updated": "更新", "rejected": "退回", "unchanged": "不变", "dry_run": "只检查", "once": "一次性", "account": "身份", "enterprise": "企业", "person": "人员",
	"count": "数", "by": "凭", "values": "个", "why": "原因", "answer": "答复", "month": "月份", "as_of": "截止", "where": "条件", "revealed": "全号", "bytes": "字节",
	"transfer": "转会", "association": "协会", "form": "空白表",
}

var detailValues = map[string]string{
	"id_number": "身份证号", "phone": "电话", "true": "是", "false": "否", "county": "县级", "township": "乡镇", "station": "工作站", "trainer": "培训机构",
	"correction": "更正", "erasure": "删除", byPassword: "密码", byCode: "动态码", byClaim: "认领码",
}

func detailText(raw []byte) string {
	var all map[string]any
	if json.Unmarshal(raw, &all) != nil {
		return ""
	}
	var parts []string
	for k, v := range all {
		word, text := detailWords[k], fmt.Sprint(v)
		if f, ok := v.(float64); ok {
			text = strconv.FormatFloat(f, 'f', -1, 64)
		}
		if known := detailValues[text]; known != "" {
			text = known
		}
		if title := db.Role(text).Title(); k == "role" && title != "" {
			text = title
		}
		if kind, ok := imports.ByName(text); ok && k == "kind" {
			text = kind.Title
		}
		if word == "" {
			word = k
		}
		parts = append(parts, word+"："+text)
	}
	slices.Sort(parts)
	return strings.Join(parts, "；")
}
