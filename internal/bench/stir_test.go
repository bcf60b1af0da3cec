package bench

import (
	"bytes"
	"html"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"laowu/internal/db"
	"laowu/internal/followup"
)

// submittedDay is the day whose bulletin is submitted.
const submittedDay = "2019-12-31"

// stir does by forms what the demonstration does not hold, so that the pages
// about it are there, and tells the walkers of what only a form leads to.
func (s *service) stir(t testing.TB, all []*walker) {
	t.Helper()
	county := of(all, db.County)
	s.fileWork(t, county.browser)
	county.begin = append(county.begin, "/reports/bulletin?as_of="+submittedDay)
	s.typeTooLate(t, county.browser)
	visitor := of(all, db.Nobody)
	visitor.browser = s.newBrowser(t)
	visitor.begin = append(visitor.begin, s.complain(t, visitor.browser))
	station := of(all, db.Station)
	station.begin = append(station.begin, s.round(t, station.browser))
}

func of(all []*walker, role db.Role) *walker {
	return all[slices.IndexFunc(all, func(w *walker) bool { return w.role == role })]
}

// fileWork is the county's: a workbook that waits to be written, all members as a
// file, a blank form and a submitted report.
func (s *service) fileWork(t testing.TB, county *http.Client) {
	t.Helper()
	draft := s.upload(t, county, "/imports", "files", "../../imports/testdata/samples/members-conflict.xlsx", nil)
	s.waitFor(t, county, draft, "/columns")
	s.upload(t, county, "/forms", "file", "../../imports/testdata/forms/01-roster.xlsx", url.Values{"name": {"市局务工月报"}})
	token := func(page string) url.Values { return url.Values{"_csrf": {field(t, page, "_csrf")}} }
	s.form(t, county, http.MethodPost, "/exports/new/members", token(s.form(t, county, http.MethodGet, "/exports/new/members", nil)))
	list := s.form(t, county, http.MethodGet, "/exports", nil)
	if found := regexp.MustCompile(`/exports/\d+`).FindString(list); found != "" {
		s.waitFor(t, county, found, "/file")
	}
	asked := token(s.form(t, county, http.MethodGet, "/reports/bulletin", nil))
	asked.Set("as_of", submittedDay)
	s.form(t, county, http.MethodPost, "/reports/bulletin/submit", asked)
}

// typeTooLate sends a form of a page that was open for too long: what was typed
// waits to be sent on.
func (s *service) typeTooLate(t testing.TB, county *http.Client) {
	t.Helper()
	_, mark, _ := strings.Cut(field(t, s.form(t, county, http.MethodGet, "/words", nil), "_csrf"), ".")
	s.form(t, county, http.MethodPost, "/words", url.Values{"_csrf": {"late." + mark}, "words": {"引水工"}})
}

// complain is a visitor's complaint, and the path of its receipt.
func (s *service) complain(t testing.TB, visitor *http.Client) string {
	t.Helper()
	page := s.form(t, visitor, http.MethodGet, "/complaint", nil)
	page = s.form(t, visitor, http.MethodPost, "/complaint", url.Values{"_csrf": {field(t, page, "_csrf")}, "kind": {string(followup.ComplaintKinds()[0])}, "said": {"中介收了押金，不退。"}})
	receipt := regexp.MustCompile(`[A-Z0-9]{4}(?:-[A-Z0-9]{4})+`).FindString(page)
	if receipt == "" {
		t.Fatal("no receipt of a complaint")
	}
	return "/complaint/" + receipt
}

// round is the page of one employer's people to be visited on one way.
func (s *service) round(t testing.TB, station *http.Client) string {
	t.Helper()
	employer := regexp.MustCompile(`href="(/visits\?employer=[^"]+)"`).FindStringSubmatch(s.form(t, station, http.MethodGet, "/visits/employers", nil))
	if employer == nil {
		t.Fatal("no employer to visit")
	}
	round := regexp.MustCompile(`href="(/visits/round[^"]+)"`).FindStringSubmatch(s.form(t, station, http.MethodGet, html.UnescapeString(employer[1]), nil))
	if round == nil {
		t.Fatal("no round of an employer")
	}
	return html.UnescapeString(round[1])
}

// waitFor asks for a page until it leads on.
func (s *service) waitFor(t testing.TB, c *http.Client, path, link string) {
	t.Helper()
	for range 600 {
		if strings.Contains(s.form(t, c, http.MethodGet, path, nil), path+link) {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("%s does not come to %s", path, link)
}

// upload sends a form with a file and returns the path that it leads to.
func (s *service) upload(t testing.TB, c *http.Client, path, name, file string, values url.Values) string {
	t.Helper()
	data, err := os.ReadFile(file) //nolint:gosec // a file of the project
	if err != nil {
		t.Fatal(err)
	}
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	if values == nil {
		values = url.Values{}
	}
	values.Set("_csrf", field(t, s.form(t, c, http.MethodGet, path, nil), "_csrf"))
	for k := range values {
		err = m.WriteField(k, values.Get(k))
	}
	part, partErr := m.CreateFormFile(name, filepath.Base(file))
	if err != nil || partErr != nil {
		t.Fatal(err, partErr)
	}
	if _, err := part.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.url+path, &body)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", m.FormDataContentType())
	res, err := c.Do(req) //nolint:gosec // our own service
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if page, err := io.ReadAll(res.Body); err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("POST %s: %s %v %.500s", path, res.Status, err, page)
	}
	return res.Request.URL.Path
}
