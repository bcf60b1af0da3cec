package imports

import (
	"errors"
	"slices"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

// office adds one, and is who sits in it.
func (d *testDesk) office(t *testing.T, role db.Role, name, place string) *testDesk {
	t.Helper()
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		_, err := access.AddOffice(t.Context(), tx, access.Office{Kind: string(role), Name: name, Place: place})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return d.as(t, role, name)
}

// TestDraftsByRole: each sender's draft counts its own rows alone, and no draft
// writes: others' rows are in conflict, and what cannot be his is refused whole.
func TestDraftsByRole(t *testing.T) {
	t.Parallel()
	d := roles(t)
	d.csv(t, "placements", people.Replace("姓名,身份证号码,企业名称,统一社会信用代码,岗位,上岗时间,工作地点\n{张平},乙厂,91150602MA0FAG439B,电工,2026-01-01,东胜区\n"))
	d.csv(t, "training", people.Replace("培训项目,期次,培训机构,姓名,身份证号码\n护工,1,护工基地,{李英}\n"))
	s := stagingOf(t, d, 1)
	for name, c := range map[string]struct {
		desk       *testDesk
		kind, text string
		want       string
	}{
		"association": {d.as(t, db.Association, "甲村务工协会"), "members", "姓名,身份证号码,村\n{张平},\n{王建},甲村\n王建,1,甲村\n", "1/0/0/1/1"},
		"township":    {d.as(t, db.Township, "康宁镇政府"), "households", "村,户编号,家庭类别,姓名,身份证号码\n甲村,1,脱贫户,{李英}\n戊村,9,,{王建}\n", "0/1/0/1/0"},
		"enterprise":  {d.as(t, db.Enterprise, "甲厂"), "openings", "企业名称,统一社会信用代码,岗位名称,工作地点,用工形式,需求人数\n甲厂,,电工,兴县,长期,3\n乙厂,91150602MA0FAG439B,焊工,兴县,长期,3\n", "1/0/0/1/0"},
		"trainer":     {d.office(t, db.Trainer, "护工基地", "141123"), "training", "培训项目,期次,培训机构,姓名,身份证号码\n护工,2,护工基地,{李英}\n护工,2,别的学校,{刘兰}\n", "1/0/0/1/0"},
		"station":     {d.office(t, db.Station, "鄂尔多斯工作站", "150602"), "followups", "姓名,身份证号码,企业名称,回访日期,是否在岗\n{张平},乙厂,2026-11-01,是\n{刘兰},乙厂,2026-11-01,是\n", "1/0/0/1/0"},
		"county":      {d, "members", "姓名,身份证号码,村\n{张平},\n{王建},甲村\n", "1/0/1/0/0"},
	} {
		mine := s.at(c.desk.actor)
		got := mine.send(t, Staged{Files: []File{csvFile(name+".csv", people.Replace(c.text))}})
		if got.Kind == "" && slices.Contains(got.Choices, c.kind) {
			got = mine.setKind(t, got.Import, c.kind)
		}
		if got.Kind != c.kind || counted(got) != c.want || !got.Own {
			t.Errorf("%s: %s %s, want %s %s; %v", name, got.Kind, counted(got), c.kind, c.want, got.Failure)
		}
		mine.foreignKinds(t, got.Import)
	}
	s.wants(t, "3 1 0 0", "SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM class), (SELECT count(*) FROM visit), (SELECT count(*) FROM opening)")
}

// foreignKinds tries to have a draft read as what its sender may not send.
func (s *staging) foreignKinds(t *testing.T, id int64) {
	t.Helper()
	for _, k := range Kinds() {
		if k.Allows(s.actor.Role) {
			continue
		}
		if err := s.service.SetKind(t.Context(), s.client, s.actor, id, k.Name); !errors.Is(err, NotAllowed) {
			t.Errorf("%s chooses %s: %v", s.actor.Role, k.Name, err)
		}
		if _, err := s.service.Stage(t.Context(), s.client, s.actor, Staged{Kind: k.Name, Files: []File{csvFile("x.csv", "a,b\n")}}); !errors.Is(err, NotAllowed) {
			t.Errorf("%s sends %s: %v", s.actor.Role, k.Name, err)
		}
	}
}

// TestKindIsGuessed by the headings, of every sample that an office sends.
func TestKindIsGuessed(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"associations.xlsx": "associations", "members-township.xlsx": "members", "members-villages.xlsx": "members", "members-gbk.csv": "members", "members-legacy.xls": "members",
		"enterprises.xlsx": "enterprises", "openings.xlsx": "openings", "training.xlsx": "training", "placements.xlsx": "placements", "followups.xlsx": "followups",
	} {
		all, err := sights([]File{sample(t, name)})
		if err != nil {
			t.Fatal(err)
		}
		if got, fit := guess(db.County, all); got != want {
			t.Errorf("%s is %q of %v, want %s", name, got, fit, want)
		}
	}
	all, err := sights([]File{sample(t, "hires.xlsx")})
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := guess(db.Enterprise, all); got != "hires" {
		t.Errorf("an enterprise's list is %q", got)
	}
	if got, fit := guess(db.Trainer, all); got != "" || fit != nil {
		t.Errorf("to a trainer it is %q of %v", got, fit)
	}
}
