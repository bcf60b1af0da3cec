package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// outFile is a file that is being written beside the one that it will be: a file
// that is there already is replaced only when the new one is whole. Nobody but
// its owner may read it.
type outFile struct {
	*os.File
	path string
}

func beside(path string) (*outFile, error) {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".laowu-*")
	if err != nil {
		return nil, people(fmt.Errorf("不能写 %s：%w", path, reason(err)))
	}
	return &outFile{tmp, path}, nil
}

// put makes the file the one that it will be.
func (f *outFile) put() error {
	if err := f.Close(); err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	if err := os.Rename(f.Name(), f.path); err != nil {
		return people(fmt.Errorf("不能写 %s：%w", f.path, reason(err)))
	}
	return nil
}

// drop gives up what was not put.
func (f *outFile) drop() {
	_ = f.Close()
	_ = os.Remove(f.Name())
}
