package web

import (
	"errors"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// chosen are the people who were ticked on a list, as the page that does
// something with all of them shows them.
type chosen struct {
	lines []roster.PersonLine
	work  map[int64]hiring.Spell
	gone  int             // ticked, and out of the actor's sight by now
	left  []int64         // of those shown, who is ticked still; nil: all
	wrong map[int64]error // why nothing can be done with somebody
}

// mostTicked is how many people one form holds.
const mostTicked = 200

// pickedPeopleOf are the numbers that were ticked, from an address or a form.
func pickedPeopleOf(c *fiber.Ctx) []int64 {
	if c.Method() == fiber.MethodPost {
		return people(c, "person")
	}
	var out []int64
	for _, v := range c.Request().URI().QueryArgs().PeekMulti("person") {
		if id := atoi(string(v)); id != 0 {
			out = append(out, id)
		}
	}
	return out
}

// choose reads who was ticked: after a form was refused, all who stood on it.
func (s *Server) choose(c *fiber.Ctx, tx *db.Tx) (k chosen, err error) {
	ids := pickedPeopleOf(c)
	if c.Method() == fiber.MethodPost {
		k.left = ids
		ids = append(people(c, "shown"), ids...)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	ids = ids[:min(len(ids), mostTicked)]
	if k.lines, err = roster.Lines(c.UserContext(), tx, s.Vault, ids); err != nil {
		return k, err
	}
	k.gone = len(ids) - len(k.lines)
	k.work, err = hiring.CurrentWork(c.UserContext(), tx, ids)
	return k, err
}

// ticks are the chosen on the page.
func (s *Server) chosenTicks(k chosen, to, legend, button string) templates.Ticks {
	t := templates.Ticks{To: to, Name: "person", Legend: legend, Button: button}
	for _, l := range k.lines {
		row := templates.Tick{
			Value: itoa(l.ID), Text: l.Name, Small: l.Sex.Word() + "，" + strconv.Itoa(roster.Age(l.Birth, s.today())) + " 岁，" + l.Village,
			On: k.left == nil || slices.Contains(k.left, l.ID),
		}
		if w, ok := k.work[l.ID]; ok {
			row.Small += "；在岗：" + spellText(w)
		}
		if err := k.wrong[l.ID]; err != nil {
			row.Error = personRefusal(err)
		}
		t.Rows = append(t.Rows, row)
		t.Keep = append(t.Keep, templates.Pair{Name: "shown", Value: itoa(l.ID)})
	}
	return t
}

// personRefusal says why nothing was done with one person of several.
func personRefusal(err error) string {
	if errors.Is(err, access.ErrNotFound) {
		return "不归您管，或者记录已经清除"
	}
	return err.Error()
}

// nobodyChosen is shown where nobody was ticked, or none of them is in sight.
func nobodyChosen(k chosen) *templates.Nothing {
	if len(k.lines) > 0 {
		return nil
	}
	n := &templates.Nothing{What: "还没有勾人", Next: "回到名单，在名字前面勾上要办的人，再点下面的按钮。", All: templates.Link{Text: "回到名单", To: "/people"}}
	if k.gone > 0 {
		n.What, n.Next = "勾的人都不在了", "可能已经不归您管，或者记录已经清除。回到名单再勾一次。"
	}
	return n
}

// goneNotice says that some of those ticked are out of sight by now; nil for none.
func goneNotice(k chosen) *templates.Notice {
	if k.gone == 0 {
		return nil
	}
	return &templates.Notice{Kind: "risk", What: "有 " + strconv.Itoa(k.gone) + " 人没有列出来", Then: "他们已经不归您管，或者记录已经清除。"}
}

var backToPeople = templates.Link{Text: "人员", To: "/people"}

// wholeRefusal says why nothing was done with a list as a whole.
func wholeRefusal(what string, err error) *templates.Notice {
	return &templates.Notice{Kind: "bad", What: what, Then: err.Error() + "。"}
}
