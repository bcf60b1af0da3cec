package bench

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// submittedDay is the day whose bulletin is submitted.
const submittedDay = "2019-12-31"

// stir does by forms what the demonstration does not hold, so that the pages
// about it are there: the county sends a workbook that waits to be written, takes
// all members as a file, keeps a blank form and submits a report.
func (s *service) stir(t testing.TB, county *http.Client) {
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
