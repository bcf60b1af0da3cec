package imports

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

// TestHistory: an organisation sees its own imports, the county and the auditor
// all; an original is given to who may work it, and that is noted.
func TestHistory(t *testing.T) {
	t.Parallel()
	s := stagingOf(t, roles(t), 1)
	mine := s.at(s.as(t, db.Association, "甲村务工协会").actor)
	d := mine.send(t, oneRoster())
	if r := mine.write(t, d.Import); r.Err != nil {
		t.Fatal(r.Err)
	}
	second := mine.send(t, Staged{Files: []File{csvFile("二.csv", people.Replace("姓名,身份证号码\n{李英}\n"))}})
	auditor := db.Actor{County: "141123", Role: db.Auditor}
	for name, c := range map[string]struct {
		actor db.Actor
		want  []int64
	}{
		"own": {mine.actor, []int64{second.Import, d.Import}}, "other": {s.as(t, db.Association, "戊村务工协会").actor, nil},
		"county": {s.actor, []int64{second.Import, d.Import}}, "auditor": {auditor, []int64{second.Import, d.Import}},
		"worker": {db.Actor{County: "141123", Role: db.Worker, Person: 1}, nil},
	} {
		got, err := s.service.History(t.Context(), c.actor, HistoryQuery{Limit: 100})
		var ids []int64
		for _, p := range got {
			if p.Import >= d.Import { // others founded the county
				ids = append(ids, p.Import)
			}
		}
		if err != nil || !slices.Equal(ids, c.want) {
			t.Errorf("%s sees %v, %v; want %v", name, ids, err, c.want)
		}
	}
	page, err := s.service.History(t.Context(), mine.actor, HistoryQuery{Before: second.Import, Limit: 1})
	if err != nil || len(page) != 1 || page[0].State != "done" || page[0].Created != 1 || page[0].From != "甲村务工协会" || page[0].Files[0] != "册.csv" || !page[0].Kept || !page[0].Staged {
		t.Errorf("%+v, %v", page, err)
	}
	f, err := mine.service.Original(t.Context(), mine.actor, d.Import, 0)
	if err != nil || f.Name != "册.csv" {
		t.Fatal(err)
	}
	if data, err := readAll(f); err != nil || !strings.HasPrefix(string(data), "村,姓名") {
		t.Errorf("original %q, %v", data, err)
	}
	_, err = s.service.Original(t.Context(), auditor, d.Import, 0)
	refused(t, err, "forgotten")
	_, err = s.service.Rows(t.Context(), auditor, RowQuery{Import: d.Import, Sheet: -1, Limit: 5})
	refused(t, err, "forgotten")
	_, err = s.service.Original(t.Context(), s.as(t, db.Association, "戊村务工协会").actor, d.Import, 0)
	refused(t, err, "not_found")
	s.wants(t, "association "+fmt.Sprint(d.Import), "SELECT role, target FROM audit WHERE action = '"+string(access.OriginalTaken)+"'")
}
