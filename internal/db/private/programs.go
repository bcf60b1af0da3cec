package private

import (
	"cmp"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
)

// oldest is the oldest major version that the platform works with.
const oldest = 15

// programs is a folder of PostgreSQL's server programs, of one major version.
type programs struct {
	dir   string
	major int
}

func (p programs) path(name string) string { return filepath.Join(p.dir, name) }

// findPrograms finds the programs for a cluster of a major version, or the
// newest where there is no cluster yet.
func findPrograms(dir, version string) (programs, error) {
	all := installed(dir)
	if len(all) == 0 {
		return programs{}, &Error{"这台机器上没有 PostgreSQL（15 或更新）：请运行 apt install postgresql，或用 LAOWU_DATABASE_URL 指向别处的数据库", nil}
	}
	if version == "" {
		return all[0], nil
	}
	for _, p := range all {
		if strconv.Itoa(p.major) == version {
			return p, nil
		}
	}
	have := strconv.Itoa(all[0].major)
	return programs{}, &Error{"数据目录里是 PostgreSQL " + version + " 的数据，这台机器装的是 " + have + "：请安装 postgresql-" + version +
		"，或先用 pg_upgrade 把数据升到 " + have + "。数据没有动过", nil}
}

// installed lists the server programs of the machine, the newest first.
func installed(dir string) []programs {
	dirs := []string{dir}
	if dir == "" {
		dirs, _ = filepath.Glob("/usr/lib/postgresql/*/bin")
		if path, err := exec.LookPath("postgres"); err == nil {
			dirs = append(dirs, filepath.Dir(path))
		}
	}
	var out []programs
	for _, d := range dirs {
		if major := majorOf(d); major >= oldest && exists(filepath.Join(d, "initdb")) {
			out = append(out, programs{d, major})
		}
	}
	slices.SortStableFunc(out, func(a, b programs) int { return cmp.Compare(b.major, a.major) })
	return out
}

var versionText = regexp.MustCompile(`\d+`)

func majorOf(dir string) int {
	out, err := exec.Command(filepath.Join(dir, "postgres"), "--version").Output() //nolint:gosec,noctx // PostgreSQL's own program, answers at once
	if err != nil {
		return 0
	}
	major, err := strconv.Atoi(versionText.FindString(string(out)))
	if err != nil {
		return 0
	}
	return major
}
