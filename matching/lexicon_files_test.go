package matching

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// entries are the words of a file of the lexicon with what stands before
// them, where they stand in the second column.
func entries(t *testing.T, file string) (all [][2]string) {
	t.Helper()
	rows, err := table(file, 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, word := range strings.Fields(row[1]) {
			all = append(all, [2]string{row[0], word})
		}
	}
	if len(all) == 0 {
		t.Fatalf("%s is empty", file)
	}
	return all
}

// A place within a division asks for the division, and is kept as written for
// the order; what a division is called otherwise is not.
func TestSpots(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	for _, e := range entries(t, "spots.csv") {
		u := l.Understand("141123", e[1]+" 护工")
		if q := u.Question; !slices.Equal(q.Places, []string{e[0]}) || !slices.Equal(q.Spots, []string{e[1]}) || len(q.Words) > 0 || len(u.Chips) != 2 {
			t.Errorf("%s 护工: %v %v %q", e[1], q.Places, q.Spots, q.Words)
		}
	}
	for _, e := range entries(t, "places.csv") {
		if q := l.Understand("141123", e[1]).Question; len(q.Spots) > 0 {
			t.Errorf("%s is a place within: %v", e[1], q.Spots)
		}
	}
}

// What lies outside the known divisions is looked up by its bare name.
func TestElsewhere(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	for _, e := range entries(t, "elsewhere.csv") {
		for _, word := range e {
			if q := l.Understand("141123", word+" 护工").Question; !slices.Equal(q.Words, e[:1]) || len(q.Places) > 0 || !slices.Equal(q.Trades, []string{"care"}) {
				t.Errorf("%s 护工: %q %v %v", word, q.Words, q.Places, q.Trades)
			}
		}
	}
	for text, want := range map[string]string{"江苏昆山": `"昆山" "江苏"`, "北京市朝阳区": `"北京" "朝阳区"`, "baotou hugong": `"包头" t:care`} {
		if got := reading(l.Understand("141123", text).Question); got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
}

// Close to home sorts and leaves nothing out; another order that was picked
// wins.
func TestNear(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	rows, err := table("near.csv", 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		u := l.Understand("141123", row[0]+" 保洁")
		if u.Question.Sort != SortNear || reading(u.Question) != "t:cleaner" || len(u.Chips) != 2 || u.Chips[0].Kind != ChipNear || u.Chips[0].Without != "保洁" {
			t.Errorf("%s 保洁: %+v", row[0], u)
		}
	}
	near := Question{Sort: SortNear}
	for picked, want := range map[Sort]Sort{SortFit: SortNear, SortWage: SortWage} {
		if q, err := l.narrow("141123", near, Request{Sort: picked}); err != nil || q.Sort != want {
			t.Errorf("%q picked: %q, %v", picked, q.Sort, err)
		}
	}
}

// Words for people without work mean that where people are asked for, and there
// alone.
func TestFree(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	rows, err := table("free.csv", 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if u := l.understand("141123", row[0]+" 护工", l.ofPeople); !u.free || len(u.Question.Words) > 0 || len(u.Chips) != 2 {
			t.Errorf("%s 护工, of people: %+v", row[0], u)
		}
		if u := l.Understand("141123", row[0]+" 护工"); u.free {
			t.Errorf("%s 护工, of openings: %+v", row[0], u)
		}
	}
}

// What begins with a surname and is as long as a name is not counted.
func TestSurnames(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	rows, err := table("surnames.csv", 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, name := range strings.Fields(row[0]) {
			if !l.nameLike(l.Fold(name) + "囧囧") {
				t.Errorf("%s囧囧 is no name", name)
			}
		}
	}
	if l.nameLike("囧囧") {
		t.Error("囧囧 is a name")
	}
}

func TestEveryCharacter(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	traditional, err := table("traditional.csv", 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range traditional {
		if got := l.Fold(row[0]); got != row[1] || l.Fold(got) != got {
			t.Errorf("%s is %s, want %s", row[0], got, row[1])
		}
	}
	readings, err := table("readings.csv", 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range readings {
		if got := strings.Join(l.readings.syllables(row[0]), " "); got != strings.ReplaceAll(row[1], "ü", "v") {
			t.Errorf("%s is read %s, want %s", row[0], got, row[1])
		}
	}
	alike, err := table("lookalikes.csv", 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range alike {
		for _, a := range row[0] {
			for _, b := range row[0] {
				if a != b && l.likeness(a, b) < sameStart {
					t.Errorf("%c does not look like %c", a, b)
				}
			}
		}
	}
}

// What only hangs on a word that nothing explains is no part of it.
func TestEdges(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	for _, e := range entries(t, "fillers.csv") {
		if e[0] != "edge" {
			continue
		}
		if got := reading(l.Understand("141123", e[1]+"囧囧"+e[1]).Question); got != `"囧囧"` {
			t.Errorf("%s囧囧%s is %s", e[1], e[1], got)
		}
	}
}

// A file that is added has a test, and the README tells of it.
func TestEveryFileIsTested(t *testing.T) {
	t.Parallel()
	tested := []string{
		"benefits.csv", "elsewhere.csv", "fillers.csv", "forms.csv", "free.csv", "here.csv", "lookalikes.csv", "near.csv", "places.csv",
		"readings.csv", "right.csv", "spots.csv", "surnames.csv", "trades.csv", "traditional.csv", "workplaces.csv",
	}
	files, err := fs.Glob(lexiconFiles, "lexicon/*.csv")
	if err != nil {
		t.Fatal(err)
	}
	told, err := os.ReadFile("lexicon/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for i, file := range files {
		files[i] = strings.TrimPrefix(file, "lexicon/")
		if !strings.Contains(string(told), "| `"+files[i]+"` |") {
			t.Errorf("the README does not tell of %s", files[i])
		}
	}
	if !slices.Equal(files, tested) {
		t.Errorf("files %v, tested are %v", files, tested)
	}
}

// Occupation classes are of the form of the 2022 classification, and no two
// trades that are told apart share one but the machines that it does not part.
func TestClasses(t *testing.T) {
	t.Parallel()
	class := regexp.MustCompile(`^[1-8]-\d{2}-\d{2}-\d{2}$`)
	by := map[string][]string{}
	for _, one := range testLexicon(t).Trades() {
		if one.Class == "" {
			continue
		}
		if !class.MatchString(one.Class) {
			t.Errorf("%s has the class %s", one.Name, one.Class)
		}
		by[one.Class] = append(by[one.Class], one.Code)
	}
	for code, trades := range by {
		if len(trades) > 1 && code != "6-30-05-01" && code != "6-30-05-05" {
			t.Errorf("%s is the class of %v", code, trades)
		}
	}
}

// A word that only sounds like a trade, and a name, is no trade: it is looked
// up where it is written and nowhere else.
func TestNoHomophones(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	for text, want := range map[string]string{
		"经典": `"经典"`, "景点": `"景点"`, "报案": `"报案"`, "旷工": `"旷工"`, "司仪": `"司仪"`, "出师": `"出师"`, "施工": `"施工"`, "保健": `"保健"`,
		"张云": `"张云"`, "王建国": `"王建国"`, "李建军": `"李建军"`, "开飞机": `"飞机"`, "安监员": "t:gas_checker", "安检员": "t:security_check",
		"安监 太原": `"安监" p:140100`, "张云 保洁": `"张云" t:cleaner`, "火星 保洁": `"火星" t:cleaner`,
	} {
		if got := reading(l.Understand("141123", text).Question); got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
}

// What nothing explains before a place of work is a name, unless a trade is
// named, a particle parts them, or it is one character.
func TestNames(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	for text, want := range map[string]string{
		"锦界工业园": `"锦界工业园"`, "示例铝业": `"示例铝业"`, "想去富士康电子厂": `"富士康电子厂"`, "大超市": "t:retail", "鄂尔多斯煤矿": "p:150600 t:mining",
		"锦界工业园 保安": `"锦界" t:guard`, "张庄的工厂": `"张庄" t:factory`, "工业园": "t:factory",
	} {
		if got := reading(l.Understand("141123", text).Question); got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
}
