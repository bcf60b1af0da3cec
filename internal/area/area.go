// Package area knows the divisions: what lies in what, and what was called
// how until when.
package area

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Level of a division.
type Level string

// The levels, from the top.
const (
	Province   Level = "province"
	Prefecture Level = "prefecture"
	County     Level = "county"
	Township   Level = "township"
	Village    Level = "village"
)

// Area is one division. A number that no longer holds has ValidTo and, where
// one followed, a Successor; records of its time keep it.
type Area struct {
	Code      string
	Name      string
	Level     Level
	Parent    string // empty for a province
	Aliases   []string
	ValidTo   *time.Time
	Successor string
}

// Atlas holds all divisions of an installation. It does not change; load
// another one after villages were added. Safe for several goroutines.
type Atlas struct {
	byCode   map[string]Area
	children map[string][]string
	names    []name // longest first
}

// Load reads the divisions.
func Load(ctx context.Context, tx *db.Tx) (*Atlas, error) {
	rows, err := tx.Query(ctx, `
		SELECT code, name, level, coalesce(parent, '') AS parent, aliases, valid_to, coalesce(successor, '') AS successor
		FROM area ORDER BY code`)
	if err != nil {
		return nil, fmt.Errorf("read areas: %w", err)
	}
	areas, err := pgx.CollectRows(rows, pgx.RowToStructByName[Area])
	if err != nil {
		return nil, fmt.Errorf("read areas: %w", err)
	}
	return New(areas), nil
}

// New makes an atlas of areas.
func New(areas []Area) *Atlas {
	a := &Atlas{byCode: make(map[string]Area, len(areas)), children: map[string][]string{}}
	for _, one := range areas {
		a.byCode[one.Code] = one
		a.children[one.Parent] = append(a.children[one.Parent], one.Code)
	}
	a.names = spoken(areas)
	return a
}

// Find returns the division of a code.
func (a *Atlas) Find(code string) (Area, bool) {
	one, ok := a.byCode[code]
	return one, ok
}

// Name is the name of a code, or the code itself where it is unknown.
func (a *Atlas) Name(code string) string {
	if one, ok := a.byCode[code]; ok {
		return one.Name
	}
	return code
}

// Path is the code and all it lies in, innermost first. An unknown code has
// none.
func (a *Atlas) Path(code string) []string {
	var path []string
	for one, ok := a.byCode[code]; ok; one, ok = a.byCode[one.Parent] {
		path = append(path, one.Code)
	}
	return path
}

// Inside says whether code is outer or lies in it. Old numbers of a county lie
// where their successor does.
func (a *Atlas) Inside(code, outer string) bool {
	return slices.ContainsFunc(a.Path(code), func(c string) bool {
		return c == outer || a.byCode[c].Successor == outer
	})
}

// Children are the codes directly inside a division, in order.
func (a *Atlas) Children(code string) []string { return a.children[code] }

// Child finds a division directly inside parent by name or alias, whether it
// is still valid or not: old forms name old townships.
func (a *Atlas) Child(parent, called string) (Area, bool) {
	for _, code := range a.children[parent] {
		one := a.byCode[code]
		if one.Name == called || slices.Contains(one.Aliases, called) {
			return one, true
		}
	}
	return Area{}, false
}
