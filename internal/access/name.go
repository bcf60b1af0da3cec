package access

import (
	"laowu/internal/db"
	"laowu/internal/value"
)

// NameFor is a person's name as the transaction's actor reads it in a list: the
// auditor reads a surname.
func NameFor(tx *db.Tx, name string) string {
	if tx.Actor.Role == db.Auditor {
		return value.MaskName(name)
	}
	return name
}
