package imports

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
)

const oneVillage = "乡镇,协会名称,覆盖行政村\n康宁镇,甲村务工协会,甲村\n"

// ofVillage is a desk of a county with one association.
func ofVillage(t *testing.T) *staging {
	t.Helper()
	s := newStaging(t)
	s.csv(t, "associations", oneVillage)
	return s
}

func (s *staging) mend(t *testing.T, id int64, m Mend) Mended {
	t.Helper()
	done, err := s.service.Mend(t.Context(), s.client, s.actor, id, m)
	if err != nil {
		t.Fatal(err)
	}
	<-s.looked // the whole is counted again
	return done
}

// refused wants a code of an error that people are told.
func refused(t *testing.T, err error, code string) {
	t.Helper()
	var said *FileError
	if !errors.As(err, &said) || said.Code != code {
		t.Errorf("error %v, want %s", err, code)
	}
}

func counted(d Draft) string {
	out := make([]string, 0, 5)
	for _, n := range countsOf(d) {
		out = append(out, string(rune('0'+n)))
	}
	return strings.Join(out, "/")
}

// TestMend: a wrong cell is mended and its row tried again at once; what is still
// wrong is told; taken back, the row is wrong again; and only what was mended goes
// in, in full, with the file as it was.
func TestMend(t *testing.T) {
	t.Parallel()
	s := ofVillage(t)
	d := s.send(t, Staged{Files: []File{csvFile("册.csv", people.Replace("村,姓名,身份证号码,联系电话\n甲村,{王建},\n甲村,李英,142325197001019985,140\n乙村,{张平},\n"))}})
	if got := counted(d); got != "1/0/0/0/2" || d.Kind != "members" {
		t.Fatalf("%s %s", d.Kind, got)
	}
	first := s.mend(t, d.Import, Mend{Row: 3, Column: 2, Text: "142325197001019984"})
	if first.State != RowError || len(first.Left) != 1 || first.Left[0].Field != "phone" || first.Left[0].Column != 3 || !first.Tried {
		t.Errorf("the number mended: %+v", first)
	}
	if second := s.mend(t, d.Import, Mend{Row: 3, Column: 3, Text: "14000000001"}); second.State != RowCreated || len(second.Left) != 0 {
		t.Errorf("the telephone mended: %+v", second)
	}
	if got := s.draft(t, d.Import); counted(got) != "2/0/0/0/1" || got.Mends != 2 {
		t.Errorf("after mending %s, %d mends", counted(got), got.Mends)
	}
	back, err := s.service.Unmend(t.Context(), s.client, s.actor, d.Import, Mend{Row: 3, Column: 3})
	if err != nil || back.State != RowError {
		t.Errorf("taken back: %+v, %v", back, err)
	}
	<-s.looked
	s.mend(t, d.Import, Mend{Row: 3, Column: 3, Text: "14000000001"})
	s.wants(t, "0", "SELECT count(*) FROM person")
	r := s.write(t, d.Import)
	if got := summary(r.Report); r.Err != nil || got != "2/0/0/1: 4 unknown_village" {
		t.Fatalf("written: %s, %v", got, r.Err)
	}
	s.wants(t, "李英 true", "SELECT name, phone_hash IS NOT NULL FROM person WHERE name = '李英'")
	s.rejectedGoIn(t, d.Import, r.Report)
}

// rejectedGoIn takes the rejected rows of an import that was mended: of them the
// mended ones are none.
func (s *staging) rejectedGoIn(t *testing.T, id int64, r Report) {
	t.Helper()
	_, files, err := s.service.Kept(t.Context(), s.actor, id)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := Rejected(&out, files, r); err != nil {
		t.Fatal(err)
	}
	again := s.send(t, Staged{Files: []File{{Name: "退回.xlsx", Data: bytes.NewReader(out.Bytes()), Size: int64(out.Len())}}})
	if got := counted(again); got != "0/0/0/0/1" {
		t.Errorf("the rejected rows sent again: %s", got)
	}
	m := s.mend(t, again.Import, Mend{Row: 2, Column: 0, Text: "甲村"})
	if m.State != RowCreated {
		t.Errorf("mended: %+v", m)
	}
}

// One correction for all rows that say the same, and back again.
func TestMendTheSame(t *testing.T) {
	t.Parallel()
	s := ofVillage(t)
	d := s.send(t, Staged{Files: []File{csvFile("册.csv", people.Replace("村,姓名,身份证号码\n甲庄,{王建}\n甲庄,{李英}\n丁庄,{张平}\n甲村,{刘兰}\n"))}})
	if m := s.mend(t, d.Import, Mend{Row: 2, Column: 0, Text: "甲村", Same: true}); m.Rows != 2 || m.State != RowCreated {
		t.Errorf("%+v", m)
	}
	if got := counted(s.draft(t, d.Import)); got != "3/0/0/0/1" {
		t.Errorf("counts %s", got)
	}
	back, err := s.service.Unmend(t.Context(), s.client, s.actor, d.Import, Mend{Row: 3, Column: 0, Same: true})
	if err != nil || back.Rows != 2 || back.State != RowError {
		t.Errorf("taken back: %+v, %v", back, err)
	}
	<-s.looked
	if got := s.draft(t, d.Import); counted(got) != "1/0/0/0/3" || got.Mends != 0 {
		t.Errorf("counts %s, %d mends", counted(got), got.Mends)
	}
}

