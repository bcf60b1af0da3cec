package training

import (
	"slices"
	"testing"
)

func register(t *testing.T) *Register {
	t.Helper()
	r, err := NewRegister()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRegister(t *testing.T) {
	t.Parallel()
	r := register(t)
	if len(r.All()) < 60 {
		t.Errorf("only %d kinds", len(r.All()))
	}
	for _, c := range r.All() {
		if c.Code == "" || c.Name == "" || c.Group == "" {
			t.Errorf("%+v is not complete", c)
		}
		for _, alias := range append(c.Aliases, c.Name) {
			if got := r.Asked(alias); !slices.Equal(got, []string{c.Code}) {
				t.Errorf("Asked(%q) = %v; want %s", alias, got, c.Code)
			}
		}
	}
	if r.Name("driving_a2") != "A2 驾驶证" || r.Name("x") != "x" {
		t.Error("Name is wrong")
	}
}

func TestAsked(t *testing.T) {
	t.Parallel()
	r := register(t)
	for text, want := range map[string][]string{
		"养老护理员证":           {"elder_care"},
		"养老护理员（四级）证书以上":    {"elder_care"},
		"养老护理员":            {"elder_care"},
		"A2驾驶证":            {"driving_a2"},
		"Ａ２ 驾照":            {"driving_a2"},
		"a2以上驾驶证":          {"driving_a2"},
		"B2及以上驾驶证，货运从业资格证": {"driving_b2", "freight"},
		"A1或A2驾照":          {"driving_a1", "driving_a2"},
		"驾照C1":             {"driving_c1"},
		"有驾照":              {"driving"},
		"电工操作证":            {"electrician_op"},
		"低压电工证、登高证":        {"electrician_op", "height_op"},
		"中级电工证":            {"electrician_level"},
		"电工三级证书":           {"electrician_op"},
		"焊工证":              {"welder_op"},
		"育婴员证/健康证":         {"infant_care", "health"},
		"健康证 保安证":          {"health", "security_guard"},
		"不限":               nil,
		"无":                nil,
		"/":                nil,
		"不要证书":             nil,
		"":                 nil,
		"身体健康":             nil,
		"叉车证N1":            {"forklift"},
		"特种作业操作证（低压电工）":     {"special_op"},
		"塔吊司机证和信号司索工证":      {"tower_crane", "signal"},
		"养老护理员证 养老护理员证":     {"elder_care"},
		"摩托车驾照":             {"driving_d"},
		"从业资格证、A2证\n危险品运输证": {"freight", "driving_a2", "dangerous_goods"},
	} {
		if got := r.Asked(text); !slices.Equal(got, want) {
			t.Errorf("Asked(%q) = %v; want %v", text, got, want)
		}
	}
}

func TestNone(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", " ", "　", "不限", "无", "/", "-", "——", "不要证", "不要求", "无要求。"} {
		if !None(text) {
			t.Errorf("None(%q) is false", text)
		}
	}
	for _, text := range []string{"健康证", "A2", "特种设备证", "无犯罪记录证明"} {
		if None(text) {
			t.Errorf("None(%q) is true", text)
		}
	}
}

func TestCovers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		have, asked string
		want        bool
	}{
		{"driving_a2", "driving_b2", true},
		{"driving_a2", "driving_c6", true},
		{"driving_a1", "driving_a2", false},
		{"driving_a1", "driving_c6", false},
		{"driving_b2", "driving_c1", true},
		{"driving_c1", "driving_b2", false},
		{"driving_c1", "driving_c2", true},
		{"driving_c2", "driving_c1", false},
		{"driving_c1", "driving", true},
		{"driving", "driving_c1", false},
		{"elder_care", "elder_care", true},
		{"elder_care", "driving", false},
		{"hospital_care", "elder_care", false},
	} {
		if got := Covers(c.have, c.asked); got != c.want {
			t.Errorf("Covers(%s, %s) = %v", c.have, c.asked, got)
		}
	}
}
