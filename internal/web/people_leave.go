package web

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

// leaveFields are what is asked of several who left, in order.
func (s *Server) leaveFields() []templates.Field {
	return []templates.Field{
		{Type: "date", Name: "on", Label: "哪天离岗的", Required: true},
		{Type: "select", Name: "reason", Label: "为什么", Required: true, Options: choose("请选", followup.Reasons())},
		{Type: "select", Name: "willing", Label: "还想出来干活吗", Hint: "想干的，找活时就能再看到他们", Options: yesNo("没有问", "还想干", "不想干了")},
		{Type: "area", Name: "done", Label: "还要记什么", Hint: "可以空着；不要写身份证号和电话", Max: 500},
	}
}

// leaveWrong are the refusals of the end of the work of several.
var leaveWrong = wrongIn{
	"on":     {followup.ErrLeaveDay},
	"reason": {followup.ErrWhyLeft},
	"done":   {followup.ErrLong, followup.ErrNumber},
	"":       {hiring.ErrNobody, hiring.ErrTooMany, followup.ErrSomeRefused},
}

// peopleLeaveShow asks why those who were ticked left.
func (s *Server) peopleLeaveShow(c *fiber.Ctx) error {
	said := map[string]string{"on": s.today().Format("2006-01-02")}
	return s.showLeaveMany(c, fill(s.leaveFields(), from(said), nil), nil, nil)
}

func (s *Server) showLeaveMany(c *fiber.Ctx, fields []templates.Field, wrong map[int64]error, notice *templates.Notice) error {
	var k chosen
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		k, err = s.choose(c, tx)
		return err
	})
	if err != nil {
		return err
	}
	if k.wrong = wrong; notice == nil {
		notice = goneNotice(k)
	}
	t := s.chosenTicks(k, "/people/leave", "谁离岗了", "记离岗")
	t.Fields = fields
	return render(c, templates.ManyPage(s.frame(c, "几个人一起记离岗"), templates.Many{
		Back: backToPeople, Title: "几个人一起记离岗", Lead: "一起回来的，填一次，各人都记一次回访。有一个人记不成，就一个也不记，改好再记。",
		Notice: notice, Ticks: t, Nothing: nobodyChosen(k),
	}))
}

// peopleLeave writes it for all, or for none.
func (s *Server) peopleLeave(c *fiber.Ctx) error {
	l := followup.Leave{
		People: people(c, "person"), On: formDay(c, "on"), Reason: followup.Reason(c.FormValue("reason")), Willing: yesOrNo(c.FormValue("willing")), Done: c.FormValue("done"),
	}
	var left []followup.HasLeft
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		left, err = followup.LeaveMany(c.UserContext(), tx, l)
		return err
	})
	if err == nil {
		return c.Redirect("/people?work=home&done=left&n="+strconv.Itoa(len(left)), fiber.StatusSeeOther)
	}
	if !leaveWrong.has(err) {
		return notHis(err)
	}
	wrong := map[int64]error{}
	for _, one := range left {
		wrong[one.Person] = one.Refused
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showLeaveMany(c, fill(s.leaveFields(), posted(c), leaveWrong.of(err)), wrong, wholeRefusal("没有记上", err))
}
