package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/web/templates"
)

// rowWords are what people call the states of rows, before and after they are
// written.
var rowWords = map[imports.RowState][2]struct{ text, small string }{
	imports.RowCreated:   {{"新增", "平台上没有的"}, {"新增", "已经写入"}},
	imports.RowUpdated:   {{"更新", "有变化"}, {"更新", "已经写入"}},
	imports.RowUnchanged: {{"没变", "和平台上一样"}, {"没变", "和平台上一样"}},
	imports.RowConflict:  {{"别家的", "归别的协会管"}, {"别家的", "没有写入"}},
	imports.RowError:     {{"要改", "改好才能写入"}, {"退回", "没有写入"}},
}

// rowCuts is the order in which the counts stand: what has to be done last, as
// one reads on to it below.
var rowCuts = []imports.RowState{imports.RowCreated, imports.RowUpdated, imports.RowUnchanged, imports.RowConflict, imports.RowError}

// importTally are the counts, which lead to their rows. One that is usual stands
// there at 0 too.
func importTally(c *fiber.Ctx, d imports.Draft) []templates.Tallied {
	shown, written := shownState(c, d), d.State == "done" || d.State == "undone"
	var all []templates.Tallied
	for _, state := range rowCuts {
		n := d.Counts[state]
		if n == 0 && state == imports.RowConflict {
			continue
		}
		word := rowWords[state][0]
		if written {
			word = rowWords[state][1]
		}
		if d.State == "undone" && (state == imports.RowCreated || state == imports.RowUpdated) {
			word.small = "写入过，已撤回"
		}
		all = append(all, templates.Tallied{
			Text: word.text, Count: thousands(n), Small: word.small, To: rowsPath(d.Import, state, 0), Bad: n > 0 && (state == imports.RowError || state == imports.RowConflict), Current: state == shown,
		})
	}
	return all
}

// shownState is whose rows the page lists: those asked for, or what has to be
// done first.
func shownState(c *fiber.Ctx, d imports.Draft) imports.RowState {
	if asked := shownIn(c.Query("show")); asked != "" {
		return asked
	}
	for _, state := range []imports.RowState{imports.RowError, imports.RowConflict, imports.RowCreated, imports.RowUpdated} {
		if d.Counts[state] > 0 {
			return state
		}
	}
	return imports.RowUnchanged
}

func rowsPath(id int64, state imports.RowState, from int) string {
	path := importPath(id) + "?show=" + string(state)
	if from > 0 {
		path += "&from=" + itoa(int64(from))
	}
	return path + "#rows"
}

// shownIn is the state of rows that an address or a form names; empty where it
// is none.
func shownIn(text string) imports.RowState {
	if asked := imports.RowState(text); slices.Contains(rowCuts, asked) {
		return asked
	}
	return ""
}
