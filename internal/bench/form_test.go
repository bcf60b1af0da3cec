package bench

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// formRows are how many rows of a form must be filled within 3 s.
const formRows = 5000

// BenchmarkForm fills another office's blank with 5,000 members, as the whole
// command does; the yardstick writes the same cells with bare excelize, held in
// memory as a form's are.
func BenchmarkForm(b *testing.B) {
	in := install(b)
	dir := b.TempDir()
	members, associations := workbooks(b, dir)
	in.laowu(b, "import", "associations", associations)
	in.laowu(b, "import", "members", members)
	var gone int
	in.read(b, fmt.Sprintf("WITH gone AS (DELETE FROM membership WHERE person NOT IN (SELECT person FROM membership ORDER BY person LIMIT %d) RETURNING 1) SELECT count(*) FROM gone", formRows), &gone)
	blank, err := filepath.Abs("../../imports/testdata/forms/01-roster.xlsx")
	if err != nil {
		b.Fatal(err)
	}
	out := filepath.Join(dir, "filled.xlsx")
	var filled []cost
	var yard []time.Duration
	for range runs {
		filled = append(filled, in.laowu(b, "export", "members", "--form", blank, "--reveal", "--out", out))
		cells, err := cellsOf(out)
		if err != nil {
			b.Fatal(err)
		}
		if len(cells) < formRows {
			b.Fatalf("only %d rows were filled", len(cells))
		}
		began := time.Now()
		if err := setCells(filepath.Join(dir, "bare.xlsx"), cells); err != nil {
			b.Fatal(err)
		}
		yard = append(yard, time.Since(began))
	}
	slices.Sort(yard)
	f, y := median(filled), yard[len(yard)/2]
	b.ReportMetric(f.wall.Seconds(), "s/form")
	line("bare excelize SetCellValue of the same cells", fmt.Sprintf("%.2f s", y.Seconds()), "yardstick")
	line("`laowu export members --form`, 5,000 rows, the whole command", fmt.Sprintf("**%.2f s**, %.2f times; of processor %.2f s; %d MB", f.wall.Seconds(), f.wall.Seconds()/y.Seconds(), f.work.Seconds(), f.peak>>20), "3 s")
}

// setCells is the yardstick.
func setCells(path string, cells [][]any) error {
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // nothing is lost
	for i, row := range cells {
		for c, v := range row {
			letter, err := excelize.ColumnNumberToName(c + 1)
			if err != nil {
				return err
			}
			if err := f.SetCellValue("Sheet1", letter+strconv.Itoa(i+1), v); err != nil {
				return err
			}
		}
	}
	if err := f.SaveAs(path); err != nil {
		return err
	}
	return os.Remove(path)
}
