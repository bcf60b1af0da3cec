package report

import (
	"errors"
	"fmt"
	"io"

	"laowu/imports/sheet"
)

// Write writes the bulletin as a workbook: a line for each figure.
func (b Bulletin) Write(out io.Writer) error {
	w, err := sheet.Create()
	if err != nil {
		return fmt.Errorf("write bulletin: %w", err)
	}
	s, err := begin(w, "劳务公报", "劳务公报（截至 "+b.AsOf+"）", []any{"指标", "数值", "单位", "代号"}, []float64{44, 14, 16, 34})
	for _, f := range b.Figures {
		if err != nil {
			break
		}
		err = s.Row(f.Zh, f.Value, f.Unit, f.ID)
	}
	if err == nil {
		err = w.Save(out)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write bulletin: %w", err), w.Close())
	}
	return nil
}
