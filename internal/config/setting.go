package config

import "strings"

// Setting describes one setting for help texts and flags.
type Setting struct {
	// Key is its name in laowu.toml, such as database_url.
	Key string
	// Usage says in Chinese what it is.
	Usage string
	// Default is its value where nothing sets it; Unset says in Chinese what
	// happens then, where no value could say it.
	Default, Unset string
	// NoFlag marks a secret that a process list must not show.
	NoFlag bool

	at    func(*Config) *string
	check func(string) (string, error)
	mask  func(string) string
}

// Env is the setting's environment variable, such as LAOWU_DATABASE_URL.
func (s Setting) Env() string { return "LAOWU_" + strings.ToUpper(s.Key) }

// Flag is the setting's flag without its dashes, such as database-url; empty
// where it has none.
func (s Setting) Flag() string {
	if s.NoFlag {
		return ""
	}
	return strings.ReplaceAll(s.Key, "_", "-")
}

// Settings lists every setting.
func Settings() []Setting { return append(own(), gateways()...) }

// own are those of the platform itself.
func own() []Setting {
	return []Setting{
		{
			Key: "database_url", Usage: "服务使用的 PostgreSQL（15 或更新）地址",
			Unset: "数据目录下自带的 PostgreSQL",
			at:    func(c *Config) *string { return &c.DatabaseURL }, check: databaseURL, mask: maskDatabaseURL,
		},
		{
			Key: "database_owner_url", Usage: "同一个数据库的属主地址，供 migrate 使用",
			Unset: "与 LAOWU_DATABASE_URL 相同",
			at:    func(c *Config) *string { return &c.DatabaseOwnerURL }, check: databaseURL, mask: maskDatabaseURL,
		},
		{
			Key: "meili_url", Usage: "Meilisearch 地址",
			Unset: "PATH 上的 meilisearch；没有时用 PostgreSQL 搜索",
			at:    func(c *Config) *string { return &c.MeiliURL }, check: webURL, mask: MaskURL,
		},
		{
			Key: "meili_key", Usage: "Meilisearch 密钥", NoFlag: true,
			at: func(c *Config) *string { return &c.MeiliKey }, check: anything, mask: maskAll,
		},
		{
			Key: "county", Usage: "命令所属的县，六位区划代码", Default: "141123",
			at: func(c *Config) *string { return &c.County }, check: county, mask: plain,
		},
		{
			Key: "addr", Usage: "网页的监听地址", Default: "127.0.0.1:8080",
			at: func(c *Config) *string { return &c.Addr }, check: address, mask: plain,
		},
		{
			Key: "metrics_addr", Usage: "/metrics 的监听地址", Default: "127.0.0.1:9090",
			at: func(c *Config) *string { return &c.MetricsAddr }, check: address, mask: plain,
		},
		{
			Key: "public_url", Usage: "对外网址，印在海报的二维码里，例如 https://laowu.example.cn",
			Unset: "打开网页时所用的网址",
			at:    func(c *Config) *string { return &c.PublicURL }, check: webURL, mask: MaskURL,
		},
		{
			Key: "trusted_proxies", Usage: "可信的反向代理，IP 地址或网段，逗号隔开；只信它们说的来访地址",
			Unset: "谁也不信",
			at:    func(c *Config) *string { return &c.TrustedProxies }, check: proxies, mask: plain,
		},
		{
			Key: "data", Usage: "数据目录", Default: "./data",
			at: func(c *Config) *string { return &c.Data }, check: anything, mask: plain,
		},
		{
			Key: "keyset", Usage: "字段加密密钥文件，第一次启动时生成；丢失则所有号码无法还原",
			Unset: "数据目录下的 keyset.json",
			at:    func(c *Config) *string { return &c.Keyset }, check: anything, mask: plain,
		},
		{
			Key: "font", Usage: "盖章用的 PDF 的中文字体文件（.ttf），几个用逗号隔开，前一个没有的字用后一个",
			Unset: "系统装的霞鹜文楷（fonts-lxgw-wenkai）；没有时从网页打印",
			at:    func(c *Config) *string { return &c.Font }, check: anything, mask: plain,
		},
		{
			Key: "retention", Usage: "服务每天怎样对待到期的个人信息和导入文件：report 只报数，run 清除", Default: retentionReport,
			at: func(c *Config) *string { return &c.Retention }, check: retention, mask: plain,
		},
	}
}

// gateways are the settings of what goes outside.
func gateways() []Setting {
	return []Setting{
		{
			Key: "sms_url", Usage: "短信网关的地址，https:// 开头；消息用它发短信给本人", Unset: "不发短信，消息只在平台里",
			at: func(c *Config) *string { return &c.SMSURL }, check: receiver, mask: maskReceiver,
		},
		{
			Key: "sms_token", Usage: "短信网关的令牌，放在 Authorization: Bearer 里", NoFlag: true,
			at: func(c *Config) *string { return &c.SMSToken }, check: anything, mask: maskAll,
		},
		{
			Key: "sms_body", Usage: "短信网关要的 JSON，{to} 手机号、{text} 内容、{id} 这一条的编号", Unset: `{"to": "{to}", "text": "{text}", "id": "{id}"}`,
			at: func(c *Config) *string { return &c.SMSBody }, check: smsBody, mask: plain,
		},
		{
			Key: "webhook_url", Usage: "给机构的消息推送到这个地址，https:// 开头", Unset: "不推送",
			at: func(c *Config) *string { return &c.WebhookURL }, check: receiver, mask: maskReceiver,
		},
		{
			Key: "webhook_secret", Usage: "推送签名的密钥，两边一样，至少 32 个字符", NoFlag: true,
			at: func(c *Config) *string { return &c.WebhookSecret }, check: shared, mask: maskAll,
		},
	}
}
