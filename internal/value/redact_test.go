package value

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestRedact(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                         "",
		"没有这一页":                    "没有这一页",
		"号码 142325198312019986 不对": "号码 *** 不对",
		"张三14232519831201998X，李四":  "张三***，李四",
		"14232519831201998x":       "***",
		"一代证 142325831201998":      "一代证 ***",
		"１４２３２５１９８３１２０１９９８Ｘ": "***",
		"142325 19831201 9986":                "***",
		"142325-19831201-998X":                "***",
		"14232519831201 9986":                 "***",
		"142325\u200b198312019986":            "***",
		"电话14000003490。":                      "电话***。",
		"_14000003490_":                       "_***_",
		"id=14000003490x":                     "id=***",
		"140 0000 3490":                       "***",
		"140-0000-3490":                       "***",
		"140\u30000000\u00a03490":             "***",
		"+86 14000003490":                     "+***",
		"8614000003490":                       "***",
		"014000003490":                        "***",
		"0358-0000000":                        "***",
		"03580000000":                         "***",
		"(0358)0000000":                       "(***",
		"（0358） 0000000":                      "（***",
		"14000003490 142325198312019986":      "***",
		"14000003490142325198312019986":       "***",
		"1.42325198312019E+17":                "***",
		"1.400000349e+10":                     "***",
		`{"phone":"14000003490","rows":12}`:   `{"phone":"***","rows":12}`,
		"2026-01-02T15:04:05.678+08:00":       "2026-01-02T15:04:05.678+08:00",
		"127.0.0.1:8080, 139.162.105.22:5432": "127.0.0.1:8080, 139.162.105.22:5432",
		"20260102150405":                      "20260102150405",
		"141123 花名册 12 行":                     "141123 花名册 12 行",
		"12000003490":                         "12000003490",
		"[100 200 300 400 500 600]":           "[100 200 300 400 500 600]",
		"import 57450 rows in 1234567 ns":     "import 57450 rows in 1234567 ns",
		"took 0.123456789s":                   "took 0.123456789s",
		"550e8400-e29b-41d4-a716":             "550e8400-e29b-41d4-a716",
	} {
		if got := Redact(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// However a number is written that ParsePhone and ParseIDNumber read, no digit
// of it passes.
func TestRedactProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		plain := anyID(t)
		if rapid.Bool().Draw(t, "telephone") {
			plain = fmt.Sprintf("140%08d", rapid.IntRange(0, 99_999_999).Draw(t, "number"))
		}
		between := rapid.StringMatching(`[^0-9０-９]{0,5}`)
		in := between.Draw(t, "before") + decorated(t, plain) + between.Draw(t, "after")
		if got := Redact(in); strings.ContainsAny(strings.Map(narrow, got), "0123456789") {
			t.Fatalf("%q: %q", in, got)
		} else if again := Redact(got); again != got {
			t.Fatalf("twice: %q", again)
		}
	})
}
