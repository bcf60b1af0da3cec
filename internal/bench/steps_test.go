package bench

import (
	"fmt"
	"os"
	"testing"
	"time"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/db"
)

// steps prints what each part and each table of the import costs, measured
// inside this process.
func (in *installation) steps(b *testing.B, members string) {
	b.Helper()
	in.forgetMembers(b)
	d, err := db.Open(b.Context(), in.server.URL(), db.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	actor := db.Actor{County: "141123", Role: db.Admin}
	vault, err := access.OpenVault(b.Context(), d, actor, in.data+"/keyset.json")
	if err != nil {
		b.Fatal(err)
	}
	f, err := os.Open(members) //nolint:gosec // written by the benchmark
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		b.Fatal(err)
	}
	kind, _ := imports.ByName("members")
	q := imports.Request{Kind: kind, Files: []imports.File{{Name: "members.xlsx", Data: f, Size: info.Size()}}, Cost: func(c db.Cost) {
		if c.Took > 20*time.Millisecond {
			line("· "+c.Step, fmt.Sprintf("%.2f s, %d rows", c.Took.Seconds(), c.Rows), "")
		}
	}}
	err = d.Tx(b.Context(), actor, func(tx *db.Tx) error {
		_, err := imports.Run(b.Context(), tx, vault, imports.Desk{}, q)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
}
