package meili

import (
	"context"
	"errors"
	"fmt"

	"github.com/meilisearch/meilisearch-go"
)

// versionID is the number of the one record among the openings that is none:
// it says by which settings and which lexicon the index was built. No filter
// finds it, for nobody may see it.
const versionID = 0

func (e *Engine) versionRecord(mark string) record {
	return record{versionID, fmt.Appendf(nil, `{"id":%d,"version":%q,"mark":%q}`, versionID, e.settings.version, mark)}
}

// built says by which version and by which rebuild the index was made.
type built struct {
	Version string `json:"version"`
	Mark    string `json:"mark"`
}

// builtBy is that of the index that answers; nothing where there is none.
func (e *Engine) builtBy(ctx context.Context) (b built, err error) {
	err = e.server.Index(e.prefix+openings).GetDocument(ctx, fmt.Sprint(versionID), nil, &b)
	var f *meilisearch.Error
	if errors.As(err, &f) && (f.HasCode(meilisearch.APIErrCodeDocumentNotFound) || f.HasCode(meilisearch.APIErrCodeIndexNotFound)) {
		return built{}, nil
	}
	if err != nil {
		return built{}, e.fault("ask how the index was built", err)
	}
	return b, nil
}

// SettingsCurrent says whether the index was built by the settings and the
// lexicon of this program. Where it was not, or there is none, it is time to
// rebuild.
func (e *Engine) SettingsCurrent(ctx context.Context) (bool, error) {
	if err := e.greet(ctx); err != nil {
		return false, err
	}
	b, err := e.builtBy(ctx)
	if err != nil || b.Version != e.settings.version {
		return false, err
	}
	// Both were swapped in together; somebody may have removed one since.
	if err = e.there(ctx, workers); errors.Is(err, ErrMissing) {
		return false, nil
	}
	return err == nil, err
}
