package main

import (
	"regexp"
	"strings"
	"testing"
)

var oncePassword = regexp.MustCompile(`([a-z2-9]{4}-){3}[a-z2-9]{4}`)

// staffed is an office with associations and enterprises.
func staffed(t *testing.T) office {
	t.Helper()
	o := newOffice(t)
	o.ask(t, exitDone, "import", "associations", samples+"associations.xlsx")
	o.ask(t, exitDone, "import", "enterprises", samples+"enterprises.xlsx")
	return o
}

func TestUserAdd(t *testing.T) {
	t.Parallel()
	o := staffed(t)
	url := o.env["LAOWU_DATABASE_URL"]
	exec(t, url, `UPDATE association SET code = 'CODE1', name = '同名协会' WHERE id = 1; UPDATE association SET code = 'CODE2', name = '同名协会', township = '141123208' WHERE id = 2`)
	exec(t, url, `UPDATE enterprise SET name = '同名企业' WHERE id IN (1, 2)`)
	o.ask(t, exitDone, "org", "add", "station", "太原联络部", "--place", "太原")
	o.ask(t, exitDone, "org", "add", "station", "鄂尔多斯西部工作站", "--place", "鄂尔多斯")
	for _, x := range []struct {
		name, role, org, organisation string
	}{
		{"Zhang.Wei", "county", "", "兴县人力资源和社会保障局"},
		{"auditor", "auditor", "", "兴县人力资源和社会保障局"},
		{"li.na", "association", "CODE2", "同名协会"},
		{"wang.fang", "station", "太原联络部", "太原联络部"},
		{"wang.fang2", "station", "1", "太原联络部"},
		{"zhao.min", "enterprise", o.text(t, "SELECT uscc FROM enterprise WHERE id = 1"), "同名企业"},
	} {
		args := []string{"user", "add", x.name, "--role", x.role, "--holder", "张　伟"}
		if x.org != "" {
			args = append(args, "--org", x.org)
		}
		doc := o.ask(t, exitDone, args...)
		once, _ := doc["one_time_password"].(string)
		if doc["name"] != strings.ToLower(x.name) || doc["role"] != x.role || doc["organisation"] != x.organisation || !oncePassword.MatchString(once) {
			t.Errorf("%v", doc)
		}
	}
	again := o.ask(t, exitDone, "user", "add", "wang.fang", "--role", "association", "--org", "CODE1")
	if again["one_time_password"] != "" {
		t.Errorf("a second account: %v", again)
	}
	for words, args := range map[string][]string{
		"CODE1（":  {"user", "add", "x1", "--role", "association", "--org", "同名协会"},
		"同名的有几个":  {"user", "add", "x2", "--role", "enterprise", "--org", "同名企业"},
		"有几个，请写明": {"user", "add", "x3", "--role", "station"},
		"没有这个协会":  {"user", "add", "x4", "--role", "association", "--org", "没有"},
		"没有这个企业":  {"user", "add", "x5", "--role", "enterprise", "--org", "没有"},
		"没有这个机构":  {"user", "add", "x6", "--role", "trainer"},
		"已经有这个身份": {"user", "add", "wang.fang", "--role", "association", "--org", "CODE1"},
		"没有这个账号":  {"user", "disable", "x7"},
	} {
		if code, out, errs := o.call(t, args...); code != exitFailed || out != "" || !strings.Contains(errs, words) {
			t.Errorf("%v: exit %d, said %q %q", args, code, out, errs)
		}
	}
	if code, out, errs := o.call(t, "user", "add", "张伟", "--role", "county"); code != exitUsage || out != "" || !strings.Contains(errs, "小写字母") {
		t.Errorf("exit %d, said %q", code, errs)
	}
	if n := o.number(t, "SELECT count(*) FROM login"); n != 6 {
		t.Errorf("%d logins", n)
	}
}

func TestUserWords(t *testing.T) {
	t.Parallel()
	o := office{map[string]string{"LAOWU_DATA": t.TempDir()}}
	for words, args := range map[string][]string{
		"用法：laowu org":      {"org"},
		"机构种类":              {"org", "add", "village", "某村", "--place", "太原"},
		"--place":           {"org", "add", "station", "某站"},
		"用法：laowu user add": {"user", "add"},
		"--role":            {"user", "add", "x"},
		"没有 \"king\"":       {"user", "add", "x", "--role", "king"},
		"认领码":               {"user", "add", "x", "--role", "worker"},
		"--org":             {"user", "add", "x", "--role", "enterprise"},
		"user passwd":       {"user", "passwd"},
		"user disable":      {"user", "disable", "x", "y"},
		"user add|":         {"user"},
		"没有这个选项":            {"user", "list", "--all"},
		"audit verify":      {"audit"},
		"不用写":               {"audit", "verify", "now"},
	} {
		if code, out, errs := o.call(t, args...); code != exitUsage || out != "" || !strings.Contains(errs, words) {
			t.Errorf("%v: exit %d, said %q %q", args, code, out, errs)
		}
	}
}

// TestUserLife is a login from its beginning to its end, as its admin sees it.
func TestUserLife(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	say := func(words string, args ...string) string {
		t.Helper()
		code, out, errs := o.call(t, args...)
		if code != exitDone || !strings.Contains(out, words) {
			t.Errorf("%v: exit %d, said %q %q", args, code, out, errs)
		}
		return out
	}
	first := oncePassword.FindString(say("七天内有效，第一次登录时要换成自己的密码", "user", "add", "zhang.wei", "--role", "county", "--holder", "张伟"))
	second := oncePassword.FindString(say("动态码已撤掉", "user", "passwd", "zhang.wei", "--reset-second-factor"))
	if first == "" || second == "" || first == second {
		t.Errorf("one-time passwords %q and %q", first, second)
	}
	if doc := o.ask(t, exitDone, "user", "passwd", "zhang.wei"); doc["name"] != "zhang.wei" || doc["one_time_password"] == second {
		t.Errorf("%v", doc)
	}
	say("zhang.wei  张伟  县级 兴县人力资源和社会保障局  待改密码  没有", "user", "list")
	say("已停用", "user", "disable", "zhang.wei")
	say("停用", "user", "list")
	users, _ := o.ask(t, exitDone, "user", "list")["users"].([]any)
	if len(users) != 1 || users[0].(map[string]any)["disabled"] != true || users[0].(map[string]any)["accounts"] == nil {
		t.Errorf("list %v", users)
	}
	say("已启用", "user", "enable", "zhang.wei")
	say("已全部退出", "user", "logout", "zhang.wei")
	for action, want := range map[string]int{"login_added": 1, "secret_set": 2, "factor_removed": 1, "login_disabled": 1, "login_enabled": 1, "login_revoked": 1} {
		if n := o.number(t, "SELECT count(*) FROM audit WHERE role = 'admin' AND actor LIKE 'os:%' AND action = '"+action+"'"); n != want {
			t.Errorf("%s noted %d times", action, n)
		}
	}
}
