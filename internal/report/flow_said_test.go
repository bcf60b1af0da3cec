package report

import (
	"reflect"
	"testing"
)

// TestSaid: each sentence follows from the figures, and none is there without.
func TestSaid(t *testing.T) {
	t.Parallel()
	f := Flow{Members: 1000, Destinations: []Destination{
		{Code: "150600", Name: "鄂尔多斯市", People: 450, Pay: Pay{N: 50, Mean: 3400.5}}, {Code: toElsewhere, Name: "其他省", People: 155, Pay: Pay{N: 40, Mean: 3610}},
		{Code: toCounty, Name: "县内", People: 395, Pay: Pay{N: 60, Mean: 2180}},
	}, Townships: []TownshipFlow{
		{Name: "甲镇", People: 400, To: []int{160, 80, 160}}, {Name: "乙镇", People: 300, To: []int{150, 50, 100}}, {Name: "丙镇", People: 250, To: []int{99, 16, 135}},
		{Name: "丁镇", People: 50, To: []int{41, 9, 0}},
	}}
	want := []string{
		"甲镇、乙镇都有四成以上去了鄂尔多斯市，回访可以一趟做完。", "甲镇、丙镇都有四成以上在县内上班。",
		"其他省的工资最高，平均 3610 元，去的人占 15%。", "县内的工资最低，平均 2180 元，比其他省少 1430 元。",
	}
	if got := f.Said(); !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	f.Destinations[1].Pay.Mean = 3500 // 3 % more than the next
	f.Destinations[2].Pay.N = TradeLeast - 1
	f.Townships = f.Townships[2:]
	if got, want := f.Said(), []string{"丙镇有五成以上在县内上班。"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	empty := Flow{}
	if got := empty.Said(); got != nil {
		t.Errorf("of nobody it says %q", got)
	}
}
