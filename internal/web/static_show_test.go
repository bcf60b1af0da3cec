package web

import (
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
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

// Unpacked, each file is the one that it was packed from.
func TestPackedFilesAreTheSame(t *testing.T) {
	t.Parallel()
	all, err := loadAssets()
	if err != nil {
		t.Fatal(err)
	}
	if all.scripts["charts"] == "" || all.scripts["page"] == "" {
		t.Errorf("no scripts with libraries (make scripts): %v", all.scripts)
	}
	for name, file := range all.byName {
		packed := unpacked(t, file.gzip, func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) })
		smaller := unpacked(t, file.brotli, func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil })
		if !bytes.Equal(packed, file.plain) || !bytes.Equal(smaller, file.plain) {
			t.Errorf("%s of %d bytes: %d from gzip, %d from brotli", name, len(file.plain), len(packed), len(smaller))
		}
	}
}

func unpacked(t *testing.T, form func() ([]byte, error), through func(io.Reader) (io.Reader, error)) []byte {
	t.Helper()
	packed, err := form()
	if err != nil {
		t.Fatal(err)
	}
	r, err := through(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

// What make scripts built lies there packed: the program packs it never.
func TestBuiltScriptsArePacked(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"charts", "page"} {
		for _, ext := range []string{".gz", ".br"} {
			if _, err := staticFiles.Open("static/built/" + name + ".js" + ext); err != nil {
				t.Errorf("%v (make scripts)", err)
			}
		}
	}
}
