package web

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

// listen serves a site on a port of its own and returns a connection to it.
func (s site) listen() net.Conn {
	s.Helper()
	var here net.ListenConfig
	l, err := here.Listen(s.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		s.Fatal(err)
	}
	go func() { _ = s.server.Serve(l) }()
	s.Cleanup(func() { _ = s.server.Shutdown(context.Background()) })
	var d net.Dialer
	conn, err := d.DialContext(s.Context(), "tcp", l.Addr().String())
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { conn.Close() })
	return conn
}

// read reads the answer and the end of the connection.
func (s site) read(r *bufio.Reader, method string) (status int, body string) {
	s.Helper()
	answer, err := http.ReadResponse(r, &http.Request{Method: method})
	if err != nil {
		s.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		s.Fatal(err)
	}
	for _, p := range policies {
		if answer.Header.Get(p[0]) != p[1] {
			s.Errorf("%d: %s is %q", answer.StatusCode, p[0], answer.Header.Get(p[0]))
		}
	}
	if _, err := r.ReadByte(); err == nil {
		s.Error("something follows the answer")
	}
	return answer.StatusCode, string(text)
}

// Who sends a request byte by byte does not hold the connection.
func TestSlowRequestIsCut(t *testing.T) {
	t.Parallel()
	for _, begin := range []string{"", "GET / HTTP/1.1\r\nHost: laowu.example\r\nX-Slow: ", "POST / HTTP/1.1\r\nHost: laowu.example\r\nContent-Length: 100000\r\n\r\n"} {
		limits := usualTimes
		limits.read = 50 * time.Millisecond
		s := bare(t, Deps{}, limits)
		conn := s.listen()
		if _, err := io.WriteString(conn, begin); err != nil {
			t.Fatal(err)
		}
		r := bufio.NewReader(conn)
		if begin != "" {
			trickle(t, conn, r)
		}
		if status, body := s.read(r, "GET"); status != 408 || !strings.Contains(body, "等得太久了") {
			t.Errorf("%q: %d %s", begin, status, body)
		}
	}
}

// trickle sends a byte whenever nothing has come back for a moment, until
// something does.
func trickle(t *testing.T, conn net.Conn, r *bufio.Reader) {
	t.Helper()
	for {
		if err := conn.SetReadDeadline(time.Now().Add(time.Millisecond)); err != nil {
			t.Fatal(err)
		}
		if _, err := r.Peek(1); !errors.Is(err, os.ErrDeadlineExceeded) {
			break
		}
		if _, err := conn.Write([]byte("a")); err != nil {
			break
		}
	}
	if err := conn.SetReadDeadline(time.Time{}); err != nil {
		t.Fatal(err)
	}
}

// A body that is too large is sent to its end before the answer is read, as
// browsers do, and the answer still arrives.
func TestLargeBodyIsAnswered(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"/", "/api/v1/openings"} {
		s := bare(t, Deps{}, usualTimes)
		conn := s.listen()
		const size = 20 * maxBody
		if _, err := fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: laowu.example\r\nContent-Length: %d\r\n\r\n", path, size); err != nil {
			t.Fatal(err)
		}
		if _, err := io.CopyN(conn, zeros{}, size); err != nil {
			t.Fatal(err)
		}
		if status, body := s.read(bufio.NewReader(conn), "POST"); status != 413 || !strings.Contains(body, "内容太大了") {
			t.Errorf("%s: %d %s", path, status, body)
		}
	}
}

// The same for an address that is too long.
func TestLongAddressIsAnswered(t *testing.T) {
	t.Parallel()
	s := bare(t, Deps{}, usualTimes)
	conn := s.listen()
	if _, err := io.WriteString(conn, "GET /?q="+strings.Repeat("%E6%8A%A4", 100_000)+" HTTP/1.1\r\nHost: laowu.example\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	if status, body := s.read(bufio.NewReader(conn), "GET"); status != 431 || !strings.Contains(body, "写得太长了") {
		t.Errorf("%d %s", status, body)
	}
}

// zeros is an endless body.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }
