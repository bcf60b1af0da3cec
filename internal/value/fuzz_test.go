package value

import (
	"regexp"
	"testing"
	"unicode/utf8"
)

func FuzzID(f *testing.F) {
	for _, s := range []string{"142325198312019986", "14232519810619998x", `="142325195907149962"`, "142325831201998", "1.42325E+17", "１４２３２５１９７６１２２３９９７８", "", "无"} {
		f.Add(s, false)
		f.Add(s, true)
	}
	today, _ := NewDay(2026, 11, 24)
	f.Fuzz(func(t *testing.T, s string, number bool) {
		id, code := ParseIDNumber(Raw{Text: s, Number: number}, today)
		switch {
		case code == "" && id.IsZero():
			if !None(idText(s)) {
				t.Fatalf("%q is no number and no problem", s)
			}
		case code == "" || code == IDUpgraded:
			again, code := ParseIDNumber(text(id.Reveal()), today)
			if again != id || code != "" || id.Birth().After(today) {
				t.Fatalf("%q became what is none: %q", s, code)
			}
			checkDay(t, id.Birth())
		case !id.IsZero():
			t.Fatalf("%q: a value with %q", s, code)
		}
	})
}

func FuzzDay(f *testing.F) {
	for _, s := range []string{"2019.4", "2019-04-01", "2019年4月1日", "20190401", "43556", "43556.5", "2019.1", "二〇一九年十二月三十一日", "98.5.1", "2019.3-2019.12", "2019-04-01 00:00:00", "9999-12-31", "至今", "1E+9"} {
		for kind := range byte(8) {
			f.Add(s, kind)
		}
	}
	f.Fuzz(func(t *testing.T, s string, kind byte) {
		r := Raw{Text: s, Number: kind&1 != 0, Date: kind&2 != 0, Since1904: kind&4 != 0}
		d, code := ParseDay(r)
		if code != "" && (!d.IsZero() || code != DateFormat && code != DateAmbiguous) {
			t.Fatalf("%+v: %s with %q", r, d, code)
		}
		checkDay(t, d)
		end, open, code := ParseEnd(r)
		if (open || code != "") && !end.IsZero() {
			t.Fatalf("%+v: end %s %t %q", r, end, open, code)
		}
		checkDay(t, end)
		p, code := ParsePeriod(r)
		if code != "" && p != (Period{}) || Order(p.From, p.To) != "" || p.Open && !p.To.IsZero() {
			t.Fatalf("%+v: %+v %q", r, p, code)
		}
		checkDay(t, p.From)
		checkDay(t, p.To)
	})
}

// checkDay says that a date that was read exists and is within bounds.
func checkDay(t *testing.T, d Day) {
	t.Helper()
	if d.IsZero() {
		return
	}
	y, m, n := d.Date()
	if same, ok := NewDay(y, m, n); !ok || same != d.First() || DayOf(d.Time()) != d.First() || y < 1880 || y > lastYear {
		t.Fatalf("%d-%d-%d is no date", y, m, n)
	}
	if d.Last().Before(d) || day(t, d.String()) != d.First() {
		t.Fatalf("%s ends on %s", d, d.Last())
	}
}

func FuzzWage(f *testing.F) {
	for _, s := range []string{"3500元", "3,500", "3.5千", "6-8千", "3500-4500", "5000元以上", "面议", "计件", "200元/天", "-500", "1万2", "4000（试用期3000）", "底薪3000+提成", "1E+15"} {
		f.Add(s, false)
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, s string, number bool) {
		checkWage(t, Raw{Text: s, Number: number})
	})
}

// checkCleaned says that tidying a text twice changes nothing more, and that no
// number of a person is left where numbers were hidden.
func checkCleaned(t *testing.T, s string) {
	t.Helper()
	for name, tidied := range map[string]func(string) string{"clean": Clean, "key": Key, "name": Name, "fold": fold, "redact": Redact} {
		once := tidied(s)
		if twice := tidied(once); twice != once {
			t.Fatalf("%s: %q became %q, then %q", name, s, once, twice)
		}
		if utf8.ValidString(s) && !utf8.ValidString(once) {
			t.Fatalf("%s: %q became %q", name, s, once)
		}
	}
	if c := Clean(s); rewrite(s) != c || Key(c) != Key(s) {
		t.Fatalf("%q is cleaned to %q or %q, its key %q or %q", s, c, rewrite(s), Key(s), Key(c))
	}
	if plain := regexp.MustCompile(`[0-9]{15}|(^|[^0-9])1[3-9][0-9]{9}([^0-9]|$)`).FindString(Redact(s)); plain != "" {
		t.Fatalf("%q keeps %q", s, plain)
	}
}

// FuzzCell runs all other readers: none may panic, and what is taken is sound.
func FuzzCell(f *testing.F) {
	for _, s := range []string{"14000003490/0358-0000000", "+86", "0-1-2", "91150602MA0FAG439B", "60%", "32人", "18~55周岁", "包吃不包住", "是", "脱贫户（2017年）", "王 强", "甲，乙（丙、丁", "张三 142325 19831201 9986，电话 140-0000-3490", "１４０００００３４９０", "\u202e\x00A\ufeff", "1.42325198312019E+17", "İK", "\u061c"} {
		f.Add(s, false)
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, s string, number bool) {
		checkCleaned(t, s)
		r := Raw{Text: s, Number: number}
		if p, code := ParsePhone(r); code != "" && !p.IsZero() || p.IsZero() != (p.Reveal() == "") {
			t.Fatalf("%q: phone %s %q", s, p, code)
		} else if again, code := ParsePhone(text(p.Reveal())); !p.IsZero() && p.Mobile() && (again != p || code != "") {
			t.Fatalf("%q: phone %s reads back as %s %q", s, p, again, code)
		}
		if u, code := ParseUSCC(r); len(u) != 0 && len(u) != 18 || code != "" && u != "" {
			t.Fatalf("%q: credit code %q %q", s, u, code)
		}
		if n, _, code := ParseShare(r); n < 0 || n > Whole || code != "" && n != 0 {
			t.Fatalf("%q: share %d %q", s, n, code)
		}
		if n, _, code := ParseCount(r, 0, 1000); n < 0 || n > 1000 || code != "" && n != 0 {
			t.Fatalf("%q: count %d %q", s, n, code)
		}
		if a, code := ParseAgeRange(r); a != (AgeRange{}) && (a.Min < MinWorkingAge || a.Max != 0 && a.Max < a.Min || code != "") {
			t.Fatalf("%q: ages %v %q", s, a, code)
		}
		for _, kept := range append(List(s), Name(s), Key(s), r.Plain(), ParseBoardLodging(r).Text) {
			if !utf8.ValidString(kept) || Clean(kept) != kept {
				t.Fatalf("%q was kept as %q", s, kept)
			}
		}
		_, _ = ParseYesNo(r)
		_, _ = ParseForm(r)
		_, _ = ParseHouseholdKind(r)
		_, _ = ParseOutcome(r)
	})
}
