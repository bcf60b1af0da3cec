package imports

import (
	"errors"

	"laowu/internal/db"
)

// Failure puts what stopped an import into words for people, with a code: the
// file's own, database_lost, database, or failed.
func Failure(err error) *FileError {
	var file *FileError
	if errors.As(err, &file) {
		return file
	}
	if said := db.Explain(err); said != "" {
		if db.Lost(err) {
			return &FileError{Code: "database_lost", Message: said}
		}
		return &FileError{Code: "database", Message: said}
	}
	return &FileError{Code: "failed", Message: "导入没有做完，没有写入任何数据；请再试一次，仍不行请把日志交给管理员"}
}
