package web

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// templ escapes what stands in a page, unless told not to; no page tells it.
// Nor does one hold what the policy forbids.
func TestPagesEscape(t *testing.T) {
	t.Parallel()
	forbidden := regexp.MustCompile(`templ\.(Raw|SafeURL|SafeCSS|JS|ComponentScript|FromGoHTML)|<style|<script[^>]*>[^<]|<script>|\sstyle\s*=|\son[a-z]+\s*=|javascript:|http-equiv`)
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		generated, test := strings.HasSuffix(path, "_templ.go"), strings.HasSuffix(path, "_test.go")
		if err != nil || generated || test || filepath.Ext(path) != ".templ" && filepath.Ext(path) != ".go" {
			return err
		}
		text, err := os.ReadFile(path)
		if found := forbidden.Find(text); found != nil {
			t.Errorf("%s holds %q", path, found)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
