// Package private runs a Meilisearch of the platform's own from a program on
// the PATH. What it holds is derived from PostgreSQL and may be thrown away.
//
// Of several processes of one data folder one keeps the server, by holding a
// lock; the others find it through the file in which its address stands. The
// server ends with the process that keeps it, and another one takes over.
package private

import (
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
)

// Program is what Find looks for.
const Program = "meilisearch"

// ErrNoProgram says that the PATH holds no Meilisearch.
var ErrNoProgram = errors.New("no meilisearch on the PATH")

// Find is the path of the program.
func Find() (string, error) {
	path, err := exec.LookPath(Program)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrNoProgram, err)
	}
	return filepath.Abs(path)
}
