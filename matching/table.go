package matching

import (
	"embed"
	"encoding/csv"
	"fmt"
)

//go:embed lexicon/*.csv
var lexiconFiles embed.FS

// table reads a file of the lexicon: the rows under its heading, each with as
// many cells as the heading has.
func table(name string, columns int) ([][]string, error) {
	f, err := lexiconFiles.Open("lexicon/" + name)
	if err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	defer f.Close() //nolint:errcheck // an embedded file has nothing to close
	r := csv.NewReader(f)
	r.FieldsPerRecord = columns
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("lexicon %s: %w", name, err)
	}
	return rows[1:], nil
}
