package imports

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func fieldsOf(s DraftSheet) string {
	var out []string
	for _, c := range s.Columns {
		out = append(out, c.Field)
	}
	return strings.Join(out, ",")
}

func (s *staging) set(t *testing.T, id int64, m Mapping) Draft {
	t.Helper()
	if err := s.service.SetMapping(t.Context(), s.client, s.actor, id, m); err != nil {
		t.Fatal(err)
	}
	<-s.looked
	return s.draft(t, id)
}

const oddHeadings = "所在地,谁,号,甲\n甲村,{王建},好\n"

// TestMapping: a sheet whose headings nobody knows is read as people say, and the
// next file with these headings without asking, until that is forgotten.
func TestMapping(t *testing.T) {
	t.Parallel()
	s := ofVillage(t)
	d := s.send(t, Staged{Kind: "members", Files: []File{csvFile("a.csv", people.Replace(oddHeadings))}})
	if d.Ready || d.Failure == nil || d.Failure.Code != "no_heading" || len(d.Files[0].Sheets) != 1 {
		t.Fatalf("ready %v, failure %v, files %+v", d.Ready, d.Failure, d.Files)
	}
	l, err := s.service.Layout(t.Context(), s.actor, d.Import, 0, 0, 1, 1)
	if err != nil || len(l.Columns) != 4 || !slices.Equal(l.Columns[2].Examples, []string{"142325********9998"}) || !slices.Equal(l.Missing, []string{"“姓名”", "“身份证号码”"}) {
		t.Fatalf("%+v, %v", l, err)
	}
	if !slices.ContainsFunc(l.Fields, func(f FieldChoice) bool { return f == FieldChoice{"id_number", "身份证号码", true} }) {
		t.Errorf("fields %v", l.Fields)
	}
	d = s.set(t, d.Import, Mapping{First: 1, Last: 1, Fields: []string{"village", "name", "id_number", ""}})
	if got := fieldsOf(d.Files[0].Sheets[0]); counted(d) != "1/0/0/0/0" || got != "village,name,id_number," || d.Files[0].Sheets[0].Way != "chosen" {
		t.Errorf("chosen: %s %s %s", counted(d), got, d.Files[0].Sheets[0].Way)
	}
	if r := s.write(t, d.Import); summary(r.Report) != "1/0/0/0" {
		t.Errorf("written %s", summary(r.Report))
	}
	next := s.send(t, Staged{Kind: "members", Files: []File{csvFile("b.csv", people.Replace("填报单位：甲村,,,\n"+oddHeadings+"甲村,{李英},\n"))}})
	if got := next.Files[0].Sheets[0]; counted(next) != "1/0/1/0/0" || got.Way != "remembered" || got.First != 2 {
		t.Errorf("remembered: %s, %s, row %d, %v", counted(next), got.Way, got.First, next.Failure)
	}
	if err := s.service.Unmap(t.Context(), s.client, s.actor, next.Import, 0, 0); err != nil {
		t.Fatal(err)
	}
	<-s.looked
	if d := s.draft(t, next.Import); d.Ready || d.Failure == nil {
		t.Errorf("forgotten, and yet %s", counted(d))
	}
	s.noNumbers(t)
}

// A column that was taken for something else is put right, and a sheet left out.
func TestMappingPutRight(t *testing.T) {
	t.Parallel()
	s := ofVillage(t)
	d := s.send(t, Staged{Files: []File{csvFile("a.csv", people.Replace("姓名,身份证号码,村,电话,联系电话\n{王建},甲村,号外,14000000001\n"))}})
	if counted(d) != "1/0/0/0/0" {
		t.Fatalf("%s %+v", counted(d), d.Failure)
	}
	d = s.set(t, d.Import, Mapping{First: 1, Last: 1, Fields: []string{"name", "id_number", "village", "phone", "remark"}})
	if counted(d) != "0/0/0/0/1" {
		t.Errorf("the other telephone: %s", counted(d))
	}
	if err := s.service.SetMapping(t.Context(), s.client, s.actor, d.Import, Mapping{LeaveOut: true, First: 1, Last: 1}); err != nil {
		t.Fatal(err)
	}
	<-s.looked
	if d = s.draft(t, d.Import); d.Ready || d.Failure == nil || d.Files[0].Sheets[0].Way != "left_out" {
		t.Errorf("left out: %+v %s", d.Failure, d.Files[0].Sheets[0].Way)
	}
}

// TestMappingRefusals: never is a needed column missing without a word.
func TestMappingRefusals(t *testing.T) {
	t.Parallel()
	s := ofVillage(t)
	d := s.send(t, Staged{Kind: "members", Files: []File{csvFile("a.csv", people.Replace(oddHeadings))}})
	for name, m := range map[string]Mapping{
		"needed":         {First: 1, Last: 1, Fields: []string{"village", "name", "", ""}},
		"twice":          {First: 1, Last: 1, Fields: []string{"name", "name", "id_number", ""}},
		"unknown":        {First: 1, Last: 1, Fields: []string{"village", "name", "id_number", "uscc"}},
		"no row":         {First: 9, Last: 9, Fields: []string{"village", "name", "id_number"}},
		"not together":   {First: 1, Last: 3, Fields: []string{"village", "name", "id_number"}},
		"too many":       {First: 1, Last: 1, Fields: []string{"village", "name", "id_number", "", "", ""}},
		"nothing chosen": {},
	} {
		err := s.service.SetMapping(t.Context(), s.client, s.actor, d.Import, m)
		t.Run(name, func(t *testing.T) { refused(t, err, "mapping") })
	}
	refused(t, s.service.SetMapping(t.Context(), s.client, s.actor, d.Import, Mapping{File: 3}), "not_found")
	s.wants(t, "0 passed", "SELECT (SELECT count(*) FROM import_mapping), (SELECT string_agg(way, ',') FROM import_sheet)")
}

// Headings of one organisation are not another's.
func TestMappingsOfOthers(t *testing.T) {
	t.Parallel()
	d := roles(t)
	s := stagingOf(t, d.as(t, "association", "甲村务工协会"), 1)
	mine := s.send(t, Staged{Kind: "members", Files: []File{csvFile("a.csv", people.Replace(oddHeadings))}})
	mine = s.set(t, mine.Import, Mapping{First: 1, Last: 1, Fields: []string{"village", "name", "id_number", ""}})
	theirs := s.at(d.as(t, "association", "戊村务工协会").actor)
	other := theirs.send(t, Staged{Kind: "members", Files: []File{csvFile("a.csv", people.Replace(oddHeadings))}})
	if !mine.Ready || other.Ready {
		t.Errorf("mine %v, theirs %v", mine.Ready, other.Ready)
	}
	if got := fmt.Sprint(theirs.service.SetMapping(t.Context(), s.client, theirs.actor, mine.Import, Mapping{First: 1, Last: 1})); got != NotFound.Message {
		t.Errorf("another's draft: %s", got)
	}
}
