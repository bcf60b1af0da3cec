package floors

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What the administrator's lists name, the kinds of jobs and what the trail is
// about, has a word for people: the pages show a code where there is none.
func TestCodesHaveWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		codes *regexp.Regexp
		words string // the file with the words
		least int
	}{
		{regexp.MustCompile(`Args\) Kind\(\) string \{ return "([a-z_]+)" \}`), "internal/web/job_list.go", 9},
		{regexp.MustCompile(`\bNote\((?:ctx|c\.UserContext\(\)), tx, [\w.]+, "([a-z_]+)"`), "internal/web/audit_row.go", 20},
	} {
		words, err := os.ReadFile(filepath.Join(root(t), c.words))
		if err != nil {
			t.Fatal(err)
		}
		found := map[string]bool{}
		each(t, []string{".go"}, func(path string, text []byte) {
			if strings.HasSuffix(path, "_test.go") {
				return
			}
			for _, m := range c.codes.FindAllSubmatch(text, -1) {
				code := string(m[1])
				if !found[code] && !strings.Contains(string(words), `"`+code+`": "`) {
					t.Errorf("%s writes %s, of which %s has no word", path, code, c.words)
				}
				found[code] = true
			}
		})
		if len(found) < c.least {
			t.Errorf("only %d codes for %s were found", len(found), c.words)
		}
	}
}
