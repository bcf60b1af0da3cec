package main

import (
	"context"
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"laowu/matching"
	"laowu/matching/index"
)

// figures are what /metrics tells: the process, and which search engine
// answers.
func (a *app) figures() http.Handler {
	all := prometheus.NewRegistry()
	all.MustRegister(
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		searchFigures{a.fallback.State},
		lagFigures{func(ctx context.Context) ([]index.Lag, error) { return index.Lags(ctx, a.db, a.config.County) }},
	)
	return promhttp.HandlerFor(all, promhttp.HandlerOpts{})
}

// searchFigures reads the state of search whenever it is asked.
type searchFigures struct{ state func() matching.State }

var (
	engineFigure = prometheus.NewDesc("laowu_search_engine", "1 for the engine that searches are put to, 0 for the others.", []string{"engine"}, nil)
	lapseFigure  = prometheus.NewDesc("laowu_search_fallbacks_total", "Searches that the reserve answered, by why the engine meant to did not.", []string{"reason"}, nil)
)

// Describe names the figures.
func (searchFigures) Describe(out chan<- *prometheus.Desc) {
	out <- engineFigure
	out <- lapseFigure
}

// Collect reads them.
func (f searchFigures) Collect(out chan<- prometheus.Metric) {
	now := f.state()
	out <- prometheus.MustNewConstMetric(engineFigure, prometheus.GaugeValue, 1, now.Engine)
	if now.Meant != now.Engine {
		out <- prometheus.MustNewConstMetric(engineFigure, prometheus.GaugeValue, 0, now.Meant)
	}
	for why, n := range now.Fallbacks {
		out <- prometheus.MustNewConstMetric(lapseFigure, prometheus.CounterValue, float64(n), string(why))
	}
}
