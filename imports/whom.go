package imports

import (
	"laowu/internal/db"
	"laowu/internal/value"
)

// whom are the doubts of rows about people on record: nobody has the number, or
// somebody else's name. Who is not the sender's to write of goes to others,
// where there are such (empty: everybody may); the county writes of all.
func whom(a db.Actor, others string) []doubt {
	doubts := []doubt{
		{field: "id_number", code: value.UnknownWorker, sql: known("k.person IS NULL")},
		{field: "name", code: value.NameMismatch, sql: known("k.renamed")},
	}
	if others == "" || a.Role == db.County || a.Role == db.Admin {
		return doubts
	}
	return append(doubts, doubt{field: "id_number", code: value.Conflict, message: "这个人不归你们管，请由" + others + "导入", sql: known("k.out_of_sight")})
}
