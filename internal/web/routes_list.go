package web

import "laowu/internal/db"

// Line is a line of the table of routes, for who visits them all.
type Line struct {
	Method, Path string    // as fiber reads it: /openings/:opening
	Roles        []db.Role // that may come
}

// Routes are the lines of the table, in its order.
func Routes() []Line {
	lines := make([]Line, len(routes))
	for i, r := range routes {
		lines[i] = Line{r.method, r.path, r.roles}
	}
	return lines
}
