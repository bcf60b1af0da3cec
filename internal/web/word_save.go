package web

import (
	"errors"
	"net/url"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/web/templates"
	"laowu/matching"
)

// typedWord is what was typed into the form of a word, and why it was refused.
type typedWord struct {
	get   func(string) string
	wrong func(string) string
}

// wordRefusals are refusals of a word by the field that they are about.
var wordRefusals = wrongIn{
	"word": {matching.ErrWordLength, matching.ErrWordSigns, matching.ErrWordsMany}, "kind": {matching.ErrWordKind}, "target": {matching.ErrWordTarget},
}

// wordForm asks for a word and what it means; asked is one of the list.
func wordForm(again *typedWord, asked string) templates.Action {
	kinds := []templates.Option{}
	for _, k := range matching.AdditionKinds() {
		kinds = append(kinds, templates.Option{Text: k.Title(), Value: string(k)})
	}
	a := templates.Action{
		Label: "加上", Open: "加一个本县的叫法", To: "/words", Kind: "main", Key: "add", Shown: asked != "", Note: "已经有意思的词不能再加；加错了可以去掉。",
		Fields: []templates.Field{
			{Name: "word", Label: "大家怎么说", Fill: "off", Max: 20, Required: true, Given: templates.Given{Value: asked}},
			{Type: "radio", Name: "kind", Label: "它是", Options: kinds, Required: true, Given: templates.Given{Value: string(matching.AddTrade)}},
			{Name: "target", Label: "就是词库里的哪一个", Hint: "照搜索条上显示的名称写，例如 养老护理员、鄂尔多斯市", Fill: "off", Max: 40, Required: true},
		},
	}
	if again != nil {
		a.Fields = fill(a.Fields, again.get, again.wrong)
	}
	return a
}

// wordSave adds a word.
func (s *Server) wordSave(c *fiber.Ctx) error {
	get := posted(c)
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		return matching.AddWord(c.UserContext(), tx, s.Lexicon, get("word"), matching.AdditionKind(get("kind")), get("target"))
	})
	var means matching.MeansError
	switch {
	case err == nil:
		return c.Redirect("/words?done=added", fiber.StatusSeeOther)
	case errors.As(err, &means):
		c.Status(fiber.StatusUnprocessableEntity)
		return s.showWords(c, &typedWord{get, wrongIn{"word": {means}}.of(means)})
	case wordRefusals.has(err):
		c.Status(fiber.StatusUnprocessableEntity)
		return s.showWords(c, &typedWord{get, wordRefusals.of(err)})
	}
	return notHis(err)
}

// wordRemove takes a word back.
func (s *Server) wordRemove(c *fiber.Ctx) error {
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		return matching.RemoveWord(c.UserContext(), tx, atoi(c.Params("word")))
	})
	if errors.Is(err, access.ErrNotFound) {
		return refusalError{fiber.StatusNotFound, "没有这个叫法", "可能已经去掉了，请回到列表再看。"}
	}
	if err != nil {
		return notHis(err)
	}
	return c.Redirect("/words?done=removed", fiber.StatusSeeOther)
}

// escaped is a word as an address holds it.
func escaped(word string) string { return url.QueryEscape(word) }