// A mended row that repeats another of the file is found as the whole is counted
// again.
func TestMendedIntoADuplicate(t *testing.T) {
	t.Parallel()
	s := ofVillage(t)
	d := s.send(t, Staged{Files: []File{csvFile("册.csv", people.Replace("村,姓名,身份证号码\n甲村,{王建}\n甲村,王建,142325197603089999\n"))}})
	s.mend(t, d.Import, Mend{Row: 3, Column: 2, Text: "142325197603089998"})
	if got := s.draft(t, d.Import); counted(got) != "1/0/0/0/1" || got.Recount {
		t.Errorf("counts %s, recount %v", counted(got), got.Recount)
	}
	r := s.write(t, d.Import)
	if got := summary(r.Report); got != "1/0/0/1: 3 duplicate_in_file" {
		t.Errorf("written %s", got)
	}
}

// TestMendRefusals: what is no cell to mend, and what would be no row any more.
func TestMendRefusals(t *testing.T) {
	t.Parallel()
	s := ofVillage(t)
	d := s.send(t, Staged{Files: []File{csvFile("册.csv", people.Replace("姓名,身份证号码,村,好恶\n{王建},甲庄,好\n合计1人\n李,,,\n"))}})
	for name, m := range map[string]Mend{
		"a heading": {Row: 1, Column: 0, Text: "姓"}, "a total": {Row: 3, Column: 0, Text: "王"}, "no file": {File: 1, Row: 2}, "no sheet": {Sheet: 3, Row: 2},
		"a column that is passed over": {Row: 2, Column: 3, Text: "坏"}, "no column": {Row: 2, Column: 9, Text: "1"}, "far": {Row: 2, Column: -5, Text: "1"},
		"too long":      {Row: 2, Column: 0, Text: strings.Repeat("王", openText+1)},
		"a total of it": {Row: 4, Column: 0, Text: "合计"},
	} {
		_, err := s.service.Mend(t.Context(), s.client, s.actor, d.Import, m)
		t.Run(name, func(t *testing.T) { refused(t, err, "mend") })
	}
	s.wants(t, "0 1", "SELECT (SELECT count(*) FROM import_mend), (SELECT revision FROM import_draft)")
}

// What a mended cell says is sealed, its number is shown to nobody whole, and it
// is gone with the files.
func TestMendsAreSealed(t *testing.T) {
	t.Parallel()
	s := ofVillage(t)
	d := s.send(t, Staged{Files: []File{csvFile("册.csv", people.Replace("姓名,身份证号码,电话,村,备注,证\n李英,142325197001019985,1400000000,甲村,找 14000000001,142325197603089999\n"))}})
	s.mend(t, d.Import, Mend{Row: 2, Column: 1, Text: "142325197001019984"})
	page, err := s.service.Rows(t.Context(), s.actor, RowQuery{Import: d.Import, Sheet: -1, Limit: 10})
	if err != nil || len(page.Rows) != 1 {
		t.Fatal(page, err)
	}
	var texts []string
	for _, c := range page.Rows[0].Cells {
		texts = append(texts, c.Text)
	}
	want := []string{"李英", "142325********9984", "140****0000", "甲村", "找 ***", "142325********9999"}
	if !slices.Equal(texts, want) || !page.Rows[0].Cells[1].Mended || page.Rows[0].Cells[2].Mended {
		t.Errorf("cells %q, want %q", texts, want)
	}
	s.noNumbers(t)
	s.wants(t, "1", "SELECT count(*) FROM import_mend")
	if err := s.service.Drop(t.Context(), s.actor, d.Import); err != nil {
		t.Fatal(err)
	}
	s.wants(t, "0 0 0 0 0", "SELECT (SELECT count(*) FROM import_file), (SELECT count(*) FROM import_part), (SELECT count(*) FROM import_mend), (SELECT count(*) FROM import_sheet), (SELECT count(*) FROM import_problem)")
}

// noNumbers looks for whole numbers in everything that drafts keep.
func (s *staging) noNumbers(t *testing.T) {
	t.Helper()
	for _, table := range []string{"import", "import_draft", "import_sheet", "import_problem", "import_mend", "import_mapping", "import_file", "import_part", "audit", "river.river_job"} {
		s.wants(t, "0", `SELECT count(*) FROM `+table+` x WHERE x::text ~ '(142325|141123)[0-9]{8}|140[0-9]{8}' OR encode(convert_to(x::text, 'UTF8'), 'escape') ~ '14232519[0-9]{6}'`)
	}
}

// TestUnmendTwice: a cell that was taken back before is taken back again without
// harm: of two who click at once, both are told how it is.
func TestUnmendTwice(t *testing.T) {
	t.Parallel()
	s := ofVillage(t)
	d := s.send(t, oneRoster())
	s.mend(t, d.Import, Mend{Row: 2, Column: 1, Text: "李英"})
	for range 2 {
		done, err := s.service.Unmend(t.Context(), s.client, s.actor, d.Import, Mend{Row: 2, Column: 1})
		if err != nil || done.State != RowCreated {
			t.Errorf("%+v %v", done, err)
		}
		<-s.looked
	}
	s.wants(t, "0", "SELECT count(*) FROM import_mend")
}
