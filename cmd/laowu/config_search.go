package main

import (
	"context"
	"time"

	"laowu/internal/config"
	"laowu/matching"
	"laowu/matching/meili"
	"laowu/matching/meili/private"
)

// searchReport says which search engine there is, and what is wrong with it.
type searchReport struct {
	Engine  string           `json:"engine"`            // that is meant to answer
	URL     string           `json:"url,omitempty"`     // of Meilisearch, where one answers or should
	Version string           `json:"version,omitempty"` // as it says
	Reason  matching.Trouble `json:"reason,omitempty"`
	Hint    string           `json:"hint,omitempty"`
}

// reachTime is how long Meilisearch may take to say how it is.
const reachTime = 3 * time.Second

// searchState asks Meilisearch, where there is one, how it is.
func searchState(ctx context.Context, cfg config.Config) searchReport {
	a := &app{config: cfg}
	if !a.hasMeili() {
		return searchReport{Engine: "postgresql"}
	}
	r := searchReport{Engine: "meilisearch"}
	at, err := a.meiliAt()
	if err != nil {
		r.Reason, r.Hint = matching.Unreachable, "自带的 Meilisearch 没有运行：laowu serve 会启动它，这以前由 PostgreSQL 回答"
		return r
	}
	ctx, cancel := context.WithTimeout(ctx, reachTime)
	defer cancel()
	r.URL = config.MaskURL(at.URL)
	if r.Version, err = meili.Reach(ctx, at); err != nil {
		r.Reason = troubleOf(err)
		r.Hint = r.Reason.Hint()
	}
	return r
}

// String is the report for people.
func (r searchReport) String() string {
	said := map[string]string{"meilisearch": "Meilisearch", "postgresql": "PostgreSQL"}[r.Engine]
	if r.Version != "" {
		said += " " + r.Version
	}
	if r.URL != "" {
		said += "，" + r.URL
	}
	if r.Hint != "" {
		said += "；" + r.Hint
	}
	if _, err := private.Find(); err != nil && r.Engine == "postgresql" {
		said += "（没有设 LAOWU_MEILI_URL，PATH 上也没有 meilisearch）"
	}
	return said
}
