package meili

import (
	"context"
	"slices"

	"github.com/meilisearch/meilisearch-go"
)

// actions are all that the engine does with a key.
func actions() []string {
	return []string{
		"documents.add", "documents.delete", "documents.get", "indexes.create", "indexes.delete", "indexes.get", "indexes.swap",
		"search", "settings.update", "tasks.get",
	}
}

// RestrictedKey makes or finds, by a server's master key, the key that may
// search and write the indexes of a prefix and nothing else. The master key is
// not needed after that. It also sees to the server's version, which a key for
// some indexes may not ask.
func RestrictedKey(ctx context.Context, url, masterKey, prefix string) (string, error) {
	e := &Engine{server: meilisearch.New(url, meilisearch.WithAPIKey(masterKey), meilisearch.DisableRetries())}
	defer e.Close()
	if err := e.greet(ctx); err != nil {
		return "", err
	}
	name := "laowu " + prefix
	all, err := e.server.GetKeys(ctx, &meilisearch.KeysQuery{Limit: 1000})
	if err != nil {
		return "", e.fault("list keys", err)
	}
	for i := range all.Results {
		if k := &all.Results[i]; k.Name == name && fits(k, prefix) {
			return k.Key, nil
		}
	}
	made, err := e.server.CreateKey(ctx, &meilisearch.Key{
		Name: name, Description: "searches and writes the indexes of the labour platform", Actions: actions(), Indexes: []string{prefix + "*"},
	})
	if err != nil {
		return "", e.fault("make a key", err)
	}
	return made.Key, nil
}

// fits says whether a key may do what this version does, and no more.
func fits(k *meilisearch.Key, prefix string) bool {
	may := slices.Sorted(slices.Values(k.Actions))
	return slices.Equal(may, actions()) && slices.Equal(k.Indexes, []string{prefix + "*"}) && k.ExpiresAt.IsZero()
}
