package access

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestCheckPassword(t *testing.T) {
	t.Parallel()
	for password, want := range map[string]error{
		"蔚汾河边的枣树又开花了么":            nil,
		"correct horse battery":   nil,
		"一二三四五六七八九十一二三":           nil, // no run: 一二三四五 are no neighbours as numbers are
		"yanshi-laowu-2019":       nil,
		"短":                       ErrPasswordShort,
		"蔚汾河边的枣树又开花了":             ErrPasswordShort, // eleven
		strings.Repeat("长短句", 43): ErrPasswordLong,
		"zhang.wei-2026-11":       ErrPasswordName,
		"my ZHANG.WEI password":   ErrPasswordName,
		"aaaaaaaaaaaaa":           ErrPasswordPlain,
		"abcabcabcabcabc":         ErrPasswordPlain,
		"abcdefghijklmn":          ErrPasswordPlain,
		"98765432109876":          ErrPasswordPlain,
		"ABCDefghijkl":            ErrPasswordPlain,
		"password123456":          ErrPasswordCommon,
		"***Password2026***":      ErrPasswordCommon,
		"laowu2026!!!!":           ErrPasswordCommon,
		"1q2w3e4r5t6y":            ErrPasswordCommon,
		"兴县人社局20261124":           ErrPasswordCommon,
		"202611241000":            ErrPasswordCommon, // digits alone, too few
	} {
		if err := CheckPassword(password, "zhang.wei"); !errors.Is(err, want) || (err == nil) != (want == nil) {
			t.Errorf("%s: %v, want %v", password, err, want)
		}
	}
	if err := CheckPassword("蔚汾河边的枣树又开花了么", ""); err != nil {
		t.Errorf("of a login without a name: %v", err)
	}
}

// What is accepted is neither short nor long, holds no name, and is refused
// again with a listed word's digits taken off.
func TestAcceptedPasswords(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`[a-z0-9][a-z0-9._-]{1,10}`).Draw(t, "name")
		password := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-c]{8,20}`), rapid.StringMatching(`[0-9]{10,20}`)).Draw(t, "password")
		if CheckPassword(password, name) != nil {
			return
		}
		n := utf8.RuneCountInString(password)
		if n < leastPassword || n > mostPassword || strings.Contains(strings.ToLower(password), name) || strings.Count(password, password[:1]) == len(password) {
			t.Fatalf("%q was accepted for %s", password, name)
		}
	})
}

func TestListedPasswordsAreRefused(t *testing.T) {
	t.Parallel()
	for word := range strings.Lines(commonPasswords) {
		if word = strings.TrimSpace(word); strings.HasPrefix(word, "#") || word == "" {
			continue
		}
		if CheckPassword(word, "") == nil || strings.TrimFunc(word, func(r rune) bool { return r < '0' || r > '9' }) == word && CheckPassword(word+"20261124!!!!", "") == nil {
			t.Errorf("%s was accepted", word)
		}
	}
}

func TestCheckPIN(t *testing.T) {
	t.Parallel()
	birth := time.Date(1976, time.March, 8, 0, 0, 0, 0, time.UTC)
	for pin, want := range map[string]error{
		"271828": nil, "76030815": nil, "14000": ErrPINShort, "": ErrPINShort, "27182a": ErrPINShort, "２７１８２８": ErrPINShort,
		strings.Repeat("27", 11): ErrPINShort,
		"123456":                 ErrPINPlain, "098765": ErrPINPlain, "111111": ErrPINPlain, "121212": ErrPINPlain, "123123": ErrPINPlain,
		"5201314": ErrPINPlain, "890123": ErrPINPlain,
		"19760308": ErrPINOwn, "760308": ErrPINOwn, "197603": ErrPINOwn, "030876": ErrPINOwn, "03081976": ErrPINOwn,
		"034902": ErrPINOwn, "14003490237": ErrPINOwn,
	} {
		if err := CheckPIN(pin, "14003490237", birth); !errors.Is(err, want) || (err == nil) != (want == nil) {
			t.Errorf("%q: %v, want %v", pin, err, want)
		}
	}
	if err := CheckPIN("010101", "", time.Time{}); err == nil {
		t.Error("a repeated pair was accepted")
	}
}

func TestRunsAndRepetitions(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.StringMatching(`[a-z0-9]{1,4}`).Draw(t, "piece")
		if s := strings.Repeat(piece, rapid.IntRange(4, 12).Draw(t, "times")); !plainRun(s) {
			t.Fatalf("%s is no repetition", s)
		}
		from, up := rapid.IntRange(0, 9).Draw(t, "from"), rapid.SampledFrom([]int{1, -1}).Draw(t, "up")
		digits := ""
		for i := range rapid.IntRange(3, 20).Draw(t, "length") {
			digits += string(rune('0' + ((from+up*i)%10+10)%10))
		}
		if !plainRun(digits) {
			t.Fatalf("%s is no run", digits)
		}
	})
}

// What is kept of a secret is Argon2id as OWASP advises, salted.
func TestKeptSecrets(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	c.staff(t, "zhang.wei", "county")
	c.staff(t, "li.na", "county")
	kept := read[[]string](t, c, "SELECT array_agg(secret) FROM login")
	for _, k := range append(kept, dummy) { // a name that does not exist takes as long
		if !strings.HasPrefix(k, "$argon2id$v=19$m=19456,t=2,p=1$") {
			t.Errorf("kept as %s", k)
		}
	}
	if len(kept) != 2 || kept[0] == kept[1] {
		t.Error("one password is kept alike for two")
	}
	if ok, err := c.gate.matches(t.Context(), password, kept[0]); !ok || err != nil {
		t.Errorf("matches: %v, %v", ok, err)
	}
}
