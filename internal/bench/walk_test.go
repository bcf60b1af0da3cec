package bench

import (
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"laowu/internal/db"
	"laowu/internal/web"
)

// walker goes from page to page of a service as somebody with a login does, by
// the links of pages alone.
type walker struct {
	role    db.Role
	browser *http.Client
	site    string
	lines   []web.RouteLine
	begin   []string                   // addresses that pages lead to only after a form
	each    int                        // how many addresses of a route are asked for
	found   map[string][]string        // addresses by the route they belong to
	took    map[string][]time.Duration // of the first asking, by route
	seen    map[string]bool
	wrong   []string // addresses that pages lead to and that answer with an error
}

// notWalked are what no walk asks for: an answer without an end, what programs
// ask for, and steps of a login that are left by logging in.
var notWalked = []string{"/imports/:import/progress", "/static/:name", "/healthz", "/readyz", "/robots.txt", "/login/code", "/claim/set"}

// link finds addresses of this site in a page.
var link = regexp.MustCompile(`(?:href|hx-get)="(/[^"]*)"`)

// walk follows the links of a role's pages, starting at what its lines name
// without a parameter, until each route has been met often enough.
func (w *walker) walk(t testing.TB) {
	t.Helper()
	queue := slices.Clone(w.begin)
	for _, l := range w.lines {
		if l.Method == http.MethodGet && !strings.Contains(l.Path, ":") && slices.Contains(l.Roles, w.role) {
			queue = append(queue, l.Path)
		}
	}
	for len(queue) > 0 {
		var page string
		page, queue = w.visit(t, queue[0]), queue[1:]
		for _, m := range link.FindAllStringSubmatch(page, -1) {
			queue = append(queue, html.UnescapeString(m[1]))
		}
	}
}

// visit asks for an address that is new, of a route that is not known well
// enough, and returns its page.
func (w *walker) visit(t testing.TB, address string) string {
	t.Helper()
	address, _, _ = strings.Cut(address, "#")
	route := w.routeOf(address)
	if route == "" || w.seen[address] || len(w.found[route]) >= w.each {
		return ""
	}
	w.seen[address] = true
	began := time.Now()
	page, status, err := w.ask(t, address)
	switch {
	case errors.Is(err, errElsewhere):
		return "" // led on to log in or to change over: not a page of this role
	case err != nil:
		t.Fatalf("%s as %s: %v", address, w.role, err)
	case status >= http.StatusBadRequest:
		w.wrong = append(w.wrong, fmt.Sprintf("%s as %s: %d", address, w.role, status))
		return ""
	}
	w.found[route], w.took[route] = append(w.found[route], address), append(w.took[route], time.Since(began))
	return page
}

// routeOf is the first line that an address belongs to and this role may come to.
func (w *walker) routeOf(address string) string {
	path, _, _ := strings.Cut(address, "?")
	for _, l := range w.lines {
		if l.Method == http.MethodGet && l.Is(path) {
			if slices.Contains(l.Roles, w.role) && !slices.Contains(notWalked, l.Path) {
				return l.Path
			}
			return ""
		}
	}
	return ""
}

var errElsewhere = errors.New("led elsewhere")

func (w *walker) ask(t testing.TB, address string) (page string, status int, err error) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.site+address, nil)
	if err != nil {
		return "", 0, err
	}
	res, err := w.browser.Do(req) //nolint:gosec // our own service
	if err != nil {
		return "", 0, err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		return "", 0, err
	}
	if res.Request.URL.Path != req.URL.Path {
		return "", res.StatusCode, errElsewhere
	}
	return string(text), res.StatusCode, nil
}
