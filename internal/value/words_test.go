package value

import (
	"strings"
	"testing"
)

func TestParseYesNo(t *testing.T) {
	t.Parallel()
	for want, words := range map[Answer][]Raw{
		Yes:     {text("是"), text("√"), text("✓"), text("有"), text("对"), text("Y"), text("ｙ"), text("yes"), text("1"), num("1"), num("1.0"), text("TRUE"), text(" 是 "), text("已")},
		No:      {text("否"), text("×"), text("无"), text("没有"), text("N"), text("x"), text("0"), num("0"), text("不是"), text("未"), text("false")},
		Unknown: {text(""), text("/"), text("-"), text("—"), text("\u3000")},
	} {
		for _, r := range words {
			if a, code := ParseYesNo(r); a != want || code != "" {
				t.Errorf("%+v: %d %q, want %d", r, a, code, want)
			}
		}
	}
	for _, s := range []string{"大概", "是否", "2", "不详"} {
		if a, code := ParseYesNo(text(s)); a != Unknown || code != UnknownValue {
			t.Errorf("%q: %d %q", s, a, code)
		}
	}
	if Unknown.Ptr() != nil || !*Yes.Ptr() || *No.Ptr() {
		t.Error("an answer is another for the database")
	}
}

func TestAbleAndWilling(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]Answer{"有": Yes, "普通劳动力": Yes, "弱劳动力或半劳动力": Yes, "弱（半）劳动力": Yes, "丧失劳动力": No, "无劳动能力": No, "无": No, "": Unknown} {
		if a, code := ParseAble(text(s)); a != want || code != "" {
			t.Errorf("able %q: %d %q", s, a, code)
		}
	}
	for s, want := range map[string]Answer{"愿意": Yes, "是": Yes, "不愿意": No, "无意愿": No, "/": Unknown} {
		if a, code := ParseWilling(text(s)); a != want || code != "" {
			t.Errorf("willing %q: %d %q", s, a, code)
		}
	}
	if _, code := ParseAble(text("很好")); code != UnknownValue {
		t.Errorf("able 很好: %q", code)
	}
}

func TestClosedLists(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]Form{"长期": Regular, "全日制": Regular, "正式": Regular, "临时": Temporary, "季节性": Temporary, "短期": Temporary, " 长 期 ": Regular, "临时工": Temporary, "长期（合同一年）": Regular, "": "", "/": ""} {
		if f, code := ParseForm(text(s)); f != want || code != "" {
			t.Errorf("form %q: %q %q", s, f, code)
		}
	}
	for s, want := range map[string]HouseholdKind{
		"脱贫户": Lifted, "贫困户": Lifted, "建档立卡": Lifted, "建档立卡贫困户": Lifted, "脱贫户（2017年）": Lifted,
		"监测户": Monitored, "监测对象": Monitored, "脱贫不稳定户": MonitoredUnstable, "边缘易致贫户": MonitoredMarginal, "突发严重困难户": MonitoredSudden,
		"监测户（边缘易致贫户）": MonitoredMarginal, "一般户": General, "一般农户": General, "非贫困户": General, "—": "",
	} {
		if k, code := ParseHouseholdKind(text(s)); k != want || code != "" {
			t.Errorf("household %q: %q %q", s, k, code)
		}
	}
	for s, want := range map[string]Outcome{"合格": Passed, "优秀": Excellent, "良好": Good, "不合格": Failed, "缺考": Absent, "": ""} {
		if o, code := ParseOutcome(text(s)); o != want || code != "" || o.Pass() != (s == "合格" || s == "优秀" || s == "良好") {
			t.Errorf("outcome %q: %q %q", s, o, code)
		}
	}
	for name, code := range map[string]Code{
		"随缘": second(ParseForm(text("随缘"))), "兼职": second(ParseForm(text("兼职"))), "大概行": second(ParseOutcome(text("大概行"))), "85": second(ParseOutcome(num("85"))),
		"低保户": second(ParseHouseholdKind(text("低保户"))), "低收入户": second(ParseHouseholdKind(text("低收入户"))),
	} {
		if code != UnknownValue {
			t.Errorf("%s: %q", name, code)
		}
	}
}

func second[T any](_ T, code Code) Code { return code }

func TestOpenLists(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]Sex{"男": Male, "女": Female, " 女 ": Female, "男性": Male, "": "", "其他": ""} {
		if got := ParseSex(text(s)); got != want {
			t.Errorf("sex %q: %q", s, got)
		}
	}
	for s, want := range map[string]Status{"外出务工": WorksAway, "县内务工": WorksHere, "未就业": NoWork, "务农": FarmsAlone, "随便": "", "": ""} {
		if got := ParseStatus(text(s)); got != want {
			t.Errorf("status %q: %q", s, got)
		}
	}
	for s, want := range map[string]AssociationForm{"单建": Sole, "合建": Joint, "": "", "其他": ""} {
		if got := ParseAssociationForm(text(s)); got != want {
			t.Errorf("association %q: %q", s, got)
		}
	}
	for s, want := range map[string]string{"初中及以上": "初中及以上", "不限": "", "不限学历": "", "无": "", "": "", " 大 专": "大 专"} {
		if got := Education(text(s)); got != want {
			t.Errorf("education %q: %q", s, got)
		}
	}
}

