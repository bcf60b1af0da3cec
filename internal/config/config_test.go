package config

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// env is an environment for Load.
func env(pairs ...string) func(string) string {
	m := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return func(k string) string { return m[k] }
}

// file writes a settings file.
func file(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "laowu.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestDefaults(t *testing.T) {
	t.Parallel()
	c, err := Load(nil, env(), file(t, ""))
	if err != nil {
		t.Fatal(err)
	}
	want := Config{
		County: "141123", Addr: "127.0.0.1:8080", MetricsAddr: "127.0.0.1:9090",
		Data: "./data", Keyset: "data/keyset.json", Retention: "report", File: c.File, sources: c.sources,
	}
	if got, want := c.Describe().String(), want.Describe().String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if !c.PrivateDatabase() {
		t.Error("without an address the database is the private one")
	}
	if c.Erases() {
		t.Error("nothing was said, and the service erases")
	}
}

func TestPrecedence(t *testing.T) {
	t.Parallel()
	path := file(t, "county = \"141124\"\naddr = \":1\"\ndata = \"/f\"\n")
	flags := map[string]string{"addr": ":3", "metrics_addr": ""}
	c, err := Load(flags, env("LAOWU_ADDR", ":2", "LAOWU_DATA", "/e", "LAOWU_METRICS_ADDR", ":4"), path)
	if err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string][2]string{
		"flag over environment":     {c.Addr, ":3"},
		"environment over file":     {c.Data, "/e"},
		"file over default":         {c.County, "141124"},
		"empty flag, default":       {c.MetricsAddr, "127.0.0.1:9090"},
		"keyset follows the folder": {c.Keyset, "/e/keyset.json"},
	} {
		if got[0] != got[1] {
			t.Errorf("%s: got %s, want %s", name, got[0], got[1])
		}
	}
}

func TestOwnerFollowsService(t *testing.T) {
	t.Parallel()
	const service = "postgres://laowu@db/laowu"
	c, err := Load(nil, env("LAOWU_DATABASE_URL", service), file(t, ""))
	if err != nil {
		t.Fatal(err)
	}
	if c.DatabaseOwnerURL != service || c.PrivateDatabase() {
		t.Errorf("owner %q, private %v", c.DatabaseOwnerURL, c.PrivateDatabase())
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		file string
		env  []string
		want string
	}{
		"county of five digits":       {env: []string{"LAOWU_COUNTY", "14112"}, want: "LAOWU_COUNTY：要六位数字"},
		"county in full width":        {env: []string{"LAOWU_COUNTY", "１４１１２３"}, want: "六位数字"},
		"address without port":        {env: []string{"LAOWU_ADDR", "localhost"}, want: "LAOWU_ADDR：要“主机:端口”"},
		"port too high":               {env: []string{"LAOWU_METRICS_ADDR", ":65536"}, want: "LAOWU_METRICS_ADDR"},
		"another database":            {env: []string{"LAOWU_DATABASE_URL", "mysql://s3cret@db/x"}, want: "PostgreSQL 地址"},
		"password not escaped":        {env: []string{"LAOWU_DATABASE_URL", "postgres://u:s3cret#x@db/x"}, want: "%XX"},
		"no address at all":           {env: []string{"LAOWU_DATABASE_URL", "s3cret"}, want: "PostgreSQL 地址"},
		"owner alone":                 {env: []string{"LAOWU_DATABASE_OWNER_URL", "postgres://o@db/x"}, want: "却没有设 LAOWU_DATABASE_URL"},
		"site without scheme":         {env: []string{"LAOWU_PUBLIC_URL", "laowu.example.cn"}, want: "https://"},
		"proxy by name":               {env: []string{"LAOWU_TRUSTED_PROXIES", "nginx"}, want: "LAOWU_TRUSTED_PROXIES：要反向代理的 IP 地址或网段"},
		"proxy with a port":           {env: []string{"LAOWU_TRUSTED_PROXIES", "127.0.0.1:80"}, want: "反向代理"},
		"proxy of a link":             {env: []string{"LAOWU_TRUSTED_PROXIES", "fe80::1%eth0"}, want: "反向代理"},
		"proxy's mask too long":       {env: []string{"LAOWU_TRUSTED_PROXIES", "10.0.0.0/33"}, want: "反向代理"},
		"one proxy of two":            {env: []string{"LAOWU_TRUSTED_PROXIES", "127.0.0.1,x"}, want: "反向代理"},
		"everybody a proxy":           {env: []string{"LAOWU_TRUSTED_PROXIES", "0.0.0.0/0"}, want: "不能信任所有地址"},
		"everybody in IPv6":           {env: []string{"LAOWU_TRUSTED_PROXIES", "::/0"}, want: "不能信任所有地址"},
		"only a comma":                {env: []string{"LAOWU_TRUSTED_PROXIES", ","}, want: "反向代理"},
		"retention of its own":        {env: []string{"LAOWU_RETENTION", "yes"}, want: "LAOWU_RETENTION：只能是 report"},
		"numbers in clear":            {env: []string{"LAOWU_SMS_URL", "http://sms.example.cn/send"}, want: "LAOWU_SMS_URL：要 https://"},
		"clear to a name like ours":   {env: []string{"LAOWU_WEBHOOK_URL", "http://localhost.example.cn/"}, want: "LAOWU_WEBHOOK_URL：要 https://"},
		"a body without whom":         {env: []string{"LAOWU_SMS_BODY", `{"text": "{text}"}`}, want: "LAOWU_SMS_BODY：要一段 JSON"},
		"a body without quotes":       {env: []string{"LAOWU_SMS_BODY", `{"to": {to}, "text": "{text}"}`}, want: "LAOWU_SMS_BODY：要一段 JSON"},
		"a short secret":              {env: []string{"LAOWU_WEBHOOK_SECRET", "s3cret"}, want: "LAOWU_WEBHOOK_SECRET：至少 32 个字符"},
		"a webhook that nobody signs": {env: []string{"LAOWU_WEBHOOK_URL", "https://oa.example.cn/"}, want: "还要设 LAOWU_WEBHOOK_SECRET"},
		"unknown key":                 {file: "website = \":1\"", want: "没有这样的设置：website；可用的有：database_url"},
		"table":                       {file: "[database]\nurl = \"x\"", want: "database"},
		"number without quotes":       {file: "county = 141123", want: "county：值要加引号"},
		"not TOML, secret in line":    {file: "addr = \":1\"\nmeili_key = s3cret", want: "第 2 行不是有效的 TOML"},
		"bad value in the file":       {file: "county = \"1\"", want: "laowu.toml 里的 county"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Load(nil, env(c.env...), file(t, c.file))
			if err == nil {
				t.Fatal("accepted")
			}
			if !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "s3cret") {
				t.Errorf("error %q", err)
			}
		})
	}
}

