package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"laowu/matching/index"
	"laowu/matching/meili/private"
)

func (c *cli) reindex() *cobra.Command {
	cmd := &cobra.Command{
		Use: "reindex [--json]", Short: "重建搜索索引：在旁边建好，再换上去，搜索不中断", Args: none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.with(cmd.Context(), c.rebuildIndexes)
		},
	}
	c.jsonFlag(cmd)
	return cmd
}

// wakeMeili starts the private Meilisearch for as long as the command needs it,
// where no service keeps it running.
func (a *app) wakeMeili(ctx context.Context) (leave func(), err error) {
	leave = func() {}
	if a.meili == nil || a.config.MeiliURL != "" {
		return leave, nil
	}
	if _, err := private.Look(a.config.Data); err == nil {
		return leave, nil
	}
	if keeper := a.keepMeili(ctx); keeper.Keeper != nil {
		return keeper.Stop, keeper.Wait(ctx)
	}
	return leave, nil
}

// rebuildIndexes builds each engine's copy anew. A service that runs beside it
// searches on meanwhile, and what changes is lost to neither.
func (c *cli) rebuildIndexes(ctx context.Context, a *app) error {
	leave, err := a.wakeMeili(ctx)
	defer leave()
	if err != nil {
		return people(fmt.Errorf("自带的 Meilisearch 没有启动，索引没有重建；请看数据目录下 meilisearch 里的 server.log：%w", err))
	}
	done, err := a.indexer(a.indexes...).Reindex(ctx)
	if err != nil {
		return people(fmt.Errorf("索引没有建成，搜索照旧用原来的，改动都留着；请看清原因以后再试：%w", err))
	}
	if c.asJSON {
		return json.NewEncoder(c.out).Encode(struct {
			Indexes []index.Rebuilt `json:"indexes"`
		}{done})
	}
	for _, r := range done {
		fmt.Fprintf(c.out, "%s：岗位 %d 个，人员 %d 人，用了 %.1f 秒\n", r.Engine, r.Openings, r.Workers, r.Seconds)
		if r.Refused > 0 {
			fmt.Fprintf(c.out, "有 %d 条没有收进去，原因在网页「账号 · 搜索」里\n", r.Refused)
		}
	}
	return nil
}
