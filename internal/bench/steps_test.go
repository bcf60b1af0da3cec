package bench

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/db"
)

var admin = db.Actor{County: "141123", Role: db.Admin}

// open is the installation's database and vault for this process.
func (in *installation) open(b *testing.B) (*db.DB, *access.Vault) {
	b.Helper()
	d, err := db.Open(b.Context(), in.server.ServiceURL(), db.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(d.Close)
	vault, err := access.OpenVault(b.Context(), d, admin, in.data+"/keyset.json")
	if err != nil {
		b.Fatal(err)
	}
	return d, vault
}

// steps prints what each part and each table of the import costs, measured
// inside this process.
func (in *installation) steps(b *testing.B, members string) {
	b.Helper()
	in.forgetMembers(b)
	d, vault := in.open(b)
	tell := func(c db.Cost) {
		if c.Took > 20*time.Millisecond {
			line("· "+c.Step, fmt.Sprintf("%.2f s, %d rows", c.Took.Seconds(), c.Rows), "")
		}
	}
	err := d.Tx(b.Context(), admin, func(tx *db.Tx) error { return take(b.Context(), tx, vault, members, tell) })
	if err != nil {
		b.Fatal(err)
	}
}

// take imports a file of members within tx.
func take(ctx context.Context, tx *db.Tx, vault *access.Vault, members string, tell func(db.Cost)) error {
	f, err := os.Open(members) //nolint:gosec // written by the benchmark
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	kind, _ := imports.ByName("members")
	_, err = imports.Run(ctx, tx, vault, imports.Desk{}, imports.Request{
		Kind: kind, Files: []imports.File{{Name: "members.xlsx", Data: f, Size: info.Size()}}, Cost: tell,
	})
	return err
}
