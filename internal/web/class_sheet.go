package web

import (
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
	"laowu/training"
)

// What a landscape sheet of A4 takes, and how many rows stay empty for who joins
// later. A class that lasts longer than mostSheetDays is no day by day one.
const (
	sheetDays, unknownDays = 14, 10
	mostSheetDays          = 140
	blankRows              = 3
)

// classSheet is a class's attendance sheet to print: the numbers are masked, who
// left is not on it.
func (s *Server) classSheet(c *fiber.Ctx) error {
	var there []training.Trainee
	var numbers map[int64]string
	k, _, err := s.class(c, func(tx *db.Tx, _ training.Class, roll []training.Trainee) (err error) {
		var people []int64
		for _, r := range roll {
			if !r.Dropped {
				there, people = append(there, r), append(people, r.Person)
			}
		}
		numbers, err = roster.MaskedIDs(c.UserContext(), tx, s.Vault, people)
		return err
	})
	if err != nil {
		return noClass(err)
	}
	page := templates.Attendance{
		Back: templates.Link{Text: k.Programme + k.Number, To: "/classes/" + itoa(k.ID)}, Title: k.Programme + k.Number + "考勤签到表", Lines: s.sheetLines(k, len(there)), Parts: sheetParts(k), Blank: blankRows,
		Notice: templates.Notice{What: "打印：" + thousands(len(there)) + " 人，" + thousands(len(sheetParts(k))) + " 张表", Then: "在浏览器的菜单里选“打印”，纸张 A4 横向。人多的自动接到下一页，每页都有表头。"},
	}
	for _, r := range there {
		page.Rows = append(page.Rows, templates.AttendanceRow{Name: r.Name, Number: numbers[r.Person]})
	}
	return render(c, templates.AttendancePage(s.frame(c, page.Title), page))
}

// sheetLines are what the heading says of a class.
func (s *Server) sheetLines(k training.Class, people int) string {
	text := k.Institution + "　" + classDays(k, s.today())
	if k.Trade != "" {
		text += "　" + k.Trade + levelWord(k.Level)
	}
	if k.Hours != nil {
		text += "　" + thousands(*k.Hours) + " 课时"
	}
	return text + "　" + thousands(people) + " 人"
}

// sheetParts cut the days of a class into sheets; where they are not known, or
// the class is no day by day one, the heads stay empty.
func sheetParts(k training.Class) []templates.AttendancePart {
	var all []templates.AttendanceDay
	if k.Starts != nil && k.Ends != nil && k.Ends.Sub(*k.Starts) < mostSheetDays*24*time.Hour {
		for d := *k.Starts; !d.After(*k.Ends); d = d.AddDate(0, 0, 1) {
			all = append(all, templates.AttendanceDay{Day: strconv.Itoa(int(d.Month())) + "/" + strconv.Itoa(d.Day()), Week: string([]rune("日一二三四五六")[d.Weekday()])})
		}
	}
	if len(all) == 0 {
		return []templates.AttendancePart{{Days: make([]templates.AttendanceDay, unknownDays)}}
	}
	var parts []templates.AttendancePart
	for len(all) > 0 {
		n := min(sheetDays, len(all))
		parts = append(parts, templates.AttendancePart{Days: all[:n]})
		all = all[n:]
	}
	return parts
}
