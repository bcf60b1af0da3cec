package web

import (
	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
)

// RouteLine is a line of the table of routes, for who visits them all.
type RouteLine struct {
	Method, Path string    // as fiber reads it: /openings/:opening
	Roles        []db.Role // that may come
}

// Is says whether a path, without what follows its question mark, is the line's.
func (l RouteLine) Is(path string) bool { return fiber.RoutePatternMatch(path, l.Path) }

// Routes are the lines of the table, in its order.
func Routes() []RouteLine {
	lines := make([]RouteLine, len(routes))
	for i, r := range routes {
		lines[i] = RouteLine{r.method, r.path, r.roles}
	}
	return lines
}
