package imports

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"syscall"
	"time"

	"laowu/imports/sheet"
	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

// hostileFile, set, has this test program read one hostile file and tell what
// came of it: in a process of its own, so that the system can hold it to its
// limits. The others name the database and its keys.
const (
	hostileFile     = "LAOWU_TEST_HOSTILE"
	hostileDatabase = "LAOWU_TEST_HOSTILE_DATABASE"
	hostileKeyset   = "LAOWU_TEST_HOSTILE_KEYSET"
)

// The system ends a reader that takes more: memory far above the 300 MB that
// are asserted, so that these are seen in figures, and processor time far above
// what any file takes, so that only a reader without an end meets it.
const (
	hostileMemory  = 300 << 20
	hardMemory     = 1 << 30
	hardSeconds    = 60
	hostileGarbage = "GOGC=400"          // as the service collects it,
	hostileLimit   = "GOMEMLIMIT=192MiB" // within its bound
)

// ordeal is what a reader made of a file.
type ordeal struct {
	Sheet    string // the code of reading all its cells, empty where they could be read
	Code     string // of the import
	Message  string
	Summary  string // of the import's report
	Rejected string // the code of writing its rows back
	Peak     int64  // bytes of memory
}

// readHostile reads the file in every way there is.
func readHostile() int {
	for resource, most := range map[int]uint64{syscall.RLIMIT_DATA: hardMemory, syscall.RLIMIT_CPU: hardSeconds} {
		if err := syscall.Setrlimit(resource, &syscall.Rlimit{Cur: most, Max: most}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	out, err := tryHostile(context.Background(), os.Getenv(hostileFile))
	if err == nil {
		out.Peak = peak()
		err = json.NewEncoder(os.Stdout).Encode(out)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func tryHostile(ctx context.Context, path string) (out ordeal, err error) {
	f, err := os.Open(path)
	if err != nil {
		return out, err
	}
	info, err := f.Stat()
	if err != nil {
		return out, err
	}
	file := File{Name: filepath.Base(path), Data: f, Size: info.Size()}
	if out.Sheet, err = readCells(file); err != nil {
		return out, err
	}
	kind, _ := ByName("members")
	report, why := importAndUndo(ctx, Request{Kind: kind, Files: []File{file}})
	if why != nil {
		said := Failure(why)
		out.Code, out.Message = said.Code, said.Message
	} else {
		out.Summary = inShort(report)
	}
	var back *FileError
	switch err := Rejected(io.Discard, []File{file}, allWrong(file)); {
	case errors.As(err, &back):
		out.Rejected = back.Code
	case err != nil:
		return out, err
	}
	return out, f.Close()
}

// readCells opens the file and goes through all its cells.
func readCells(file File) (code string, err error) {
	var known *sheet.Error
	book, err := sheet.Open(file.Name, file.Data, file.Size)
	if errors.As(err, &known) {
		return known.Code, nil
	} else if err != nil {
		return "", err
	}
	for i := range book.Sheets() {
		for _, err := range book.Rows(i) {
			if errors.As(err, &known) {
				return known.Code, nil
			} else if err != nil {
				return "", err
			}
		}
	}
	return "", book.Close()
}

// inShort is the summary of a report, without most of many problems.
func inShort(r Report) string {
	const most = 5
	r.Problems = r.Problems[:min(len(r.Problems), most)]
	return summary(r)
}

var errUndone = errors.New("undone")

// importAndUndo imports, and takes back what could be imported.
func importAndUndo(ctx context.Context, q Request) (report Report, err error) {
	d, err := db.Open(ctx, os.Getenv(hostileDatabase), db.Options{MaxConns: 2, Now: func() time.Time { return testdb.Now }})
	if err != nil {
		return report, err
	}
	defer d.Close()
	vault, err := access.OpenVault(ctx, d, admin, os.Getenv(hostileKeyset))
	if err != nil {
		return report, err
	}
	err = d.Tx(ctx, admin, func(tx *db.Tx) error {
		if report, err = Run(ctx, tx, vault, plainDesk(), q); err != nil {
			return err
		}
		return errUndone
	})
	if errors.Is(err, errUndone) {
		return report, nil
	}
	return report, err
}

// allWrong is a report that finds fault with the second row of the first sheets,
// as if the import had got so far.
func allWrong(file File) Report {
	r := Report{Files: []FileReport{{File: file.called()}}}
	book, err := sheet.Open(file.Name, file.Data, file.Size)
	if err != nil {
		return r
	}
	const most = 3
	for i, s := range book.Sheets()[:min(len(book.Sheets()), most)] {
		name := sheetCalled(i, s)
		r.Files[0].Sheets = append(r.Files[0].Sheets, SheetReport{Sheet: name, HeadingRow: 1, LastHeading: 1, Fields: []string{"name", "id_number"}})
		r.Problems = append(r.Problems, Problem{File: file.called(), Sheet: name, Row: 2, Field: "name", Severity: "error"})
	}
	return r
}

// peak is the most memory that this process had at once, as Linux counts it.
func peak() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	found := regexp.MustCompile(`VmHWM:\s*([0-9]+) kB`).FindSubmatch(status)
	if found == nil {
		return 0
	}
	kb, _ := strconv.ParseInt(string(found[1]), 10, 64) // digits
	return kb << 10
}