func TestTrustedProxies(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                         "[]",
		"127.0.0.1":                "[127.0.0.1/32]",
		" 10.1.2.3/8 , ::1":        "[10.0.0.0/8 ::1/128]",
		"192.0.2.1，2001:db8::/32 ": "[192.0.2.1/32 2001:db8::/32]",
		"::ffff:192.0.2.1":         "[192.0.2.1/32]",
	} {
		c, err := Load(nil, env("LAOWU_TRUSTED_PROXIES", in), file(t, ""))
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(c.Proxies()); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

func TestNamedFileMustExist(t *testing.T) {
	t.Parallel()
	_, err := Load(nil, env(), filepath.Join(t.TempDir(), "gone.toml"))
	if err == nil || !strings.Contains(err.Error(), "没有设置文件") {
		t.Errorf("error %v", err)
	}
}

func TestFlagIsNamedInItsRefusal(t *testing.T) {
	t.Parallel()
	_, err := Load(map[string]string{"metrics_addr": "x"}, env(), file(t, ""))
	if err == nil || !strings.Contains(err.Error(), "--metrics-addr") {
		t.Errorf("error %v", err)
	}
}

func TestDescribeMasksSecrets(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"postgres://laowu:s3cret@db:5432/laowu?sslmode=require":     "postgres://laowu:***@db:5432/laowu?sslmode=require",
		"postgres://db/laowu?user=laowu&password=s3cret&sslmode=no": "postgres://db/laowu?user=laowu&password=***&sslmode=no",
		"host=db password='s3cret s3cret' user=laowu":               "host=db password=*** user=laowu",
		`host=db PASSWORD = s3cret`:                                 "host=db PASSWORD = ***",
	} {
		c, err := Load(nil, env("LAOWU_DATABASE_URL", in, "LAOWU_MEILI_KEY", "s3cret"), file(t, ""))
		if err != nil {
			t.Fatal(err)
		}
		text := c.Describe().String()
		if !strings.Contains(text, want+"（环境变量）") || strings.Contains(text, "s3cret") {
			t.Errorf("%s: printed\n%s", in, text)
		}
	}
}

func TestDescribeMasksReceivers(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("s3cret", 6)
	c, err := Load(nil, env("LAOWU_SMS_URL", "https://sms.example.cn/send?key=s3cret", "LAOWU_SMS_TOKEN", "s3cret", "LAOWU_WEBHOOK_URL", "http://127.0.0.1:9000/in", "LAOWU_WEBHOOK_SECRET", long), file(t, ""))
	if err != nil {
		t.Fatal(err)
	}
	text := c.Describe().String()
	if c.WebhookSecret != long || !strings.Contains(text, "https://sms.example.cn/send?***（环境变量）") || strings.Contains(text, "s3cret") {
		t.Errorf("printed\n%s", text)
	}
}

func TestDescribeAsJSON(t *testing.T) {
	t.Parallel()
	c, err := Load(nil, env("LAOWU_COUNTY", "141124"), file(t, ""))
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(c.Describe())
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"name":"LAOWU_COUNTY","value":"141124","source":"env"}`; !strings.Contains(string(data), want) {
		t.Errorf("%s is not in %s", want, data)
	}
}

// Every setting stands in the sample that the installation copies, and the
// sample names no other.
func TestSampleNamesEverySetting(t *testing.T) {
	t.Parallel()
	sample, err := os.ReadFile("../../deploy/laowu.env.sample")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, s := range Settings() {
		known[s.Env()] = true
		if !strings.Contains(string(sample), s.Env()+"=") {
			t.Errorf("deploy/laowu.env.sample lacks %s", s.Env())
		}
	}
	for line := range strings.Lines(string(sample)) {
		name, _, ok := strings.Cut(strings.TrimLeft(line, "#"), "=")
		if ok && strings.HasPrefix(name, "LAOWU_") && !known[name] {
			t.Errorf("deploy/laowu.env.sample names %s, which is no setting", name)
		}
	}
}
