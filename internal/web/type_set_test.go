package web

import (
	"strings"
	"testing"
)

// The size of type leads back to the page asked for, and never to another
// host.
func TestResizeLeadsBack(t *testing.T) {
	t.Parallel()
	s := bare(t, Deps{}, usualTimes)
	for path, want := range map[string]string{
		"/?type=large": "/",
		"/?q=%E6%8A%A4%E5%B7%A5&type=large&wage=4000": "/?q=%E6%8A%A4%E5%B7%A5&wage=4000",
		"/openings/3?type=normal":                     "/openings/3",
		"//elsewhere.example/?type=large":             "/",
		"/\\elsewhere.example?type=large":             "/elsewhere.example",
	} {
		answer := s.ask(ask{path: path})
		if got := string(answer.Header.Peek("Location")); answer.StatusCode() != 303 || got != want {
			t.Errorf("%s: %d to %q, want %q", path, answer.StatusCode(), got, want)
		}
		large := strings.Contains(path, "large")
		if got := string(answer.Header.Peek("Set-Cookie")); strings.Contains(got, "type=large") != large || !strings.Contains(got, "HttpOnly") {
			t.Errorf("%s sets %q", path, got)
		}
	}
}
