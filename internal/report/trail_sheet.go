package report

import (
	"errors"
	"fmt"
	"io"

	"laowu/imports/sheet"
)

// WriteTrail writes lines of the audit trail as a workbook, each in the columns
// of the page: 编号, 时间, 谁, 代表谁, 做了什么, 对谁, 从哪里, 说明. title says what
// was asked for.
func WriteTrail(title string, lines [][8]string, out io.Writer) error {
	w, err := sheet.Create()
	if err != nil {
		return fmt.Errorf("write audit trail: %w", err)
	}
	s, err := begin(w, "审计记录", title, []any{"编号", "时间", "谁", "代表谁", "做了什么", "对谁", "从哪里", "说明"}, []float64{16, 20, 16, 28, 16, 16, 16, 60})
	if err == nil {
		err = w.Stream(out)
	}
	for _, l := range lines {
		if err != nil {
			break
		}
		row := make([]any, len(l))
		for i, text := range l {
			row[i] = text
		}
		err = s.Row(row...)
	}
	if err == nil {
		err = w.End()
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write audit trail: %w", err), w.Close())
	}
	return nil
}
