package web

import (
	"strings"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

// auditRow is an entry in words; kinds are imports.Titles, read once for all of
// a page's.
func auditRow(e access.TrailEntry, kinds map[string]string) templates.AuditRow {
	row := templates.AuditRow{
		When: e.At.In(china).Format("2006-01-02 15:04:05"), Number: "第 " + thousands(int(e.ID)) + " 条", Who: actorText(e.Actor),
		What: e.Action.Word(), From: e.Origin, Detail: detailText(e.Detail, kinds),
	}
	if e.Actor != "" {
		row.WhoTo = "/audit?account=" + urlEscape(e.Actor)
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
	"report": "报表", "enterprise": "企业", "ledger": "台账", "trail": "审计记录", "job": "后台任务", "export": "导出的文件", "form": "空白表",
	"opening": "岗位", "class": "培训班", "certificate": "证书", "departure": "出行", "waiver": "招工说明", "complaint": "投诉", "delivery": "短信和推送", "word": "词",
	"installation": "平台", "match_weight": "匹配的分数", "training_rule": "培训的规定",
}

func actorText(name string) string {
	switch {
	case name == "":
		return "平台自己" // what it does every day
	case name == "nobody":
		return "未登录"
	case name == "worker":
		return "本人"
	case strings.HasPrefix(name, "os:"):
		return "系统用户 " + strings.TrimPrefix(name, "os:")
	}
	return name
}
