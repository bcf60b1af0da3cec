package web

import (
	"testing"
	"time"

	"laowu/internal/area"
	"laowu/internal/web/templates"
)

func TestWage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		low, high int
		want      templates.Wage
	}{
		{0, 0, templates.Wage{Figure: "工资面议"}},
		{4500, 4500, templates.Wage{Figure: "4500", Unit: "元/月"}},
		{4200, 5000, templates.Wage{Figure: "4200–5000", Unit: "元/月"}},
		{5000, 0, templates.Wage{Figure: "5000", Unit: "元/月以上"}},
		{0, 6000, templates.Wage{Figure: "最多 6000", Unit: "元/月"}},
	} {
		if got := wage(c.low, c.high); got != c.want {
			t.Errorf("wage(%d, %d) = %v, want %v", c.low, c.high, got, c.want)
		}
	}
}

func TestAges(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		low, high int
		want      string
	}{{16, 0, ""}, {0, 0, ""}, {16, 50, "50 岁以下"}, {18, 0, "18 岁以上"}, {18, 55, "18 到 55 岁"}} {
		if got := ages(c.low, c.high); got != c.want {
			t.Errorf("ages(%d, %d) = %q, want %q", c.low, c.high, got, c.want)
		}
	}
}

func TestHours(t *testing.T) {
	t.Parallel()
	for h, want := range map[float64]string{4: "4 小时", 4.5: "4 个半小时", .5: "半小时"} {
		if got := hours(h); got != want {
			t.Errorf("hours(%v) = %q, want %q", h, got, want)
		}
	}
}

func TestUntil(t *testing.T) {
	t.Parallel()
	today := time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
	this, next := today.AddDate(0, 0, 16), today.AddDate(1, 0, 0)
	for want, d := range map[string]*time.Time{"长期招": nil, "12 月 10 日截止": &this, "2027 年 11 月 24 日截止": &next} {
		if got := until(d, today); got != want {
			t.Errorf("until = %q, want %q", got, want)
		}
	}
}

// smallAtlas is enough of the divisions for words and filters.
func smallAtlas() *area.Atlas {
	return area.New([]area.Area{
		{Code: "140000", Name: "山西省", Level: area.Province},
		{Code: "150000", Name: "内蒙古自治区", Level: area.Province},
		{Code: "141100", Name: "吕梁市", Level: area.Prefecture, Parent: "140000"},
		{Code: "150600", Name: "鄂尔多斯市", Level: area.Prefecture, Parent: "150000"},
		{Code: "141123", Name: "兴县", Level: area.County, Parent: "141100"},
		{Code: "150602", Name: "东胜区", Level: area.County, Parent: "150600"},
		{Code: "150622", Name: "准格尔旗", Level: area.County, Parent: "150600"},
		{Code: "141123205", Name: "蔡家崖乡", Level: area.Township, Parent: "141123"},
	})
}

func TestRoute(t *testing.T) {
	t.Parallel()
	ways, err := area.LoadWays()
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{Deps: Deps{County: "141123"}, ways: ways}
	for _, c := range []struct {
		place, text string
		want        templates.Route
	}{
		{"150602", "东胜区铁西路", templates.Route{From: "兴县", To: "东胜区", Far: "约 260 公里", Long: "4 小时"}},
		{"", "北京市朝阳区", templates.Route{From: "兴县", To: "北京市朝阳区"}},
		{"141123", "兴县", templates.Route{To: "就在兴县"}},
		{"141123205", "蔡家崖", templates.Route{To: "就在兴县蔡家崖乡"}},
	} {
		if got := s.route(smallAtlas(), c.place, c.text); got != c.want {
			t.Errorf("route(%q) = %v, want %v", c.place, got, c.want)
		}
	}
}

func TestFullPlace(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{"150602": "鄂尔多斯市东胜区", "150600": "鄂尔多斯市", "": "写的地方", "999999": "写的地方"} {
		if got := fullPlace(smallAtlas(), code, "写的地方"); got != want {
			t.Errorf("fullPlace(%q) = %q, want %q", code, got, want)
		}
	}
}

func TestPhoneAsSpokenAndDialled(t *testing.T) {
	t.Parallel()
	if got := spoken("14083550112"); got != "140 8355 0112" {
		t.Errorf("spoken = %q", got)
	}
	if got := figures("0358-632 0112"); got != "03586320112" {
		t.Errorf("figures = %q", got)
	}
}
