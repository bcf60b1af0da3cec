package web

import (
	"time"

	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

func transferPath(id int64) string { return "/transfers/" + itoa(id) }

// openTransfers are questions that wait, each with its answers.
func (s *Server) openTransfers(all []roster.Transfer, may bool) []templates.Item {
	var items []templates.Item
	for _, t := range all {
		item := s.transferItem(t)
		item.Badge = s.answerBadge(t.AnswerBy)
		item.Small += "；" + day(t.AskedAt.In(china), s.today()) + "提的"
		if may {
			item.Actions = answerActions(t)
		}
		items = append(items, item)
	}
	return items
}

// doneTransfers are those that were answered, with what was said.
func (s *Server) doneTransfers(all []roster.Transfer) []templates.Item {
	var items []templates.Item
	for _, t := range all {
		item := s.transferItem(t)
		item.Badge = templates.Badge{Text: answeredWords[t.State]}
		if t.AnsweredAt != nil {
			item.Small += "；" + day(t.AnsweredAt.In(china), s.today()) + "办的"
		}
		if t.Reason != "" {
			item.Small += "，原因：" + t.Reason
		}
		items = append(items, item)
	}
	return items
}

// answeredWords are what the answering side calls what came of it.
var answeredWords = map[roster.TransferState]string{
	roster.TransferAgreed: "同意了，已转走", roster.TransferRefused: "没有同意", roster.TransferWithdrawn: "对方撤回了", roster.TransferExpired: "不用办了",
}

// transferItem tells who asks and why, then whom it is about.
func (s *Server) transferItem(t roster.Transfer) templates.Item {
	item := templates.Item{Text: t.Name}
	why := t.Said
	if why == "" {
		why = "花名册上有他"
	}
	item.Small = t.ByTownship + t.By + "要他：" + why + "。"
	if t.Village != "" {
		item.Small += "住" + t.Village + "，"
	}
	if t.IDMasked != "" {
		item.To = "/people/" + itoa(t.Person)
		item.Small += t.IDMasked + "，"
	}
	item.Small += "提的时候是" + t.From + "的会员"
	return item
}

// answerBadge says how long an answer may take yet.
func (s *Server) answerBadge(by time.Time) templates.Badge {
	left := int(by.Sub(s.today()).Hours() / 24)
	switch {
	case left < 0:
		return templates.Badge{Text: "过期 " + thousands(-left) + " 天", Kind: "bad"}
	case left == 0:
		return templates.Badge{Text: "今天到期", Kind: "risk"}
	}
	return templates.Badge{Text: "还剩 " + thousands(left) + " 天", Kind: "risk"}
}

func answerActions(t roster.Transfer) []templates.Action {
	to := transferPath(t.ID)
	return []templates.Action{
		{
			Label: "同意，转过去", Open: "同意", To: to, Whom: t.Name, Key: "yes" + itoa(t.ID), Keep: pairs("do", "agree"),
			Note: "从今天起他算" + t.By + "的会员，不再算" + t.From + "的。村和户不变，今天以前的报表不变。",
		},
		{
			Label: "不同意", Open: "不同意", To: to, Whom: t.Name, Key: "no" + itoa(t.ID), Keep: pairs("do", "refuse"),
			Fields: reasonField("为什么不同意", "对方看得到，不要写号码"),
		},
	}
}

// askedTransfers are the actor's own questions. Who counts the person is not
// said before he came over.
func (s *Server) askedTransfers(all []roster.TransferAsk) []templates.Item {
	var items []templates.Item
	for _, a := range all {
		item := templates.Item{Text: a.Name, Small: "转到" + a.By, Badge: askedBadge(a, s.today())}
		if a.Name == "" {
			item.Text = roster.Erased
		}
		if a.Born != nil {
			item.Small = a.Born.Format("2006 年 1 月") + "生，" + item.Small
		}
		item.Small += "；" + day(a.AskedAt.In(china), s.today()) + "提的"
		if a.Import != 0 {
			item.Small += "，导入花名册的时候遇到的"
		}
		switch a.State {
		case roster.TransferOpen:
			item.Actions = []templates.Action{{Label: "撤回请求", To: transferPath(a.ID), Whom: a.Name, Keep: pairs("do", "withdraw")}}
		case roster.TransferAgreed:
			item.Small += "；从" + a.From + "转来，花名册里他那一行再导入就收了"
		case roster.TransferRefused:
			item.Small += "；" + day(a.AnsweredAt.In(china), s.today()) + "答复：" + a.Reason
		case roster.TransferWithdrawn, roster.TransferExpired:
		}
		items = append(items, item)
	}
	return items
}

// askedBadge says how a question stands; once its time is over the county has
// it.
func askedBadge(a roster.TransferAsk, today time.Time) templates.Badge {
	kinds := map[roster.TransferState]string{roster.TransferOpen: "risk", roster.TransferAgreed: "ok", roster.TransferRefused: "bad"}
	b := templates.Badge{Text: a.State.Word(), Kind: kinds[a.State]}
	if a.State == roster.TransferOpen {
		b.Text += "，到 " + day(a.AnswerBy, today)
		if a.AnswerBy.Before(today) {
			b.Text = "过期没答复，等县里定"
		}
	}
	return b
}
