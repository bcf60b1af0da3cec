package private_test

import (
	"net/http"
	"testing"

	"laowu/matching/meili/private"
)

func TestStartAndStop(t *testing.T) {
	t.Parallel()
	path, err := private.Find()
	if err != nil {
		t.Skip("SKIPPED, NOT PASSED: ", err)
	}
	s, err := private.Start(t.Context(), private.Options{Path: path, Dir: t.TempDir(), MasterKey: "a-key-of-the-tests-alone"})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if res, err := http.Get(s.URL() + "/health"); err == nil { //nolint:noctx // nobody answers
		t.Errorf("%s after Stop", res.Status)
		res.Body.Close()
	}
}
