package private

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// oldest is the first major version that the platform works with.
const oldest = 15

// programs are initdb and postgres of one installed PostgreSQL.
type programs struct {
	dir   string
	major int
}

// Newest is the major version of PostgreSQL that a new cluster would be made
// by. BinDir may be empty.
func Newest(ctx context.Context, binDir string) (int, error) {
	h := &home{Options: Options{BinDir: binDir}}
	p, err := h.newest(ctx)
	return p.major, err
}

func (h *home) newest(ctx context.Context) (programs, error) {
	for _, p := range installed(ctx, h.BinDir) {
		if p.major >= oldest {
			return p, nil
		}
	}
	return programs{}, fail(NoPostgreSQL, nil, oldest)
}

// matching are the programs of the cluster's own major version.
func (h *home) matching(ctx context.Context) (programs, error) {
	text, err := h.root.ReadFile(clusterName + "/PG_VERSION")
	if err != nil {
		return programs{}, fail(Damaged, err, h.path(clusterName))
	}
	all := installed(ctx, h.BinDir)
	if len(all) == 0 {
		return programs{}, fail(NoPostgreSQL, nil, oldest)
	}
	version := strings.TrimSpace(string(text))
	var names []string
	for _, p := range all {
		if name := strconv.Itoa(p.major); name == version {
			return p, nil
		} else if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return programs{}, fail(OtherVersion, nil, h.data, version, strings.Join(names, "、"), version, version)
}

// installed finds every PostgreSQL of the machine, newest first: where
// distributions put it, and on the PATH.
func installed(ctx context.Context, binDir string) []programs {
	dirs := []string{binDir}
	if binDir == "" {
		dirs = filepath.SplitList(os.Getenv("PATH"))
		for _, place := range []string{"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin"} {
			found, _ := filepath.Glob(place) // the patterns are sound
			dirs = append(dirs, found...)
		}
	}
	var all []programs
	seen := map[string]bool{}
	for _, dir := range dirs {
		real, err := filepath.EvalSymlinks(filepath.Join(dir, "postgres"))
		if err != nil || seen[real] {
			continue
		}
		seen[real] = true
		if major := version(ctx, dir); major > 0 {
			all = append(all, programs{dir, major})
		}
	}
	slices.SortStableFunc(all, func(a, b programs) int { return b.major - a.major })
	return all
}

// version is the major version of the PostgreSQL in dir; 0 where the folder
// lacks one of its programs. It reads "postgres (PostgreSQL) 15.13 (Debian …)".
func version(ctx context.Context, dir string) int {
	if _, err := exec.LookPath(filepath.Join(dir, "initdb")); err != nil {
		return 0
	}
	// A call that is given up says so later, not that there is no PostgreSQL.
	ctx = context.WithoutCancel(ctx)
	out, err := exec.CommandContext(ctx, filepath.Join(dir, "postgres"), "-V").Output() //nolint:gosec // a program of the machine's
	if err != nil {
		return 0
	}
	_, number, _ := strings.Cut(string(out), ") ")
	end := strings.IndexFunc(number, func(r rune) bool { return r < '0' || r > '9' })
	major, err := strconv.Atoi(number[:max(end, 0)])
	if err != nil {
		return 0
	}
	return major
}

// command is one of PostgreSQL's programs, run in the home as its account.
func (h *home) command(ctx context.Context, p programs, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, filepath.Join(p.dir, name), args...) //nolint:gosec // PostgreSQL's own
	cmd.Dir = h.dir
	cmd.Env = environment(os.Environ())
	cmd.SysProcAttr = h.account.attributes()
	return cmd
}

// environment is this process's, without what would change the server: PG…
// settings of other databases, and the language of its messages.
func environment(own []string) []string {
	env := slices.DeleteFunc(slices.Clone(own), func(s string) bool {
		return strings.HasPrefix(s, "PG") || strings.HasPrefix(s, "LC_") || strings.HasPrefix(s, "LANG")
	})
	return append(env, "LC_ALL=C")
}
