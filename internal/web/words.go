package web

import (
	"strconv"
	"time"

	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

// wage says what is paid in yuan a month; 0 stands for "none given".
func wage(low, high int) templates.Wage {
	switch {
	case low == 0 && high == 0:
		return templates.Wage{Figure: "工资面议"}
	case high == 0:
		return templates.Wage{Figure: strconv.Itoa(low), Unit: "元/月以上"}
	case low == 0:
		return templates.Wage{Figure: "最多 " + strconv.Itoa(high), Unit: "元/月"}
	case low == high:
		return templates.Wage{Figure: strconv.Itoa(low), Unit: "元/月"}
	}
	return templates.Wage{Figure: strconv.Itoa(low) + "–" + strconv.Itoa(high), Unit: "元/月"}
}

// ages says who may come by age, or nothing where everybody of working age
// may. 16 is the lowest lawful age.
func ages(low, high int) string {
	switch {
	case low <= 16 && high == 0:
		return ""
	case low <= 16:
		return strconv.Itoa(high) + " 岁以下"
	case high == 0:
		return strconv.Itoa(low) + " 岁以上"
	}
	return strconv.Itoa(low) + " 到 " + strconv.Itoa(high) + " 岁"
}

// boardAndLodging says in a worker's words what is given.
func boardAndLodging(board, lodging bool) string {
	switch {
	case board && lodging:
		return "包吃住"
	case board:
		return "包吃"
	case lodging:
		return "包住"
	}
	return ""
}

// day writes a date as people say it, with the year where it is not this one.
func day(d, today time.Time) string {
	text := strconv.Itoa(int(d.Month())) + " 月 " + strconv.Itoa(d.Day()) + " 日"
	if d.Year() != today.Year() {
		return strconv.Itoa(d.Year()) + " 年 " + text
	}
	return text
}

// lasted says how long so many days are: beyond ninety in months, then in years.
func lasted(days int) string {
	whole, each, unit := days/365, 365, " 年"
	switch {
	case days <= 90:
		return thousands(days) + " 天"
	case days < 365:
		whole, each, unit = days/30, 30, " 个月"
		if days%each > 0 {
			return strconv.Itoa(whole) + " 个多月"
		}
	}
	if days%each > 0 && each == 365 && days-whole*365 >= 30 {
		return strconv.Itoa(whole) + unit + "多"
	}
	return strconv.Itoa(whole) + unit
}

func (s *Server) today() time.Time { return db.Day(s.Now()) }

// until says how long an opening lasts.
func until(d *time.Time, today time.Time) string {
	if d == nil {
		return "长期招"
	}
	return day(*d, today) + "截止"
}

// route is the way from the county's seat to a place of work.
func (s *Server) route(atlas *area.Atlas, place, text string) templates.Route {
	home := atlas.Name(s.County)
	switch {
	case place == "":
		return templates.Route{From: home, To: text}
	case place == s.County:
		return templates.Route{To: "就在" + home}
	case atlas.Inside(place, s.County):
		return templates.Route{To: "就在" + home + atlas.Name(place)}
	}
	r := templates.Route{From: home, To: atlas.Name(place)}
	if w, ok := s.ways.Find(s.County, place); ok {
		r.Far, r.Long = "约 "+strconv.Itoa(w.Km)+" 公里", hours(w.Hours)
	}
	return r
}

// hours says 4 小时, 4 个半小时.
func hours(h float64) string {
	whole := int(h)
	switch {
	case h == float64(whole):
		return strconv.Itoa(whole) + " 小时"
	case whole == 0:
		return "半小时"
	}
	return strconv.Itoa(whole) + " 个半小时"
}
