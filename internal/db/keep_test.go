package db_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// updates finds statements of merges that change rows of a table.
var updates = regexp.MustCompile("(?:UPDATE|DELETE FROM) ([a-z_]+) ([a-z]+) (?:SET|USING|WHERE)")

// TestMergesSayWhatTheyChange: each table whose rows a merge's statements change
// is named, with its alias, by a step of the same package, so that it is kept.
func TestMergesSayWhatTheyChange(t *testing.T) {
	t.Parallel()
	scratch := map[string]bool{"intake": true}
	found := 0
	for _, dir := range []string{"../roster", "../hiring", "../followup", "../../training", "../../imports"} {
		var text strings.Builder
		var files []string
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || strings.HasSuffix(path, "_test.go") || !strings.HasSuffix(path, ".go") {
				return err
			}
			data, err := os.ReadFile(path) //nolint:gosec // this repository's own
			text.Write(data)
			if strings.Contains(path, "_merge.go") || strings.HasSuffix(path, "_spells.go") {
				files = append(files, string(data))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			for _, m := range updates.FindAllStringSubmatch(file, -1) {
				if scratch[m[1]] {
					continue
				}
				found++
				if !strings.Contains(text.String(), `Changes: "`+m[1]+" "+m[2]+`"`) {
					t.Errorf("%s: %s changes rows, and no step says Changes: %q", dir, m[0], m[1]+" "+m[2])
				}
			}
			if strings.Contains(file, "DELETE FROM") {
				t.Errorf("%s: a merge deletes; what is deleted is not kept", dir)
			}
		}
	}
	if found < 12 {
		t.Errorf("only %d statements found", found)
	}
}
