package bench

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"laowu/imports/sheet"
)

// streamFile, when set, has this test program write the cells of that workbook
// again with a bare excelize StreamWriter, in a process of its own, and say how
// long that took, and how much processor.
const streamFile = "LAOWU_BENCH_STREAM"

// BenchmarkExport exports the full member list, 57,450 rows, as the whole
// command does; the yardstick writes the same cells, which it holds in memory,
// with a bare excelize StreamWriter.
func BenchmarkExport(b *testing.B) {
	in := install(b)
	dir := b.TempDir()
	members, associations := workbooks(b, dir)
	in.laowu(b, "import", "associations", associations)
	in.laowu(b, "import", "members", members)
	out := filepath.Join(dir, "out.xlsx")
	export := func(more ...string) cost {
		return in.laowu(b, append([]string{"export", "members", "--out", out}, more...)...)
	}
	var whole, masked, yard, few []cost
	for range runs {
		few = append(few, export("--where", "township="+town))
		masked = append(masked, export())
		whole = append(whole, export("--reveal"))
		yard = append(yard, bare(b, out))
	}
	y, w, m := median(yard), median(whole), median(masked)
	b.ReportMetric(w.wall.Seconds()/y.wall.Seconds(), "ratio")
	against := func(c cost) string {
		return fmt.Sprintf("%.2f s, **%.2f times**; of processor %.2f s, %.2f times", c.wall.Seconds(), c.wall.Seconds()/y.wall.Seconds(),
			c.work.Seconds(), c.work.Seconds()/y.work.Seconds())
	}
	line("bare excelize StreamWriter of the same cells", fmt.Sprintf("%.2f s; of processor %.2f s", y.wall.Seconds(), y.work.Seconds()), "yardstick")
	line("`laowu export members --reveal`, the whole command", against(w), "1.3 times")
	line("masked", against(m), "1.3 times")
	line("its peak memory, and that for one township's", fmt.Sprintf("**%d MB**, %d MB", w.peak>>20, median(few).peak>>20), "the same")
}

// bare runs the yardstick.
func bare(b *testing.B, path string) cost {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), os.Args[0]) //nolint:gosec // this very program
	cmd.Env = append(os.Environ(), streamFile+"="+path)
	said, err := cmd.Output()
	if err != nil {
		b.Fatal(err)
	}
	var c cost
	if _, err := fmt.Sscan(string(said), &c.wall, &c.work); err != nil {
		b.Fatal(err)
	}
	return c
}

// restream is the yardstick.
func restream(path string) error {
	cells, err := cellsOf(path)
	if err != nil {
		return err
	}
	began, worked := time.Now(), processor()
	if err := stream(strings.TrimSuffix(path, ".xlsx")+"-bare.xlsx", cells); err != nil {
		return err
	}
	_, err = fmt.Print(int64(time.Since(began)), " ", int64(processor()-worked))
	return err
}

// processor is how much this process has worked.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// cellsOf reads a workbook's first sheet, each cell as a StreamWriter takes it.
func cellsOf(path string) (all [][]any, err error) {
	f, err := os.Open(path) //nolint:gosec // written by the benchmark
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	book, err := sheet.Open(path, f, info.Size())
	if err != nil {
		return nil, err
	}
	for r, err := range book.Rows(0) {
		if err != nil {
			return nil, err
		}
		row := make([]any, len(r.Cells))
		for i, c := range r.Cells {
			switch n, err := strconv.ParseFloat(c.Text, 64); {
			case c.Kind == sheet.Empty:
			case err == nil && (c.Kind == sheet.Number || c.Kind == sheet.Date):
				row[i] = n
			default:
				row[i] = c.Text
			}
		}
		all = append(all, row)
	}
	return all, nil
}

func stream(path string, cells [][]any) error {
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	for i, row := range cells {
		if err := w.SetRow("A"+strconv.Itoa(i+1), row); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.SaveAs(path)
}
