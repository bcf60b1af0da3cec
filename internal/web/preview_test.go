package web_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"laowu/internal/area"
	"laowu/internal/web"
	"laowu/internal/web/templates"
)

// preview is one page with made-up data, and who is logged in on it.
type preview struct {
	name string
	who  *templates.Who
	page func(templates.Frame) templ.Component
}

// previews are the pages behind a login, and those that lead there.
func previews() []preview {
	return slices.Concat(loginPreviews(), claimPreviews(), []preview{personPreview()}, mePreviews(), peoplePreviews(), listingPreviews(), requestPreviews(), officePreviews(), homePreviews(), followupPreviews(), trainingPreviews(), groupPreviews(), reportPreviews(), importPreviews())
}

func sampleClerk() *templates.Who {
	return &templates.Who{Name: "李秀兰", As: "康宁镇务工协会 · 协会", CanSwitch: true, Menu: []templates.Tab{
		{Text: "今天", To: "/association", Count: "7"}, {Text: "会员", To: "/people", Current: true}, {Text: "要求", To: "/requests", Count: "2"},
		{Text: "岗位", To: "/"}, {Text: "导入", To: "/import"}, {Text: "审计", To: "/audit"},
	}}
}

func sampleWorker() *templates.Who {
	return &templates.Who{Name: "白改香", As: "务工人员", Menu: []templates.Tab{{Text: "我的信息", To: "/me", Count: "1", Current: true}, {Text: "找活", To: "/"}}}
}

func sampleCode() templates.Code {
	return templates.Code{Side: 33, Path: "M4 4h7v7h-7zM6 6h3v3h-3zM22 4h7v7h-7zM24 6h3v3h-3zM4 22h7v7h-7zM6 24h3v3h-3zM13 5h2v9h-2zM17 12h9v2h-9zM14 18h12v3h-12zM14 24h4v5h-4zM21 24h8v3h-8z"}
}

// draw renders a preview with the style sheet at an address.
func (p preview) draw(t *testing.T, style string, large bool) string {
	t.Helper()
	f := templates.Frame{Title: p.name, County: "兴县", Demo: true, Large: large, Resize: "?type=large", Style: style, Icon: "/static/icon.svg", Complain: "/complaint", Token: "token", Who: p.who}
	var out bytes.Buffer
	if err := p.page(f).Render(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestPreviewsAreWellFormed(t *testing.T) {
	t.Parallel()
	for _, p := range previews() {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			text := p.draw(t, "/static/look.css", false)
			for _, inline := range []string{" style=", "<style", "<script", " onclick=", "javascript:"} {
				if strings.Contains(text, inline) {
					t.Errorf("holds %q", inline)
				}
			}
			if strings.Contains(text, `value="hidden"`) {
				t.Error("shows a password again")
			}
			readPage(t, text).check(t)
		})
	}
}

// Every page fits a telephone and an office's screen, in both sizes of type,
// and everything to be tapped is as high as a thumb. Claim slips go two to a
// sheet of paper.
func TestPreviewsFit(t *testing.T) {
	t.Parallel()
	site := serve(t, web.Deps{County: "141123", Atlas: func() *area.Atlas { return area.New(nil) }})
	_, rest, _ := strings.Cut(get(t, site+"/help").body, `<link rel="stylesheet" href="`)
	style, _, _ := strings.Cut(rest, `"`)
	files := map[string]string{style: get(t, site+style).body}
	for _, p := range previews() {
		files["/"+p.name] = p.draw(t, style, false)
		files["/"+p.name+"/large"] = p.draw(t, style, true)
	}
	show := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".css") {
			w.Header().Set("Content-Type", "text/css; charset=utf-8")
		} else {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
		}
		w.Header().Set("Content-Security-Policy", "default-src 'self'")
		_, _ = io.WriteString(w, files[r.URL.Path])
	}))
	t.Cleanup(show.Close)
	chromium := chrome(t)
	for _, d := range []device{{width: 360}, {width: 360, large: true}, {width: 1280}} {
		w := chromium.open(t, show.URL, d)
		for _, p := range previews() {
			path := "/" + p.name
			if d.large {
				path += "/large"
			}
			w.visit(path)
			w.unfold()
			w.fits(d)
		}
	}
	w := chromium.open(t, show.URL, device{width: 1280})
	w.visit("/claim-slips")
	if n := w.sheets(); n != 2 {
		t.Errorf("three slips take %d sheets, two to a sheet", n)
	}
	w.visit("/case-card")
	if n := w.sheets(); n != 1 {
		t.Errorf("the card of a case takes %d sheets, and one is read out", n)
	}
	w.visit("/manifest")
	if n := w.sheets(); n > 2 {
		t.Errorf("a coach of 45 takes %d sheets, two are enough", n)
	}
}

// element is a tag with its attributes, and what it stands in.
type element struct {
	name    string
	attrs   map[string]string
	parents []string
}

type markup []element

// readPage reads a page's tags and holds them to their nesting.
func readPage(t *testing.T, text string) markup {
	t.Helper()
	void := []string{"area", "br", "hr", "img", "input", "link", "meta"}
	dec := xml.NewDecoder(strings.NewReader(text))
	dec.Strict, dec.Entity = false, xml.HTMLEntity
	var all markup
	var open []string
	for {
		token, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{name: token.Name.Local, attrs: map[string]string{}, parents: slices.Clone(open)}
			for _, a := range token.Attr {
				if _, twice := e.attrs[a.Name.Local]; twice {
					t.Errorf("<%s> has %s twice", e.name, a.Name.Local)
				}
				e.attrs[a.Name.Local] = a.Value
			}
			all = append(all, e)
			if !slices.Contains(void, e.name) {
				open = append(open, e.name)
			}
		case xml.EndElement:
			if slices.Contains(void, token.Name.Local) {
				continue // <input/>
			}
			if len(open) == 0 || open[len(open)-1] != token.Name.Local {
				t.Fatalf("</%s> closes %v", token.Name.Local, open)
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		t.Errorf("%v stay open", open)
	}
	return all
}
