package training

import "testing"

func TestClassNumber(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]string{
		"3": "第3期", "第3期": "第3期", "３ 期": "第3期", "三期": "第3期", "第03期": "第3期", "第 12 期": "第12期", "2019年第3期": "2019年第3期",
		"春季班": "春季班", "": "", "0": "0", "期": "期",
	} {
		if got := ClassNumber(written); got != want {
			t.Errorf("ClassNumber(%q) = %q; want %q", written, got, want)
		}
	}
}

func TestLevelIn(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"养老护理员（四级）": 4, "四级/中级工": 4, "中级": 4, "高级技师": 1, "技师": 2, "高级": 3, "初级": 5, "5级": 5, "５级": 5, "无": 0, "": 0,
	} {
		if got := LevelIn(text); got != want {
			t.Errorf("LevelIn(%q) = %d; want %d", text, got, want)
		}
	}
}

func TestKindOf(t *testing.T) {
	t.Parallel()
	r := register(t)
	for name, want := range map[string]struct {
		kind CertificateKind
		code string
	}{
		"养老护理员（四级）":  {Skill, "elder_care"},
		"低压电工作业证":    {SpecialOperation, "electrician_op"},
		"架子工证":       {ConstructionOperation, "scaffold_op"},
		"叉车证N1":      {SpecialEquipment, "forklift"},
		"A2驾驶证":      {DrivingLicence, "driving_a2"},
		"货运从业资格证":    {Qualification, "freight"},
		"培训合格证":      {Completion, ""},
		"养老护理员结业证":   {Completion, ""},
		"手工编织工五级证书":  {Skill, ""},
		"谁也不知道的什么东西": {Qualification, ""},
	} {
		if kind, code := r.KindOf(name); kind != want.kind || code != want.code {
			t.Errorf("KindOf(%s) = %s %s; want %s %s", name, kind, code, want.kind, want.code)
		}
	}
}
