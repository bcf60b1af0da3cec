package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/web/templates"
)

// typedAgain gives the action that was refused what was typed into it, and why
// it was refused; it unfolds by that. Where nothing was refused (nil) and of all
// other actions nothing changes.
func typedAgain(c *fiber.Ctx, refused *templates.Notice, actions []templates.Action) []templates.Action {
	for i := range actions {
		a := &actions[i]
		if refused == nil || len(a.Fields) == 0 || c.Method() != fiber.MethodPost || a.To != c.Path() || !sentWith(c, a.Keep) {
			continue
		}
		a.Fields = fill(slices.Clone(a.Fields), posted(c), nil)
		wrong := slices.IndexFunc(a.Fields, func(f templates.Field) bool { return f.Required && f.Value == "" })
		if wrong < 0 {
			wrong = len(a.Fields) - 1
		}
		a.Fields[wrong].Error = refused.Then
	}
	return actions
}

// sentWith says whether a form was this action's, of several that are sent to
// one path.
func sentWith(c *fiber.Ctx, keep []templates.Pair) bool {
	return !slices.ContainsFunc(keep, func(p templates.Pair) bool { return c.FormValue(p.Name) != p.Value })
}

// typedAgainIn does it in all parts of a record.
func typedAgainIn(c *fiber.Ctx, refused *templates.Notice, parts []templates.RecordPart) []templates.RecordPart {
	for i := range parts {
		parts[i].Actions = typedAgain(c, refused, parts[i].Actions)
		for k := range parts[i].Items {
			parts[i].Items[k].Actions = typedAgain(c, refused, parts[i].Items[k].Actions)
		}
		if t := parts[i].Ticks; t != nil && refused != nil && t.To == c.Path() {
			for k := range t.Fields {
				t.Fields[k].Value = c.FormValue(t.Fields[k].Name)
			}
		}
	}
	return parts
}
