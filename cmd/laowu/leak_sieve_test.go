package main

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/hex"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// find returns the numbers that a text or file holds, however they are written:
// full-width, spaced, escaped, in hexadecimal, in base64, packed.
func (s secrets) find(text []byte) []string {
	found := map[string]bool{}
	s.search(string(text), 2, found)
	return slices.Sorted(maps.Keys(found))
}

func (s secrets) search(text string, deep int, found map[string]bool) {
	if inner, ok := unpacked(text); ok {
		s.search(inner, deep, found)
	}
	s.scan(text, found)
	if plain := unescaped(text); plain != text {
		s.scan(plain, found)
	}
	if deep == 0 {
		return
	}
	for _, hidden := range decoded(text) {
		s.search(hidden, deep-1, found)
	}
}

// bytea is a column of bytes in a dump: its figures are no decimal ones.
var (
	bytea   = regexp.MustCompile(`\\x[0-9a-f]+`)
	longRow = regexp.MustCompile(`[0-9]{10,}X?`)
)

// scan looks for the numbers within every row of figures.
func (s secrets) scan(text string, found map[string]bool) {
	for _, row := range longRow.FindAllString(together(bytea.ReplaceAllString(text, " ")), -1) {
		for from := range row {
			for to := from + 10; to <= min(from+19, len(row)); to++ {
				if s[row[from:to]] {
					found[row[from:to]] = true
				}
			}
		}
	}
}

// The sieve holds back a number in each of the forms that it could leak in.
func TestSieve(t *testing.T) {
	t.Parallel()
	const id, phone = "14232519603089998X", "14000000001"
	s := secrets{id: true, phone: true}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, _ = w.Write([]byte("电话" + phone))
	_ = w.Close()
	for _, text := range []string{
		id, "a" + strings.ToLower(id) + "b", "１４２３２５１９６０３０８９９９８Ｘ", "142325 19603089 998X", "142325-19603089-998x", "86" + phone, "140 0000 0001",
		"1 4 0 0 0 0 0 0 0 0 1", "(140)0000-0001", "q=140+0000%200001", "%EF%BC%91" + phone[1:], `\u0031` + phone[1:], "&#49;" + phone[1:],
		hex.EncodeToString([]byte("x" + phone)), `\x` + hex.EncodeToString([]byte(phone)), "f" + strings.ToUpper(hex.EncodeToString([]byte(phone))),
		base64.StdEncoding.EncodeToString([]byte("ab" + phone)), "x" + base64.RawURLEncoding.EncodeToString([]byte(id)),
		hex.EncodeToString([]byte(base64.StdEncoding.EncodeToString([]byte(phone)))), packed.String(),
	} {
		if len(s.find([]byte(text))) != 1 {
			t.Errorf("%q passes", text)
		}
	}
	for _, text := range []string{"", "14000000002", "142325********998X", "140****0001", "1400 0000 010", "1.4000000001"} {
		if found := s.find([]byte(text)); len(found) > 0 {
			t.Errorf("%q is held back: %v", text, found)
		}
	}
}
