package main

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"laowu/matching/index"
)

// lagFigures reads how far each engine is behind whenever it is asked. All
// processes of a database tell the same.
type lagFigures struct {
	read func(ctx context.Context) ([]index.Lag, error)
}

// lagTime is how long the database may take; without an answer the figures are
// left out.
const lagTime = 2 * time.Second

var (
	waitingFigure = prometheus.NewDesc("laowu_search_outbox_rows", "Records whose change an engine has yet to hear of.", []string{"index"}, nil)
	ageFigure     = prometheus.NewDesc("laowu_search_outbox_age_seconds", "How long the oldest change waits for an engine.", []string{"index"}, nil)
	refusedFigure = prometheus.NewDesc("laowu_search_refused", "Documents that an engine does not take.", []string{"index"}, nil)
)

// Describe names the figures.
func (lagFigures) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{waitingFigure, ageFigure, refusedFigure} {
		out <- d
	}
}

// Collect reads them.
func (f lagFigures) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), lagTime)
	defer cancel()
	all, err := f.read(ctx)
	if err != nil {
		return
	}
	for _, l := range all {
		out <- prometheus.MustNewConstMetric(waitingFigure, prometheus.GaugeValue, float64(l.Waiting), l.Engine)
		out <- prometheus.MustNewConstMetric(ageFigure, prometheus.GaugeValue, l.Age, l.Engine)
		out <- prometheus.MustNewConstMetric(refusedFigure, prometheus.GaugeValue, float64(l.Refused), l.Engine)
	}
}
