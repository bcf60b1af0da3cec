package web

import (
	"slices"
	"strconv"

	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// tripParts are what can be done about a departure now.
func (s *Server) tripParts(t trip) []templates.RecordPart {
	var parts []templates.RecordPart
	if t.may.List {
		parts = append(parts, s.addPart(t))
	}
	if t.may.SetOut && !t.LeavesOn.After(s.today()) && len(t.riders) > 0 {
		parts = append(parts, templates.RecordPart{Title: "出发", Part: templates.Part{Note: "勾上车的人；没有勾的记为没来。"}, Ticks: s.tickRiders(t, "leave", "上了车的人", "出发",
			func(r hiring.Rider) bool { return r.Answer != hiring.Refused })})
	}
	if t.may.Arrive {
		ticks := s.tickRiders(t, "arrive", "到了的人", "记到达", func(r hiring.Rider) bool { return r.Boarded != nil && *r.Boarded })
		ticks.Fields = []templates.Field{{Type: "date", Name: "on", Label: "哪天到的", Required: true, Given: templates.Given{Value: s.today().Format("2006-01-02")}}}
		parts = append(parts, templates.RecordPart{Title: "到达", Part: templates.Part{Note: "从那天起都算在岗；花名册、用工名单已经报过的，并成一条。"}, Ticks: ticks})
	}
	if more := moreActions(t); len(more) > 0 {
		parts = append(parts, templates.RecordPart{Title: "记错了，或者不走了", Part: templates.Part{Actions: more}})
	}
	return parts
}

// tickRiders asks who of those that fit, all ticked where nobody was.
func (s *Server) tickRiders(t trip, act, legend, button string, fits func(hiring.Rider) bool) *templates.Ticks {
	out := &templates.Ticks{To: departurePath(t.ID) + "/" + act, Name: "person", Legend: legend, Button: button}
	for _, r := range t.riders {
		if !fits(r) {
			continue
		}
		name := r.Name
		if name == "" {
			name = t.unseen
		}
		on := t.ticked == nil && (act != "leave" || r.Answer == hiring.Confirmed) || slices.Contains(t.ticked, r.Person)
		out.Rows = append(out.Rows, templates.Tick{Value: itoa(r.Person), Text: name, Small: s.riderAbout(r), On: on})
	}
	return out
}

// addPart looks for people to be put on the list.
func (s *Server) addPart(t trip) templates.RecordPart {
	to := departurePath(t.ID)
	part := templates.RecordPart{Title: "加人", Find: &templates.Find{To: to + "/find", Field: templates.Field{
		Given: templates.Given{Value: t.query}, Type: "search", Name: "q", Label: "找要去的人", Hint: "输姓名，或者整个身份证号、手机号。号码不会留在网址和日志里", Fill: "off", Max: 50,
	}}}
	if t.query != "" {
		part.Empty = "没有找到。姓名写全一点；只找得到归您管、还不在名单里的人。"
	}
	if len(t.found) == 0 {
		return part
	}
	part.Ticks = &templates.Ticks{To: to + "/riders", Name: "rider", Legend: "要去的人", Button: "加进名单", Quiet: len(t.riders) > 0}
	if t.referred {
		part.Ticks.Legend, part.Note = "推荐到这个岗位的人", "单位录用了的已经勾上。要加别的人，在下面找。"
	}
	for _, l := range t.found {
		tick := templates.Tick{Value: itoa(l.ID), Text: l.Name, On: slices.Contains(t.ticked, l.ID) || slices.Contains(t.taken, l.ID)}
		tick.Small = l.Sex.Word() + "，" + strconv.Itoa(roster.Age(l.Birth, s.today())) + " 岁，" + l.Village
		if w, ok := t.work[l.ID]; ok {
			tick.Small += "；在岗：" + spellText(w)
		}
		part.Ticks.Rows = append(part.Ticks.Rows, tick)
	}
	return part
}

func moreActions(t trip) []templates.Action {
	to := departurePath(t.ID)
	why := []templates.Field{{Name: "reason", Label: "为什么", Hint: "不要写号码", Fill: "off", Max: 500, Required: true}}
	var out []templates.Action
	if t.may.Recall {
		out = append(out, templates.Action{Label: "其实还没有走", Open: "还没有走", Note: "名单可以再改，上车的记录会清掉。", To: to + "/recall", Key: "recall"})
	}
	if t.may.TakeBack {
		out = append(out, templates.Action{
			Label: "整趟撤回到达", Open: "撤回到达", Kind: "danger", Note: "只由这次到达记的务工会删掉，并进已有记录的会退回原样。", To: to + "/back", Key: "back", Fields: why,
		})
	}
	if t.may.Cancel {
		out = append(out, templates.Action{Label: "取消这一趟", Open: "取消这一趟", Kind: "danger", To: to + "/cancel", Key: "cancel", Fields: why})
	}
	return out
}