// Every word of a list reads as its code, stands there once, and has the form
// in which cells are looked up; every code has a word that reads back.
func TestListsAreSound(t *testing.T) {
	t.Parallel()
	sound(t, forms, Form.Word)
	sound(t, householdKinds, HouseholdKind.Word)
	sound(t, outcomes, Outcome.Word)
	sound(t, statuses, nil)
	sound(t, associationForms, AssociationForm.Word)
	if s := strings.Join(Forms(), ""); s != "长期临时" {
		t.Error(s)
	}
	if s := strings.Join(HouseholdKinds(), "、"); s != "脱贫户、监测户、脱贫不稳定户、边缘易致贫户、突发严重困难户、一般户" {
		t.Error(s)
	}
	if s := strings.Join(Outcomes(), "、"); s != "优秀、良好、合格、不合格、缺考" {
		t.Error(s)
	}
	if Male.Word() != "男" || Female.Word() != "女" || Sex("").Word() != "" || Form("").Word() != "" {
		t.Error("a word is wrong")
	}
	seen := map[string]bool{}
	for _, w := range wageWords {
		if seen[w.text] || w.text != strings.ToLower(fold(w.text)) {
			t.Errorf("wage word %q stands twice or is never met", w.text)
		}
		seen[w.text] = true
	}
}

func sound[T ~string](t *testing.T, list []entry[T], say func(T) string) {
	t.Helper()
	seen := map[string]bool{}
	for _, e := range list {
		if seen[e.word] || e.word != word(text(e.word)) {
			t.Errorf("%q stands twice or is never met", e.word)
		}
		seen[e.word] = true
		if got, code := closed(text(e.word), list); got != e.code || code != "" {
			t.Errorf("%q reads as %q %q", e.word, got, code)
		}
		if say == nil {
			continue
		}
		if got, _ := find(list, say(e.code)); got != e.code {
			t.Errorf("%q is called %q", e.code, say(e.code))
		}
	}
}

func TestParseAgeRange(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]AgeRange{
		"18-50": {18, 50}, "18~55周岁": {18, 55}, "18—50岁": {18, 50}, "18岁至45岁": {18, 45}, "18周岁-50周岁之间": {18, 50}, "１８－５０": {18, 50}, "18 - 50": {18, 50},
		"50岁以下": {16, 50}, "45以内": {16, 45}, "45周岁及以下": {16, 45}, "60周岁（含）以下": {16, 60}, "不超过50岁": {16, 50}, "≤45": {16, 45},
		"18周岁以上": {18, 0}, "年满18周岁": {18, 0}, "≥18": {18, 0}, "18岁以上50岁以下": {18, 50}, "18周岁以上，60周岁以下": {18, 60}, "年满18周岁不超过60周岁": {18, 60},
		"不限": {16, 0}, "无要求": {16, 0}, "年龄不限": {16, 0}, "18-50岁，身体健康": {18, 50}, "年龄18-50": {18, 50}, "16-60": {16, 60}, "": {}, "/": {}, "无": {},
	} {
		if got, code := ParseAgeRange(text(s)); got != want || code != "" {
			t.Errorf("%q: %v %q, want %v", s, got, code, want)
		}
	}
	for s, want := range map[string]Code{
		"50-18": NumberRange, "14-50": NumberRange, "15岁以下": NumberRange, "0-50": NumberRange, "18-500": NumberRange, "18-101": NumberRange,
		"年轻": NumberFormat, "18": NumberFormat, "40左右": NumberFormat, "男18-60，女18-55": NumberFormat, "18-": NumberFormat, "18-50-60": NumberFormat, "1800-5000": NumberFormat,
	} {
		if got, code := ParseAgeRange(text(s)); got != (AgeRange{}) || code != want {
			t.Errorf("%q: %v %q, want %q", s, got, code, want)
		}
	}
}

func TestParseBoardLodging(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"包食宿": "BL", "包吃住": "BL", "管吃管住": "BL", "包吃包住": "BL", "提供食宿": "BL", "免费食宿": "BL", "食宿全包": "BL", "有食堂、宿舍": "BL", "是": "BL", "√": "BL", "包": "BL",
		"包住": "L", "提供住宿": "L", "住宿免费": "L", "宿舍": "L", "包住，餐自理": "L", "包住+餐补": "L", "住宿免费，吃饭自理": "L", "可住宿": "L",
		"包吃": "B", "包午餐": "B", "一日三餐": "B", "包吃不包住": "B", "包吃，住宿自理": "B", "包吃、住自理": "B", "管饭": "B",
		"不包": "", "无": "", "自理": "", "食宿自理": "", "不包食宿": "", "不提供住宿": "", "住宿不包": "", "住宿无": "", "不包吃和住": "", "食宿补贴500元": "", "提供食宿补贴": "", "餐补": "", "没有": "", "否": "", "面谈": "",
	} {
		b := ParseBoardLodging(text(s))
		got := ""
		if b.Board {
			got += "B"
		}
		if b.Lodging {
			got += "L"
		}
		if got != want || b.Text != s {
			t.Errorf("%q: %q with text %q, want %q", s, got, b.Text, want)
		}
	}
	for _, s := range []string{"", "/", "—", "\u3000"} {
		if b := ParseBoardLodging(text(s)); b != (BoardLodging{}) {
			t.Errorf("%q: %+v", s, b)
		}
	}
}
