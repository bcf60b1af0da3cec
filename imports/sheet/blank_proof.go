package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"slices"
	"strings"
)

// Bounds on a form, far above any that an office makes, and low enough that it
// takes little memory with every gap between its cells filled.
const (
	maxBlankUnpacked = 32 << 20
	maxBlankRows     = 20_000  // the number of a sheet's last row
	maxBlankCells    = 400_000 // cells of a sheet, with those before them in their rows
	maxBlankTags     = 400_000 // elements of a sheet
	maxBlankFormulas = 20_000
	maxBlankMerges   = 2_000
	maxBlankSheets   = 100
)

// provenBlank reads all parts of a form once, refuses what no form needs, and
// packs it again, so that nothing but what was proven is read after. It tells
// where each sheet has formulas.
func provenBlank(name string, data []byte) ([]byte, [][]cellAt, error) {
	if len(data) > MaxBlank {
		return nil, nil, tooLarge("空白表大于 %d MB", MaxBlank>>20)
	}
	in := input{bytes.NewReader(data), int64(len(data))}
	if err := lightBeside(in); err != nil {
		return nil, nil, err
	}
	src, err := detect(name, in, in.size)
	if err != nil {
		return nil, nil, err
	}
	x, ok := src.(*xlsx)
	if !ok {
		return nil, nil, notAWorkbook("空白表要用 .xlsx。请在 Excel 或 WPS 中打开，另存为 .xlsx 后再上传")
	}
	if err := x.plainForm(); err != nil {
		return nil, nil, err
	}
	formulas := make([][]cellAt, len(x.list))
	for i, l := range x.list {
		if formulas[i], err = x.measured(l); err != nil {
			return nil, nil, err
		}
	}
	files := make([]*zip.File, 0, len(x.zip.parts))
	for _, name := range sortedParts(x.zip.parts) {
		files = append(files, x.zip.parts[name])
	}
	content, err := x.zip.unpacked(files)
	if err != nil {
		return nil, nil, err
	}
	clean, err := repacked(files, content)
	return clean, formulas, err
}

// lightBeside bounds what is beside the sheets, before any of it is read: what
// is in them is counted element by element. What is no zip is another's to
// refuse.
func lightBeside(in input) error {
	a, err := openArchive(in)
	if err != nil {
		return nil //nolint:nilerr // detect says what it is
	}
	total := uint64(0)
	for name, f := range a.parts {
		if !strings.HasPrefix(name, "xl/worksheets/") {
			total += f.UncompressedSize64
		}
	}
	if total > maxBlankUnpacked {
		return tooLarge("空白表解开后大于 %d MB", maxBlankUnpacked>>20)
	}
	return nil
}

func sortedParts(parts map[string]*zip.File) []string {
	names := make([]string, 0, len(parts))
	for name := range parts {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// partSpelling is a part's name as it is written in a workbook: only the case
// of what all workbooks have is mended.
func partSpelling(name string) string {
	return strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/")
}

// plainForm refuses macros, other files and programs behind a form.
func (x *xlsx) plainForm() error {
	for name := range x.zip.parts {
		switch {
		case strings.Contains(name, "vbaproject"), strings.HasPrefix(name, "xl/macrosheets"):
			return notAWorkbook("空白表里有宏（.xlsm）。请在 Excel 或 WPS 中另存为 .xlsx，再上传")
		case strings.HasPrefix(name, "xl/externallinks"):
			return notAWorkbook("空白表里有公式引用了别的文件。请在“数据—编辑链接”里断开链接，保存后再上传")
		case strings.HasPrefix(name, "xl/embeddings"), strings.HasPrefix(name, "xl/activex"), name == "xl/connections.xml":
			return notAWorkbook("空白表里嵌有别的文件、控件或数据连接。请删去，保存后再上传")
		}
	}
	if len(x.list) > maxBlankSheets {
		return tooLarge("空白表的工作表超过 %d 张", maxBlankSheets)
	}
	return nil
}

// unpacked reads parts whole, no more of all than a form has.
func (a *archive) unpacked(files []*zip.File) ([][]byte, error) {
	left, out := int64(maxBlankUnpacked), make([][]byte, len(files))
	for i, f := range files {
		p, err := a.open(f)
		if err != nil {
			return nil, err
		}
		if p.left = left; f.UncompressedSize64 > uint64(left) {
			return nil, tooLarge("空白表解开后大于 %d MB", maxBlankUnpacked>>20)
		}
		if out[i], err = io.ReadAll(p); err != nil {
			return nil, because(err, "压缩包里的 %s 读不出来", f.Name)
		}
		left -= p.read
	}
	return out, nil
}
