package meili_test

import (
	"errors"
	"net/http"
	"testing"

	"laowu/internal/db/testdb"
	"laowu/matching/meili"
	"laowu/matching/meili/meilitest"
)

// The key in use searches and writes its own indexes, and nothing else.
func TestRestrictedKey(t *testing.T) {
	t.Parallel()
	l := lexicon(t, testdb.New(t))
	e, at := engineAt(t, l)
	rebuild(t, e, nil, nil)
	other, there := engineAt(t, l)
	rebuild(t, other, nil, nil)
	for _, c := range []struct {
		method, path string
		body         any
		want         int
	}{
		{http.MethodPost, "/indexes/" + at.prefix + "openings/search", map[string]any{"q": ""}, http.StatusOK},
		{http.MethodPost, "/indexes/" + there.prefix + "openings/search", map[string]any{"q": ""}, http.StatusForbidden},
		{http.MethodPost, "/multi-search", map[string]any{"queries": []any{map[string]any{"indexUid": there.prefix + "openings"}}}, http.StatusForbidden},
		{http.MethodPost, "/indexes/" + there.prefix + "openings/documents", []any{map[string]any{"id": 1}}, http.StatusForbidden},
		{http.MethodGet, "/indexes/" + there.prefix + "openings/documents", nil, http.StatusForbidden},
		{http.MethodDelete, "/indexes/" + there.prefix + "openings", nil, http.StatusForbidden},
		{http.MethodGet, "/keys", nil, http.StatusForbidden},
		{http.MethodPost, "/keys", map[string]any{"actions": []string{"*"}, "indexes": []string{"*"}, "expiresAt": nil}, http.StatusForbidden},
		{http.MethodPost, "/dumps", nil, http.StatusForbidden},
		{http.MethodGet, "/experimental-features", nil, http.StatusForbidden},
	} {
		if got, body := ask(t, at, at.key, c.method, c.path, c.body); got != c.want {
			t.Errorf("%s %s: %d, want %d: %s", c.method, c.path, got, c.want, body)
		}
	}
	if again, err := meili.RestrictedKey(t.Context(), at.url, at.master, at.prefix); err != nil || again != at.key {
		t.Errorf("asked for again it is another key: %v", err)
	}
	if there.key == at.key || at.key == at.master {
		t.Error("a key is shared")
	}
	if _, err := meili.RestrictedKey(t.Context(), at.url, at.key, at.prefix); !errors.Is(err, meili.ErrKey) {
		t.Errorf("by the restricted key itself: %v, want ErrKey", err)
	}
}

// The client's key opens nothing where it is wrong.
func TestWrongKey(t *testing.T) {
	t.Parallel()
	l := lexicon(t, testdb.New(t))
	url, _, prefix := meilitest.Open(t)
	for _, key := range []string{"", "wrong"} {
		e := meili.New(meili.Options{URL: url, Key: key, Prefix: prefix, Lexicon: l})
		defer e.Close()
		if err := e.Health(t.Context()); !errors.Is(err, meili.ErrKey) || !errors.Is(meili.Cause(err), meili.ErrKey) {
			t.Errorf("key %q: %v, want ErrKey", key, err)
		}
		if _, err := e.Rebuild(t.Context()); !errors.Is(err, meili.ErrKey) {
			t.Errorf("rebuild with key %q: %v, want ErrKey", key, err)
		}
	}
}
