package value

import (
	"reflect"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestClean(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                      "",
		"养老护理员":                 "养老护理员",
		"\u3000王\u00a0 强\t":     "王 强",
		"a  b":                  "a b",
		"Ａ２驾驶证":                 "A2驾驶证",
		"５０００":                  "5000",
		"示例（集团）公司":              "示例（集团）公司",
		"会做饭，爱干净。":              "会做饭，爱干净。",
		"４－５":                   "4-5",
		"line\r\nbreak":         "line break",
		"a\x00b":                "ab",
		"zero\u200bwidth\ufeff": "zerowidth",
		"bad\xffbyte":           "badbyte",
		"\u202e左\u202c右":        "左右",
		"\u2066左\u2069\u061c右":  "左右",
		"李喆𪣻":                   "李喆𪣻",
		"kept \ufffd":           "kept \ufffd",
		"   ":                   "",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCleanProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.SampledFrom([]rune(" \t\u3000\u00a0\u200b\x00王强Ａ（a，·．")))).Draw(t, "s")
		if rapid.Bool().Draw(t, "broken") {
			s += "\xe7\x8e"
		}
		c := Clean(s)
		if !utf8.ValidString(c) || Clean(c) != c || c != rewrite(s) {
			t.Fatalf("Clean(%q) = %q, again %q, slowly %q", s, c, Clean(c), rewrite(s))
		}
		if k := Key(s); Key(k) != k || Key(c) != k {
			t.Fatalf("Key(%q) = %q, again %q", s, k, Key(k))
		}
		if n := Name(s); Name(n) != n {
			t.Fatalf("Name(%q) = %q, again %q", s, n, Name(n))
		}
	})
}

func TestKey(t *testing.T) {
	t.Parallel()
	for _, same := range [][]string{
		{"示例（集团）公司", "示例(集团) 公司", "示例【集团】公司", " 示例〔集团〕公司"},
		{"ABC公司", "ａｂｃ公司", "Abc 公司"},
		{"阿·布", "阿•布", "阿・布"},
	} {
		for _, s := range same {
			if Key(s) != Key(same[0]) {
				t.Errorf("Key(%q) = %q, Key(%q) = %q", s, Key(s), same[0], Key(same[0]))
			}
		}
	}
	if Key("上王家沟") == Key("下王家沟") {
		t.Error("two villages have one key")
	}
}

func TestName(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"王强":         "王强",
		"王 强":        "王强",
		"\u3000王 强":  "王强",
		"张　三\n":      "张三",
		"李喆𪣻":        "李喆𪣻",
		"阿不都•买买提":    "阿不都·买买提",
		"阿不都．买买提":    "阿不都·买买提",
		"阿不都·买买提":    "阿不都·买买提",
		"A.王":        "A.王",
		"John Smith": "John Smith",
		"":           "",
		"/":          "",
		"无":          "",
		"—":          "",
	} {
		if got := Name(in); got != want {
			t.Errorf("Name(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestList(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][]string{
		"":            nil,
		"无":           nil,
		"上王家沟":        {"上王家沟"},
		"下李家塔，前石岭则":   {"下李家塔", "前石岭则"},
		"甲、乙;丙；丁/戊,己": {"甲", "乙", "丙", "丁", "戊", "己"},
		"甲 乙\u3000丙":  {"甲", "乙", "丙"},
		"甲\n乙":        {"甲", "乙"},
		"A2 驾驶证、焊工证。": {"A2 驾驶证", "焊工证"},
		"养老护理员（四级、五级）、保育员": {"养老护理员（四级、五级）", "保育员"},
		"甲（乙、丙":   {"甲（乙", "丙"},
		"甲、甲、/、乙": {"甲", "乙"},
	} {
		if got := List(in); !reflect.DeepEqual(got, want) {
			t.Errorf("List(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPlain(t *testing.T) {
	t.Parallel()
	for in, want := range map[Raw]string{
		num("12"):      "12",
		num("12.0"):    "12",
		num("1.2E+3"):  "1200",
		num("1.5"):     "1.5",
		text("0012 "):  "0012",
		text("１２号"):    "12号",
		text("12.0"):   "12.0",
		num("-3"):      "-3",
		num("表内文字"):    "表内文字",
		text("\u00a0"): "",
	} {
		if got := in.Plain(); got != want {
			t.Errorf("%+v.Plain() = %q, want %q", in, got, want)
		}
	}
}

func TestNone(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", " ", "\u3000", "/", "／", "-", "－", "—", "——", "无", " 无 ", "暂无"} {
		if !None(s) {
			t.Errorf("None(%q) is false", s)
		}
	}
	for _, s := range []string{"0", "无锡", "不", "."} {
		if None(s) {
			t.Errorf("None(%q) is true", s)
		}
	}
}
