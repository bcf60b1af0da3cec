package meili

import (
	"context"
	"errors"
	"fmt"

	"github.com/meilisearch/meilisearch-go"
)

// Reach asks a server whether it is of a version that we know and takes the
// key, and returns the version: empty where the key may not ask for it. Whether
// there is an index does not matter.
func Reach(ctx context.Context, at Endpoint) (version string, err error) {
	e := &Engine{server: meilisearch.New(at.URL, meilisearch.WithAPIKey(at.Key), meilisearch.DisableRetries())}
	defer e.Close()
	v, err := e.server.Version(ctx)
	switch err = e.told("ask for the version", err); {
	case err == nil && !speaks(v.PkgVersion):
		return v.PkgVersion, fmt.Errorf("%w: %s", ErrVersion, v.PkgVersion)
	case err == nil:
		version = v.PkgVersion
	case !errors.Is(err, ErrKey):
		return "", err
	}
	_, err = e.server.MultiSearch(ctx, &meilisearch.MultiSearchRequest{Queries: []*meilisearch.SearchRequest{{IndexUID: Prefix + openings, Limit: 1}}})
	if err = e.told("search", err); errors.Is(err, ErrMissing) {
		err = nil
	}
	return version, err
}

func (e *Engine) told(what string, err error) error {
	if err == nil {
		return nil
	}
	return e.fault(what, err)
}
