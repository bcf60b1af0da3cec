// Package api is the JSON interface under /api/v1, described by OpenAPI 3.1.
package api

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"
	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/matching"
)

// Deps is what the interface stands on.
type Deps struct {
	// Actor is who asks. Without a login it is nobody of the service's county.
	Actor func(*fiber.Ctx) db.Actor
	// Search answers over published openings.
	Search func(context.Context, db.Actor, matching.Request) (matching.Found, error)
	// Read runs what a report asks, as who asks.
	Read func(context.Context, db.Actor, func(*db.Tx) error) error
	// Version of the program, for the description.
	Version string
	// Log hears of failures; it is never told what was asked.
	Log *slog.Logger
}

// Base is where the interface stands.
const Base = "/api/v1"

// Mount adds the interface to an app, whose requests' contexts bound their
// time. Every other address under /api answers as a problem.
func Mount(app *fiber.App, d Deps) {
	s := &server{d}
	a := humafiber.NewV2(app, config(d.Version))
	a.UseMiddleware(s.identify)
	s.registerOpenings(a)
	s.registerReports(a)
	app.Use("/api", unknown)
}

type server struct{ Deps }

// config leaves out what huma would add: a documentation page that loads from
// elsewhere, links to schemas within the answers, forms other than JSON.
func config(version string) huma.Config {
	c := huma.DefaultConfig("劳务平台", version)
	c.Info.Description = "劳务平台的 JSON 接口。岗位不用登录就能查；报表要登录，用网页的会话。出错时返回 application/problem+json（RFC 9457）。"
	c.OpenAPIPath = Base + "/openapi"
	c.DocsPath, c.SchemasPath = "", ""
	c.CreateHooks = nil
	c.Transformers = []huma.Transformer{plain}
	c.Formats = map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat}
	return c
}

// actorKey is where a request's context keeps who asks.
type actorKey struct{}

// identify notes who asks.
func (s *server) identify(c huma.Context, next func(huma.Context)) {
	next(huma.WithValue(c, actorKey{}, s.Actor(humafiber.UnwrapV2(c))))
}

func actor(ctx context.Context) db.Actor {
	a, _ := ctx.Value(actorKey{}).(db.Actor)
	return a
}

// unknown answers addresses that do not exist.
func unknown(c *fiber.Ctx) error {
	c.Status(http.StatusNotFound)
	if err := c.JSON(newProblem(http.StatusNotFound, "没有这个接口，接口的说明在 "+Base+"/openapi.json")); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, problemType)
	return nil
}
