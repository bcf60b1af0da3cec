package area

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

//go:embed ways.csv
var wayFile []byte

// Way is the road from one county's seat to another division's. Both figures
// are estimates by road for a car or coach, so pages write 约 before them.
type Way struct {
	Km    int     // to the nearest 5
	Hours float64 // to the nearest half
	Wind  string  // where the place lies, of eight winds (西北), by the coordinates of both seats
}

// Ways answers how far it is. It does not change; safe for several goroutines.
type Ways struct {
	between map[[2]string]Way
}

// errWays is a mistake in the file, not of a user.
var errWays = errors.New("ways.csv")

// LoadWays reads the table of roads that is part of the program: from a
// county's seat to the counties and prefectures that its people go to.
func LoadWays() (*Ways, error) {
	rows, err := csv.NewReader(bytes.NewReader(wayFile)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errWays, err)
	}
	w := &Ways{between: make(map[[2]string]Way, len(rows))}
	for n, row := range rows[1:] {
		km, err := strconv.Atoi(row[2])
		if err != nil {
			return nil, fmt.Errorf("%w row %d: %w", errWays, n+2, err)
		}
		hours, err := strconv.ParseFloat(row[3], 64)
		if err != nil {
			return nil, fmt.Errorf("%w row %d: %w", errWays, n+2, err)
		}
		w.between[[2]string{row[0], row[1]}] = Way{Km: km, Hours: hours, Wind: row[4]}
	}
	return w, nil
}

// Find is the way from a county to a division, both by code. False where the
// table has none: inside the county itself, or farther than it reaches.
func (w *Ways) Find(from, to string) (Way, bool) {
	way, ok := w.between[[2]string{from, to}]
	return way, ok
}

// Origins are the counties from which the table has ways, in order.
func (w *Ways) Origins() []string {
	var out []string
	for ends := range w.between {
		out = append(out, ends[0])
	}
	slices.Sort(out)
	return slices.Compact(out)
}
