package web

import (
	"context"
	"encoding/json"
	"log/slog"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/valyala/fasthttp"

	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/matching"
)

// noon is when these tests take place, unless they move it.
var noon = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

// site is the pages without anything below them.
type site struct {
	*testing.T
	server *Server
}

// bare makes a site that finds nothing.
func bare(t *testing.T, d Deps, limits times) site {
	t.Helper()
	d.County = "141123"
	d.Atlas = func() *area.Atlas { return area.New([]area.Area{{Code: "141123", Name: "兴县", Level: area.County}}) }
	d.Opening = func(context.Context, db.Actor, int64) (hiring.Opening, error) {
		return hiring.Opening{}, hiring.ErrNotFound
	}
	d.Labels = Labels{Trade: func(s string) string { return s }, Certificate: func(s string) string { return s }}
	if d.Search == nil {
		d.Search = func(context.Context, db.Actor, matching.Request) (matching.Found, error) {
			return matching.Found{}, nil
		}
	}
	if d.Now == nil {
		d.Now = func() time.Time { return noon }
	}
	if d.Log == nil {
		d.Log = slog.New(slog.DiscardHandler)
	}
	s, err := newServer(d, limits)
	if err != nil {
		t.Fatal(err)
	}
	s.app.Handler() // sorts the routes
	return site{t, s}
}

// ask is a request as it comes in from a peer.
type ask struct {
	method, path, peer string
	headers            []string // names and values in turn
	body               string
}

func (s site) ask(a ask) *fasthttp.Response {
	s.Helper()
	var r fasthttp.Request
	r.Header.SetMethod(a.method)
	if a.method == "" {
		r.Header.SetMethod("GET")
	}
	r.SetRequestURI(a.path)
	r.SetHost("laowu.example")
	for i := 0; i < len(a.headers); i += 2 {
		r.Header.Add(a.headers[i], a.headers[i+1])
	}
	if a.body != "" {
		r.SetBodyString(a.body)
	}
	if a.peer == "" {
		a.peer = "192.0.2.7"
	}
	var c fasthttp.RequestCtx
	c.Init(&r, &net.TCPAddr{IP: netip.MustParseAddr(a.peer).AsSlice(), Port: 5000}, nil)
	s.server.app.Server().Handler(&c)
	return &c.Response
}

// says checks a refusal: its status and words, as a page or a problem.
func (s site) says(answer *fasthttp.Response, status int, words string) {
	s.Helper()
	if answer.StatusCode() != status || !strings.Contains(string(answer.Body()), words) {
		s.Errorf("%d %.1000s\nwant %d %s", answer.StatusCode(), answer.Body(), status, words)
	}
}

// problem checks a refusal under /api.
func (s site) problem(answer *fasthttp.Response, status int, title string) {
	s.Helper()
	var p struct {
		Title, Detail string
		Status        int
	}
	err := json.Unmarshal(answer.Body(), &p)
	if err != nil || answer.StatusCode() != status || p.Status != status || p.Title != title || p.Detail == "" ||
		string(answer.Header.ContentType()) != "application/problem+json" {
		s.Errorf("%d %s %s", answer.StatusCode(), answer.Header.ContentType(), answer.Body())
	}
}
