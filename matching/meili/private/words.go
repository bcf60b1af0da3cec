package private

import (
	"strings"
	"sync"
	"syscall"
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

// EndedError is a server that ended by itself.
type EndedError struct {
	words string // the end of what it wrote
	how   string // exit status 1, signal: killed
	bus   bool   // the kernel had no page for what it wrote into a file
}

// ended is how the server ended.
func (s *Server) ended() *EndedError {
	<-s.gone
	e := &EndedError{words: s.words.String(), how: s.cmd.ProcessState.String()}
	if status, ok := s.cmd.ProcessState.Sys().(syscall.WaitStatus); ok {
		e.bus = status.Signaled() && status.Signal() == syscall.SIGBUS
	}
	return e
}

// Error is what the server gave as the reason.
func (e *EndedError) Error() string {
	said := "meilisearch ended: " + e.how
	for line := range strings.Lines(e.words) {
		if reason, ok := strings.CutPrefix(line, "Error: "); ok {
			said += ": " + strings.TrimSpace(reason)
		}
	}
	if e.full() {
		said += ": no space left on its disk"
	}
	return said
}

// full says whether the server found no room on the disk. What it maps into
// memory it cannot even be told of: the kernel ends it.
func (e *EndedError) full() bool {
	return e.bus || strings.Contains(e.words, "No space left on device") || strings.Contains(e.words, "Disk quota exceeded")
}

// taken says whether another program has its port.
func (e *EndedError) taken() bool { return strings.Contains(e.words, "Address already in use") }
