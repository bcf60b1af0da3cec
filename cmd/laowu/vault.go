package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/hiring"
	"laowu/internal/roster"
)

func (c *cli) vault() *cobra.Command {
	cmd := &cobra.Command{
		Use: "vault", Short: "加密密钥：换新的，看用的是哪一把",
		RunE: func(*cobra.Command, []string) error {
			return usage("用法：laowu vault rotate，或 laowu vault status")
		},
	}
	cmd.AddCommand(c.rotateVault(), c.vaultStatus())
	return cmd
}

func (c *cli) vaultStatus() *cobra.Command {
	cmd := &cobra.Command{
		Use: "status [--json]", Short: "各列有多少是用最新的密钥加密的", Args: none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.with(cmd.Context(), c.tellVault)
		},
	}
	c.jsonFlag(cmd)
	return cmd
}

// vaultReport is what `laowu vault status --json` prints.
type vaultReport struct {
	Keys    int                  `json:"keys"`
	Newest  int                  `json:"newest"`
	Older   int                  `json:"older"`
	Missing int                  `json:"missing_key"`
	Columns []access.SealedCount `json:"columns"`
}

func (c *cli) tellVault(ctx context.Context, a *app) error {
	r, err := a.vaultReport(ctx)
	if err != nil {
		return err
	}
	if c.asJSON {
		return c.print(r)
	}
	fmt.Fprintf(c.out, "密钥文件 %s 里有 %d 把密钥\n", a.config.Keyset, r.Keys)
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "列\t最新密钥\t旧密钥\t密钥不在文件里")
	for _, n := range append(r.Columns, access.SealedCount{Table: "合计", Newest: r.Newest, Older: r.Older, Missing: r.Missing}) {
		name := n.Table
		if n.Column != "" {
			name += "." + n.Column
		}
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\n", name, n.Newest, n.Older, n.Missing)
	}
	return w.Flush()
}

// vaultReport counts the values of all counties.
func (a *app) vaultReport(ctx context.Context) (vaultReport, error) {
	columns := sealed()
	r := vaultReport{Columns: make([]access.SealedCount, len(columns))}
	for _, actor := range a.eachCounty() {
		err := a.db.ReadTx(ctx, actor, func(tx *db.Tx) error {
			counts, err := a.vault.Count(ctx, tx, columns)
			for i, n := range counts {
				sum := &r.Columns[i]
				sum.Table, sum.Column = n.Table, n.Column
				sum.Newest, sum.Older, sum.Missing = sum.Newest+n.Newest, sum.Older+n.Older, sum.Missing+n.Missing
				r.Newest, r.Older, r.Missing = r.Newest+n.Newest, r.Older+n.Older, r.Missing+n.Missing
			}
			return err
		})
		if err != nil {
			return r, err
		}
	}
	r.Keys = a.vault.Keys()
	return r, nil
}

// sealed are the sealed columns of all nouns.
func sealed() []access.Sealed {
	return slices.Concat(access.SealedLogins(), roster.Sealed(), hiring.Sealed(), followup.Sealed(), imports.Sealed())
}

func (a *app) resealer() *access.Resealer {
	return &access.Resealer{DB: a.db, Vault: a.vault, Columns: sealed()}
}

// counties are those whose values this installation keeps.
func (a *app) counties() []string { return []string{a.config.County} }

// eachCounty is the admin of each county, as which its values are read and
// sealed.
func (a *app) eachCounty() []db.Actor {
	var all []db.Actor
	for _, county := range a.counties() {
		actor := a.actor()
		actor.County = county
		all = append(all, actor)
	}
	return all
}

// keyFile is where the key file is, to be copied.
func (a *app) keyFile() string {
	if path, err := filepath.Abs(a.config.Keyset); err == nil {
		return path
	}
	return a.config.Keyset
}
