package imports

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"laowu/imports/sheet"
)

// TestRejectedRowsGoInOnceMended sends the sample with its twelve bad rows,
// takes the workbook of rejected rows, mends one cell in it, and sends it.
func TestRejectedRowsGoInOnceMended(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	if _, err := d.run(t, "associations", false, "testdata/samples/associations.xlsx"); err != nil {
		t.Fatal(err)
	}
	report, err := d.run(t, "members", false, "testdata/samples/members-township.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("testdata/samples/members-township.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	files := []File{{Name: "members-township.xlsx", Data: bytes.NewReader(data), Size: int64(len(data))}}
	if err := Rejected(&out, files, report); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "退回.xlsx")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	again, err := d.run(t, "members", false, path)
	if err != nil {
		t.Fatal(err)
	}
	// The row that repeated an earlier one stands alone now, and goes in as a
	// change; a day's own cell type and the form's date came along.
	if again.Rows != 12 || again.Rejected != 11 || again.Updated != 1 {
		t.Errorf("sent again: %d rows, %d rejected, %d updated", again.Rows, again.Rejected, again.Updated)
	}
	if cols := again.Files[0].Sheets[0].IgnoredColumns; !strings.Contains(strings.Join(cols, " "), whyColumn) {
		t.Errorf("ignored columns %v", cols)
	}
	if !hasReason(t, out.Bytes()) {
		t.Error("no row says why it came back")
	}
}

func hasReason(t *testing.T, data []byte) bool {
	t.Helper()
	b, err := sheet.Open("a.xlsx", bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for r, err := range b.Rows(0) {
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(r.Cells[len(r.Cells)-1].Text, "身份证号码：") {
			n++
		}
	}
	return n >= 5
}
