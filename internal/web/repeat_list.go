package web

import (
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

// seesRepeats are who looks at openings that seem the same; hiring.Keepers decide.
var seesRepeats = []db.Role{db.Enterprise, db.County, db.Auditor, db.Admin}

// repeatRows is how many pairs a page lists.
const repeatRows = 50

// repeatList is the pairs of openings that seem to offer the same posts.
func (s *Server) repeatList(c *fiber.Ctx) error { return s.showRepeats(c, nil) }

func (s *Server) showRepeats(c *fiber.Ctx, notice *templates.Notice) error {
	var all []hiring.OpeningPair
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		all, err = hiring.OpeningPairs(c.UserContext(), tx, repeatRows)
		return err
	})
	if err != nil {
		return err
	}
	if notice == nil && c.Query("done") != "" {
		notice = &templates.Notice{Kind: "ok", What: "记下了", Then: "这一对不再列出来。"}
	}
	page := templates.Listing{
		Title: "可能重复的岗位", Notice: notice, Done: "等核对的", Lead: "照名称、地点、工资、单位或联系电话比出来的，不一定对。搜索里两个都还在，关闭哪个由您定；关错了可以重新开放。",
	}
	if len(all) == 0 {
		page.Done = ""
		page.Nothing = &templates.Nothing{What: "没有可能重复的岗位", Next: "导入岗位时会比一比，每天夜里再全部比一次。", All: templates.Link{Text: "看全部岗位", To: "/"}}
	}
	for _, p := range all {
		page.Past.Items = append(page.Past.Items, s.repeatItem(c, notice, p))
	}
	return render(c, templates.ListingPage(s.frame(c, page.Title), page))
}

// repeatItem is one pair with both openings, why they seem the same, and for who
// may decide the two answers.
func (s *Server) repeatItem(c *fiber.Ctx, refused *templates.Notice, p hiring.OpeningPair) templates.Item {
	item := templates.Item{
		Text: p.First.Title, To: openingPath(p.First.ID), Badge: templates.Badge{Text: "像 " + thousands(p.Score) + "%"},
		Lines: []string{s.pairedWords(p.First), s.pairedWords(p.Second), strings.Join(p.Signs, "，")},
	}
	if s.actor(c).Role == db.Auditor {
		return item
	}
	at := "/repeats/" + itoa(p.ID)
	closing := templates.Field{Type: "radio", Name: "close", Label: "关闭哪一个", Required: true}
	for _, o := range []hiring.PairedOpening{p.First, p.Second} {
		if o.Own {
			closing.Options = append(closing.Options, templates.Option{Text: "关闭岗位 " + itoa(o.ID) + "：" + o.Title, Value: itoa(o.ID), Small: o.Employer + "，" + o.PlaceText})
		}
	}
	item.Actions = typedAgain(c, refused, []templates.Action{
		{Label: "关闭这一个", Open: "是同一个", To: at, Whom: p.First.Title, Key: "same" + itoa(p.ID), Keep: pairs("answer", hiring.PairSame), Fields: []templates.Field{closing}},
		{Label: "不是同一个，不再提示", To: at, Whom: p.First.Title, Keep: pairs("answer", hiring.PairDifferent)},
	})
	return item
}

func (s *Server) pairedWords(o hiring.PairedOpening) string {
	text := "岗位 " + itoa(o.ID) + "：" + o.Title + "，" + o.Employer + "，" + o.PlaceText
	if o.WageText != "" {
		text += "，" + o.WageText
	}
	return text + "，招 " + thousands(o.Headcount) + " 人，" + day(db.Day(o.CreatedAt), s.today()) + "发布"
}

// repeatSave notes what a pair is; of the same it closes one.
func (s *Server) repeatSave(c *fiber.Ctx) error {
	ctx, closing := c.UserContext(), atoi(c.FormValue("close"))
	err := s.DB.Tx(ctx, s.actor(c), func(tx *db.Tx) error {
		answer := c.FormValue("answer")
		if err := hiring.DecidePair(ctx, tx, atoi(c.Params("pair")), answer, closing); err != nil || answer != hiring.PairSame {
			return err
		}
		return s.PutOpenings(ctx, tx, closing)
	})
	if err == nil {
		return c.Redirect("/repeats?done=yes", fiber.StatusSeeOther)
	}
	if errors.Is(err, hiring.ErrNotFound) {
		return refusalError{fiber.StatusNotFound, "没有这一对岗位", "可能已经处理过了，请回到列表再看。"}
	}
	for _, known := range []error{hiring.ErrPairAnswer, hiring.ErrPairClose, hiring.ErrPairForeign, hiring.ErrPairDecided} {
		if errors.Is(err, known) {
			c.Status(fiber.StatusUnprocessableEntity)
			return s.showRepeats(c, &templates.Notice{Kind: "bad", What: "没有记上", Then: known.Error() + "。"})
		}
	}
	return err
}
