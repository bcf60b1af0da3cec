package web

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"laowu/imports"
)

func TestDetailText(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{
		`{"departure":2,"answer":"refused"}`:                "出行：2；答复：不去",
		`{"posts":2,"form":"regular"}`:                      "人数：2；形式：长期",
		`{"request":1,"kind":"correction","field":"other"}`: "哪一项：其他；种类：更正；请求：1",
		`{"enterprise":0,"seats":30}`:                       "座位：30",
		`{"kind":"members","rows":12,"dry_run":true}`:       "只检查：是；种类：会员花名册；行：12",
		`{"where":["乡镇=蔚汾镇","村=东关"],"revealed":false}`:      "全号：否；条件：乡镇=蔚汾镇、村=东关",
		`{"case":7,"how":"settled"}`:                        "怎样结的：解决了；案件：7",
		`{"never heard of":"as it is"}`:                     "never heard of：as it is",
		`{"name":"regular","reason":"paused"}`:              "原因：paused；名称：regular", // what people wrote is no code
		`{"signs":["village","slip"],"merge":3,"gone":9}`:   "合并：3；并掉的记录：9；相同的：村、号码只错一位",
	} {
		if got := detailText([]byte(raw), imports.Titles()); got != want {
			t.Errorf("%s: %s, want %s", raw, got, want)
		}
	}
}

// Whatever any package notes with an entry has a word.
func TestEveryDetailHasAWord(t *testing.T) {
	t.Parallel()
	found := 0
	for _, dir := range []string{"../../internal", "../../imports", "../../training", "../../matching", "../../cmd"} {
		err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			for _, key := range detailsOf(file) {
				if found++; detailWords[key] == "" {
					t.Errorf("%s notes %q, which has no word", path, key)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if found < 90 {
		t.Errorf("only %d details were found", found)
	}
}

// detailsOf are the keys of the maps that a file gives to what notes an entry, and
// of those called detail.
func detailsOf(file *ast.File) (keys []string) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if name := calledBy(n.Fun); name == "Note" || name == "move" {
				for _, arg := range n.Args {
					keys = append(keys, keysOf(arg)...)
				}
			}
		case *ast.AssignStmt:
			if to, ok := n.Lhs[0].(*ast.Ident); ok && (to.Name == "detail" || to.Name == "d") {
				keys = append(keys, keysOf(n.Rhs[0])...)
			}
			if to, ok := n.Lhs[0].(*ast.IndexExpr); ok && (calledBy(to.X) == "detail" || calledBy(to.X) == "d") {
				keys = append(keys, textIn(to.Index)...)
			}
		}
		return true
	})
	return keys
}

func calledBy(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

func keysOf(e ast.Expr) (keys []string) {
	lit, ok := e.(*ast.CompositeLit)
	if !ok {
		return nil
	}
	if m, ok := lit.Type.(*ast.MapType); !ok || calledBy(m.Value) != "any" {
		return nil
	}
	for _, el := range lit.Elts {
		keys = append(keys, textIn(el.(*ast.KeyValueExpr).Key)...)
	}
	return keys
}

func textIn(e ast.Expr) []string {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return nil
	}
	text, err := strconv.Unquote(lit.Value)
	if err != nil {
		return nil
	}
	return []string{text}
}
