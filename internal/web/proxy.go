package web

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// client is who asks: the peer, or, where the peer is a trusted proxy, whom it
// names. X-Forwarded-For is read from the right, each hop believed because the
// one after it is trusted; what stands further left a stranger may have
// written. An entry that is no address ends the walk.
func (s *Server) client(c *fiber.Ctx) netip.Addr {
	at := peer(c)
	if !s.trusts(at) {
		return at
	}
	hops := forwarded(c, fiber.HeaderXForwardedFor)
	for _, text := range slices.Backward(hops) {
		hop, ok := readHop(text)
		if !ok || !s.trusts(at) {
			break
		}
		at = hop
	}
	return at
}

// peer is where the connection comes from.
func peer(c *fiber.Ctx) netip.Addr {
	a, _ := netip.AddrFromSlice(c.Context().RemoteIP())
	return a.Unmap()
}

func (s *Server) trusts(a netip.Addr) bool {
	return slices.ContainsFunc(s.Proxies, func(p netip.Prefix) bool { return p.Contains(a) })
}

// secureTransport says whether the visitor's way to us is encrypted.
func (s *Server) secureTransport(c *fiber.Ctx) bool {
	return c.Context().IsTLS() || strings.HasPrefix(s.BaseURL, "https://") || s.proxySays(c, fiber.HeaderXForwardedProto) == "https"
}

// host is the name and port that the visitor asked for.
func (s *Server) host(c *fiber.Ctx) string {
	if told := s.proxySays(c, fiber.HeaderXForwardedHost); told != "" {
		return told
	}
	return string(c.Context().Host())
}

// proxySays is what the nearest proxy put into a header; empty where the peer
// is not trusted.
func (s *Server) proxySays(c *fiber.Ctx, header string) string {
	values := forwarded(c, header)
	if len(values) == 0 || !s.trusts(peer(c)) {
		return ""
	}
	return strings.ToLower(strings.TrimSpace(values[len(values)-1]))
}

// forwarded are the entries of a header that each proxy adds to, be it to the
// line that is there or as a line of its own.
func forwarded(c *fiber.Ctx, header string) []string {
	var entries []string
	for _, line := range c.Request().Header.PeekAll(header) {
		entries = append(entries, strings.Split(string(line), ",")...)
	}
	return entries
}

// readHop takes an address as proxies write it, with a port or without.
func readHop(text string) (netip.Addr, bool) {
	text = strings.TrimSpace(text)
	if with, err := netip.ParseAddrPort(text); err == nil {
		return with.Addr().Unmap().WithZone(""), true
	}
	if inner, ok := strings.CutPrefix(text, "["); ok {
		text = strings.TrimSuffix(inner, "]")
	}
	a, err := netip.ParseAddr(text)
	return a.Unmap().WithZone(""), err == nil
}
