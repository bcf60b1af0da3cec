package imports

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"laowu/internal/db"
)

// Each role exports what it sees, and only the county's numbers are whole.
func TestExportOfRoles(t *testing.T) {
	t.Parallel()
	d := roles(t)
	d.csv(t, "members", people.Replace("村,姓名,身份证号码\n甲村,{王建}\n"))
	auditor := &testDesk{service: d.service, actor: db.Actor{County: d.actor.County, Role: db.Auditor, Name: "auditor"}}
	for name, c := range map[string]struct {
		desk *testDesk
		sees string
	}{
		"county":      {d, "王建 李英 张平 刘兰"},
		"auditor":     {auditor, "王** 李** 张** 刘**"},
		"association": {d.as(t, db.Association, "甲村务工协会"), "王建 李英"},
		"township":    {d.as(t, db.Township, "康宁镇政府"), "王建 李英"},
		"enterprise":  {d.as(t, db.Enterprise, "甲厂"), ""},
	} {
		shown := ""
		for _, k := range Kinds() {
			if !k.For(c.desk.actor.Role) {
				continue
			}
			data, _ := c.desk.export(t, Export{Kind: k})
			shown += c.desk.shown(t, data)
			err := c.desk.service.DB.Tx(t.Context(), c.desk.actor, func(tx *db.Tx) error {
				_, err := Export{Kind: k, Reveal: true}.Write(t.Context(), tx, d.service.Vault, io.Discard)
				return err
			})
			if county := name == "county"; county != (err == nil) || !county && !errors.Is(err, ErrReveal) {
				t.Errorf("%s reveals %s: %v", name, k.Name, err)
			}
		}
		for _, who := range []string{"王建", "李英", "张平", "刘兰", "王**", "李**", "张**", "刘**"} {
			if sees := strings.Contains(c.sees, who); sees != strings.Contains(shown, who) {
				t.Errorf("%s: %s is exported: %v", name, who, !sees)
			}
		}
	}
}

// Who may have which ledger: those whose pages show its records.
func TestLedgersOfRoles(t *testing.T) {
	t.Parallel()
	d := roles(t)
	all := "associations members households enterprises openings training placements hires followups"
	for role, want := range map[db.Role]string{
		db.County: all, db.Admin: all, db.Auditor: all,
		db.Association: "associations members households openings training placements followups",
		db.Township:    "associations members households openings training placements followups",
		db.Station:     "openings placements followups",
		db.Enterprise:  "openings hires", db.Trainer: "training", db.Worker: "", db.Nobody: "",
	} {
		for _, k := range Kinds() {
			may := slices.Contains(strings.Fields(want), k.Name)
			err := d.service.DB.Tx(t.Context(), db.Actor{County: d.actor.County, Role: role, Organisation: 1}, func(tx *db.Tx) error {
				_, err := Export{Kind: k}.Write(t.Context(), tx, d.service.Vault, io.Discard)
				return err
			})
			if may != (err == nil) || !may && !errors.Is(err, ErrLedger) {
				t.Errorf("%s takes %s: %v, want it: %v", role, k.Name, err, may)
			}
		}
	}
}

// All know of all associations and published openings; a ledger is of one's own.
func TestLedgersOfOnesOwn(t *testing.T) {
	t.Parallel()
	d := roles(t)
	d.csv(t, "openings", "企业名称,统一社会信用代码,岗位名称,工作地点,用工形式,需求人数\n甲厂,,电工,兴县,长期,3\n乙厂,91150602MA0FAG439B,焊工,兴县,长期,3\n")
	for _, c := range []struct {
		kind, own, other string
		desk             *testDesk
	}{
		{"associations", "甲村务工协会", "戊村务工协会", d.as(t, db.Association, "甲村务工协会")},
		{"associations", "甲村务工协会", "戊村务工协会", d.as(t, db.Township, "康宁镇政府")},
		{"openings", "电工", "焊工", d.as(t, db.Enterprise, "甲厂")},
	} {
		data, rows := c.desk.export(t, theLedger(c.kind))
		if s := c.desk.shown(t, data); rows != 1 || !strings.Contains(s, c.own) || strings.Contains(s, c.other) {
			t.Errorf("%s takes of %s %d rows: %s", c.desk.actor.Role, c.kind, rows, s)
		}
	}
	if _, rows := d.as(t, db.Association, "甲村务工协会").export(t, theLedger("openings")); rows != 2 {
		t.Errorf("an association takes %d openings", rows)
	}
}

// An enterprise has of its staff those who agreed to be seen, and no others.
func TestStaffListOfEnterprise(t *testing.T) {
	t.Parallel()
	d := roles(t)
	d.csv(t, "hires", people.Replace("姓名,身份证号码,用工单位,统一社会信用代码,入职时间,用工形式\n{张平},甲厂,91141123MA0AL47R7J,2019-08-01,长期\n{刘兰},甲厂,91141123MA0AL47R7J,2019-08-01,长期\n"))
	employer := d.as(t, db.Enterprise, "甲厂")
	if _, rows := employer.export(t, theLedger("hires")); rows != 0 {
		t.Errorf("%d rows without consent", rows)
	}
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `
			INSERT INTO consent (county, person, enterprise, text, asked_at, asked_role, state, answered_at)
			SELECT '141123', id, $1, '', now(), 'county', 'given', now() FROM person WHERE name = '张平'`, employer.actor.Organisation)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	data, rows := employer.export(t, theLedger("hires"))
	if s := employer.shown(t, data); rows != 1 || !strings.Contains(s, "张平") || strings.Contains(s, "刘兰") || number.MatchString(s) {
		t.Errorf("%d rows: %s", rows, s)
	}
}
