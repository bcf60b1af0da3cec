package config

import (
	"encoding/json"
	"errors"
	"net"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// The refusals follow the setting's name in Load's sentence. None repeats the
// value, which may hold a password.
var (
	errCounty   = errors.New("：要六位数字的县区划代码，例如 141123")
	errAddress  = errors.New("：要“主机:端口”，例如 127.0.0.1:8080")
	errDatabase = errors.New("：不是有效的 PostgreSQL 地址，例如 postgres://用户:密码@主机:5432/库名（密码里的特殊字符要写成 %XX）")
	errWeb      = errors.New("：要 http:// 或 https:// 开头的网址，例如 https://laowu.example.cn")
	errReceiver = errors.New("：要 https:// 开头的网址；只有本机的（127.0.0.1、localhost）可以用 http://")
	errShared   = errors.New("：至少 32 个字符，例如用 openssl rand -hex 32 生成")
	errBody     = errors.New("：要一段 JSON，引号里写 {to}（手机号）和 {text}（内容），可以写 {id}（编号）")
	errKept     = errors.New("：只能是 report（只报数）或 run（到期就清除）")
)

func anything(s string) (string, error) { return s, nil }

func county(s string) (string, error) {
	if len(s) != 6 || strings.Trim(s, "0123456789") != "" {
		return "", errCounty
	}
	return s, nil
}

// address takes host:port; port 0 lets the system choose one.
func address(s string) (string, error) {
	_, port, err := net.SplitHostPort(s)
	if err != nil {
		return "", errAddress
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return "", errAddress
	}
	return s, nil
}

// databaseURL takes both forms of libpq: an address and keyword=value pairs.
func databaseURL(s string) (string, error) {
	if !strings.Contains(s, "://") {
		if !strings.Contains(s, "=") {
			return "", errDatabase
		}
		return s, nil
	}
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "postgres" && u.Scheme != "postgresql") {
		return "", errDatabase
	}
	return s, nil
}

// webURL takes the address of a site or a folder of one, and cuts the slash
// at its end.
func webURL(s string) (string, error) {
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return "", errWeb
	}
	return strings.TrimRight(s, "/"), nil
}

// receiver takes the address of a program that is told something: numbers of
// people go there, so the way is encrypted, but to this machine itself. It may hold
// a query, as gateways want one.
func receiver(s string) (string, error) {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Fragment != "" {
		return "", errReceiver
	}
	ip := net.ParseIP(u.Hostname())
	if u.Scheme != "https" && (u.Scheme != "http" || u.Hostname() != "localhost" && !ip.IsLoopback()) {
		return "", errReceiver
	}
	return s, nil
}

// maskReceiver hides what gateways want in the query, and a password.
func maskReceiver(s string) string {
	before, _, query := strings.Cut(s, "?")
	if query {
		return MaskURL(before) + "?" + hidden
	}
	return MaskURL(before)
}

// smsBody takes JSON that has whom and what within its texts, where any value can
// stand.
func smsBody(s string) (string, error) {
	filled := strings.NewReplacer("{to}", `\"`, "{text}", `\"`, "{id}", `\"`).Replace(s)
	if !strings.Contains(s, "{to}") || !strings.Contains(s, "{text}") || !json.Valid([]byte(filled)) {
		return "", errBody
	}
	return s, nil
}

// leastShared is how long a secret is at least that a program shares with us.
const leastShared = 32

func shared(s string) (string, error) {
	if len(s) < leastShared {
		return "", errShared
	}
	return s, nil
}

// What the service does each day with what it should keep no longer.
const (
	retentionReport = "report"
	retentionRun    = "run"
)

func retention(s string) (string, error) {
	if s != retentionReport && s != retentionRun {
		return "", errKept
	}
	return s, nil
}

// hidden stands in the place of a secret.
const hidden = "***"

func plain(s string) string { return s }

func maskAll(string) string { return hidden }

// maskDatabaseURL hides the passwords of either form of libpq.
func maskDatabaseURL(s string) string {
	if strings.Contains(s, "://") {
		return MaskURL(s)
	}
	secret := regexp.MustCompile(`(?i)((?:ssl)?password\s*=\s*)('(?:[^'\\]|\\.)*'|\S*)`)
	return secret.ReplaceAllString(s, "${1}"+hidden)
}

// MaskURL hides the password of an address, before the host or in the query.
func MaskURL(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return hidden
	}
	secret := regexp.MustCompile(`(?i)((?:^|&)(?:ssl)?password=)[^&]*`)
	u.RawQuery = secret.ReplaceAllString(u.RawQuery, "${1}"+hidden)
	// url.String would write the stars as %2A.
	const stars = "hiddenpassword"
	if _, has := u.User.Password(); has {
		u.User = url.UserPassword(u.User.Username(), stars)
	}
	return strings.Replace(u.String(), ":"+stars+"@", ":"+hidden+"@", 1)
}
