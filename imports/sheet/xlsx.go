package sheet

import (
	"archive/zip"
	"path"
	"strings"
)

// xlsx is an opened .xlsx or .xlsm (ECMA-376, both its transitional and its
// strict namespaces: elements and relationship types are told by their last
// word).
type xlsx struct {
	zip     *archive
	list    []xlsxSheet
	strings sharedStrings
	dates   []bool // by cell style: shows its number as a date
	since04 bool   // counts days from 1904
	main    string // the parts of the workbook, of its styles and of its theme
	styles  string
	theme   string
}

type xlsxSheet struct {
	name   string
	hidden bool
	part   *zip.File
}

// relation is one line of a part's relationships.
type relation struct{ kind, target string }

func openZip(in input) (source, error) {
	a, err := openArchive(in)
	if err != nil {
		return nil, err
	}
	root, err := a.relations("")
	if err != nil {
		return nil, err
	}
	main := "xl/workbook.xml"
	for _, r := range root {
		if r.kind == "officeDocument" {
			main = r.target
		}
	}
	if a.parts[main] == nil || strings.HasSuffix(main, ".bin") {
		return nil, otherZip(a)
	}
	x := &xlsx{zip: a, main: main}
	return x, x.readWorkbook(main)
}

// otherZip names what people most often take for a workbook.
func otherZip(a *archive) error {
	for _, other := range []struct{ part, message string }{
		{"xl/workbook.bin", "这是二进制工作簿（.xlsb），无法读取。请在 Excel 中另存为 .xlsx 后再上传"},
		{"word/document.xml", "这是 Word 文档，不是 Excel 工作簿。请把表格复制到 Excel 中，另存为 .xlsx 后再上传"},
		{"ppt/presentation.xml", "这是演示文稿，不是 Excel 工作簿。请检查是否选对了文件"},
		{"content.xml", "这是 OpenDocument 表格（.ods），无法读取。请另存为 .xlsx 后再上传"},
	} {
		if a.parts[other.part] != nil {
			return notAWorkbook(other.message)
		}
	}
	return notAWorkbook("这是压缩包，里面没有工作簿。请先解压，再上传其中的 Excel 文件")
}

// relations reads the relationships of a part; a part without any has none.
// kind is the last word of the type.
func (a *archive) relations(name string) (map[string]relation, error) {
	folder, base := path.Split(name)
	f := a.parts[folder+"_rels/"+base+".rels"]
	if f == nil {
		return nil, nil
	}
	out := map[string]relation{}
	err := a.whole(f, func(s *scanner) error {
		return s.each(func() error {
			if string(s.name) != "Relationship" || len(out) == maxParts {
				return nil
			}
			v, err := s.values("Id", "Type", "Target", "TargetMode")
			if err == nil && v[3] != "External" {
				out[v[0]] = relation{v[1][strings.LastIndexByte(v[1], '/')+1:], partName(folder, v[2])}
			}
			return err
		})
	})
	return out, err
}

// values reads attributes of the start tag; one that is missing is "".
func (s *scanner) values(names ...string) ([]string, error) {
	out := make([]string, len(names))
	var err error
	for i, name := range names {
		if out[i], err = s.attr(name, false); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// readWorkbook reads the list of sheets and the parts that they all need.
func (x *xlsx) readWorkbook(main string) error {
	relations, err := x.zip.relations(main)
	if err != nil {
		return err
	}
	root := ""
	err = x.zip.whole(x.zip.parts[main], func(s *scanner) error {
		return s.each(func() error {
			if root == "" {
				root = string(s.name)
			}
			return x.readSheetEntry(s, relations)
		})
	})
	switch {
	case err != nil:
		return err
	case root != "workbook":
		return otherZip(x.zip)
	case len(x.list) == 0:
		return notAWorkbook("工作簿里没有工作表。请检查是否选对了文件")
	}
	for _, r := range relations {
		f := x.zip.parts[r.target]
		if f == nil {
			continue
		}
		switch r.kind {
		case "sharedStrings":
			err = x.zip.whole(f, x.strings.read)
		case "styles":
			x.styles = r.target
			err = x.zip.whole(f, x.readStyles)
		case "theme":
			x.theme = r.target
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (x *xlsx) readSheetEntry(s *scanner, relations map[string]relation) error {
	// Extensions further in use the same names.
	switch depth := len(s.starts); {
	case depth == 2 && string(s.name) == "workbookPr":
		v, err := s.values("date1904")
		x.since04 = err == nil && isTrue(v[0])
		return err
	case depth == 3 && string(s.name) == "sheet":
		v, err := s.values("name", "state")
		if err != nil {
			return err
		}
		id, err := s.attr("id", true)
		r := relations[id]
		if err != nil || id == "" || r.kind != "" && r.kind != "worksheet" {
			return err
		}
		f := x.zip.parts[r.target]
		if f == nil {
			return damaged("缺少工作表 %s", clean(v[0]))
		}
		if len(x.list) == maxSheets {
			return tooLarge("工作表超过 %d 个", maxSheets)
		}
		x.list = append(x.list, xlsxSheet{clean(v[0]), v[1] != "" && v[1] != "visible", f})
	}
	return nil
}

func isTrue(s string) bool { return s == "1" || s == "true" || s == "on" }
