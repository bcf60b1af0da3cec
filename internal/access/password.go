package access

import (
	_ "embed"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed common_passwords.txt
var commonPasswords string

// The rules of passwords: length and a list of common ones, as NIST SP
// 800-63B and OWASP advise; no rule asks for signs or capitals, and nobody has
// to change one without a reason.
const (
	leastPassword = 12 // characters
	mostPassword  = 128
)

// The refusals of passwords; their texts go to people as they are.
var (
	ErrPasswordShort  = errors.New("密码至少 12 位，可以是一句话，中文也行")
	ErrPasswordLong   = errors.New("密码最多 128 位")
	ErrPasswordCommon = errors.New("这个密码太常见，容易被猜到，请换一个")
	ErrPasswordName   = errors.New("密码里不要用账号名")
	ErrPasswordPlain  = errors.New("密码太简单：不要重复或按顺序排的字符")
)

// CheckPassword refuses a password that is easily guessed for an account name.
func CheckPassword(password, name string) error {
	folded := strings.ToLower(password)
	switch n := utf8.RuneCountInString(password); {
	case n < leastPassword:
		return ErrPasswordShort
	case n > mostPassword:
		return ErrPasswordLong
	case name != "" && strings.Contains(folded, strings.ToLower(name)):
		return ErrPasswordName
	case plainRun(folded):
		return ErrPasswordPlain
	case common(folded):
		return ErrPasswordCommon
	}
	return nil
}

// common says whether a password is on the list, whatever digits and signs
// stand around the word: laowu123456 is laowu.
func common(folded string) bool {
	core := strings.TrimFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) })
	for line := range strings.Lines(commonPasswords) {
		if word := strings.TrimSpace(line); word != "" && !strings.HasPrefix(word, "#") && (folded == word || core == word) {
			return true
		}
	}
	return core == "" && onlyDigits(folded) && utf8.RuneCountInString(folded) < 16
}

func onlyDigits(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// plainRun says whether a text is a short piece repeated, or one run of
// neighbours: aaaaaa, 123123123, abcdefgh, 87654321.
func plainRun(s string) bool {
	runes := []rune(s)
	for piece := 1; piece <= len(runes)/2; piece++ {
		if piece <= 4 && repeats(runes, piece) {
			return true
		}
	}
	return run(runes, 1) || run(runes, -1)
}

func repeats(runes []rune, piece int) bool {
	for i := piece; i < len(runes); i++ {
		if runes[i] != runes[i-piece] {
			return false
		}
	}
	return true
}

// run says whether each character is the next or the one before: 0 follows 9.
func run(runes []rune, step rune) bool {
	for i := 1; i < len(runes); i++ {
		wraps := step == 1 && runes[i-1] == '9' && runes[i] == '0' || step == -1 && runes[i-1] == '0' && runes[i] == '9'
		if runes[i]-runes[i-1] != step && !wraps {
			return false
		}
	}
	return true
}
