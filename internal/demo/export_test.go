package demo

import (
	"bytes"
	"testing"

	"laowu/imports"
	"laowu/internal/db"
)

// exportedAgain exports every kind whole and sends it again: that may change
// nothing.
func (o *office) exportedAgain(t *testing.T) {
	t.Helper()
	for _, k := range imports.Kinds() {
		var out bytes.Buffer
		var rows int
		var r imports.Report
		err := o.db.Tx(t.Context(), o.actor, func(tx *db.Tx) (err error) {
			if rows, err = (imports.Export{Kind: k, Reveal: true}).Write(t.Context(), tx, o.vault, &out); err != nil {
				return err
			}
			files := []imports.File{{Name: k.Name + ".xlsx", Data: bytes.NewReader(out.Bytes()), Size: int64(out.Len())}}
			r, err = imports.Run(t.Context(), tx, o.vault, o.desk, imports.Request{Kind: k, Files: files})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if rows == 0 || r.Rows != rows || r.Unchanged != rows {
			t.Errorf("%s: %d rows exported and sent again: created %d updated %d unchanged %d rejected %d", k.Name, rows, r.Created, r.Updated, r.Unchanged, r.Rejected)
		}
		for _, p := range r.Problems[:min(len(r.Problems), 5)] {
			if p.Severity == "error" {
				t.Errorf("%s row %d %s: %s", k.Name, p.Row, p.Column, p.Code)
			}
		}
	}
}
