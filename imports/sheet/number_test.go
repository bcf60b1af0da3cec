package sheet

import (
	"strings"
	"testing"
)

func TestNumberText(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"0": "0", "3500": "3500", "-2": "-2", "2019.4": "2019.4", "0.35": "0.35",
		"1.1000000000000001": "1.1", "0.59999999999999998": "0.6", "2019.4000000000001": "2019.4",
		"3500.0": "3500", "007": "7", "+5": "5", ".5": "0.5", "5.": "5", "-0": "0", "-0.0": "0", "1e3": "1000", "1.5E+3": "1500",
		"1.42325198108119E+17": "142325198108119000", "142325198108119987": "142325198108119987", "-1.42325198108119E+17": "-142325198108119000",
		"14085151909": "14085151909", "1.4085151909E10": "14085151909", "3333.3333333333335": "3333.33333333333",
		"1E-5": "0.00001", "1E+30": "1E+30", "2E-10": "2E-10", "123456789012345.6": "123456789012346",
		"1e999": "", "x": "", "": "", "NaN": "", "0x10": "", "1_000": "", "1,5": "", "--1": "", "1e": "",
	} {
		got, ok := appendNumber(nil, []byte(in))
		if ok != (want != "") || ok && string(got) != want {
			t.Errorf("%q: %q %v, want %q", in, got, ok, want)
		}
	}
}

func TestDateFormats(t *testing.T) {
	t.Parallel()
	for _, code := range []string{
		"yyyy-mm-dd", `yyyy"年"m"月"`, "yyyy年m月d日", "m/d/yy h:mm", "[h]:mm:ss", "[SS]", "mm:ss.0", "[$-804]yyyy/m/d;@", "[DBNum1][$-804]m\"月\"",
		"aaaa", "[$-804]aaa;@", `\ dd/mm/yy;_-* ""??_-;@`, "h:mm AM/PM", "上午/下午h\"时\"mm\"分\"", "YYYY.MM",
	} {
		if !isDateCode(code) {
			t.Errorf("%s is a date", code)
		}
	}
	for _, code := range []string{
		"General", "G/通用格式", "0", "0.00", "#,##0.00", "@", "0%", "0.00E+00", "# ?/?", `0"年"`, `0.00"元/day"`, `#,##0"m²"`, "[Red]0", "[Magenta]0",
		`0\d`, "0!d", "_d0", "*d0", `[>=10000]0!.0,"万";0`, `"yyyy`, "[", `\`, "", `0;yyyy`,
	} {
		if isDateCode(code) {
			t.Errorf("%s is no date", code)
		}
	}
	for id, want := range map[int]bool{0: false, 13: false, 14: true, 22: true, 23: false, 27: true, 36: true, 37: false, 45: true, 47: true, 49: false, 50: true, 58: true, 59: false} {
		if isDateFormat(id) != want {
			t.Errorf("format %d: %v", id, !want)
		}
	}
}

func TestWrittenDates(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"1900-01-01": "1", "1900-02-28": "59", "1900-03-01": "61", "2019-04-01": "43556", "2019-04-01T18:00:00": "43556.75",
		"2019-04-31": "", "1899-12-30": "", "T": "0", "25:00:00": "",
	} {
		got, ok := appendISO(nil, []byte(in))
		if ok != (want != "") || ok && string(got) != want {
			t.Errorf("%q: %q %v, want %q", in, got, ok, want)
		}
	}
}

func TestCleanText(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"王 建\t": "王 建\t", "a\x00b\x1fc\x7fd": "abcd", "a\r\nb\rc\n": "a\nb\nc\n", "\u0080x\u009f\u00a0é": "x\u00a0é", "": "", "\r": "\n", strings.Repeat("\x01", 9): "",
	} {
		if got := clean(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
