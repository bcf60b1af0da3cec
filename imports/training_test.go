package imports

import (
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

// courseHeadings are those of an institution's list.
const courseHeadings = "姓名,身份证号码,培训项目,期次,培训机构,开班日期,结业日期,课时,考核结果,证书名称,证书编号,发证日期\n"

// trainees are two members.
var trainees = []act{
	{"associations", oneAssociation, "1/0/0/0"},
	{"members", "村,姓名,身份证号码\n甲村,{王建}\n甲村,{李英}\n", "2/0/0/0"},
}

// TestTraining: what lists of classes say of known people, a second list that
// says more, and the same lists again.
func TestTraining(t *testing.T) {
	t.Parallel()
	d := story(t, append(trainees,
		act{"training", courseHeadings +
			"{王建},护工,3,甲校,2019.3.1,2019.4.10,160,合格,养老护理员（四级）,S593230336,2019年4月28日\n" +
			"{李英},吕梁山护工,第三期,甲校,2019.3.1,2019.4.10,160,不合格,,,\n" +
			"{张平},吕梁山护工,第3期,甲校,2019.3.1,2019.4.10,160,合格,,,\n" +
			"王大,142325197001019984,吕梁山护工,第4期,甲校,2019.5.1,2019.6.10,160,合格,,,\n" +
			"{王建},吕梁山护工,第3期,甲校,2019.3.1,2019.4.10,160,合格,,,\n",
			"2/0/0/3: 4 unknown_worker, 5 name_mismatch, 6 duplicate_in_file"},
		act{"training", "姓名,身份证号码,培训项目,期次,培训机构,考核结果,人员类别,出勤课时\n{李英},吕梁山护工,第3期,甲校,合格,脱贫劳动力,150\n{王建},吕梁山护工,第3期,甲校,,,\n", "0/1/1/0"},
		act{"training", "姓名,身份证号码,培训工种,期次,培训机构,起止时间,考核成绩,证书名称,证书编号,发证日期,补贴金额\n" +
			"{王建},电工,第1期,乙校,2019.6.1-2019.7.1,86.5,低压电工作业证,T142325197603089998,2019-08-01,1200元\n" +
			"{李英},电工,第1期,乙校,2019.6.1-2019.7.1,合格,结业证,J7,2019-07-01,\n", "2/0/0/0"},
		act{"training", "姓名,身份证号码,培训项目,期次,培训机构,结业日期\n{王建},护工,第3期,甲校,2019.2\n", "0/0/0/1: 2 date_order"},
	)...)
	d.wants(t, "caregiver 吕梁山护工 第3期 甲校 2019-03-01 2019-04-10 160, other 电工 第1期 乙校 2019-06-01 2019-07-01 <nil>", `
		SELECT p.kind, p.name, c.number, c.institution, c.starts, c.ends, c.hours FROM class c JOIN programme p ON p.id = c.programme ORDER BY c.id`)
	d.wants(t, "王建 passed <nil> , 李英 passed 150 脱贫劳动力, 王建  <nil> , 李英 passed <nil> ", `
		SELECT p.name, e.result, e.attended, e.category FROM enrolment e JOIN person p ON p.id = e.person ORDER BY e.class, p.id`)
	d.wants(t, "skill elder_care 4 S593230336 2019-04-28 <nil> <nil>, special_operation electrician_op <nil> T本人身份证号码 2019-08-01 2025-08-01 2022-08-01, completion  <nil> J7 2019-07-01 <nil> <nil>",
		"SELECT kind, code, level, number, issued, expires, review_on FROM certificate ORDER BY id")
	d.wants(t, "王建 电工 1200 <nil>", "SELECT p.name, s.occupation, s.amount, s.paid_on FROM subsidy s JOIN person p ON p.id = s.person")
}

// A newer certificate of the same kind renews the old one, whose row stays; of
// another level it does not. Lists that come late find their place.
func TestRenewal(t *testing.T) {
	t.Parallel()
	d := story(t, append(trainees,
		act{"training", courseHeadings + "{王建},电工,第1期,乙校,2019.6.1,2019.7.1,80,合格,低压电工证,N1,2019-08-01\n{李英},护工,第1期,乙校,2019.6.1,2019.7.1,80,合格,养老护理员（五级）,S1,2019-08-01\n", "2/0/0/0"},
		act{"training", courseHeadings + "{王建},电工,第9期,乙校,2025.6.1,2025.7.1,80,合格,低压电工证,N3,2025-07-20\n{李英},护工,第9期,乙校,2025.6.1,2025.7.1,80,合格,养老护理员（四级）,S2,2025-08-01\n", "2/0/0/0"},
		act{"training", courseHeadings + "{王建},电工,第5期,乙校,2022.6.1,2022.7.1,80,合格,低压电工证,N2,2022-07-20\n", "1/0/0/0"},
	)...)
	d.wants(t, "N1 N3, N2 N3, N3 <nil>, S1 <nil>, S2 <nil>", `
		SELECT c.number, (SELECT n.number FROM certificate n WHERE n.id = c.replaced_by) FROM certificate c ORDER BY c.number`)
}

// A training institution sends its own classes of programmes that the county
// keeps; others' rows are set aside. It then sees its trainees and nobody else.
func TestTrainingByTrainer(t *testing.T) {
	t.Parallel()
	d := story(t, trainees...)
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		_, err := access.AddOffice(t.Context(), tx, access.Office{Kind: "trainer", Name: "甲校", Place: "141123"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	school := d.as(t, db.Trainer, "甲校")
	got := school.csv(t, "training", people.Replace("姓名,身份证号码,培训项目,期次,培训机构,开班日期,结业日期,证书名称,证书编号,发证日期,补贴金额\n"+
		"{王建},护工,1,,2019.3.1,2019.4.1,养老护理员（四级）,S1,2019.5.1,900\n{李英},护工,1,乙校,2019.3.1,2019.4.1,,,,\n{李英},修仙,1,甲校,2019.3.1,2019.4.1,,,,\n"))
	if s := summary(got); s != "1/0/0/2: 3 conflict, 4 unknown_value" {
		t.Errorf("got %s", s)
	}
	school.wants(t, "王建", "SELECT name FROM person")
	school.wants(t, "甲校 1", "SELECT c.institution, count(*) FROM class c JOIN enrolment e ON e.class = c.id JOIN certificate k ON k.class = c.id GROUP BY 1")
	again := school.csv(t, "training", people.Replace("姓名,身份证号码,培训项目,期次,考核结果,补贴金额\n{王建},护工,第1期,优秀,5000\n"))
	if s := summary(again); s != "0/1/0/0" {
		t.Errorf("again: %s", s)
	}
	d.wants(t, "excellent 900", "SELECT e.result, s.amount FROM enrolment e JOIN subsidy s USING (person, class)")
	err = d.service.DB.Tx(t.Context(), school.actor, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "INSERT INTO subsidy (county, person, amount, paid_on) SELECT county, id, 9000, '2020-01-01' FROM person")
		return err
	})
	if err == nil {
		t.Error("an institution says that it was paid")
	}
	d.as(t, db.Association, "甲村务工协会").wants(t, "1 1 1 0", `
		SELECT (SELECT count(*) FROM class), (SELECT count(*) FROM enrolment), (SELECT count(*) FROM certificate), (SELECT count(*) FROM subsidy)`)
}

// Dates of one class that contradict each other never stop an import.
func TestReversedClasses(t *testing.T) {
	t.Parallel()
	story(t, append(trainees,
		act{"training", "姓名,身份证号码,培训项目,期次,培训机构,开班日期,结业日期\n{王建},护工,1,甲校,2019.6.1,\n{李英},护工,1,甲校,,2019.5.1\n", "1/0/0/1: 3 date_order"},
		act{"training", "姓名,身份证号码,培训项目,期次,培训机构,开班日期,结业日期\n{王建},护工,2,甲校,,2019.5.1\n{李英},护工,2,甲校,2019.6.1,2019.7.1\n", "1/0/0/1: 2 date_order"},
		act{"training", "姓名,身份证号码,培训项目,期次,培训机构,开班日期\n{王建},护工,2,甲校,2019.8.1\n", "0/0/0/1: 2 date_order"},
		act{"training", "姓名,身份证号码,培训项目,期次,培训机构,证书名称,发证日期,有效期至\n{王建},护工,2,甲校,健康证,,2020-01-01\n", "1/0/0/0"},
		act{"training", "姓名,身份证号码,培训项目,期次,培训机构,证书名称,发证日期,有效期至\n{王建},护工,2,甲校,健康证,2020-02-01,\n", "0/0/0/1: 2 date_order"},
	)...)
}
