package sheet

import (
	"fmt"
	"strconv"
	"strings"
)

// put writes a row as excelize's StreamWriter would: texts in place (ECMA-376
// part 1, 18.3.1.4 c, 18.18.11 ST_CellType).
func (d *direct) put(s *SheetWriter, row int, cells []any) error {
	d.cell = append(d.cell[:0], `<row r="`...)
	d.cell = append(strconv.AppendInt(d.cell, int64(row), 10), `">`...)
	for c, v := range cells {
		if bad, ok := v.(Bad); ok && bad.Why != "" {
			return errStreamed
		}
		v, l := s.looked(look{}, c, v)
		if v == nil {
			continue
		}
		if err := d.value(row, c, s.styles[l], v); err != nil {
			return fmt.Errorf("write row %d: %w", row, err)
		}
	}
	d.cell = append(d.cell, `</row>`...)
	if _, err := d.rows.Write(d.cell); err != nil {
		return fmt.Errorf("write row %d: %w", row, err)
	}
	return nil
}

func (d *direct) value(row, column, style int, v any) error {
	d.cell = append(d.cell, `<c r="`...)
	d.cell = strconv.AppendInt(appendLetters(d.cell, column), int64(row), 10)
	d.cell = append(d.cell, '"')
	if style != 0 {
		d.cell = append(d.cell, ` s="`...)
		d.cell = append(strconv.AppendInt(d.cell, int64(style), 10), '"')
	}
	switch v := v.(type) {
	case string:
		d.text(v)
	case bool:
		d.cell = append(d.cell, ` t="b"><v>`...)
		d.cell = append(append(d.cell, map[bool]string{true: "1", false: "0"}[v]...), `</v></c>`...)
	case int:
		d.number(strconv.AppendInt(nil, int64(v), 10))
	case int64:
		d.number(strconv.AppendInt(nil, v, 10))
	case float64:
		d.number(strconv.AppendFloat(nil, v, 'f', -1, 64))
	default:
		return fmt.Errorf("no cell for a %T", v)
	}
	return nil
}

// text writes a text. Spaces at its ends need a word, or readers drop them.
func (d *direct) text(v string) {
	if len(v) > maxCellText {
		v = cut(v, maxCellText)
	}
	d.cell = append(d.cell, ` t="inlineStr"><is><t`...)
	if v != "" && (v[0] <= ' ' || v[len(v)-1] <= ' ' || strings.Contains(v, "\n")) {
		d.cell = append(d.cell, ` xml:space="preserve"`...)
	}
	d.cell = append(d.cell, '>')
	if strings.ContainsAny(v, "&<>_") {
		v = escape.Replace(v)
	}
	d.cell = append(append(d.cell, v...), `</t></is></c>`...)
}

func (d *direct) number(figures []byte) {
	d.cell = append(d.cell, `><v>`...)
	d.cell = append(append(d.cell, figures...), `</v></c>`...)
}

const maxCellText = 32767 // UTF-16 units, as spreadsheets take

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `_x`, `_x005F_x`)

func appendLetters(to []byte, column int) []byte {
	if column >= 26 {
		to = appendLetters(to, column/26-1)
	}
	return append(to, byte('A'+column%26))
}
