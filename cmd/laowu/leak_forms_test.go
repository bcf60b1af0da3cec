package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/hex"
	"html"
	"io"
	"regexp"
	"strconv"
	"strings"
)

var (
	inAddress = regexp.MustCompile(`%[0-9A-Fa-f]{2}`)
	inJSON    = regexp.MustCompile(`\\u[0-9A-Fa-f]{4}`)
)

// unescaped is a text as it was before it was put into a page, an address or
// JSON.
func unescaped(text string) string {
	code := func(s string, skip, bits int) uint64 {
		n, _ := strconv.ParseUint(s[skip:], 16, bits)
		return n
	}
	text = html.UnescapeString(strings.ReplaceAll(text, "+", " "))
	text = inAddress.ReplaceAllStringFunc(text, func(s string) string { return string([]byte{byte(code(s, 1, 8))}) })
	return inJSON.ReplaceAllStringFunc(text, func(s string) string { return string(rune(code(s, 2, 16))) })
}

var (
	inHex    = regexp.MustCompile(`[0-9a-fA-F]{20,}`)
	inBase64 = regexp.MustCompile(`[A-Za-z0-9+/_-]{14,}`)
)

// decoded are the texts that stand in a text in hexadecimal or base64, from
// wherever they may begin.
func decoded(text string) (out []string) {
	for _, run := range inHex.FindAllString(text, -1) {
		for from := range 2 {
			n := (len(run) - from) / 2 * 2
			plain, _ := hex.DecodeString(run[from : from+n])
			out = append(out, string(plain))
		}
	}
	for _, run := range inBase64.FindAllString(text, -1) {
		run = strings.NewReplacer("-", "+", "_", "/").Replace(run)
		for from := range 4 {
			part := run[from:]
			if len(part)%4 == 1 {
				part = part[:len(part)-1]
			}
			plain, _ := base64.RawStdEncoding.DecodeString(part)
			out = append(out, string(plain))
		}
	}
	return out
}

// unpacked is all that stands in a workbook or another archive.
func unpacked(text string) (string, bool) {
	if z, err := gzip.NewReader(strings.NewReader(text)); err == nil {
		inner, err := io.ReadAll(z)
		return string(inner), err == nil
	}
	z, err := zip.NewReader(strings.NewReader(text), int64(len(text)))
	if err != nil {
		return "", false
	}
	var all bytes.Buffer
	for _, f := range z.File {
		if r, err := f.Open(); err == nil {
			_, _ = io.Copy(&all, r) // what is damaged is read as far as it goes
			_ = r.Close()
		}
	}
	return all.String(), true
}
