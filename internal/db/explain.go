package db

import (
	"errors"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// Explain puts a failure of the database into a sentence for people, or
// returns an empty string where it knows none. The database's own text may
// hold values of rows and is never shown.
func Explain(err error) string {
	var pg *pgconn.PgError
	var connect *pgconn.ConnectError
	var netErr net.Error
	switch {
	case errors.Is(err, ErrOldSchema), errors.Is(err, ErrNewSchema), errors.Is(err, ErrEmpty), errors.Is(err, errBadURL):
		return rootText(err)
	case errors.As(err, &pg) && explainCode(pg.Code) != "":
		return explainCode(pg.Code)
	case errors.As(err, &connect):
		return "连不上数据库：请看 PostgreSQL 是否在运行，LAOWU_DATABASE_URL 是否写对"
	case errors.As(err, &pg):
		return ""
	case errors.As(err, &netErr), Lost(err):
		return "数据库的连接断了，已经全部撤回，没有写入任何数据；数据库恢复后再运行一次即可"
	}
	return ""
}

// Lost says whether the connection was cut, so that the work can be tried
// again as it was.
func Lost(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return strings.HasPrefix(pg.Code, "57P") || strings.HasPrefix(pg.Code, "08")
	}
	if err == nil {
		return false
	}
	return pgconn.SafeToRetry(err) || strings.Contains(err.Error(), "unexpected EOF") ||
		strings.Contains(err.Error(), "conn closed") || strings.Contains(err.Error(), "broken pipe") ||
		strings.Contains(err.Error(), "connection reset")
}

func explainCode(code string) string {
	switch {
	case code == "53100":
		return "磁盘满了，已经全部撤回，没有写入任何数据；请腾出空间再运行一次"
	case strings.HasPrefix(code, "53"):
		return "数据库忙不过来（内存或连接用完），没有写入任何数据；请稍后再试"
	case strings.HasPrefix(code, "57P"), strings.HasPrefix(code, "08"):
		return "数据库停了，已经全部撤回，没有写入任何数据；数据库恢复后再运行一次即可"
	case code == "42501":
		return "数据库用户没有足够的权限：请用库的所有者运行 laowu migrate（LAOWU_DATABASE_OWNER_URL）"
	case strings.HasPrefix(code, "28"):
		return "数据库不认这个用户或密码，请检查 LAOWU_DATABASE_URL"
	case code == "3D000":
		return "没有这个数据库，请先建库：createdb 库名"
	}
	return ""
}

func rootText(err error) string {
	for _, known := range []error{ErrOldSchema, ErrNewSchema, ErrEmpty, errBadURL} {
		if errors.Is(err, known) {
			return known.Error()
		}
	}
	return ""
}
