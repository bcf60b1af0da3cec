package floors

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What docs/security.md says the program does not do at all stands in few
// places, or in none: what reaches past memory safety, randomness that can be
// foretold, programs that are run, requests that are sent.
func TestWhatTheProgramDoesNotDo(t *testing.T) {
	t.Parallel()
	for _, rule := range []struct {
		what   *regexp.Regexp
		except []string // paths that may, by what they begin with
	}{
		{regexp.MustCompile(`"unsafe"|import "C"|go:linkname`), nil},
		{regexp.MustCompile(`"math/rand`), []string{"internal/demo/"}},
		{regexp.MustCompile(`"os/exec"|syscall\.(Exec|ForkExec)|os\.StartProcess|"plugin"`), []string{"internal/db/private/", "matching/meili/private/"}},
		{regexp.MustCompile(`http\.(Get|Post|Head|Client|DefaultClient|DefaultTransport|Transport|NewRequest)|net\.(Dial|Dialer|DialTimeout|LookupHost)|fasthttp\.(Get|Post|Do|Client|HostClient)|"net/smtp"`), []string{"internal/chromium/", "cmd/laowu/health.go", "internal/db/private/", "internal/notice/http.go", "matching/meili/"}},
		{regexp.MustCompile(`"(html|text)/template"|"encoding/gob"|"encoding/xml"|"net/http/pprof"|"expvar"`), nil},
		{regexp.MustCompile(`"crypto/(md5|des|rc4|dsa|ecdsa|rsa|aes|cipher)"`), nil},
		// fiber believes X-Forwarded-* of anybody; internal/web/proxy.go asks who says it
		{regexp.MustCompile(`\bc\.(Hostname|BaseURL|Protocol|Secure|IPs?|IsProxyTrusted)\(\)`), nil},
	} {
		each(t, []string{".go", ".templ"}, func(path string, text []byte) {
			path = filepath.ToSlash(path)
			if strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "tools/") ||
				slices.ContainsFunc(rule.except, func(p string) bool { return strings.HasPrefix(path, p) }) {
				return
			}
			if found := rule.what.Find(text); found != nil {
				t.Errorf("%s holds %s, which docs/security.md says it does not", path, found)
			}
		})
	}
}
