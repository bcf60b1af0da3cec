package imports

import "laowu/internal/db"

// All who work here know of all associations, by name and head, and of all
// openings that are published. A ledger is of one's own.

func ownAssociations() map[db.Role]string {
	const own = "l.association_code IN (SELECT a.code FROM association a WHERE a.id IN (SELECT access.associations()))"
	return map[db.Role]string{db.Association: own, db.Township: own}
}

func ownOpenings() map[db.Role]string {
	return map[db.Role]string{db.Enterprise: "l.id IN (SELECT o.id FROM opening o WHERE o.enterprise = access.organisation())"}
}
