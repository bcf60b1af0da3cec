package imports

import (
	"time"

	"laowu/internal/access"
	"laowu/internal/area"
	"laowu/internal/value"
)

// Env is what checks know: the county that imports, its places, its
// associations, the day, and the vault.
type Env struct {
	County      string
	Today       value.Day
	Atlas       *area.Atlas
	Vault       *access.Vault
	Desk        Desk
	Association string // code of the association that the sender named, or empty

	townships                  map[string]string     // townshipCalled's answers
	villages                   map[[2]string]village // villageCalled's
	villageNames, villageStems map[string][]area.Area
}

func day(d value.Day) *time.Time {
	if d.IsZero() {
		return nil
	}
	t := d.Time()
	return &t
}
