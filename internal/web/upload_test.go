package web

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/valyala/fasthttp"
)

// header is that of an upload of a size.
func header(size int) *fasthttp.RequestHeader {
	h := &fasthttp.RequestHeader{}
	h.SetMethod("POST")
	h.SetRequestURI(uploadPath)
	h.SetContentLength(size)
	return h
}

// There is room for some megabytes at once; what ends gives its room back, and
// what was cut without a word does after a while.
func TestRoomForUploads(t *testing.T) {
	t.Parallel()
	now := noon
	u := newUploads(func() time.Time { return now })
	if u.take(header(maxUpload + 1)) {
		t.Error("more than the limit has room")
	}
	var all []*fasthttp.RequestHeader
	for range uploadsRoom / maxUpload {
		all = append(all, header(maxUpload))
	}
	for _, h := range all {
		for range 2 { // a header is used again by the next request
			if !u.take(h) {
				t.Fatal("no room for what fits")
			}
		}
	}
	if u.take(header(1)) || u.take(header(-1)) {
		t.Error("room for more than fits")
	}
	u.end(all[0])
	if h := header(-1); !u.take(h) {
		t.Error("the room of what ended is not given back")
	}
	if u.take(header(1)) {
		t.Error("an upload of unknown length takes no room")
	}
	now = now.Add(2*uploadTime + time.Second)
	if !u.take(header(maxUpload)) {
		t.Error("what was cut keeps its room")
	}
}

// Nobody without a login has more read than other forms.
func TestNoAllowanceForStrangers(t *testing.T) {
	t.Parallel()
	s := bare(t, Deps{}, usualTimes)
	for _, size := range []int{20 * maxBody, maxUpload + 1} {
		conn := s.listen()
		if _, err := fmt.Fprintf(conn, "POST /imports HTTP/1.1\r\nHost: laowu.example\r\nCookie: laowu=MADEUP\r\nContent-Length: %d\r\n\r\n", size); err != nil {
			t.Fatal(err)
		}
		if _, err := io.CopyN(conn, zeros{}, int64(size)); err != nil {
			t.Fatal(err)
		}
		want, words := 403, errUploadLogin.what
		if size > maxUpload {
			want, words = 413, errUploadLarge.what
		}
		if status, body := s.read(bufio.NewReader(conn), "POST"); status != want || !strings.Contains(body, words) {
			t.Errorf("%d bytes: %d %s", size, status, body)
		}
	}
}

// A stream ends with what it watches, or with the service, which does not wait
// for it.
func TestStreamEnds(t *testing.T) {
	t.Parallel()
	s := bare(t, Deps{}, usualTimes)
	var out strings.Builder
	asked := 0
	err := s.server.tellEvents(bufio.NewWriter(&out), func() (string, bool, error) {
		asked++
		if asked == 2 {
			s.server.streams.end()
		}
		return fmt.Sprint(asked), false, nil
	})
	if err != nil || out.String() != "retry: 1000\ndata: 1\n\nretry: 1000\ndata: 2\n\n" {
		t.Errorf("%v, %q", err, out.String())
	}
	out.Reset()
	if err := s.server.tellEvents(bufio.NewWriter(&out), func() (string, bool, error) { return "all", true, nil }); err != nil || !strings.HasSuffix(out.String(), "data: all\n\n") {
		t.Errorf("%v, %q", err, out.String())
	}
	if err := s.server.Shutdown(context.Background()); err != nil {
		t.Error(err)
	}
}

// One account cannot take all streams.
func TestStreamsOfOne(t *testing.T) {
	t.Parallel()
	s := newStreams()
	for range mostOfOne {
		if !s.of.take(1) {
			t.Fatal("too few")
		}
	}
	if s.of.take(1) || !s.of.take(2) {
		t.Error("one too many, or another's")
	}
	if s.of.giveBack(1); !s.of.take(1) {
		t.Error("one that ended makes no room")
	}
}
