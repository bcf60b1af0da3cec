package bench

import (
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"laowu/internal/demo"
)

// login is a browser of who has a login of the demonstration; of several
// accounts the first.
func (s *service) login(b testing.TB, name string) *http.Client {
	b.Helper()
	c := s.newBrowser(b)
	page := s.form(b, c, http.MethodGet, "/login?as=staff", nil)
	page = s.form(b, c, http.MethodPost, "/login", url.Values{
		"_csrf": {field(b, page, "_csrf")}, "as": {"staff"}, "account": {name}, "password": {demo.Password},
	})
	if strings.Contains(page, `action="/switch"`) {
		s.form(b, c, http.MethodPost, "/switch", url.Values{"_csrf": {field(b, page, "_csrf")}, "account": {field(b, page, "account")}})
	}
	return c
}

// loginWorker is a browser of the demonstration's worker.
func (s *service) loginWorker(b testing.TB) *http.Client {
	b.Helper()
	c := s.newBrowser(b)
	page := s.form(b, c, http.MethodGet, "/login?as=worker", nil)
	s.form(b, c, http.MethodPost, "/login", url.Values{
		"_csrf": {field(b, page, "_csrf")}, "as": {"worker"}, "phone": {demo.WorkerPhone}, "password": {demo.WorkerPIN},
	})
	return c
}

func (s *service) newBrowser(b testing.TB) *http.Client {
	b.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		b.Fatal(err)
	}
	c := client()
	c.Jar = jar
	return c
}

// form sends a form, or asks for a page, and returns the page that it leads to.
func (s *service) form(b testing.TB, c *http.Client, method, path string, values url.Values) string {
	b.Helper()
	req, err := http.NewRequestWithContext(b.Context(), method, s.url+path, strings.NewReader(values.Encode()))
	if err != nil {
		b.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	res, err := c.Do(req) //nolint:gosec // our own service
	if err != nil {
		b.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		b.Fatalf("%s %s: %v, %s", method, path, err, res.Status)
	}
	return string(text)
}

// field is the value of a page's first field of a name.
func field(b testing.TB, page, name string) string {
	b.Helper()
	found := regexp.MustCompile(fmt.Sprintf(`name="%s" value="([^"]+)"`, name)).FindStringSubmatch(page)
	if found == nil {
		b.Fatalf("no field %s", name)
	}
	return found[1]
}
