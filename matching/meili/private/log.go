package private

import (
	"errors"
	"io/fs"
	"os"
	"sync"
)

// longLog is from where on a log is put aside; one file of it is kept.
const longLog = 1 << 20

// logFile is the server's log, which cannot fill the disk.
type logFile struct {
	home *home
	mu   sync.Mutex
	file *os.File
	size int64
}

func (h *home) openLog() (*logFile, error) {
	l := &logFile{home: h}
	return l, l.open()
}

func (l *logFile) open() error {
	var err error
	if l.file, err = l.home.root.OpenFile(logName, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600); err != nil {
		return err
	}
	info, err := l.file.Stat()
	if err != nil {
		return errors.Join(err, l.file.Close())
	}
	l.size = info.Size()
	return nil
}

// Write never fails: a server must not end because nobody can write down what
// it says.
func (l *logFile) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.size > longLog {
		l.turn()
	}
	if l.file != nil {
		n, _ := l.file.Write(p)
		l.size += int64(n)
	}
	return len(p), nil
}

// turn puts the log aside and begins a new one.
func (l *logFile) turn() {
	if l.file != nil {
		_ = l.file.Close()
	}
	if err := l.home.root.Rename(logName, logName+".1"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		l.file = nil
		return
	}
	if l.open() != nil {
		l.file = nil
	}
}

func (l *logFile) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file != nil {
		_ = l.file.Close()
	}
}
