// Package bench measures the whole program on the full demonstration county,
// beside yardsticks measured in the same run: what it prints are ratios.
// `make bench` runs it; docs/benchmarks.md keeps the table.
package bench
