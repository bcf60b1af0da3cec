package config

import (
	"errors"
	"net/netip"
	"strings"
	"unicode"
)

var errProxies = errors.New("：要反向代理的 IP 地址或网段，用逗号隔开，例如 127.0.0.1,10.0.0.0/24；不能信任所有地址")

// Proxies are the networks of the reverse proxies that are trusted; none
// where the setting is empty.
func (c Config) Proxies() []netip.Prefix {
	found, err := networks(c.TrustedProxies)
	if err != nil {
		return nil // Load has refused it
	}
	return found
}

func proxies(s string) (string, error) {
	_, err := networks(s)
	return s, err
}

// networks reads addresses and networks in CIDR form. That of all addresses
// is refused: whoever asked could then say who he is.
func networks(s string) ([]netip.Prefix, error) {
	var found []netip.Prefix
	for _, text := range strings.FieldsFunc(s, apart) {
		p, err := netip.ParsePrefix(text)
		if err != nil {
			a, err := netip.ParseAddr(text)
			if err != nil || a.Zone() != "" {
				return nil, errProxies
			}
			a = a.Unmap()
			p = netip.PrefixFrom(a, a.BitLen())
		}
		if p.Bits() == 0 || p.Addr().Is4In6() {
			return nil, errProxies
		}
		found = append(found, p.Masked())
	}
	if s != "" && len(found) == 0 {
		return nil, errProxies
	}
	return found, nil
}

func apart(r rune) bool { return r == ',' || r == '，' || r == '、' || unicode.IsSpace(r) }
