package main

import (
	"context"
	"fmt"
	"strings"

	"laowu/internal/value"
	"laowu/matching"
)

func (c *cli) findWorkers(ctx context.Context, a *app, r matching.WorkerRequest) error {
	// People's documents follow their records when somebody tells them: where no
	// service runs, that is here.
	if err := a.indexer().CatchUp(ctx, a.indexes[0]); err != nil {
		return err
	}
	a.fallback.Heed(ctx)
	found, err := a.search.SearchWorkers(ctx, a.actor(), r)
	if text := matching.Refusal(err); text != nil {
		return usage("%s", text)
	}
	if err != nil {
		return err
	}
	if c.asJSON {
		doc, err := matching.WorkersJSON(a.actor().Role, found)
		if err == nil {
			_, err = c.out.Write(doc)
		}
		return err
	}
	for _, chip := range found.Chips {
		fmt.Fprintf(c.out, "[%s] ", value.Redact(chip.Label))
	}
	fmt.Fprintf(c.out, "%d 人\n", found.Total)
	if found.Note != "" {
		fmt.Fprintln(c.out, value.Redact(found.Note))
	}
	for _, p := range found.People {
		var trades, certs []string
		for _, code := range p.Trades {
			trades = append(trades, a.lexicon.TradeName(code))
		}
		for _, held := range p.Certs {
			certs = append(certs, a.lexicon.Certificates().Name(held.Code)+held.Level)
		}
		fmt.Fprintf(c.out, "%6d  %s  %s  %s  %s\n", p.ID, matching.ShownName(a.actor().Role, p.Name), p.Association, strings.Join(trades, "、"), strings.Join(certs, "、"))
	}
	return nil
}
