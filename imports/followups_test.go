package imports

import (
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

// visitHeadings are those of the stations' own form.
const visitHeadings = "姓名,身份证号码,用工单位,回访日期,回访方式,是否在岗,工资是否按时发放,问题类别,问题描述,回访人\n"

// atWork are two members at work, one with an enterprise, one in words.
var atWork = []act{
	{"associations", oneAssociation, "1/0/0/0"},
	{"enterprises", "企业名称,统一社会信用代码\n示例铝业有限公司,91141123MA0AL47R7J\n", "1/0/0/0"},
	{"members", "填报日期：2019年12月31日\n村,姓名,身份证号码,务工单位,外出时间,结束时间,务工地点\n" +
		"甲村,{王建},示例铝业有限公司,2019.3.1,,东胜区\n甲村,{李英},小吃店（东胜）,2019.5.1,2019.10.1,东胜区\n甲村,{张平},,,,\n", "3/0/0/0"},
}

// visits is what the records say of them.
const visits = `
	SELECT p.name, v.visited_on, v.way, v.outcome, v.end_reason, v.paid_on_time, v.wage_min, v.issue FROM visit v JOIN person p ON p.id = v.person
	ORDER BY p.name, v.visited_on`

// TestFollowups: what stations write, said again in full, in other words and
// with what is wrong.
func TestFollowups(t *testing.T) {
	t.Parallel()
	d := story(t, append(atWork,
		act{"followups", visitHeadings +
			"{王建},示例铝业有限公司,2019.7.1,电话,是,是,,,任秀\n" +
			"{李英},小吃店(东胜),2019年7月2日,微信,在岗,否,拖欠工资,两个月未发,任秀\n" +
			"{马俊},示例铝业有限公司,2019.7.1,电话,是,是,,,任秀\n" +
			"王大,142325197001019984,小吃店（东胜）,2019.8.2,微信,是,,,,任秀\n" +
			"{王建},别的单位,2019.7.1,电话,是,是,,,任秀\n" +
			"{王建},示例铝业有限公司,2019.2.28,电话,是,是,,,任秀\n" +
			"{李英},小吃店（东胜）,2019.10.2,电话,是,是,,,任秀\n" +
			"{张平},示例铝业有限公司,2019.7.1,电话,是,是,,,任秀\n" +
			"{王建},示例铝业有限公司,2026.12.25,电话,是,是,,,任秀\n" +
			"{王建},示例铝业有限公司,2019.7.1,微信,是,是,,,任秀\n" +
			"{王建},示例铝业有限公司,,电话,是,是,,,任秀\n" +
			"{王建},示例铝业有限公司,2019.9.1,电话,,是,,,任秀\n" +
			"{王建},示例铝业有限公司,2019.9.2,电话,说不清,是,,,任秀\n" +
			"{王建},,2019.9.3,电话,是,是,,,任秀\n" +
			"{王建},示例铝业有限公司,2019.9.4,电话,是,也许,,,任秀\n",
			"2/0/0/13: 4 unknown_worker, 5 name_mismatch, 6 unknown_placement, 7 unknown_placement, 8 unknown_placement, 9 unknown_placement, " +
				"10 date_order, 11 duplicate_in_file, 12 missing, 13 missing, 14 unknown_value, 15 missing, 16 unknown_value"},
		act{"followups", "姓名,身份证号,单位,统一社会信用代码,走访时间,目前状态,月工资,是否欠薪,处理结果,下次回访\n" +
			"{王建},,91141123MA0AL47R7J,2019-7-1,,3500元,,,\n" +
			"{李英},小吃店（东胜）,,2019-7-2,在岗,,是,已转县里,2019.9\n" +
			"{李英},小吃店（东胜）,,2019-8-2,在岗,,是,,\n" +
			"{李英},小吃店（东胜）,,2019-9-2,关机,,,,\n" +
			"{李英},小吃店（东胜）,91141123MA0AL47R7X,2019-9-3,关机,,,,\n" +
			"{李英},小吃店（东胜）,91150602MA0FAG439B,2019-9-3,关机,,,,\n",
			"2/1/0/3: 2 missing, 6 uscc_checksum, 7 unknown_enterprise"},
	)...)
	d.wants(t, "李英 2019-07-02 wechat in_post  false <nil> arrears, 李英 2019-08-02  in_post  false <nil> arrears, 李英 2019-09-02  no_answer  <nil> <nil> , 王建 2019-07-01 phone in_post  true <nil> ", visits)
	d.wants(t, "李英 arrears open 两个月未发 2026-11-24 2026-12-01 county opened", `
		SELECT p.name, k.kind, k.state, k.said, k.opened_on, k.deadline, k.owner_role, s.kind
		FROM followup_case k JOIN person p ON p.id = k.person JOIN case_step s ON s.of_case = k.id ORDER BY k.id, s.id`)
}

// TestFollowupsEnd: who a list says has left is at work no more, on the day
// that it says, and the same list does not end later work.
func TestFollowupsEnd(t *testing.T) {
	t.Parallel()
	const gone = "姓名,身份证号码,用工单位,回访日期,是否在岗,离岗时间,离岗原因,再就业意愿\n"
	d := story(t, append(atWork,
		act{"followups", gone + "{王建},示例铝业有限公司,2019.7.1,否,2019.6.20,家里有事,愿意\n{李英},小吃店（东胜）,2019.11.1,已返乡,,拖欠工资,\n", "2/0/0/0"},
		act{"followups", gone + "{王建},示例铝业有限公司,2019.7.5,否,2019.7.6,,\n{王建},示例铝业有限公司,2019.7.6,否,2019.2.6,,\n", "0/0/0/2: 2 date_order, 3 date_order"},
		act{"members", "填报日期：2020年12月31日\n村,姓名,身份证号码,务工单位,外出时间\n甲村,{王建},示例铝业有限公司,2019.7.1\n", "0/1/0/0"},
		act{"followups", gone + "{王建},示例铝业有限公司,2019.7.1,否,2019.6.20,家里有事,愿意\n", "0/0/1/0"},
	)...)
	d.wants(t, "李英 小吃店（东胜） 2019-05-01 2019-10-01, 王建 示例铝业有限公司 2019-03-01 2019-06-20, 王建 示例铝业有限公司 2019-07-01 …", spells)
	d.wants(t, "true family roster+visit", "SELECT p.willing, w.end_reason, array_to_string(w.sources, '+') FROM placement w JOIN person p ON p.id = w.person WHERE w.ended = '2019-06-20'")
}

// TestFollowupsAgain: a list that comes again opens no case that was closed, and
// ends no work of which its employer has said since that it went on; a new visit
// that tells of the same opens a new case.
func TestFollowupsAgain(t *testing.T) {
	t.Parallel()
	const told = "姓名,身份证号码,用工单位,回访日期,是否在岗,问题类别\n{李英},小吃店（东胜）,2019.7.2,是,拖欠工资\n{王建},示例铝业有限公司,2019.7.1,否,\n"
	d := story(t, append(atWork, act{"followups", told, "2/0/0/0"})...)
	d.exec(t, "UPDATE followup_case SET state = 'closed', outcome = 'settled', closed_on = opened_on")
	d.csv(t, "hires", people.Replace("企业名称,姓名,身份证号,入职时间,离职时间\n示例铝业有限公司,{王建},2019-03-01,2019-12-31\n"))
	const says = "SELECT (SELECT count(*) FROM followup_case), (SELECT max(ended) FROM placement p JOIN person w ON w.id = p.person WHERE w.name = '王建')"
	if got := summary(d.csv(t, "followups", people.Replace(told))); got != "0/0/2/0" {
		t.Errorf("again: %s", got)
	}
	d.wants(t, "1 2019-12-31", says)
	d.csv(t, "followups", people.Replace("姓名,身份证号码,用工单位,回访日期,是否在岗,问题类别\n{李英},小吃店（东胜）,2019.8.2,是,拖欠工资\n"))
	d.wants(t, "2 2019-12-31", says)
}

// TestFollowupsTakenBack: a list that says otherwise of the same day takes back
// the end of work that it said.
func TestFollowupsTakenBack(t *testing.T) {
	t.Parallel()
	const form = "姓名,身份证号码,用工单位,回访日期,是否在岗,离岗时间,再就业意愿\n"
	d := story(t, append(atWork,
		act{"followups", form + "{王建},示例铝业有限公司,2019.7.1,否,2019.6.20,愿意\n{李英},小吃店（东胜）,2019.7.2,否,,\n", "2/0/0/0"},
		act{"followups", form + "{王建},示例铝业有限公司,2019.7.1,是,,\n{李英},小吃店（东胜）,2019.7.2,否,2019.6.30,\n", "0/2/0/0"},
	)...)
	d.wants(t, "李英 小吃店（东胜） 2019-05-01 2019-06-30, 王建 示例铝业有限公司 2019-03-01 …", spells)
	d.wants(t, "王建 <nil> roster", "SELECT p.name, p.willing, array_to_string(w.sources, '+') FROM placement w JOIN person p ON p.id = w.person WHERE p.name = '王建'")
}

// TestFollowupsOfStations: a station sends visits to work in its area; others'
// rows are set aside. What it opens is its own.
func TestFollowupsOfStations(t *testing.T) {
	t.Parallel()
	d := story(t, append(atWork, act{"members", "填报日期：2019年12月31日\n村,姓名,身份证号码,务工单位,外出时间,务工地点\n甲村,{刘兰},饭店,2019.3.1,太原市小店区\n", "1/0/0/0"})...)
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		_, err := access.AddOffice(t.Context(), tx, access.Office{Kind: "station", Name: "鄂尔多斯站", Place: "150600"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	file := people.Replace(visitHeadings + "{李英},小吃店（东胜）,2019.7.2,微信,在岗,否,拖欠工资,两个月未发,任秀\n{刘兰},饭店,2019.7.2,电话,是,是,,,任秀\n{王建},示例铝业有限公司,2019.7.2,电话,否,是,,,任秀\n")
	station := d.as(t, db.Station, "鄂尔多斯站")
	for i, want := range []string{"2/0/0/1: 3 conflict", "0/0/2/1: 3 conflict"} {
		if got := summary(station.csv(t, "followups", file)); got != want {
			t.Errorf("sent %d times: %s, want %s", i+1, got, want)
		}
	}
	station.wants(t, "李英 station true 鄂尔多斯站", `
		SELECT p.name, k.owner_role, k.owner = access.organisation(), access.organisation_name(s.county, s.role, s.organisation) FROM followup_case k JOIN person p ON p.id = k.person
		JOIN case_step s ON s.of_case = k.id`)
	d.wants(t, "王建 2019-07-02", "SELECT p.name, w.ended FROM placement w JOIN person p ON p.id = w.person WHERE 'visit' = ANY (w.sources)")
}
