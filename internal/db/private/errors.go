package private

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
)

// Error is a refusal in words for people: what is wrong, and what to do.
type Error struct {
	Problem Problem
	text    string
	cause   error
}

// Error is one sentence in Chinese.
func (e *Error) Error() string { return e.text }

// Unwrap gives the cause, for the log; nil where there is none.
func (e *Error) Unwrap() error { return e.cause }

// Problem names what went wrong, for programs.
type Problem string

// The problems that Join and Leave tell apart.
const (
	NoPostgreSQL Problem = "no_postgresql"  // none installed, or too old
	NoSystemUser Problem = "no_system_user" // root, and no other user to run as
	NoAccount    Problem = "no_account"     // root, and may not run PostgreSQL as that user
	Unreachable  Problem = "unreachable"    // the server's user cannot enter the data folder
	OtherUser    Problem = "other_user"     // the cluster is another user's
	OtherVersion Problem = "other_version"  // the cluster is another major version's
	Damaged      Problem = "damaged"        // the folder holds no whole cluster
	DiskFull     Problem = "disk_full"
	NotWritable  Problem = "not_writable"
	Deaf         Problem = "deaf"    // runs, but does not answer
	Orphans      Problem = "orphans" // processes of a killed server will not end
	NotStopped   Problem = "not_stopped"
	Failed       Problem = "failed" // anything else
)

var sentences = map[Problem]string{
	NoPostgreSQL: "这台机器上没有 PostgreSQL %d 或更新的版本：请用 root 运行 apt install postgresql，再试一次；也可以用 LAOWU_DATABASE_URL 指定别处的 PostgreSQL",
	NoAccount:    "数据库要以用户 %s 运行 %s 里的 PostgreSQL，但是运行不了（%v）：请检查那里的权限，或换一个普通用户运行",
	NoSystemUser: "PostgreSQL 不能以 root 运行，而这台机器上没有 postgres 或 nobody 用户可以代替：请运行 apt install postgresql（会建好 postgres 用户），或换一个普通用户运行",
	Unreachable:  "数据库要以用户 %s 运行，但这个用户进不了数据目录 %s：请用 LAOWU_DATA 换一个它进得去的地方，例如 LAOWU_DATA=/var/lib/laowu",
	OtherUser:    "数据目录 %s 里的数据库属于用户 %s，当前用户（编号 %d）用不了：请换那个用户或 root 运行，或用 LAOWU_DATA 另指定一个目录",
	OtherVersion: "数据目录 %s 里的数据是 PostgreSQL %s 的，这台机器上只有 %s：请装上原来的版本（apt install postgresql-%s），或先用 pg_upgrade 把数据从 %s 升级；数据没有动过",
	Damaged:      "数据目录不完整：%s 里没有 PG_VERSION。请从备份恢复，或把它移到别处再试（会新建一个空的数据库）",
	DiskFull:     "磁盘满了，数据目录 %s 所在的磁盘放不下数据库%s：请腾出空间再试，已有的数据没有动过",
	NotWritable:  "数据目录 %s 写不进去：请检查它的权限，或用 LAOWU_DATA 换一个能写的目录，例如 LAOWU_DATA=/var/lib/laowu",
	Deaf:         "自带的数据库（进程 %d）在运行，但是连不上：请先停止其他 laowu 命令，再试一次",
	Orphans:      "上一次的数据库进程（%s）还没有退出：请过一会儿再试；一直不退出时，请用 kill 结束它们",
	NotStopped:   "自带的数据库（进程 %d）还没有停下来，它会自己停：请过一会儿再试",
	Failed:       "自带的数据库没有准备好：%s。它的日志在 %s",
}

func fail(p Problem, cause error, args ...any) *Error {
	return &Error{Problem: p, text: fmt.Sprintf(sentences[p], args...), cause: cause}
}

// explain puts every error of the package into words. A cancelled ctx is
// nobody's fault and stays what it is.
func (h *home) explain(ctx context.Context, err error) error {
	var known *Error
	switch {
	case errors.As(err, &known):
		return known
	case ctx.Err() != nil:
		return fmt.Errorf("private PostgreSQL: %w", context.Cause(ctx))
	case full(err):
		return fail(DiskFull, err, h.data, "")
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS), errors.Is(err, syscall.ENOTDIR):
		return fail(NotWritable, err, h.data)
	}
	return fail(Failed, err, strings.Join(strings.Fields(err.Error()), " "), h.path(logName))
}

// full says whether an error, or the last words of a program of PostgreSQL,
// mean a full disk or a used-up quota.
func full(err error) bool {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return true
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.Code == "53100" {
		return true
	}
	var words *outputError
	return errors.As(err, &words) &&
		(strings.Contains(words.text, "No space left on device") || strings.Contains(words.text, "Disk quota exceeded"))
}

// outputError is what a program of PostgreSQL wrote before it ended.
type outputError struct{ text string }

func (e *outputError) Error() string { return tail(e.text) }
