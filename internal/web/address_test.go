package web_test

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// However an address is written, it opens nothing that it does not open written
// plainly: it is decoded once, and who may come stands in the table's line.
func TestOddAddresses(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	stranger, clerk := b.visitor(t, site), b.login(t, site, "association")
	for _, path := range []string{
		"/%s", "//%s", "/./%s", "/x/../%s", "/static/../%s", "/static/..%%2f%s", "/api/v1/../../%s", "/%%2e/%s", "/%s/", "/%s//", "/%s;x=1", "/%s%%00", "/%s%%20", "/%s.", "/%s%%2f", "/%%2561dmin", "/%s?admin=1",
	} {
		for _, page := range []string{"admin", "Admin", "ADMIN", "%61dmin", "people/" + strings.TrimPrefix(b.person(zhang), "/people/")} {
			at := strings.ReplaceAll(strings.ReplaceAll(path, "%s", page), "%%", "%")
			for who, w := range map[string]*browserless{"a stranger": stranger, "a clerk": clerk} {
				if status := w.raw(http.MethodGet, at); status != 303 && status != 403 && status != 404 && status != 405 {
					t.Errorf("%s opens %s: %d", who, at, status)
				}
				if strings.Contains(w.body, "测试admin") || strings.Contains(w.body, "张平") {
					t.Errorf("%s reads %s", who, at)
				}
			}
		}
	}
	own := b.person(wang)
	for _, same := range []string{own, strings.ToUpper(own), own + "/", own + "?x=1"} {
		if status := clerk.raw(http.MethodGet, same); status != 200 {
			t.Errorf("%s: %d", same, status)
		}
	}
	for _, other := range []string{"/people/%31", "/people/+1", "/people/1.0", "/people/0x1", "/people/-1", "/people/01e0", "/people/99999999999999999999", "/people/1%20"} {
		if status := clerk.raw(http.MethodGet, other); status != 404 {
			t.Errorf("%s: %d", other, status)
		}
	}
}

// No file stands behind an address, and no folder is listed.
func TestNoFilesBehindAddresses(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	w := b.visitor(t, serve(t, b.Deps))
	for _, path := range []string{
		"/static/", "/static", "/static/css/", "/static/css/tokens.css", "/static/..%2f..%2fetc%2fpasswd", "/static/%2e%2e/%2e%2e/etc/passwd", "/static/../../go.mod", "/.git/config", "/.env", "/data/keyset.json",
		"/laowu.toml", "/metrics", "/debug/pprof/", "/api/docs", "/static/look.css%00", "/static/....//....//etc/passwd",
	} {
		if status := w.raw(http.MethodGet, path); status != 404 || strings.Contains(w.body, "root:") {
			t.Errorf("%s: %d", path, status)
		}
	}
}

// Another method reaches nothing that its line does not name, and none comes to
// a page's content but GET and HEAD, which hold to the same roles.
func TestOtherMethods(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	stranger, clerk := b.visitor(t, site), b.login(t, site, "association")
	for path, may := range map[string]int{"/people": 200, b.person(wang): 200, b.person(zhang): 404, "/admin": 403} {
		if status := stranger.raw(http.MethodHead, path); status != 303 || stranger.body != "" {
			t.Errorf("HEAD %s by a stranger: %d %q", path, status, stranger.body)
		}
		if status := clerk.raw(http.MethodHead, path); status != may || clerk.body != "" {
			t.Errorf("HEAD %s: %d %q", path, status, clerk.body)
		}
		for _, method := range []string{"OPTIONS", "TRACE", "PUT", "PATCH", "DELETE", "CONNECT", "get", "PROPFIND"} {
			if status := clerk.raw(method, path, "X-HTTP-Method-Override", "GET"); status != 405 || strings.Contains(clerk.body, "王建") || strings.Contains(clerk.body, "X-Http-Method") {
				t.Errorf("%s %s: %d", method, path, status)
			}
		}
	}
	for _, path := range []string{"/logout", "/me/corrections", b.person(wang) + "/reveal", "/admin/logins/1/once"} {
		if status := clerk.raw(http.MethodGet, path); status != 405 {
			t.Errorf("GET %s: %d", path, status)
		}
	}
}

// raw asks for an address as it is written, which a client would tidy first.
func (w *browserless) raw(method, path string, headers ...string) int {
	w.Helper()
	here, err := url.Parse(w.site)
	if err != nil {
		w.Fatal(err)
	}
	var d net.Dialer
	conn, err := d.DialContext(w.Context(), "tcp", here.Host)
	if err != nil {
		w.Fatal(err)
	}
	defer conn.Close()
	request := method + " " + path + " HTTP/1.1\r\nHost: " + here.Host + "\r\nConnection: close\r\n"
	for i := 0; i+1 < len(headers); i += 2 {
		request += headers[i] + ": " + headers[i+1] + "\r\n"
	}
	for _, c := range w.client.Jar.Cookies(here) {
		request += "Cookie: " + c.Name + "=" + c.Value + "\r\n"
	}
	if _, err := io.WriteString(conn, request+"\r\n"); err != nil {
		w.Fatal(err)
	}
	res, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: method})
	if err != nil {
		w.Fatal(err)
	}
	w.take(res, nil)
	return w.status
}
