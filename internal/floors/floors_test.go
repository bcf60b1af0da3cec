package floors

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// floors are the packages from the roof to the ground. A package may import
// those of lower floors, and nothing beside it or above it.
var floors = [][]string{
	{"internal/bench", "internal/journey"},
	{"cmd/laowu"},
	{"internal/web"},
	{"internal/web/templates"},
	{"internal/api"},
	{"internal/demo"},
	{"imports"},
	{"internal/report"},
	{"matching/index/witness"},
	{"matching/match"},
	{"matching/index"},
	{"matching/repeat"},
	{"matching/recorder"},
	{"matching/meili"},
	{"matching/pgsearch"},
	{"matching/contract"},
	{"matching"},
	{"internal/followup"},
	{"training"},
	{"internal/hiring"},
	{"internal/roster"},
	{"internal/notice"},
	{"internal/rule"},
	{"internal/access"},
	{"internal/work"},
	{"internal/area"},
	{"internal/db/testdb", "matching/meili/meilitest"},
	{"internal/db"},
	{"internal/db/private", "matching/meili/private"},
	{"internal/chromium", "internal/value", "internal/config", "internal/floors", "internal/paper", "imports/sheet"},
}

// forTests may be imported by the tests of any floor.
const forTests = "internal/db/testdb"

// libraries are those that stay in the packages named.
var libraries = map[string][]string{
	"github.com/gofiber/fiber/":                {"internal/web", "internal/api"},
	"github.com/valyala/fasthttp":              {"internal/web", "internal/api"},
	"github.com/danielgtaylor/huma/":           {"internal/api"},
	"github.com/a-h/templ":                     {"internal/web"},
	"github.com/xuri/excelize/":                {"imports/sheet", "internal/bench"},
	"github.com/meilisearch/meilisearch-go":    {"matching/meili"},
	"github.com/signintech/gopdf":              {"internal/paper"},
	"github.com/tink-crypto/tink-go/":          {"internal/access"},
	"github.com/alexedwards/argon2id":          {"internal/access"},
	"github.com/pquerna/otp":                   {"internal/access", "internal/web"}, // the pages' tests read codes
	"github.com/jackc/tern/":                   {"internal/db"},
	"github.com/spf13/cobra":                   {"cmd/laowu"},
	"github.com/prometheus/client_golang/":     {"cmd/laowu", "internal/web", "internal/api"},
	"github.com/riverqueue/river/rivermigrate": {"internal/db"},
}

// listed is what `go list -json` says of a package.
type listed struct {
	ImportPath                         string
	Name                               string
	Imports, TestImports, XTestImports []string
}

func TestFloors(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		own := level(p.ImportPath)
		if own < 0 {
			t.Errorf("%s stands on no floor: add it to the table above, below what uses it", p.ImportPath)
			continue
		}
		for _, to := range imported(p) {
			if below := level(to); below >= 0 && below <= own {
				t.Errorf("%s imports %s, which stands %s it", p.ImportPath, to, where(below, own))
			}
		}
	}
}

func TestLibrariesStayInTheirPackages(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		for _, to := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			for library, homes := range libraries {
				if strings.HasPrefix(to, library) && !slices.ContainsFunc(homes, func(h string) bool { return within(p.ImportPath, h) }) {
					t.Errorf("%s imports %s, which stays in %s", p.ImportPath, to, strings.Join(homes, " and "))
				}
			}
		}
	}
}

// Each library that the module requires itself is explained.
func TestLibrariesAreExplained(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join(root(t), "docs/dependencies.md"))
	if err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join(root(t), "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(mod)) {
		words := strings.Fields(strings.TrimPrefix(line, "require "))
		if len(words) < 2 || !strings.Contains(words[0], ".") || slices.Contains(words, "indirect") {
			continue
		}
		if !strings.Contains(string(page), "| "+words[0]+" |") {
			t.Errorf("docs/dependencies.md does not say why %s is here", words[0])
		}
	}
}

// So is each that comes from npm, for the pages or for building them.
func TestScriptLibrariesAreExplained(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join(root(t), "docs/dependencies.md"))
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(filepath.Join(root(t), "internal/web/scripts/package.json"))
	if err != nil {
		t.Fatal(err)
	}
	var from struct{ Dependencies, DevDependencies map[string]string }
	if err := json.Unmarshal(file, &from); err != nil {
		t.Fatal(err)
	}
	if len(from.Dependencies) == 0 {
		t.Fatal("package.json names no library")
	}
	maps.Copy(from.Dependencies, from.DevDependencies)
	for name := range from.Dependencies {
		if !strings.Contains(string(page), "| "+name+" |") {
			t.Errorf("docs/dependencies.md does not say why %s is here", name)
		}
	}
}

func TestNoPackageForOddments(t *testing.T) {
	t.Parallel()
	oddments := []string{"base", "common", "helper", "helpers", "misc", "model", "models", "shared", "store", "types", "util", "utils"}
	for _, p := range packages(t) {
		if slices.Contains(oddments, p.Name) {
			t.Errorf("%s: a package is named after what it knows, not %s", p.ImportPath, p.Name)
		}
	}
}

// imported are a package's own packages, its tests' included.
func imported(p listed) []string {
	tests := slices.DeleteFunc(slices.Concat(p.TestImports, p.XTestImports), func(to string) bool {
		return to == p.ImportPath || within(to, forTests)
	})
	return slices.Compact(slices.Sorted(slices.Values(slices.Concat(p.Imports, tests))))
}

// level is the floor of an import path, counted from the roof; -1 where it is
// on none, as other modules' packages are.
func level(path string) int {
	return slices.IndexFunc(floors, func(floor []string) bool {
		return slices.ContainsFunc(floor, func(p string) bool { return path == "laowu/"+p })
	})
}

func where(floor, own int) string {
	if floor == own {
		return "beside"
	}
	return "above"
}

// within says whether the package stands in the folder of the module.
func within(path, folder string) bool {
	return path == "laowu/"+folder || strings.HasPrefix(path, "laowu/"+folder+"/")
}

// packages lists the module.
func packages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-e", "-json=ImportPath,Name,Imports,TestImports,XTestImports", "./...")
	cmd.Dir = root(t)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatalf("read go list: %v", err)
		}
		all = append(all, p)
	}
}

// root is the module's folder.
func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}
