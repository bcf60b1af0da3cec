package private

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestDiskFull(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can mount a small disk")
	}
	t.Parallel()
	dir := place(t) + "/data"
	mount(t, dir, "100m", 0)
	t.Cleanup(func() { empty(t, dir) })
	refused(t, Options{Dir: dir}, DiskFull, dir, "至少要 300 MB")

	// Space that is used up while the cluster is made, past the first look.
	mount(t, dir, "30m", syscall.MS_REMOUNT)
	h, err := open(t.Context(), Options{Dir: dir, Log: silent(), Settings: quick()})
	if err != nil {
		t.Fatal(err)
	}
	defer h.close()
	p, err := h.newest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := h.create(t.Context(), p); problem(h.explain(t.Context(), err)) != DiskFull {
		t.Errorf("made a cluster on 30 MB: %v", err)
	}
	if left, err := filepath.Glob(dir + "/postgres/cluster*"); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	mount(t, dir, "400m", syscall.MS_REMOUNT)
	s := join(t, dir)
	query(t, s, "SELECT 'here'")
	leave(t, s)

	// An existing cluster on a disk without a free byte.
	fill(t, dir+"/ballast")
	refused(t, Options{Dir: dir}, DiskFull, dir, "腾出空间")
	if err := os.Remove(dir + "/ballast"); err != nil {
		t.Fatal(err)
	}
	query(t, join(t, dir), "SELECT 'here'")
}

// mount makes dir a disk in memory of its own.
func mount(t *testing.T, dir, size string, flags uintptr) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	err := syscall.Mount("tmpfs", dir, "tmpfs", flags, "mode=711,size="+size)
	if errors.Is(err, syscall.EPERM) && flags == 0 {
		t.Skip("THE FULL DISK IS NOT TESTED: this machine lets nobody mount one")
	}
	if err != nil {
		t.Fatal(err)
	}
	if flags == 0 {
		t.Cleanup(func() {
			if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
				t.Error(err)
			}
		})
	}
}

// fill writes a file until the disk is full.
func fill(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, size := range []int{1 << 20, 1 << 12, 1} {
		for err = nil; err == nil; {
			_, err = f.Write(make([]byte, size))
		}
		if !errors.Is(err, syscall.ENOSPC) {
			t.Fatal(err)
		}
	}
}
