package web

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"testing"
)

// What a proxy may have taken for a body is not answered as a request of its
// own.
func TestRequestsEndInOnePlace(t *testing.T) {
	t.Parallel()
	const second = "GET /healthz HTTP/1.1\r\nHost: laowu.example\r\nConnection: close\r\n\r\n"
	const chunks = "0\r\n\r\n" + second
	both := fmt.Sprintf("Content-Length: %d\r\n", len(chunks))
	for name, c := range map[string]struct{ headers, body string }{
		"two ways to end":      {both + "Transfer-Encoding: chunked\r\n", chunks},
		"the other way round":  {"transfer-encoding: CHUNKED\r\n" + both, chunks},
		"a blank":              {both + "Transfer-Encoding : chunked\r\n", chunks},
		"a blank, one length":  {"Content-Length : 5\r\n", "abcde" + second},
		"a tab":                {"Content-Length\t: 5\r\n", "abcde" + second},
		"two lengths":          {"Content-Length: 0\r\nContent-Length: 5\r\n", second},
		"a list of lengths":    {"Content-Length: 5, 5\r\n", "abcde" + second},
		"a length with a sign": {"Content-Length: +5\r\n", "abcde" + second},
		"chunks in disguise":   {"Transfer-Encoding: xchunked\r\n", chunks},
		"chunks and more":      {"Transfer-Encoding: chunked, identity\r\n", chunks},
	} {
		s := bare(t, Deps{}, usualTimes)
		conn := s.listen()
		if _, err := io.WriteString(conn, "POST /nowhere HTTP/1.1\r\nHost: laowu.example\r\n"+c.headers+"\r\n"+c.body); err != nil {
			t.Fatal(err)
		}
		if status, body := s.read(bufio.NewReader(conn), "POST"); status != 400 || strings.Contains(body, `"ok"`) {
			t.Errorf("%s: %d %.200s", name, status, body)
		}
	}
}

// Requests that are plain, and chunks alone, are answered one after the other.
func TestPlainRequestsFollowEachOther(t *testing.T) {
	t.Parallel()
	s := bare(t, Deps{}, usualTimes)
	conn := s.listen()
	for _, request := range []string{
		"GET /healthz HTTP/1.1\r\nHost: laowu.example\r\n\r\n",
		"POST /healthz HTTP/1.1\r\nHost: laowu.example\r\nContent-Length: 5\r\n\r\nabcde",
		"POST /healthz HTTP/1.1\r\nHost: laowu.example\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n",
		"GET /healthz HTTP/1.1\r\nHost: laowu.example\r\nX-Times: 12:30 : 45\r\nConnection: close\r\n\r\n",
	} {
		if _, err := io.WriteString(conn, request); err != nil {
			t.Fatal(err)
		}
	}
	all, err := io.ReadAll(conn)
	if err != nil {
		t.Fatal(err)
	}
	if ok, not := strings.Count(string(all), `{"status":"ok"}`), strings.Count(string(all), " 405 "); ok != 2 || not != 2 {
		t.Errorf("%s", all)
	}
}
