// Package training knows programmes, classes and certificates.
package training

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

//go:embed certificates.csv
var certificatesCSV string

// Certificate is a kind of certificate that an opening may ask for.
type Certificate struct {
	Code    string   // stable, "elder_care", "driving_a2"
	Name    string   // "养老护理员证", "A2 驾驶证"
	Group   string   // 技能, 特种作业, 建筑特种作业, 特种设备, 工程机械, 驾驶, 运输, 健康 or 管理
	Aliases []string // as people write it
}

// Register holds the kinds of certificates. It does not change; safe for
// several goroutines.
type Register struct {
	all     []Certificate
	byCode  map[string]int
	byAlias map[string]string
	longest int // characters of the longest alias
}

// NewRegister reads the kinds that come with the program.
func NewRegister() (*Register, error) {
	rows, err := csv.NewReader(strings.NewReader(certificatesCSV)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("certificates.csv: %w", err)
	}
	r := &Register{byCode: map[string]int{}, byAlias: map[string]string{}}
	for i, row := range rows[1:] {
		c := Certificate{Code: row[0], Name: row[1], Group: row[2], Aliases: strings.Fields(row[3])}
		if _, twice := r.byCode[c.Code]; twice {
			return nil, fmt.Errorf("certificates.csv line %d: code %s is there twice", i+2, c.Code)
		}
		r.byCode[c.Code] = len(r.all)
		r.all = append(r.all, c)
		if err := r.learn(c); err != nil {
			return nil, fmt.Errorf("certificates.csv line %d: %w", i+2, err)
		}
	}
	return r, nil
}

func (r *Register) learn(c Certificate) error {
	for _, alias := range append([]string{c.Name}, c.Aliases...) {
		k := key(alias)
		if other, ok := r.byAlias[k]; ok && other != c.Code {
			return fmt.Errorf("%s means both %s and %s", alias, other, c.Code)
		}
		r.byAlias[k] = c.Code
		r.longest = max(r.longest, utf8.RuneCountInString(k))
	}
	return nil
}

// All lists the kinds in the order of the file.
func (r *Register) All() []Certificate { return slices.Clone(r.all) }

// Find returns the kind of a code.
func (r *Register) Find(code string) (Certificate, bool) {
	i, ok := r.byCode[code]
	if !ok {
		return Certificate{}, false
	}
	return r.all[i], true
}

// Name is the name of a code, or the code itself where it is unknown.
func (r *Register) Name(code string) string {
	if c, ok := r.Find(code); ok {
		return c.Name
	}
	return code
}

// Asked reads the cell in which an opening names the certificates it asks
// for, one or several, in any writing: "A2驾驶证", "电工操作证、健康证",
// "养老护理员（四级）证书以上". It returns their codes in the order written;
// none where none is asked for (None) or none is known.
func (r *Register) Asked(text string) []string {
	var codes []string
	for _, part := range parts(text) {
		found := r.scan(part)
		if len(found) == 0 {
			found = r.scan(levels.Replace(part))
		}
		for _, code := range found {
			if !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
	}
	return Classed(codes)
}

// scan takes the longest alias at each place of a folded part. A name without
// 证 counts where it is the whole part: an office writes 养老护理员 in the
// column of certificates.
func (r *Register) scan(part string) []string {
	if code, ok := r.byAlias[part+"证"]; ok {
		return []string{code}
	}
	var codes []string
	runes := []rune(part)
	for i := 0; i < len(runes); {
		step := 1
		for n := min(r.longest, len(runes)-i); n > 0; n-- {
			if code, ok := r.byAlias[string(runes[i:i+n])]; ok {
				codes, step = append(codes, code), n
				break
			}
		}
		i += step
	}
	return codes
}

// Classed leaves out the licence without a class where a class is named too:
// B2以上驾照.
func Classed(codes []string) []string {
	class := func(code string) bool { return strings.HasPrefix(code, "driving_") }
	if !slices.ContainsFunc(codes, class) {
		return codes
	}
	return slices.DeleteFunc(codes, func(code string) bool { return code == "driving" })
}
