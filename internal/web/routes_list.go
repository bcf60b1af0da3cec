package web

import "laowu/internal/db"

// RouteLine is a line of the table of routes, for who visits them all.
type RouteLine struct {
	Method, Path string    // as fiber reads it: /openings/:opening
	Roles        []db.Role // that may come
}

// Routes are the lines of the table, in its order.
func Routes() []RouteLine {
	lines := make([]RouteLine, len(routes))
	for i, r := range routes {
		lines[i] = RouteLine{r.method, r.path, r.roles}
	}
	return lines
}
