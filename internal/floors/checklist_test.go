package floors

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// asvs is how many requirements of levels 1 and 2 ASVS 5.0.0 has.
const asvs = 253

// line is one requirement in docs/security.
type line struct{ chapter, number, state, where string }

var (
	checkLine = regexp.MustCompile(`(?m)^\| ((\d+)\.\d+\.\d+) \| [12] \| [^|]+ \| (met|not applicable|open) \| ([^|]+) \|$`)
	witness   = regexp.MustCompile(`\b((?:internal|imports|cmd|matching|training)[a-z/]*)|\b(Test[A-Z]\w*)`)
	chapters  = regexp.MustCompile(`(?m)^\| (?:\[V(\d+) [^|]+|all (\d+)) \| (\d+) \| (\d+) \| (\d+) \|$`)
)

// checklist reads the pages of docs/security.
func checklist(t *testing.T) (all []line) {
	t.Helper()
	pages, err := filepath.Glob(filepath.Join(root(t), "docs/security/v*.md"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		found := checkLine.FindAllStringSubmatch(string(text), -1)
		if n := strings.Count(string(text), "\n| ") - 1; n != len(found) {
			t.Errorf("%s: %d of %d lines are in order", filepath.Base(page), len(found), n)
		}
		for _, m := range found {
			all = append(all, line{m[2], m[1], m[3], m[4]})
		}
	}
	return all
}

// Every line of the checklist is there once, what is met names tests that are
// there or the page that says it, and the index counts right.
func TestChecklist(t *testing.T) {
	t.Parallel()
	all, tests := checklist(t), testsByPackage(t)
	index, err := os.ReadFile(filepath.Join(root(t), "docs/security.md"))
	if err != nil {
		t.Fatal(err)
	}
	counts, seen := map[string]map[string]int{"all": {}}, map[string]bool{}
	for _, l := range all {
		if seen[l.number] {
			t.Errorf("%s stands twice", l.number)
		}
		seen[l.number] = true
		if counts[l.chapter] == nil {
			counts[l.chapter] = map[string]int{}
		}
		counts[l.chapter][l.state]++
		counts["all"][l.state]++
		named, said := 0, anchors(l.where, string(index))
		pkg := ""
		for _, m := range witness.FindAllStringSubmatch(l.where, -1) {
			if m[1] != "" {
				pkg = m[1]
				continue
			}
			if named++; !slices.Contains(tests[pkg], m[2]) {
				t.Errorf("%s names %s %s, which is not there", l.number, pkg, m[2])
			}
		}
		if l.state == "met" && named == 0 && !said && !strings.Contains(l.where, ".txt`") {
			t.Errorf("%s is met, and nothing shows it", l.number)
		}
	}
	if len(seen) != asvs {
		t.Errorf("%d requirements, %d are there to be met", len(seen), asvs)
	}
	compare(t, string(index), counts)
}

// anchors says whether a line leads to a heading of the index.
func anchors(where, index string) bool {
	_, to, ok := strings.Cut(where, "(../security.md#")
	to, _, _ = strings.Cut(to, ")")
	for heading := range strings.Lines(index) {
		slug := strings.NewReplacer(" ", "-", ",", "").Replace(strings.ToLower(strings.TrimSpace(strings.TrimPrefix(heading, "## "))))
		if ok && strings.HasPrefix(heading, "## ") && slug == to {
			return true
		}
	}
	return false
}

// testsByPackage are the names of tests by folder.
func testsByPackage(t *testing.T) map[string][]string {
	t.Helper()
	out, name := map[string][]string{}, regexp.MustCompile(`(?m)^func (Test[A-Z]\w*)\(`)
	each(t, []string{".go"}, func(path string, text []byte) {
		if !strings.HasSuffix(path, "_test.go") {
			return
		}
		for _, m := range name.FindAllSubmatch(text, -1) {
			dir := filepath.ToSlash(filepath.Dir(path))
			out[dir] = append(out[dir], string(m[1]))
		}
	})
	return out
}

// compare holds the index's table, and what it says in Chinese, to the counts.
func compare(t *testing.T, index string, counts map[string]map[string]int) {
	t.Helper()
	rows := chapters.FindAllStringSubmatch(index, -1)
	if len(rows) != len(counts) {
		t.Errorf("the index has %d rows, %d are to be counted", len(rows), len(counts))
	}
	for _, m := range rows {
		of := m[1]
		if of == "" {
			of = "all"
		}
		c := counts[of]
		if got, want := strings.Join(m[3:], " "), fmt.Sprint(c["met"], c["not applicable"], c["open"]); got != want {
			t.Errorf("the index counts %s for %s, there are %s", got, of, want)
		}
	}
	if !strings.Contains(index, fmt.Sprintf("还没做到的 %d 条", counts["all"]["open"])) {
		t.Errorf("the summary does not say that %d are open", counts["all"]["open"])
	}
}
