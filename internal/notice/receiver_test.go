package notice

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
)

// receiver is a gateway on this machine, which behaves as it is told to.
type receiver struct {
	*httptest.Server
	do func(w http.ResponseWriter, n int) // the answer to the nth request; nil: 200

	mu   sync.Mutex
	all  []got
	keys map[string]int
}

// got is one request.
type got struct {
	Header http.Header
	Body   string
	To     string
	Text   string
}

func listen(t *testing.T) *receiver {
	t.Helper()
	r := &receiver{keys: map[string]int{}}
	r.Server = httptest.NewServer(r)
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	body, err := io.ReadAll(req.Body)
	if err != nil || req.Method != http.MethodPost {
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	one := got{Header: req.Header, Body: string(body)}
	var said struct{ To, Text string }
	if err := json.Unmarshal(body, &said); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	one.To, one.Text = said.To, said.Text
	r.mu.Lock()
	r.all = append(r.all, one)
	r.keys[req.Header.Get("Idempotency-Key")]++
	n := len(r.all)
	r.mu.Unlock()
	if r.do != nil {
		r.do(w, n)
	}
}

// took are the requests so far.
func (r *receiver) took() []got {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.all)
}

// often is how often each key came, sorted.
func (r *receiver) often() []int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Sorted(maps.Values(r.keys))
}

// drop cuts the connection after the request was received, as a network does
// whose answer is lost.
func drop(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err == nil {
		_ = conn.Close()
	}
}
