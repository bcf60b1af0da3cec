package web_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/web"
	"laowu/matching"
)

// page is an answer as a program reads it.
type page struct {
	status int
	header http.Header
	body   string
}

// get asks as a plain client does: no redirects, no unpacking.
func get(t *testing.T, url string, headers ...string) page {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	client := http.Client{
		Transport:     &http.Transport{DisableCompression: true, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	answer, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return page{answer.StatusCode, answer.Header, string(body)}
}

func (p page) says(t *testing.T, status int, texts ...string) {
	t.Helper()
	if p.status != status {
		t.Errorf("status %d, want %d", p.status, status)
	}
	for _, text := range texts {
		if !strings.Contains(p.body, text) {
			t.Errorf("does not say %q:\n%.2000s", text, p.body)
		}
	}
}

// The policy forbids what is inline, so there is none.
func TestNothingIsInline(t *testing.T) {
	t.Parallel()
	site := serve(t, stack(t))
	for _, path := range []string{"/", "/openings/1", "/openings/1/poster", "/nowhere", "/?age=x", "/?q=qqxxzz", "/help", "/help/imports", "/help/imports/members", "/privacy", "/complaint"} {
		p := get(t, site+path)
		for _, inline := range []string{" style=", "<style", "<script", " onclick=", "javascript:", "http-equiv"} {
			if strings.Contains(strings.ReplaceAll(p.body, `<script src="/static/`, ""), inline) {
				t.Errorf("%s holds %q", path, inline)
			}
		}
	}
}

func TestStaticFilesAreKeptAndPacked(t *testing.T) {
	t.Parallel()
	site := serve(t, stack(t))
	front := get(t, site+"/").body
	_, rest, _ := strings.Cut(front, `<link rel="stylesheet" href="`)
	style, _, _ := strings.Cut(rest, `"`)
	plain := get(t, site+style)
	plain.says(t, 200, ".opening", "@media print")
	if got := plain.header.Get("Cache-Control"); !strings.Contains(got, "immutable") {
		t.Errorf("kept for %q", got)
	}
	for _, how := range []string{"gzip", "br"} {
		packed := get(t, site+style, "Accept-Encoding", how)
		if packed.header.Get("Content-Encoding") != how || len(packed.body)*3 > len(plain.body) {
			t.Errorf("%s: %q, %d of %d bytes", how, packed.header.Get("Content-Encoding"), len(packed.body), len(plain.body))
		}
	}
	get(t, site+"/static/look.000000000000.css").says(t, 404)
}

// Every page says that it is a demonstration when it is one, and only then.
func TestDemonstrationIsSaid(t *testing.T) {
	t.Parallel()
	deps := stack(t)
	for _, demo := range []bool{true, false} {
		deps.Demo = func() bool { return demo }
		site := serve(t, deps)
		for _, path := range []string{"/", "/?q=qqxxzz", "/openings/1", "/openings/1/poster", "/help", "/help/imports", "/help/imports/members", "/privacy", "/complaint", "/nowhere"} {
			if got := strings.Contains(get(t, site+path).body, "演示数据"); got != demo {
				t.Errorf("%s says so: %v, want %v", path, got, demo)
			}
		}
	}
}

// What is typed is shown as typed and never runs.
func TestTypedWordsAreText(t *testing.T) {
	t.Parallel()
	site := serve(t, stack(t))
	get(t, site+"/?q=%3Cscript%3Ealert(1)%3C/script%3E").says(t, 200, "&lt;script&gt;alert(1)&lt;/script&gt;")
	get(t, site+"/?q=%00%FF%0A%E2%80%AE%F0%A0%AE%B7").says(t, 200)
	get(t, site+"/?q="+strings.Repeat("%E6%8A%A4", 101)).says(t, 422, "写几个词就行")
	get(t, site+"/?q="+strings.Repeat("%E6%8A%A4", 5000)).says(t, 431, "写几个词就行")
}

func TestOpeningThatIsOver(t *testing.T) {
	t.Parallel()
	deps := stack(t)
	deps.Now = func() time.Time { return time.Date(2040, 1, 1, 0, 0, 0, 0, time.UTC) }
	late := serve(t, deps)
	over := get(t, late+"/openings/1")
	over.says(t, 200, "已经截止", "看同类的岗位")
	if strings.Contains(over.body, "tel:140") {
		t.Error("an opening that is over shows whom to call")
	}
	get(t, late+"/openings/1/poster").says(t, 404, "没有海报")
	read := deps.Opening
	deps.Opening = func(ctx context.Context, a db.Actor, id int64) (hiring.Opening, error) {
		o, err := read(ctx, a, id)
		o.Closed = true
		return o, err
	}
	get(t, serve(t, deps)+"/openings/1").says(t, 200, "已经不招了")
}

// Forwarded headers of a stranger name no host for the poster's code or the
// way back.
func TestForwardedHostIsNotBelieved(t *testing.T) {
	t.Parallel()
	site := serve(t, stack(t))
	plain := get(t, site+"/openings/1").body
	forged := get(t, site+"/openings/1", "X-Forwarded-Host", "elsewhere.example", "X-Forwarded-Proto", "https", "Referer", "https://elsewhere.example/?q=x").body
	if plain != forged {
		t.Error("a forwarded host changes the page")
	}
}

var errBroken = errors.New("secret detail: 140 0000 0000")

// A failure is told without its detail, as a page or as problem+json.
func TestFailureKeepsItsDetail(t *testing.T) {
	t.Parallel()
	deps := stack(t)
	deps.Search = func(context.Context, db.Actor, matching.Request) (matching.Found, error) {
		return matching.Found{}, errBroken
	}
	deps.Checks = append(deps.Checks, web.Check{Name: "broken", Ask: func(context.Context) error { return errBroken }})
	site := serve(t, deps)
	broken := get(t, site+"/?q=abc")
	broken.says(t, 500, "网站出了点问题", `value="abc"`)
	ready := get(t, site+"/readyz")
	ready.says(t, 503, `"broken":"down"`, `"database":"ok"`)
	for _, p := range []page{broken, ready} {
		if strings.Contains(p.body, "secret") {
			t.Errorf("tells its detail: %s", p.body)
		}
	}
	problem := get(t, site+"/api/nowhere")
	var document struct {
		Title  string
		Status int
	}
	if err := json.Unmarshal([]byte(problem.body), &document); err != nil || document.Status != 404 || problem.header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("%v: %s %s", err, problem.header.Get("Content-Type"), problem.body)
	}
}

func TestHealth(t *testing.T) {
	t.Parallel()
	site := serve(t, stack(t))
	get(t, site+"/healthz").says(t, 200, `"status":"ok"`)
	get(t, site+"/readyz").says(t, 200, `"database":"ok"`, `"engine":"ok"`)
}

// A browser that asks for packed pages gets them, at a third of their size.
func TestPagesArePacked(t *testing.T) {
	t.Parallel()
	site := serve(t, stack(t))
	plain := get(t, site+"/")
	for _, how := range []string{"gzip", "br"} {
		packed := get(t, site+"/", "Accept-Encoding", how)
		if packed.header.Get("Content-Encoding") != how || len(packed.body)*3 > len(plain.body) {
			t.Errorf("%s: %q, %d of %d bytes", how, packed.header.Get("Content-Encoding"), len(packed.body), len(plain.body))
		}
	}
}

// Pages lead on until the last, each opening once.
func TestPagesLeadOn(t *testing.T) {
	t.Parallel()
	site := serve(t, stack(t))
	seen := map[string]bool{}
	next := "/"
	for range 10 {
		p := get(t, site+next)
		p.says(t, 200)
		for _, part := range strings.Split(p.body, `<h2><a href="`)[1:] {
			to, _, _ := strings.Cut(part, `"`)
			if seen[to] {
				t.Errorf("%s is on two pages", to)
			}
			seen[to] = true
		}
		_, rest, more := strings.Cut(p.body, `rel="next"`)
		if !more {
			break
		}
		_ = rest
		before, _, _ := strings.Cut(p.body, `" rel="next"`)
		next = strings.ReplaceAll(before[strings.LastIndex(before, `href="`)+len(`href="`):], "&amp;", "&")
	}
	if len(seen) != samplesOpen {
		t.Errorf("%d openings on all pages, %d are open", len(seen), samplesOpen)
	}
}
