package main

import (
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"laowu/internal/value"
)

// visitor is somebody at the site. All that is answered is kept.
type visitor struct {
	*hunt
	site   string
	client *http.Client
	token  string
	status int
	body   string
	at     string
	may    []string // numbers that the next answer shows
}

func (h *hunt) visitor(site string) *visitor {
	h.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		h.Fatal(err)
	}
	return &visitor{hunt: h, site: site, client: &http.Client{
		Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// shows lets the next answer, and no other, show numbers.
func (v *visitor) shows(numbers ...string) *visitor {
	v.may = numbers
	return v
}

func (v *visitor) get(path string, headers ...string) *visitor {
	v.Helper()
	return v.take(v.send(http.MethodGet, path, nil, headers...))
}

// post sends a form.
func (v *visitor) post(path string, fields ...string) *visitor {
	v.Helper()
	return v.take(v.send(http.MethodPost, path, v.form(fields...)))
}

// form has the token of the last page that had one.
func (v *visitor) form(fields ...string) url.Values {
	form := url.Values{"_csrf": {v.token}}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	return form
}

// answer is what came of a request.
type answer struct {
	where string
	form  url.Values
	res   *http.Response
	body  []byte
	err   error
}

func (v *visitor) send(method, path string, form url.Values, headers ...string) (a answer) {
	a.where, a.form = method+" "+path, form
	var req *http.Request
	if req, a.err = http.NewRequestWithContext(v.Context(), method, v.site+path, strings.NewReader(form.Encode())); a.err != nil {
		return a
	}
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := v.client.Do(req)
	if err != nil {
		a.err = err
		return a
	}
	defer res.Body.Close()
	a.res = res
	a.body, a.err = io.ReadAll(res.Body)
	return a
}

var tokenInPage = regexp.MustCompile(`name="_csrf" value="([^"]+)"`)

func (v *visitor) take(a answer) *visitor {
	v.Helper()
	if a.err != nil {
		v.Fatal(a.err)
	}
	v.status, v.body, v.at = a.res.StatusCode, string(a.body), a.res.Header.Get("Location")
	if m := tokenInPage.FindStringSubmatch(v.body); m != nil {
		v.token = m[1]
	}
	v.keepAnswer(a)
	return v
}

// keepAnswer keeps head and body. A form that comes back to be mended holds what
// was typed, in the fields where it was typed; no store keeps it.
func (v *visitor) keepAnswer(a answer) {
	v.Helper()
	body := v.body
	for _, typed := range a.form {
		if value.Redact(typed[0]) == typed[0] {
			continue
		}
		text := html.EscapeString(typed[0])
		rest := strings.NewReplacer(`value="`+text+`"`, "", ">"+text+"</textarea>", "").Replace(body)
		if store := a.res.Header.Get("Cache-Control"); rest != body && store != "no-store" {
			v.Errorf("%s: a store may keep what was typed (%s)", a.where, store)
		}
		body = rest
	}
	var all strings.Builder
	_ = a.res.Header.Write(&all) // a builder takes all
	v.traces = append(v.traces, trace{where: "the answer to " + a.where, text: []byte(all.String() + "\n" + body), may: slices.Clone(v.may)})
	v.may = nil
}

// wants holds the last answer to a status and texts.
func (v *visitor) wants(status int, texts ...string) *visitor {
	v.Helper()
	if v.status != status {
		v.Fatalf("status %d to %q, want %d:\n%.1500s", v.status, v.at, status, v.body)
	}
	for _, text := range texts {
		if !strings.Contains(v.body+v.at, text) {
			v.Errorf("does not say %q:\n%.2000s", text, v.body)
		}
	}
	return v
}

// first is what the first match in the last answer holds.
func (v *visitor) first(pattern string) string {
	v.Helper()
	m := regexp.MustCompile(pattern).FindStringSubmatch(v.body)
	if m == nil {
		v.Fatalf("no %s in\n%.2000s", pattern, v.body)
	}
	return m[1]
}
