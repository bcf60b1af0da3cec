package api_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/api"
	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/matching"
	"laowu/matching/contract"
	"laowu/matching/pgsearch"
)

func TestMain(m *testing.M) { os.Exit(testdb.Run(m)) }

var (
	nobody = db.Actor{County: "141123", Role: db.Nobody}
	clerk  = db.Actor{County: "141123", Role: db.Admin}
)

// desk is the interface over a few openings.
func desk(t *testing.T, openings ...contract.Opening) *fiber.App {
	t.Helper()
	d := testdb.New(t)
	var s *matching.Service
	err := d.Tx(t.Context(), clerk, func(tx *db.Tx) error {
		atlas, err := area.Load(t.Context(), tx)
		if err != nil {
			return err
		}
		l, err := matching.NewLexicon(atlas)
		if err != nil {
			return err
		}
		e := pgsearch.New(d, l)
		s = matching.NewService(l, e, e.Terms)
		ids, err := contract.Insert(t.Context(), tx, "141123", openings)
		if err != nil {
			return err
		}
		_, err = e.Put(t.Context(), tx, ids)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return mounted(s.Search)
}

func mounted(search func(context.Context, db.Actor, matching.Request) (matching.Found, error)) *fiber.App {
	app := fiber.New(fiber.Config{Immutable: true})
	api.Mount(app, api.Deps{
		Actor: func(*fiber.Ctx) db.Actor { return nobody }, Search: search, Version: "test", Log: slog.New(slog.DiscardHandler),
	})
	return app
}

// get asks for an address and returns status, type and body.
func get(t *testing.T, app *fiber.App, method, target string) (int, string, string) {
	t.Helper()
	res, err := app.Test(httptest.NewRequest(method, target, nil), -1)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, res.Header.Get("Content-Type"), string(b)
}

func TestOpenings(t *testing.T) {
	t.Parallel()
	app := desk(t,
		contract.Opening{Title: "养老护理员", Enterprise: "示例康养服务有限公司", Place: "150602", PlaceText: "东胜区", WageMin: 4500, WageMax: 6000},
		contract.Opening{Title: "护工", Enterprise: "示例康养服务有限公司", Place: "150603", PlaceText: "康巴什区"},
		contract.Opening{Title: "保洁员", Enterprise: "示例物业有限公司", Place: "140105", PlaceText: "小店区", WageMin: 3000},
	)
	status, kind, body := get(t, app, "GET", "/api/v1/openings?limit=1&q="+url.QueryEscape("护工 鄂尔多斯"))
	var document map[string]any
	if err := json.Unmarshal([]byte(body), &document); err != nil || status != 200 || kind != "application/json" {
		t.Fatalf("%d %s %s", status, kind, body)
	}
	for _, key := range []string{"total", "took_ms", "engine", "hits", "next_cursor", "facets"} {
		if _, ok := document[key]; !ok {
			t.Errorf("no %s in %s", key, body)
		}
	}
	if len(document) != 6 || document["total"] != 2.0 || document["engine"] != "postgresql" {
		t.Errorf("%s", body)
	}
	hit := document["hits"].([]any)[0].(map[string]any)
	if hit["title"] != "护工" || hit["place"] != "150603" || hit["occupation"] != "care" || hit["wage_min"] != nil {
		t.Errorf("%v", hit)
	}
	if _, ok := hit["id"].(string); !ok {
		t.Errorf("the id is no string: %v", hit["id"])
	}
	if places := document["facets"].(map[string]any)["place"].(map[string]any); places["150600"] != 2.0 || places["150602"] != 1.0 {
		t.Errorf("%v", places)
	}
	next := "/api/v1/openings?limit=1&q=" + url.QueryEscape("护工 鄂尔多斯") + "&cursor=" + document["next_cursor"].(string)
	if _, _, body = get(t, app, "GET", next); !strings.Contains(body, `"title":"养老护理员"`) || !strings.Contains(body, `"next_cursor":null`) {
		t.Errorf("second page: %s", body)
	}
	if _, _, body = get(t, app, "GET", "/api/v1/openings?place=140100&occupation=cleaner&wage_min=3000"); !strings.Contains(body, `"total":1`) {
		t.Errorf("filters: %s", body)
	}
	if _, _, body = get(t, app, "GET", "/api/v1/openings?place="+url.QueryEscape("太原")+"&occupation="+url.QueryEscape("保洁")); !strings.Contains(body, `"total":1`) {
		t.Errorf("filters by name: %s", body)
	}
}

// Problems are in Chinese, say nothing of the inside and repeat nothing of
// what was sent.
func TestProblems(t *testing.T) {
	t.Parallel()
	app := desk(t)
	const secret = "141123199001019990"
	for _, c := range []struct {
		method, target string
		status         int
		says           string
	}{
		{"GET", "/api/v1/openings?place=" + secret, 422, "没有这个地点"},
		{"GET", "/api/v1/openings?occupation=" + secret, 422, "没有这个工种"},
		{"GET", "/api/v1/openings?cursor=" + secret, 422, "翻页标记不对"},
		{"GET", "/api/v1/openings?wage_min=x" + secret, 422, "wage_min 要整数"},
		{"GET", "/api/v1/openings?wage_min=-1", 422, "最低工资"},
		{"GET", "/api/v1/openings?wage_min=99999999999999999999", 422, "wage_min 要整数"},
		{"GET", "/api/v1/openings?limit=0", 422, "每页条数"},
		{"GET", "/api/v1/openings?limit=101", 422, "每页条数"},
		{"GET", "/api/v1/openings?limit=" + secret + "x&wage_min=" + secret + "x", 422, "limit 要"},
		{"GET", "/api/v1/" + secret, 404, "没有这个接口"},
		{"GET", "/api", 404, "没有这个接口"},
		{"POST", "/api/v1/openings", 404, "没有这个接口"},
		{"GET", "/api/docs", 404, "没有这个接口"},
		{"GET", "/api/v1/schemas/Document.json", 404, "没有这个接口"},
	} {
		status, kind, body := get(t, app, c.method, c.target)
		var problem struct {
			Title, Detail string
			Status        int
		}
		err := json.Unmarshal([]byte(body), &problem)
		if err != nil || status != c.status || problem.Status != c.status || kind != "application/problem+json" || !strings.Contains(problem.Detail, c.says) || problem.Title == "" {
			t.Errorf("%s %s: %d %s %s", c.method, c.target, status, kind, body)
		}
		if strings.Contains(body, secret) {
			t.Errorf("%s repeats what was sent: %s", c.target, body)
		}
	}
}

func TestFailureIsNotTold(t *testing.T) {
	t.Parallel()
	app := mounted(func(context.Context, db.Actor, matching.Request) (matching.Found, error) {
		return matching.Found{}, errors.New("relation secret_table does not exist")
	})
	status, kind, body := get(t, app, "GET", "/api/v1/openings?q=x")
	if status != 500 || kind != "application/problem+json" || strings.Contains(body, "secret_table") || !strings.Contains(body, "请过一会儿再试") {
		t.Errorf("%d %s %s", status, kind, body)
	}
}

func TestDescription(t *testing.T) {
	t.Parallel()
	app := mounted(nil)
	status, _, body := get(t, app, "GET", "/api/v1/openapi.json")
	var description struct {
		OpenAPI string
		Paths   map[string]map[string]any
	}
	if err := json.Unmarshal([]byte(body), &description); err != nil || status != 200 {
		t.Fatalf("%d %v", status, err)
	}
	if !strings.HasPrefix(description.OpenAPI, "3.1") || description.Paths["/api/v1/openings"]["get"] == nil {
		t.Errorf("%s", body)
	}
	for _, report := range []string{"bulletin", "quotas", "households", "ranking", "day", "week", "20days"} {
		if description.Paths["/api/v1/reports/"+report]["get"] == nil {
			t.Errorf("the report %s is not described", report)
		}
	}
	if status, kind, body := get(t, app, "GET", "/api/v1/reports/bulletin"); status != 401 || kind != "application/problem+json" || !strings.Contains(body, "先登录") {
		t.Errorf("a report without a login: %d %s %s", status, kind, body)
	}
	for _, name := range []string{"q", "place", "occupation", "wage_min", "limit", "cursor", "next_cursor", "problem+json"} {
		if !strings.Contains(body, name) {
			t.Errorf("the description does not name %s", name)
		}
	}
	if strings.Contains(body, "unpkg") || strings.Contains(body, "$schema") {
		t.Errorf("the description points elsewhere: %s", body)
	}
}
