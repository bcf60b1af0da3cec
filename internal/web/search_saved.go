package web

import (
	"errors"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/web/templates"
	"laowu/matching"
)

// keepable is how somebody comes back to a search: a worker keeps it under a
// name, anybody keeps its address. Where nothing is asked, a worker finds what he
// keeps.
func (s *Server) keepable(c *fiber.Ctx, page *templates.OpeningList, q openingQuery, asked []condition, again *templates.Given) error {
	switch role := s.actor(c).Role; {
	case role == db.Nobody && len(asked) > 0:
		page.Hint = "收藏这个网址，下次打开还是这样找，不用登录。认领过本人记录的，登录以后能存下来，有几个新岗位会告诉您。"
		return nil
	case role != db.Worker:
		return nil
	}
	if c.Query("done") == "saved" {
		page.Notice = &templates.Notice{Kind: "ok", What: "存下了", Then: "在“我的”里，和没写条件的这一页上，都能再打开。"}
	}
	if len(asked) > 0 {
		page.Save = saveAction(q, asked, again)
		return nil
	}
	saved, err := s.savedPart(c, "/")
	page.Saved = &saved
	return err
}

// saveAction keeps a search under the name that its conditions make.
func saveAction(q openingQuery, asked []condition, again *templates.Given) *templates.Action {
	name := templates.Given{Value: searchName(asked)}
	if again != nil {
		name = *again
	}
	return &templates.Action{
		Label: "存下来", Open: "存下这次找的", To: "/me/searches", Keep: pairs("question", q.question()), Key: "save", Note: "下次点一下就这样找，有几个新岗位也会告诉您。",
		Fields: []templates.Field{{Given: name, Name: "name", Label: "叫什么", Fill: "off", Max: 40, Required: true}},
	}
}

// searchName joins conditions as they were understood: 护工 鄂尔多斯 包住.
func searchName(asked []condition) string {
	words := make([]string, len(asked))
	for i, a := range asked {
		words[i] = a.text
		if _, said, ok := strings.Cut(a.text, "："); ok {
			words[i] = said
		}
	}
	name := []rune(strings.Join(words, " "))
	return string(name[:min(len(name), 40)])
}

// question is a search as it is kept: its conditions alone.
func (q openingQuery) question() string {
	return strings.TrimPrefix(strings.TrimPrefix(q.restart().link(), "/"), "?")
}

// savedQuery reads a kept search.
func savedQuery(question string) (openingQuery, error) {
	values, err := url.ParseQuery(question)
	if err != nil {
		return openingQuery{}, unclear("请从搜索页上重新找。")
	}
	return openingQueryOf(values.Get)
}

// searchSave keeps the search that a worker looks at.
func (s *Server) searchSave(c *fiber.Ctx) error {
	q, err := savedQuery(c.FormValue("question"))
	if err != nil {
		return err
	}
	name := templates.Given{Value: c.FormValue("name")}
	err = s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		_, err := matching.SaveSearch(c.UserContext(), tx, name.Value, q.question())
		return err
	})
	switch {
	case err == nil:
		return c.Redirect(address(append(q.pairs(), templates.Pair{Name: "done", Value: "saved"})), fiber.StatusSeeOther)
	case !errors.Is(err, matching.ErrSavedMany) && !errors.Is(err, matching.ErrSavedSame) && !errors.Is(err, matching.ErrSavedName) && !errors.Is(err, matching.ErrSavedNone):
		return notHis(err)
	}
	name.Error = err.Error()
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showOpenings(c, q, &name)
}

// searchOpen leads to a kept search; what it finds is new no more.
func (s *Server) searchOpen(c *fiber.Ctx) error {
	var question string
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		question, err = matching.OpenSearch(c.UserContext(), tx, atoi(c.Params("search")))
		return err
	})
	if errors.Is(err, access.ErrNotFound) {
		return errNoSearch
	}
	if err != nil {
		return err
	}
	return c.Redirect("/?"+question, fiber.StatusSeeOther)
}

// errNoSearch is for what a worker does not keep.
var errNoSearch = refusalError{fiber.StatusNotFound, "没有存过这个搜索", "可能已经删了。可以重新找一找。"}

// searchDrop forgets one and leads back to where it was listed.
func (s *Server) searchDrop(c *fiber.Ctx) error {
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		return matching.DropSearch(c.UserContext(), tx, atoi(c.Params("search")))
	})
	if errors.Is(err, access.ErrNotFound) {
		return errNoSearch
	}
	if err != nil {
		return err
	}
	if c.FormValue("back") == "/" {
		return c.Redirect("/#saved", fiber.StatusSeeOther)
	}
	return c.Redirect("/me#searches", fiber.StatusSeeOther)
}
