package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// Who reads what associations ask of each other, and who asks and answers.
var (
	transferReaders = []db.Role{db.Association, db.Township, db.County, db.Auditor, db.Admin}
	transferAskers  = []db.Role{db.Association, db.Township, db.County, db.Admin}
)

// transferRows is how many of each list a page shows.
const transferRows = 200

// transfers are what the page shows: what waits for the actor, what he asked,
// and what was answered.
type transfers struct {
	rule    roster.TransferRule
	open    []roster.Transfer
	done    []roster.Transfer
	asked   []roster.TransferAsk
	forWhom []roster.Association // for whom the actor may ask
	notice  *templates.Notice
	wrong   func(field string) string // what is wrong with a question by hand; nil where none was refused
}

// transferList is where associations ask for each other's members, and answer.
func (s *Server) transferList(c *fiber.Ctx) error { return s.showTransfers(c, transfers{}) }

func (s *Server) showTransfers(c *fiber.Ctx, t transfers) error {
	ctx := c.UserContext()
	err := s.DB.ReadTx(ctx, s.actor(c), func(tx *db.Tx) (err error) {
		if t.rule, err = roster.FindTransferRule(ctx, tx); err != nil {
			return err
		}
		if t.open, err = roster.OpenTransfers(ctx, tx, s.Vault, transferRows); err != nil {
			return err
		}
		if t.done, err = roster.AnsweredTransfers(ctx, tx, transferRows); err != nil {
			return err
		}
		if t.asked, err = roster.TransfersAsked(ctx, tx, transferRows); err != nil {
			return err
		}
		t.forWhom, err = roster.TransferFor(ctx, tx)
		return err
	})
	if err != nil {
		return err
	}
	limit := templates.Fact{Label: "期限", Text: thousands(t.rule.Days) + " 天以内答复，过了由县里定"}
	if !party(s.actor(c).Role) {
		limit.Small = t.rule.Source
	}
	page := templates.Record{Title: "转会", Notice: t.notice, Facts: []templates.Fact{{Label: "怎么转", Text: transferLeads[s.actor(c).Role]}, limit}}
	page.Parts = s.transferParts(c, t)
	if t.wrong == nil {
		page.Parts = typedAgainIn(c, t.notice, page.Parts)
	}
	return render(c, templates.RecordPage(s.frame(c, page.Title), page))
}

// party says whether a role is one of the two sides, and not over both.
func party(role db.Role) bool { return role == db.Association || role == db.Township }

// transferLeads say what each role does about transfers.
var transferLeads = map[db.Role]string{
	db.Association: "一个人只算一个协会的会员。别的协会要您的会员，在这里答复；花名册上有人是别的协会的，在这里请求转来。",
	db.Township:    "一个人只算一个协会的会员。您替本乡镇的协会答复，也可以替它们请求转来。",
	db.County:      "先由两边的协会和乡镇商量；过了期限没有答复的，由县里定。没到期的县里也可以定。",
	db.Admin:       "先由两边的协会和乡镇商量；过了期限没有答复的，由县里定。没到期的县里也可以定。",
	db.Auditor:     "哪个协会向哪个协会要人，怎么答复的，都在这里。",
}

func (s *Server) transferParts(c *fiber.Ctx, t transfers) []templates.RecordPart {
	role := s.actor(c).Role
	may := slices.Contains(transferAskers, role)
	var parts []templates.RecordPart
	if party(role) {
		parts = []templates.RecordPart{
			{Title: "等您答复的", Part: templates.Part{Items: s.openTransfers(t.open, may), Empty: "没有别的协会要您的会员。"}},
			{Title: "您请求转来的", Part: templates.Part{Items: s.askedTransfers(t.asked), Empty: "还没有请求过。"}},
		}
	} else {
		late := slices.IndexFunc(t.open, func(o roster.Transfer) bool { return !o.Late })
		if late < 0 {
			late = len(t.open)
		}
		parts = []templates.RecordPart{
			{Title: "过了期限，由县里定的", Part: templates.Part{Items: s.openTransfers(t.open[:late], may), Empty: "没有过期的。"}},
			{Title: "还没有到期的", Part: templates.Part{Items: s.openTransfers(t.open[late:], may), Empty: "没有在办的。"}},
		}
	}
	if may {
		parts = append(parts, s.askPart(c, t))
	}
	return append(parts, templates.RecordPart{Title: "答复过的", Part: templates.Part{Items: s.doneTransfers(t.done), Empty: "还没有答复过。"}})
}
