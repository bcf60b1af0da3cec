package web

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestEveryStyleSheetIsServed(t *testing.T) {
	t.Parallel()
	files, err := fs.Glob(staticFiles, "static/css/*.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(f, "static/css/"), ".css")
		if !slices.Contains(styleSheets, name) {
			t.Errorf("%s is not in the list of style sheets", f)
		}
	}
	if len(files) != len(styleSheets) {
		t.Errorf("%d files, %d in the list", len(files), len(styleSheets))
	}
}

// The look promises text of at least 4.5:1, which stands in the tokens: no
// other file brings a colour for text or ground but white and black.
func TestColoursAreTokens(t *testing.T) {
	t.Parallel()
	allowed := []string{"#fff", "#000", "#777", "#cfe0de", "#f3d9c6", "#d9b862", "#dba19b", "#9cc4a3"}
	colour := regexp.MustCompile(`#[0-9a-f]{3,6}\b`)
	for _, name := range styleSheets {
		text, err := staticFiles.ReadFile("static/css/" + name + ".css")
		if err != nil {
			t.Fatal(err)
		}
		if name == "tokens" {
			continue
		}
		for _, c := range colour.FindAllString(string(text), -1) {
			if !slices.Contains(allowed, c) {
				t.Errorf("%s.css: %s is no token", name, c)
			}
		}
	}
}
