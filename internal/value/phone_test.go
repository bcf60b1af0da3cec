package value

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

func TestParsePhone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		raw  Raw
		want string
		mask string
		code Code
	}{
		{text("14000003490"), "14000003490", "140****3490", ""},
		{num("14000003490"), "14000003490", "140****3490", ""},
		{num("1.400000349E10"), "14000003490", "140****3490", ""},
		{text("+8614000003490"), "14000003490", "140****3490", ""},
		{text("+86 140-0000-3490"), "14000003490", "140****3490", ""},
		{text("0086-14000003490"), "14000003490", "140****3490", ""},
		{text("8614000003490"), "14000003490", "140****3490", ""},
		{text("１４０ ００００ ３４９０"), "14000003490", "140****3490", ""},
		{text("140 0000 3490 14000000000"), "14000003490", "140****3490", ""},
		{text("14000003490\n14000000000"), "14000003490", "140****3490", ""},
		{text("14000003490、14000000000"), "14000003490", "140****3490", ""},
		{text("14000003490（儿子）"), "14000003490", "140****3490", ""},
		{text("本人：14000003490"), "14000003490", "140****3490", ""},
		{text("张三14000003490 李四14000000000"), "14000003490", "140****3490", ""},
		{text("14000000000/0358-0000000"), "14000000000", "140****0000", ""},
		{text("0358-0000000/14000000000"), "0358-0000000", "0358-****000", ""},
		{text("03580000000"), "0358-0000000", "0358-****000", ""},
		{text("(0358)0000000"), "0358-0000000", "0358-****000", ""},
		{text("0358-0000000-801"), "0358-0000000-801", "0358-****000", ""},
		{text("0358-0000000转801"), "0358-0000000-801", "0358-****000", ""},
		{text("010-00000000"), "010-00000000", "010-****000", ""},
		{text("400-000-0000"), "4000000000", "400****0000", ""},
		{text(""), "", "", ""},
		{text("无"), "", "", ""},
		{text("/"), "", "", ""},
		{text("无电话"), "", "", ""},
		{text("12345"), "", "", PhoneFormat},
		{text("1400000349"), "", "", PhoneFormat},
		{text("140000034901"), "", "", PhoneFormat},
		{text("140 0000 3490 1"), "", "", PhoneFormat},
		{text("12000003490"), "", "", PhoneFormat},
		{text("14O00003490"), "", "", PhoneFormat},
		{text("12345/14000003490"), "", "", PhoneFormat},
		{text("0000000"), "", "", PhoneFormat},
		{text("4000000000"), "", "", PhoneFormat},
		{text("0358-000000"), "", "", PhoneFormat},
		{text("0358-0000000转8010000"), "", "", PhoneFormat},
		{text("同上"), "", "", PhoneFormat},
		{text("140****3490"), "", "", PhoneFormat},
		{num("1.4E+20"), "", "", PhoneFormat},
	} {
		p, code := ParsePhone(c.raw)
		if p.Reveal() != c.want || p.Mask() != c.mask || code != c.code {
			t.Errorf("%+v: %q %s %q, want %q %s %q", c.raw, p.Reveal(), p.Mask(), code, c.want, c.mask, c.code)
		}
	}
}

func TestPhoneProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		plain := fmt.Sprintf("140%08d", rapid.IntRange(0, 99_999_999).Draw(t, "number"))
		p, code := ParsePhone(text(plain))
		if code != "" || p.Reveal() != plain || !p.Mobile() || p.Mask() != "140****"+plain[7:] {
			t.Fatalf("%q %s", code, p)
		}
		if again, code := ParsePhone(text(decorated(t, plain))); code != "" || again != p {
			t.Fatalf("decorated: %q %s", code, again)
		}
		cut := rapid.IntRange(0, 10).Draw(t, "cut")
		if _, code := ParsePhone(text(plain[:cut] + plain[cut+1:])); code != PhoneFormat {
			t.Fatalf("ten digits: %q", code)
		}
	})
}
