package sheet

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

func TestDump(t *testing.T) {
	files, _ := filepath.Glob(os.Getenv("DUMP"))
	for _, f := range files {
		b, _ := os.ReadFile(f)
		out := map[string]any{}
		book, err := Open(f, bytes.NewReader(b), int64(len(b)))
		if err != nil {
			var e *Error
			out["error"] = err.Error()
			if errors.As(err, &e) {
				out["code"] = e.Code
			}
		} else {
			var ss []any
			for i, s := range book.Sheets() {
				var rows []any
				for r, err := range book.Rows(i) {
					if err != nil {
						out["error"] = err.Error()
						break
					}
					var cs []any
					for c, x := range r.Cells {
						if x.Kind != Empty {
							cs = append(cs, []any{c, x.Kind, x.Text})
						}
					}
					rows = append(rows, []any{r.Number, cs})
				}
				ss = append(ss, map[string]any{"name": s.Name, "hidden": s.Hidden, "rows": rows, "merges": s.Merges, "last": s.Rows})
			}
			out["sheets"] = ss
		}
		j, _ := json.Marshal(out)
		os.WriteFile("/tmp/dump/"+filepath.Base(f)+".json", j, 0o644)
		fmt.Println(f, out["error"])
	}
}
