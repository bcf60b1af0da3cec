package web

import "laowu/internal/db"

// Line is a line of the routes, for the test of access.
type Line struct {
	Method, Path string
	Roles        []db.Role
}

// Lines are all lines of the routes.
func Lines() []Line {
	out := make([]Line, len(routes))
	for i, r := range routes {
		out[i] = Line{r.method, r.path, r.roles}
	}
	return out
}

// Mounted are the methods and paths that a server answers.
func Mounted(s *Server) map[string]bool {
	out := map[string]bool{}
	for _, r := range s.app.GetRoutes(true) {
		out[r.Method+" "+r.Path] = true
	}
	return out
}
