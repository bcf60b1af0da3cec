package meili_test

import (
	"context"
	"errors"
	"net"
	"testing"
	"time"

	"laowu/internal/db/testdb"
	"laowu/matching"
	"laowu/matching/meili"
	"laowu/matching/meili/meilitest"
)

// A server that is gone, that never answers, and that is no Meilisearch are one
// thing to who falls back.
func TestUnreachable(t *testing.T) {
	t.Parallel()
	l := lexicon(t, testdb.New(t))
	server := meilitest.Own(t)
	key, err := meili.RestrictedKey(t.Context(), server.URL(), meilitest.MasterKey(), "x_")
	if err != nil {
		t.Fatal(err)
	}
	e := meili.New(meili.Options{URL: server.URL(), Key: key, Prefix: "x_", Lexicon: l})
	defer e.Close()
	rebuild(t, e, documents(l, 2), nil)
	b, err := e.Rebuild(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	server.Kill()
	for what, err := range map[string]error{
		"search": search(t.Context(), e), "health": e.Health(t.Context()), "write": e.PutOpenings(t.Context(), documents(l, 1), nil),
		"write to a copy": b.PutOpenings(t.Context(), documents(l, 1), nil), "swap": b.Swap(t.Context()), "abandon": b.Abandon(t.Context()),
	} {
		if !errors.Is(err, meili.ErrUnreachable) || !errors.Is(meili.Cause(err), meili.ErrUnreachable) {
			t.Errorf("%s: %v, want ErrUnreachable", what, err)
		}
	}
	silent, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // it never answers
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	mute := meili.New(meili.Options{URL: "http://" + silent.Addr().String(), Lexicon: l})
	defer mute.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := search(ctx, mute); !errors.Is(err, meili.ErrUnreachable) || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("never answers: %v", err)
	}
	deaf := meili.New(meili.Options{URL: "http://" + silent.Addr().String(), Lexicon: l, Reply: 50 * time.Millisecond})
	defer deaf.Close()
	if err := deaf.PutOpenings(t.Context(), documents(l, 1), nil); !errors.Is(err, meili.ErrUnreachable) {
		t.Errorf("never takes a document: %v", err)
	}
}

// Who searches while somebody else waits for the server waits no longer than
// his own time.
func TestSearchWhileConnecting(t *testing.T) {
	t.Parallel()
	silent, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // it never answers
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	at := func() (meili.Endpoint, error) { return meili.Endpoint{URL: "http://" + silent.Addr().String()}, nil }
	link := meili.NewLink(at, meili.Options{Lexicon: lexicon(t, testdb.New(t))})
	patient, cancel := context.WithCancel(t.Context())
	connected := make(chan error)
	go func() { connected <- link.Connect(patient) }()
	if _, err := silent.Accept(); err != nil {
		t.Fatal(err)
	}
	short, done := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer done()
	if _, err := link.SearchOpenings(short, nobody, matching.Question{Limit: 1}); !errors.Is(err, meili.ErrUnreachable) {
		t.Errorf("%v", err)
	}
	cancel()
	if err := <-connected; err == nil {
		t.Error("connected to nobody")
	}
}

func search(ctx context.Context, e *meili.Engine) error {
	_, err := e.SearchOpenings(ctx, nobody, matching.Question{Limit: 1})
	return err
}

func TestVersions(t *testing.T) {
	t.Parallel()
	for version, want := range map[string]bool{
		"1.50.0": true, "1.50.3": true, "1.51.0-rc.1": true, "1.100.0": true, "1.49.9": false, "1.5.0": false, "0.50.0": false, "2.50.0": false, "": false, "x": false,
	} {
		if got := meili.Speaks(version); got != want {
			t.Errorf("%q: %v, want %v", version, got, want)
		}
	}
}

// What the server says is told apart, for who falls back and who mends it.
func TestCauses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		status           int
		code, kind, text string
		want             error
	}{
		{507, "no_space_left_on_device", "system", "", meili.ErrDisk},
		{500, "no_space_left_on_device", "system", "", meili.ErrDisk},
		{500, "database_size_limit_reached", "internal", "", meili.ErrDisk},
		{422, "io_error", "system", "", meili.ErrDisk},
		{401, "missing_authorization_header", "auth", "", meili.ErrKey},
		{403, "invalid_api_key", "auth", "", meili.ErrKey},
		{404, "index_not_found", "invalid_request", "", meili.ErrMissing},
		{400, "invalid_search_filter", "invalid_request", "Attribute `see` is not filterable.", meili.ErrMissing},
		{400, "invalid_search_filter", "invalid_request", "Was expecting a value", nil},
		{503, "too_many_search_requests", "system", "", meili.ErrUnreachable},
		{500, "internal", "internal", "", meili.ErrUnreachable},
		{502, "", "", "", meili.ErrUnreachable},
		{404, "", "", "", meili.ErrUnreachable},
	} {
		if got := meili.FaultOf(c.status, c.code, c.kind, c.text); !errors.Is(got, c.want) {
			t.Errorf("%d %s: %v, want %v", c.status, c.code, got, c.want)
		}
	}
}
