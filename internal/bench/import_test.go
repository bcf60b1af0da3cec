package bench

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/xuri/excelize/v2"

	"laowu/internal/db/testdb"
)

// yardstickFile, when set, turns this test program into the yardstick: one
// pass of excelize's Rows over the file, in a process of its own as the
// import has one.
const yardstickFile = "LAOWU_BENCH_EXCELIZE"

// writeFolder, when set, has it write the workbooks into that folder.
const writeFolder = "LAOWU_BENCH_WRITE"

func TestMain(m *testing.M) {
	for name, part := range map[string]func(string) error{yardstickFile: pass, writeFolder: writeRoster, streamFile: restream} {
		path := os.Getenv(name)
		if path == "" {
			continue
		}
		if err := part(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(testdb.Run(m))
}

func pass(path string) error {
	f, err := excelize.OpenFile(path)
	if err != nil {
		return err
	}
	rows, err := f.Rows(f.GetSheetName(0))
	if err != nil {
		return err
	}
	for rows.Next() {
		if _, err := rows.Columns(); err != nil {
			return err
		}
	}
	return f.Close()
}

// BenchmarkImport imports the full member list, 57,450 rows of 22 columns,
// into a county without members, and again unchanged.
func BenchmarkImport(b *testing.B) {
	in := install(b)
	members, associations := workbooks(b, b.TempDir())
	in.laowu(b, "import", "associations", associations)
	var yard, first, again []cost
	for range runs {
		in.forgetMembers(b)
		yard = append(yard, measure(b, append(os.Environ(), yardstickFile+"="+members), os.Args[0]))
		first = append(first, in.laowu(b, "import", "members", members))
		again = append(again, in.laowu(b, "import", "members", members))
	}
	y, f, a := median(yard), median(first), median(again)
	ratio, repeat := f.wall.Seconds()/y.wall.Seconds(), a.wall.Seconds()/f.wall.Seconds()
	b.ReportMetric(ratio, "ratio")
	line("excelize Rows over 57,450 x 22", fmt.Sprintf("%.2f s, %d MB", y.wall.Seconds(), y.peak>>20), "yardstick")
	line("import of the same, whole command", fmt.Sprintf("%.2f s, %.2f times", f.wall.Seconds(), ratio), "1.6 times")
	line("its peak memory", fmt.Sprintf("%d MB", f.peak>>20), "250 MB")
	line("sent again unchanged", fmt.Sprintf("%.2f s, %.2f times the first", a.wall.Seconds(), repeat), "1.0 times")
	in.steps(b, members)
}

// forgetMembers empties what the import of members fills.
func (in *installation) forgetMembers(b *testing.B) {
	b.Helper()
	in.sql(b, "TRUNCATE placement, membership, person, household_kind, household, import CASCADE")
}

func (in *installation) sql(b *testing.B, sql string) {
	b.Helper()
	conn, err := pgx.Connect(b.Context(), in.server.URL())
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close(context.Background())
	if _, err := conn.Exec(b.Context(), sql); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkDemo writes and imports the whole demonstration county from nothing.
func BenchmarkDemo(b *testing.B) {
	c := install(b).laowu(b, "demo")
	b.ReportMetric(c.wall.Seconds(), "s/county")
	line("whole demonstration county from nothing", fmt.Sprintf("%.1f s, %d MB", c.wall.Seconds(), c.peak>>20), "120 s")
}

// millisecond figures of the table.
func ms(d time.Duration) string { return fmt.Sprintf("%.2f ms", float64(d.Microseconds())/1000) }
