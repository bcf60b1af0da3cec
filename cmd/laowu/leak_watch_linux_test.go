package main

import (
	"strings"
	"syscall"
	"testing"
	"unsafe"
)

// watch has the kernel keep what is made in folders; made tells it, files that
// are gone already too.
func watch(t *testing.T, folders ...string) (made func() []string) {
	t.Helper()
	fd, err := syscall.InotifyInit1(syscall.IN_NONBLOCK | syscall.IN_CLOEXEC)
	if err != nil {
		t.Fatal(err)
	}
	names := map[int32]string{}
	for _, dir := range folders {
		wd, err := syscall.InotifyAddWatch(fd, dir, syscall.IN_CREATE|syscall.IN_MOVED_TO)
		if err != nil {
			t.Fatal(err)
		}
		names[int32(wd)] = dir
	}
	return func() (all []string) {
		defer syscall.Close(fd)
		buffer := make([]byte, 64<<10)
		for {
			n, err := syscall.Read(fd, buffer)
			if n <= 0 || err != nil {
				return all
			}
			for at := 0; at < n; {
				event := (*syscall.InotifyEvent)(unsafe.Pointer(&buffer[at]))
				at += syscall.SizeofInotifyEvent
				name := string(buffer[at : at+int(event.Len)])
				all = append(all, names[event.Wd]+"/"+strings.TrimRight(name, "\x00"))
				at += int(event.Len)
			}
		}
	}
}
