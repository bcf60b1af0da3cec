package db

// Actor is who asks: every transaction states it to the database, and what
// nobody states, nobody sees.
type Actor struct {
	County       string // six digits
	Role         Role
	Organisation int64  // 0: none
	Account      int64  // 0: none
	Name         string // for the audit trail: account name, or the operating system's user for commands
}

// Role of an actor; contract section 2 and design section 3 name them.
type Role string

// The roles. Nobody is a visitor without a login.
const (
	Nobody      Role = "nobody"
	Worker      Role = "worker"
	Association Role = "association"
	Township    Role = "township"
	Station     Role = "station"
	Enterprise  Role = "enterprise"
	Trainer     Role = "trainer"
	County      Role = "county"
	Auditor     Role = "auditor"
	Admin       Role = "admin"
)
