package value

import (
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestParseCount(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		raw   Raw
		n     int
		given bool
		code  Code
	}{
		{num("32"), 32, true, ""},
		{num("32.0"), 32, true, ""},
		{num("3.2E1"), 32, true, ""},
		{num("31.9999999999"), 32, true, ""},
		{text("32"), 32, true, ""},
		{text("32人"), 32, true, ""},
		{text("３２ 名"), 32, true, ""},
		{text("共32人"), 32, true, ""},
		{text("1,000"), 1000, true, ""},
		{text("61岁"), 61, true, ""},
		{text("160课时"), 160, true, ""},
		{text("0"), 0, true, ""},
		{text(""), 0, false, ""},
		{text("/"), 0, false, ""},
		{text("无"), 0, false, ""},
		{text("若干"), 0, true, NumberFormat},
		{text("十人"), 0, true, NumberFormat},
		{text("2-3人"), 0, true, NumberFormat},
		{text("男2女3"), 0, true, NumberFormat},
		{text("2 3000"), 23000, true, NumberRange},
		{text("1.5"), 0, true, NumberFormat},
		{num("32.5"), 0, true, NumberFormat},
		{num("-2"), 0, true, NumberRange},
		{text("－2"), 0, true, NumberRange},
		{text("10001"), 0, true, NumberRange},
		{text("99999999999999999999999"), 0, true, NumberRange},
	} {
		n, given, code := ParseCount(c.raw, 0, 10_000)
		if code != "" {
			c.n = 0
		}
		if n != c.n || given != c.given || code != c.code {
			t.Errorf("%+v: %d %t %q, want %d %t %q", c.raw, n, given, code, c.n, c.given, c.code)
		}
	}
	if _, _, code := ParseCount(text("0"), 1, 10); code != NumberRange {
		t.Errorf("nobody is wanted: %q", code)
	}
}

func TestParseDecimal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in     string
		places int
		n      int64
		code   Code
	}{
		{"22.4元", 2, 2240, ""}, {"1,234.565", 2, 123457, ""}, {"3", 0, 3, ""}, {"3.5", 0, 4, ""}, {"0.000001", 6, 1, ""}, {"0", 2, 0, ""},
		{"-1", 2, 0, NumberRange}, {"100000000", 2, 0, NumberRange}, {"一百", 2, 0, NumberFormat}, {"1.2.3", 2, 0, NumberFormat},
	} {
		if n, given, code := ParseDecimal(text(c.in), c.places); n != c.n || !given || code != c.code {
			t.Errorf("%q to %d places: %d %t %q", c.in, c.places, n, given, code)
		}
	}
	if _, given, code := ParseDecimal(text("—"), 2); given || code != "" {
		t.Errorf("a stroke: %t %q", given, code)
	}
}

func TestParseShare(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		raw    Raw
		points int
		code   Code
	}{
		{text("60%"), 6000, ""}, {text("60％"), 6000, ""}, {text("６０ %"), 6000, ""}, {text("60"), 6000, ""}, {num("60"), 6000, ""},
		{text("0.6"), 6000, ""}, {num("0.6"), 6000, ""}, {num("0.59999999999999998"), 6000, ""}, {text("100%"), 10000, ""}, {text("100"), 10000, ""}, {num("1"), 10000, ""}, {text("1"), 10000, ""},
		{text("1%"), 100, ""}, {text("0.6%"), 60, ""}, {text("1.5"), 150, ""}, {text("0"), 0, ""}, {text("0%"), 0, ""}, {text("66.67%"), 6667, ""}, {num("0.6666666667"), 6667, ""},
		{text("不低于60%"), 6000, ""}, {text("60%以上"), 6000, ""}, {text("60%及以上"), 6000, ""}, {text("百分之60"), 6000, ""}, {text("=\"60%\""), 6000, ""},
		{text("101"), 0, NumberRange}, {text("120%"), 0, NumberRange}, {text("-5%"), 0, NumberRange}, {num("-0.6"), 0, NumberRange},
		{text("六成"), 0, NumberFormat}, {text("60%左右"), 0, NumberFormat}, {text("60%/40%"), 0, NumberFormat}, {text("%"), 0, NumberFormat},
	} {
		points, given, code := ParseShare(c.raw)
		if points != c.points || !given || code != c.code {
			t.Errorf("%+v: %d %t %q, want %d %q", c.raw, points, given, code, c.points, c.code)
		}
	}
	if _, given, code := ParseShare(text(" ")); given || code != "" {
		t.Errorf("blank: %t %q", given, code)
	}
}

func TestNumbersRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 99_999_999).Draw(t, "n")
		for _, r := range []Raw{num(strconv.Itoa(n)), num(strconv.FormatFloat(float64(n), 'E', -1, 64)), text(strconv.Itoa(n) + "人"), text(decoratedSign(t, strconv.Itoa(n)))} {
			if got, given, code := ParseCount(r, 0, 99_999_999); got != n || !given || code != "" {
				t.Fatalf("%+v: %d %t %q", r, got, given, code)
			}
		}
		points := n % (Whole + 1)
		percent := strconv.FormatFloat(float64(points)/100, 'f', -1, 64) + "%"
		if got, _, code := ParseShare(text(percent)); got != points || code != "" {
			t.Fatalf("%s: %d %q", percent, got, code)
		}
	})
}

func TestScan(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   string
		n    int64
		rest string
	}{
		{"3500", 3500 * one, ""}, {"3500元", 3500 * one, "元"}, {"3,500", 3500 * one, ""}, {"1,234,567.5", 1234567*one + one/2, ""},
		{"3000,4000", 3000 * one, ",4000"}, {"3,50", 3 * one, ",50"}, {"1234,567", 1234 * one, ",567"}, {"1,234,5678", 1234 * one, ",5678"},
		{"3.", 3 * one, "."}, {"0.0000005", 1, ""}, {"0.9999999", one, ""}, {"1E3", 1000 * one, ""}, {"1e", 1 * one, "e"}, {"5e+", 5 * one, "e+"}, {"1E+400", ceiling * one, ""}, {"1E-7", 0, ""},
	} {
		if n, rest, ok := scan(c.in); n != c.n || rest != c.rest || !ok {
			t.Errorf("scan(%q) = %d %q %t, want %d %q", c.in, n, rest, ok, c.n, c.rest)
		}
	}
	if _, rest, ok := scan("x"); ok || rest != "x" {
		t.Error("x is a number")
	}
}
