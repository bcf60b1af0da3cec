package report

import (
	"strings"

	"laowu/internal/db"
)

// quotasFor is quotas as the actor may ask it. An enterprise sees its own
// agreement and its own spells of work; of the people in them it sees what
// access.own_staff shows, which stands in the place of the table of people.
func quotasFor(a db.Actor) string {
	if a.Role != db.Enterprise {
		return quotas
	}
	return "WITH person AS (SELECT * FROM access.own_staff()), " + strings.TrimPrefix(strings.TrimSpace(quotas), "WITH ")
}
