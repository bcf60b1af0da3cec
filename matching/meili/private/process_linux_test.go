package private

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// serverOf is the process of the server of a data folder, 0 where none runs.
func serverOf(t *testing.T, data string) int {
	t.Helper()
	entries, err := os.ReadDir("/proc")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		at, err := os.Readlink("/proc/" + e.Name() + "/cwd")
		pid, numeric := strconv.Atoi(e.Name())
		line, _ := os.ReadFile("/proc/" + e.Name() + "/cmdline")
		if err == nil && numeric == nil && at == filepath.Join(data, folderName) && strings.Contains(string(line), "--db-path") {
			return pid
		}
	}
	return 0
}

func userOf(t *testing.T, pid int) uint32 {
	t.Helper()
	info, err := os.Stat("/proc/" + strconv.Itoa(pid))
	if err != nil {
		t.Fatal(err)
	}
	return info.Sys().(*syscall.Stat_t).Uid
}

func environmentOf(t *testing.T, pid int) []string {
	t.Helper()
	text, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/environ")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimRight(string(text), "\x00"), "\x00")
}

// keepFor, set in a process's environment, makes the test binary keep a server
// for the data folder that it names until it is killed.
const keepFor = "LAOWU_TEST_KEEP"

func TestMain(m *testing.M) {
	if data := os.Getenv(keepFor); data != "" {
		path, err := Find()
		if err == nil {
			_, err = Keep(context.Background(), KeepOptions{Path: path, Data: data})
		}
		if err != nil {
			panic(err)
		}
		select {}
	}
	os.Exit(m.Run())
}

// The server ends with a process that is killed, and the next one finds the
// folder free.
func TestEndsWithItsProcess(t *testing.T) {
	t.Parallel()
	if _, err := Find(); err != nil {
		t.Skip("SKIPPED, NOT PASSED: ", err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	data := newData(t)
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = append(os.Environ(), keepFor+"="+data)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	until(t, "found", func() bool { at, err := Look(data); return err == nil && at.URL != "" })
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	until(t, "ended", func() bool { return serverOf(t, data) == 0 })
	if _, err := Look(data); err == nil {
		t.Error("found though nobody keeps it")
	}
	newKept(t, data)
}
