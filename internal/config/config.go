// Package config holds the platform's settings: one struct, read from flags,
// the environment and laowu.toml, in this order of precedence.
package config

import (
	"path/filepath"
	"strings"
)

// Config is what is in force. It is read once, by Load, and passed in.
type Config struct {
	// DatabaseURL is PostgreSQL as the service uses it; empty where the
	// platform runs its own under Data.
	DatabaseURL string
	// DatabaseOwnerURL is the same database as its owner, for migrations.
	DatabaseOwnerURL string
	// MeiliURL is Meilisearch's address; empty where none was named.
	MeiliURL string
	MeiliKey string
	// County is the county that commands act for: six digits.
	County string
	// Addr and MetricsAddr are where pages and figures are served, host:port.
	Addr        string
	MetricsAddr string
	// PublicURL is the address that posters print in their QR code, without a
	// slash at its end; empty where it is the one that the page was asked by.
	PublicURL string
	// TrustedProxies are the reverse proxies whose X-Forwarded-* headers are
	// believed: addresses and networks, separated by commas. See Proxies.
	TrustedProxies string
	// Data is the data folder.
	Data string
	// Keyset is the file of the field-encryption keys.
	Keyset string
	// Font are the fonts of documents to seal: paths of TrueType files, the
	// preferred first, separated by commas; empty for those that Debian installs.
	// See Fonts.
	Font string
	// Retention says what the service does each day with what it should keep
	// no longer: "report" counts it, "run" erases it.
	Retention string

	// SMSURL is the gateway that short messages go to, SMSToken its token, and
	// SMSBody the JSON that it wants; without an address none goes out.
	SMSURL, SMSToken, SMSBody string
	// WebhookURL is told what organisations are told, signed with WebhookSecret.
	WebhookURL, WebhookSecret string

	// File is the settings file that was read; empty where there was none.
	File    string
	sources map[string]Source
}

// PrivateDatabase says whether the platform runs its own PostgreSQL.
func (c Config) PrivateDatabase() bool { return c.DatabaseURL == "" }

// Fonts are the paths of Font; none where it is unset.
func (c Config) Fonts() []string {
	return strings.FieldsFunc(c.Font, func(r rune) bool { return r == ',' })
}

// Erases says whether the service erases by itself what it should keep no longer.
func (c Config) Erases() bool { return c.Retention == retentionRun }

// fill gives the settings that follow others their values.
func (c *Config) fill() {
	if c.DatabaseOwnerURL == "" {
		c.DatabaseOwnerURL = c.DatabaseURL
	}
	if c.Keyset == "" {
		c.Keyset = filepath.Join(c.Data, "keyset.json")
	}
}
