package db

// Actor is who asks: every transaction states it to the database, and what
// nobody states, nobody sees.
type Actor struct {
	County       string // six digits
	Role         Role
	Organisation int64  // whom the role acts for: an association, an enterprise, or an office by its kind; 0: none
	Account      int64  // 0: none, as commands have none
	Person       int64  // a worker's own record, 0 for all others
	Name         string // for the audit trail: account name, or the operating system's user for commands
	Origin       string // for the audit trail: the address that asks, empty for commands
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

// Roles are those of accounts, in the order in which people list them.
func Roles() []Role {
	return []Role{Worker, Association, Township, Station, Enterprise, Trainer, County, Auditor, Admin}
}

// Title is what people call a role.
func (r Role) Title() string {
	return map[Role]string{
		Nobody: "未登录", Worker: "务工人员", Association: "务工协会", Township: "乡镇", Station: "工作站", Enterprise: "企业",
		Trainer: "培训机构", County: "县级", Auditor: "审计员", Admin: "管理员",
	}[r]
}
