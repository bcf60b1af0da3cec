package private

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// On a full disk no server starts; nothing is thrown away, and it starts by
// itself once there is room.
func TestKeepOnAFullDisk(t *testing.T) {
	t.Parallel()
	path, err := Find()
	if err != nil {
		t.Skip("SKIPPED, NOT PASSED: ", err)
	}
	data := newData(t)
	if err := os.Mkdir(data, 0o755); err != nil { //nolint:gosec // another user's server is to get in
		t.Fatal(err)
	}
	if err := syscall.Mount("none", data, "tmpfs", 0, "size=4m,mode=755"); err != nil {
		t.Skip("SKIPPED, NOT PASSED: only root can make a small disk: ", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(data, syscall.MNT_DETACH) }) // the folder is thrown away
	ballast := filepath.Join(data, "ballast")
	fill(t, ballast)
	k, err := keep(t.Context(), KeepOptions{Path: path, Data: data}, quick())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(k.Stop)
	err = k.Wait(t.Context())
	if err == nil || !strings.Contains(err.Error(), "No space left") && !strings.Contains(err.Error(), "no space left") {
		t.Errorf("%v", err)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	until(t, "started", func() bool { return kept{k, data}.answers(t.Context()) })
	k.Stop()
	// Now it is the server that finds no room.
	if err := os.RemoveAll(filepath.Join(data, folderName, dataName)); err != nil {
		t.Fatal(err)
	}
	fill(t, ballast)
	if k, err = keep(t.Context(), KeepOptions{Path: path, Data: data}, quick()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(k.Stop)
	var ended *EndedError
	if err := k.Wait(t.Context()); !errors.As(err, &ended) || !ended.full() {
		t.Errorf("%v", err)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	until(t, "started again", func() bool { return kept{k, data}.answers(t.Context()) })
}

// fill writes a file until the disk is full.
func fill(t *testing.T, path string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for {
		if _, err := f.Write(make([]byte, 4096)); err != nil {
			return
		}
	}
}
