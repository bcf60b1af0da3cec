# make run: the platform with its demonstration county. make help: the rest.

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
# Tools have modules of their own, so that their libraries stay out of ours.
LINT    := go tool -modfile=tools/lint/go.mod golangci-lint
# The library's version. Runs where the templates are: their path from there
# stands in the Go code.
TEMPL   := go tool -modfile=../../tools/templ/go.mod templ

# One way to compile for all of them: what is tested is what is built, without C,
# and what one compiled, the others find in go's cache.
export CGO_ENABLED := 0
export GOFLAGS     := $(GOFLAGS) -trimpath

.DEFAULT_GOAL := help
.PHONY: help scripts setup setup-test build run demo test bench screens generate lint lint-code lint-format lint-generated clean

help: ## this list
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/\1\t\2/p' Makefile | expand -t 12

setup: ## install by apt what the service needs and is missing (PostgreSQL; as root, a font for PDF)
	@scripts/setup postgresql
	@[ "$$(id -u)" -ne 0 ] || scripts/setup pdffont || true

setup-test: ## the same for the tests (PostgreSQL, Chromium, Chinese fonts)
	@scripts/setup postgresql chromium font pdffont

# What browsers load, with its libraries from npm by the lock file. npm notes
# in node_modules what it installed last; BUILT is what is written last.
BUILT := internal/web/static/built/page.js.br
NPM   := cd internal/web/scripts && npm

scripts: $(BUILT) ## htmx and ECharts into the files that pages load

internal/web/scripts/node_modules/.package-lock.json: internal/web/scripts/package-lock.json
	@scripts/setup npm
	$(NPM) ci --loglevel=error
	@touch $@

$(BUILT): internal/web/scripts/node_modules/.package-lock.json $(wildcard internal/web/scripts/*.js internal/web/scripts/*.mjs)
	$(NPM) run --silent build

# The version is stamped here; asking git again fails where another user owns
# the folder.
build: scripts ## bin/laowu, one file
	go build -buildvcs=false -ldflags '-s -w -X main.version=$(VERSION)' -o bin/laowu ./cmd/laowu

run: setup build ## build and start on http://127.0.0.1:8080, with the demonstration county
	@exec bin/laowu serve --demo

demo: setup build ## load the demonstration county and leave
	bin/laowu demo

# -count=1: the results also rest on PostgreSQL, Chromium and `go list`, which
# go's cache of test results does not see.
test: setup-test scripts ## every test
	go test -count=1 -timeout 20m ./...

bench: setup scripts ## the benchmarks of docs/benchmarks.md
	go test -count=1 -timeout 60m -run '^$$' -bench . -benchtime 1x ./internal/bench

screens: setup-test scripts ## the README's pictures, into docs/screens
	LAOWU_SCREENS=$(CURDIR)/docs/screens go test -count=1 -run 'TestScreens$$' ./internal/journey

generate: ## Go code from .templ files, to be committed with them
	cd internal/web && $(TEMPL) generate

lint: lint-format lint-generated lint-code ## everything that can be said without running

lint-format:
	@out=$$(find * -path data -prune -o -name '*.go' ! -name '*_templ.go' -print | xargs gofmt -l); \
	[ -z "$$out" ] || { echo "not formatted (gofmt -w):"; echo "$$out"; exit 1; }

lint-generated:
	@cd internal/web && for f in $$(find * -name '*.templ'); do \
		$(TEMPL) generate -f $$f -stdout | cmp -s - $${f%.templ}_templ.go || { echo "$$f: run make generate"; exit 1; }; \
	done

lint-code:
	$(LINT) run

clean: ## remove what make build made; the data folder stays
	rm -rf bin internal/web/static/built internal/web/scripts/node_modules
