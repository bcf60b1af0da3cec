package value

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseIDNumber(t *testing.T) {
	t.Parallel()
	today := day(t, "2026-11-24")
	for _, c := range []struct {
		raw  Raw
		want string
		code Code
	}{
		{text("142325198312019986"), "142325198312019986", ""},
		{text("14232519810619998x"), "14232519810619998X", ""},
		{text("14232519810619998×"), "14232519810619998X", ""},
		{text("14232519810619998Ⅹ"), "14232519810619998X", ""},
		{text("141123 19980331\u00a09983"), "141123199803319983", ""},
		{text("１４２３２５１９７６１２２３９９７８"), "142325197612239978", ""},
		{text("141123199305149969\u3000"), "141123199305149969", ""},
		{text(`="142325195907149962"`), "142325195907149962", ""},
		{text("'14232519610206996X"), "14232519610206996X", ""},
		{text("14232519610206996X\t"), "14232519610206996X", ""},
		{text("142325831201998"), "142325198312019986", IDUpgraded},
		{num("142325831201998"), "142325198312019986", IDUpgraded},
		{num("1.42325831201998E+14"), "142325198312019986", IDUpgraded},
		{text(""), "", ""},
		{text(" / "), "", ""},
		{text("无"), "", ""},
		{text("142325196911249991"), "", IDChecksum},
		{text("14232519831201998O"), "", IDChecksum},
		{text("1423251983I2019986"), "", IDChecksum},
		{text("142325********9986"), "", IDChecksum},
		{text("1423251977052199"), "", IDLength},
		{text("14232519831201998"), "", IDLength},
		{text("1423251983120199866"), "", IDLength},
		{text("14232583120199X"), "", IDLength},
		{text("身份证丢失"), "", IDLength},
		{num("12345"), "", IDLength},
		{num("-1"), "", IDLength},
		{text("142325197513459975"), "", IDBirthDate},
		{text("142325201902309965"), "", IDBirthDate},
		{text(mustID("14232520270101996")), "", IDBirthDate},
		{text(mustID("14232518790101996")), "", IDBirthDate},
		{text("142325830230998"), "", IDBirthDate},
		{num("1.42325198108119e+17"), "", IDPrecisionLost},
		{num("142325198108119000"), "", IDPrecisionLost},
		{num("142325198312019986"), "", IDPrecisionLost},
		{num("1423251983120190"), "", IDPrecisionLost},
		{text("1.42325198108119E+17"), "", IDPrecisionLost},
		{text("1.42325E+17"), "", IDPrecisionLost},
	} {
		id, code := ParseIDNumber(c.raw, today)
		if id.Reveal() != c.want || code != c.code {
			t.Errorf("%+v: %q %q, want %q %q", c.raw, id.Reveal(), code, c.want, c.code)
		}
	}
}

func mustID(first17 string) string {
	id, _ := CompleteID(first17)
	return id
}

func TestIDNumberTells(t *testing.T) {
	t.Parallel()
	id, _ := ParseIDNumber(text(mustID("14232519840229996")), Day{})
	if id.Sex() != Female || id.Birth().String() != "1984-02-29" || id.Area() != "142325" || id.Mask() != "142325********"+id.Reveal()[14:] {
		t.Errorf("%s %s %s %s", id.Sex(), id.Birth(), id.Area(), id.Mask())
	}
	for on, want := range map[string]int{"2019-02-28": 34, "2019-03-01": 35, "2020-02-29": 36, "1984-02-29": 0} {
		if got := id.Age(day(t, on)); got != want {
			t.Errorf("age on %s is %d, want %d", on, got, want)
		}
	}
	var none IDNumber
	if !none.IsZero() || none.Reveal() != "" || none.Mask() != "" || none.Sex() != "" || !none.Birth().IsZero() || none.Area() != "" {
		t.Error("no number tells something")
	}
	if _, ok := CompleteID("1423251984022999X"); ok {
		t.Error("completed what is not 17 digits")
	}
}

func TestIDNumberProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		plain := anyID(t)
		id, code := ParseIDNumber(text(plain), Day{})
		if code != "" || id.Reveal() != plain || id.Birth().String() != plain[6:10]+"-"+plain[10:12]+"-"+plain[12:14] {
			t.Fatalf("%q: %s", code, id)
		}
		if (id.Sex() == Male) != ((plain[16]-'0')%2 == 1) {
			t.Fatalf("%s is %s", id, id.Sex())
		}
		again, code := ParseIDNumber(text(decorated(t, strings.ToLower(plain))), Day{})
		if code != "" || again != id {
			t.Fatalf("decorated: %q", code)
		}
		if _, code := ParseIDNumber(num(plain[:17]+"0"), Day{}); code != IDPrecisionLost {
			t.Fatalf("number cell: %q", code)
		}
	})
}

func TestIDNumberCatchesSlips(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		b := []byte(anyID(t))
		i := rapid.IntRange(0, 17).Draw(t, "at")
		if j := i + 1; j < 17 && b[i] != b[j] && rapid.Bool().Draw(t, "swap") {
			b[i], b[j] = b[j], b[i]
		} else {
			b[i] = other(t, "0123456789", b[i])
		}
		if id, code := ParseIDNumber(text(string(b)), Day{}); code == "" || !id.IsZero() {
			t.Fatalf("slip at %d passed", i)
		}
	})
}

// Nothing that prints a value, or a struct that holds it, may show the digits.
func TestNumbersStayHidden(t *testing.T) {
	t.Parallel()
	id, _ := ParseIDNumber(text("142325198312019986"), Day{})
	phone, _ := ParsePhone(text("14085151909"))
	type holder struct {
		ID    IDNumber
		id    IDNumber
		phone *Phone
		list  []Phone
		byID  map[IDNumber]Phone
	}
	h := holder{id, id, &phone, []Phone{phone}, map[IDNumber]Phone{id: phone}}
	var out bytes.Buffer
	for _, v := range []any{id, &id, phone, &phone, h, &h, []IDNumber{id}, fmt.Errorf("row of %v and %s", id, phone)} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
			fmt.Fprintf(&out, verb, v)
		}
		slog.New(slog.NewTextHandler(&out, nil)).Info("m", "v", v)
		slog.New(slog.NewJSONHandler(&out, nil)).Info("m", "v", v)
	}
	if err := json.NewEncoder(&out).Encode([]any{id, phone}); err != nil {
		t.Fatal(err)
	}
	all := out.String()
	for _, secret := range []string{"19831201", "4232519831201998", "5151909", "0851519", fmt.Sprintf("%x", uint64(14232519831201998))} {
		if strings.Contains(all, secret) {
			t.Errorf("%s shows in print", secret)
		}
	}
	if !strings.Contains(all, "142325********9986") || !strings.Contains(all, "140****1909") {
		t.Error("the masks do not show")
	}
}
