package imports

import (
	"errors"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

// as is the same county with somebody else at the desk.
func (d *testDesk) as(t *testing.T, role db.Role, organisation string) *testDesk {
	t.Helper()
	a := db.Actor{County: d.actor.County, Role: role, Name: string(role)}
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), `
			SELECT id FROM association WHERE name = $1 UNION ALL SELECT id FROM enterprise WHERE name = $1
			UNION ALL SELECT id FROM office WHERE name = $1`, organisation).Scan(&a.Organisation)
	})
	if err != nil {
		t.Fatalf("%s: %v", organisation, err)
	}
	return &testDesk{service: d.service, actor: a, undoes: d.undoes}
}

// roles is a county with two townships and an association each: 甲村's own of
// 康宁镇, and 戊村's of 瓦塘镇 with 张平 in it; 李英 lives in 甲村 and is nobody's
// member, 刘兰 in 戊村 likewise.
func roles(t *testing.T) *testDesk {
	t.Helper()
	d := story(t, act{"associations", "乡镇,协会名称,覆盖行政村\n康宁镇,甲村务工协会,甲村\n瓦塘镇,戊村务工协会,戊村\n", "2/0/0/0"},
		act{"members", "村,姓名,身份证号码,务工单位\n戊村,{张平},示例厂\n", "1/0/0/0"},
		act{"households", "村,户编号,姓名,身份证号码\n甲村,1,{李英}\n戊村,2,{刘兰}\n", "2/0/0/0"},
		act{"enterprises", "企业名称,统一社会信用代码\n甲厂,91141123MA0AL47R7J\n乙厂,91150602MA0FAG439B\n", "2/0/0/0"})
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		_, err := access.AddOffice(t.Context(), tx, access.Office{Kind: "township", Name: "康宁镇政府", Place: "141123103"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestImportsByRole: each sender's own rows go in, others' are set aside row by
// row, and nothing of theirs changes.
func TestImportsByRole(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		role         db.Role
		organisation string
		act          act
	}{
		"association, its own":              {db.Association, "甲村务工协会", act{"members", "村,姓名,身份证号码,务工地点,务工单位\n甲村,{王建},太原,示例厂\n", "1/0/0/0"}},
		"association, without its name":     {db.Association, "甲村务工协会", act{"members", "姓名,身份证号码\n{王建}\n", "1/0/0/0"}},
		"association, who lives there":      {db.Association, "甲村务工协会", act{"members", "村,户编号,姓名,身份证号码\n甲村,1,{李英}\n", "1/0/0/0"}},
		"association, another's member":     {db.Association, "甲村务工协会", act{"members", "姓名,身份证号码\n{张平}\n{王建}\n", "1/0/0/1: 2 conflict"}},
		"association, under another's name": {db.Association, "甲村务工协会", act{"members", "姓名,身份证号码,务工协会\n{王建},戊村务工协会\n", "0/0/0/1: 2 conflict"}},
		"association, in another's village": {db.Association, "甲村务工协会", act{"members", "村,户编号,姓名,身份证号码\n戊村,2,{王建}\n", "0/0/0/1: 2 conflict"}},
		"association, nobody's, elsewhere":  {db.Association, "甲村务工协会", act{"members", "姓名,身份证号码\n{刘兰}\n", "0/0/0/1: 2 conflict"}},
		"township, its own":                 {db.Township, "康宁镇政府", act{"members", "村,姓名,身份证号码\n甲村,{王建}\n甲村,{李英}\n", "2/0/0/0"}},
		"township, another's association":   {db.Township, "康宁镇政府", act{"members", "村,姓名,身份证号码\n戊村,{王建}\n甲村,{马俊}\n", "1/0/0/1: 2 conflict"}},
		"township, another's member":        {db.Township, "康宁镇政府", act{"members", "村,姓名,身份证号码\n甲村,{张平}\n", "0/0/0/1: 2 conflict"}},
		"township, its register":            {db.Township, "康宁镇政府", act{"households", "村,户编号,家庭类别,姓名,身份证号码\n甲村,1,脱贫户,{李英}\n甲村,3,,{王建}\n", "1/1/0/0"}},
		"township, another's register":      {db.Township, "康宁镇政府", act{"households", "村,户编号,姓名,身份证号码\n戊村,9,{王建}\n甲村,9,{刘兰}\n", "0/0/0/2: 2 conflict, 3 conflict"}},
		"enterprise, its own": {db.Enterprise, "甲厂", act{
			"openings", "企业名称,统一社会信用代码,岗位名称,工作地点,用工形式,需求人数\n甲厂,,电工,兴县,长期,3\n乙厂,91150602MA0FAG439B,焊工,兴县,长期,3\n", "1/0/0/1: 3 conflict",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := roles(t)
			const others = `SELECT p.id, p.name, p.village, p.household, m.association FROM person p LEFT JOIN membership m ON m.person = p.id
				WHERE p.name IN ('张平', '刘兰') ORDER BY p.id`
			before := d.tell(t, others)
			got := d.as(t, c.role, c.organisation).csv(t, c.act.kind, people.Replace(c.act.csv))
			if s := summary(got); s != c.act.want {
				t.Errorf("got %s, want %s", s, c.act.want)
			}
			if after := d.tell(t, others); after != before {
				t.Errorf("others' records say\n%s\nthey said\n%s", after, before)
			}
		})
	}
}

// Who may not send a kind is refused whole.
func TestKindsByRole(t *testing.T) {
	t.Parallel()
	d := roles(t)
	for kind, allowed := range map[string][]db.Role{
		"associations": {db.County}, "members": {db.County, db.Association, db.Township}, "households": {db.County, db.Township},
		"enterprises": {db.County}, "openings": {db.County, db.Enterprise}, "training": {db.County, db.Trainer},
		"placements": {db.County, db.Association, db.Township}, "hires": {db.County, db.Enterprise},
		"followups": {db.County, db.Station, db.Association, db.Township},
	} {
		for _, role := range append(db.Roles(), db.Nobody) {
			k, _ := ByName(kind)
			err := d.service.DB.Tx(t.Context(), db.Actor{County: "141123", Role: role, Organisation: 1}, func(tx *db.Tx) error {
				_, err := Run(t.Context(), tx, d.service.Vault, d.service.Desk, Request{Kind: k})
				return err
			})
			may := role == db.Admin
			for _, a := range allowed {
				may = may || a == role
			}
			if refused := errors.Is(err, NotAllowed); refused == may {
				t.Errorf("%s may send %s: %v, refused: %v", role, kind, may, refused)
			}
		}
	}
}

// An import is worked with the rights that its sender has by then.
func TestSenderWithoutRights(t *testing.T) {
	t.Parallel()
	w := newWorking(t, func(*working, int) {})
	w.actor.Account = 7 // no such account any more
	w.submit(t, "associations", county[0].csv)
	if r := <-w.results; !errors.Is(r.Err, NotAllowed) {
		t.Fatalf("result %+v", r)
	}
}
