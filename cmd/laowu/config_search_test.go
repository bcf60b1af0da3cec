package main

import (
	"strings"
	"testing"
)

// laowu config says whether the Meilisearch that is named answers and takes the
// key, and never the key.
func TestConfigTellsSearch(t *testing.T) {
	t.Parallel()
	s := newCutServer(t)
	for _, c := range []struct {
		url, key, says, reason string
	}{
		{s.URL(), cutKey, "Meilisearch 1.", ""},
		{s.URL(), "some-other-key-than-that", "不认这个密钥", "wrong_key"},
		{"http://127.0.0.1:1", cutKey, "连不上", "unreachable"},
	} {
		o := office{map[string]string{"LAOWU_DATA": t.TempDir(), "LAOWU_MEILI_URL": c.url, "LAOWU_MEILI_KEY": c.key}}
		code, out, errs := o.call(t, "config")
		if code != exitDone || !strings.Contains(out, c.says) || !strings.Contains(out, c.url) || strings.Contains(out+errs, c.key) {
			t.Errorf("%s: exit %d, %s%s", c.says, code, out, errs)
		}
		doc := o.ask(t, exitDone, "config")
		search, _ := doc["search"].(map[string]any)
		if reason, _ := search["reason"].(string); search["engine"] != "meilisearch" || reason != c.reason || doc["settings"] == nil {
			t.Errorf("%v", doc)
		}
	}
}
