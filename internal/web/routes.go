package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
)

// route is one line of the table: nobody comes where their role is not named.
type route struct {
	method string
	path   string
	roles  []db.Role
	handle func(*Server, *fiber.Ctx) error
}

// everybody may come: a visitor without a login is Nobody.
var everybody = []db.Role{db.Nobody}

// routes is the map of the site and the policy of access; limited names what
// has a limit of its own. What lies under /api is internal/api's.
var routes = []route{
	{"GET", "/", everybody, limited(limitSearch, (*Server).openingList)},
	{"GET", "/openings/:id", everybody, limited(limitSearch, (*Server).openingShow)},
	{"GET", "/openings/:id/poster", everybody, limited(limitSearch, (*Server).openingPoster)},
	{"GET", "/help", everybody, (*Server).helpShow},
	{"GET", "/privacy", everybody, (*Server).privacyShow},
	{"GET", "/complaint", everybody, (*Server).complaintShow},
	{"GET", "/robots.txt", everybody, (*Server).robotsShow},
	{"GET", "/static/:name", everybody, (*Server).staticShow},
	{"GET", "/healthz", everybody, (*Server).healthShow},
	{"GET", "/readyz", everybody, (*Server).readyShow},
}

// mount puts the table into force.
func (s *Server) mount() {
	for _, r := range routes {
		handle := func(c *fiber.Ctx) error {
			if !slices.Contains(r.roles, s.actor(c).Role) {
				return fiber.ErrNotFound
			}
			return r.handle(s, c)
		}
		if r.method == fiber.MethodGet {
			s.app.Head(r.path, handle)
		}
		s.app.Add(r.method, r.path, handle)
	}
}

// actor is who asks. Nobody has an account yet.
func (s *Server) actor(*fiber.Ctx) db.Actor {
	return db.Actor{County: s.County, Role: db.Nobody}
}
