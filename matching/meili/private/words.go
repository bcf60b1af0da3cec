package private

import (
	"strings"
	"sync"
)

// mostWords bounds what is kept of a server's output.
const mostWords = 8 << 10

// lastWords keeps the end of what a server wrote.
type lastWords struct {
	mu   sync.Mutex
	text []byte
}

func (w *lastWords) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.text = append(w.text, p...)
	w.text = w.text[max(0, len(w.text)-mostWords):]
	return len(p), nil
}

func (w *lastWords) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return string(w.text)
}

// EndedError is a server that ended before it answered.
type EndedError struct {
	words string // the end of what it wrote
}

// Error is what the server gave as the reason.
func (e *EndedError) Error() string {
	for line := range strings.Lines(e.words) {
		if reason, ok := strings.CutPrefix(line, "Error: "); ok {
			return "meilisearch ended: " + strings.TrimSpace(reason)
		}
	}
	return "meilisearch ended"
}

// full says whether the server found no room on the disk.
func (e *EndedError) full() bool {
	return strings.Contains(e.words, "No space left on device") || strings.Contains(e.words, "Disk quota exceeded") ||
		strings.Contains(e.words, "os error 28")
}

// taken says whether another program has its port.
func (e *EndedError) taken() bool { return strings.Contains(e.words, "Address already in use") }
