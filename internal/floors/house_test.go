package floors

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestFoldersAtTheTop(t *testing.T) {
	t.Parallel()
	allowed := []string{
		"cmd", "internal", "imports", "matching", "training",
		"bench", "deploy", "docs", "scripts", "tools",
		"bin", "data", "node_modules", // not in git
	}
	entries, err := os.ReadDir(root(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") && !slices.Contains(allowed, e.Name()) {
			t.Errorf("%s/ is no folder of the house; CONTRIBUTING.md names them", e.Name())
		}
	}
}

// A file that outgrows this holds two things, or a list that wants a table.
func TestFilesAreShort(t *testing.T) {
	t.Parallel()
	const most = 400
	each(t, []string{".go", ".templ", ".sql", ".css", ".js"}, func(path string, text []byte) {
		if n := bytes.Count(text, []byte("\n")); n > most {
			t.Errorf("%s has %d lines; %d is the most", path, n, most)
		}
	})
}

// Package variables hold embedded files, errors and tables that nothing
// changes. One that begins empty is state.
func TestNoPackageState(t *testing.T) {
	t.Parallel()
	each(t, []string{".go"}, func(path string, text []byte) {
		file, err := parser.ParseFile(token.NewFileSet(), path, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return // the compiler says it better
		}
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil && d.Name.Name == "init" {
					t.Errorf("%s has an init function; pass in what it prepares", path)
				}
			case *ast.GenDecl:
				for _, name := range stateIn(d) {
					t.Errorf("%s: the package variable %s begins empty; pass it in", path, name)
				}
			}
		}
	})
}

// stateIn are the variables of a declaration that have neither a value nor
// embedded files.
func stateIn(d *ast.GenDecl) []string {
	if d.Tok != token.VAR || embeds(d.Doc) {
		return nil
	}
	var names []string
	for _, spec := range d.Specs {
		if v, ok := spec.(*ast.ValueSpec); ok && len(v.Values) == 0 && !embeds(v.Doc) {
			for _, n := range v.Names {
				names = append(names, n.Name)
			}
		}
	}
	return names
}

func embeds(doc *ast.CommentGroup) bool {
	return doc != nil && slices.ContainsFunc(doc.List, func(c *ast.Comment) bool {
		return strings.HasPrefix(c.Text, "//go:embed ")
	})
}

// Test people are made up: order codes 996 to 999 (digits 15 to 17) and
// numbers beginning 140 belong to nobody. A number cell keeps 15 digits, which
// leaves 9000 at the end of such an ID number.
func TestPeopleAreMadeUp(t *testing.T) {
	t.Parallel()
	id := regexp.MustCompile(`\b[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(\d{3})[\dXx]\b`)
	phone := regexp.MustCompile(`\b1[3-9]\d{9}\b`)
	types := []string{".go", ".templ", ".sql", ".css", ".js", ".csv", ".json", ".md", ".html", ".txt", ".toml", ".yaml"}
	each(t, types, func(path string, text []byte) {
		for _, m := range id.FindAllSubmatch(text, -1) {
			if order := string(m[1]); order < "996" && !bytes.HasSuffix(m[0], []byte("9000")) {
				t.Errorf("%s holds an ID number with order code %s; take 996 to 999", path, order)
			}
		}
		for _, m := range phone.FindAll(text, -1) {
			if !bytes.HasPrefix(m, []byte("140")) {
				t.Errorf("%s holds a telephone number beginning %s; take 140", path, m[:3])
			}
		}
	})
}

// each reads every file of the repository that ends in one of the types,
// generated ones aside, by its path from the root.
func each(t *testing.T, types []string, look func(path string, text []byte)) {
	t.Helper()
	top := root(t)
	err := filepath.WalkDir(top, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(top, path)
		if e.IsDir() {
			if slices.Contains([]string{".git", "bin", "data", "node_modules", "deploy/secrets"}, rel) || e.Name() == "node_modules" {
				return filepath.SkipDir
			}
			return nil
		}
		if !slices.Contains(types, filepath.Ext(path)) || strings.HasSuffix(path, "_templ.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		look(rel, text)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
