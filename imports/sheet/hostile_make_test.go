package sheet

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

var hostileWrite = flag.String("hostile.write", "", "write the files of imports/testdata/hostile of this pattern anew")

const hostileFolder = "../testdata/hostile"

// maker makes one file of the hostile corpus. What must come of it stands in
// the corpus's expected.json.
type maker struct {
	name string
	make func(testing.TB) []byte
}

func makers() []maker {
	return slices.Concat(hostileZips(), hostileWorkbooks(), hostileXML(), hostileSheets(), hostileBIFF(), hostileTexts())
}

// TestMakeHostile holds the corpus to being what the makers make, by name; with
// -hostile.write it writes the files:
//
//	go test ./imports/sheet -run TestMakeHostile -hostile.write '*'
func TestMakeHostile(t *testing.T) {
	t.Parallel()
	var made []string
	for _, m := range makers() {
		made = append(made, m.name)
		if wanted, err := filepath.Match(*hostileWrite, m.name); err != nil || !wanted {
			continue
		}
		data := m.make(t)
		if len(data) > 200<<10 {
			t.Errorf("%s has %d bytes, too many for the repository", m.name, len(data))
		}
		if err := os.WriteFile(filepath.Join(hostileFolder, m.name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	there, err := filepath.Glob(filepath.Join(hostileFolder, "*.*"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, path := range there {
		if name := filepath.Base(path); name != "expected.json" {
			names = append(names, name)
		}
	}
	slices.Sort(made)
	if !slices.Equal(made, names) {
		t.Errorf("there are\n%q\nthe makers make\n%q", names, made)
	}
}

// A made-up man of the village 丙村, as the heading has it.
const (
	hostileHeading = "村|姓名|身份证号码"
	hostilePerson  = "丙村|王建|142325197603089998"
)

// line is a row of texts in place; cells are parted by a stroke.
func line(number int, cells string) string {
	row := `<row r="` + itoa(number) + `">`
	for col, text := range split(cells) {
		row += `<c r="` + ref(number, col) + `" t="str"><v>` + text + `</v></c>`
	}
	return row + `</row>`
}

// harmless is a workbook of one person.
func harmless() parts { return book1(line(1, hostileHeading) + line(2, hostilePerson)) }

// asZip is a maker of a workbook's parts.
func asZip(name string, p func() parts) maker {
	return maker{name, func(tb testing.TB) []byte { return p().zip(tb) }}
}

func fixed(name string, data func() []byte) maker {
	return maker{name, func(testing.TB) []byte { return data() }}
}
