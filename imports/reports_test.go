package imports

import (
	"testing"

	"laowu/internal/db"
)

// reported is what the records say of reported work.
const reported = `
	SELECT p.name, w.employer, coalesce(e.uscc, '-') = '91141123MA0AL47R7J', coalesce(w.started::text, '?'), coalesce(w.ended::text, '…'),
	       coalesce(w.wage_min, 0), w.form, array_to_string(w.sources, '+')
	FROM placement w JOIN person p ON p.id = w.person LEFT JOIN enterprise e ON e.id = w.enterprise ORDER BY p.name, w.started, w.id`

var works = act{"enterprises", "企业名称,统一社会信用代码,地址\n示例（甲）厂,91141123MA0AL47R7J,兴县\n乙厂,91150602MA0FAG439B,东胜区\n", "2/0/0/0"}

// TestReportedWork: a spell that roster, ledger and staff list report is one
// placement, in whatever order they come.
func TestReportedWork(t *testing.T) {
	t.Parallel()
	const (
		roster = "村,姓名,身份证号码,务工单位,外出时间,月工资\n丙村,{王建},示例(甲)厂,2019.5,3000\n"
		ledger = "姓名,身份证号码,用工单位,上岗时间,月工资\n{王建},示例（甲）厂,2019-05-15,3300\n"
		staff  = "企业名称,统一社会信用代码,姓名,身份证号,户籍所在地,用工形式,入职时间,月工资\n示例（甲）厂,91141123MA0AL47R7J,{王建},兴县,正式,2019-05-15,3600\n"
	)
	for name, c := range map[string]struct {
		acts []act
		want string
	}{
		"roster, ledger, staff list": {[]act{{"members", roster, "1/0/0/0"}, {"placements", ledger, "0/1/0/0"}, {"hires", staff, "0/1/0/0"}},
			"王建 示例(甲)厂 true 2019-05-15 … 3600 regular roster+referral+staff_list"},
		"staff list, ledger, roster": {[]act{{"hires", staff, "1/0/0/0"}, {"placements", ledger, "0/1/0/0"}, {"members", roster, "1/0/0/0"}},
			"王建 示例（甲）厂 true 2019-05-15 … 3600 regular staff_list+referral+roster"},
		"another month": {[]act{{"members", roster, "1/0/0/0"}, {"hires", "企业名称,姓名,身份证号,入职时间,离职时间\n示例（甲）厂,{王建},2018-04-15,2018-09-30\n", "1/0/0/0"}},
			"王建 示例（甲）厂 true 2018-04-15 2018-09-30 0 regular staff_list, 王建 示例(甲)厂 false 2019-05-01 … 3000  roster"},
		"two at once": {[]act{{"members", roster, "1/0/0/0"}, {"hires", "企业名称,姓名,身份证号,入职时间\n乙厂,{王建},2019-07-02\n", "1/0/0/0: 2 overlap"}},
			"王建 示例(甲)厂 false 2019-05-01 … 3000  roster, 王建 乙厂 false 2019-07-02 … 0 regular staff_list"},
		"left": {[]act{{"hires", staff, "1/0/0/0"}, {"hires", "企业名称,姓名,身份证号,入职时间,离职时间,离职原因\n示例（甲）厂,{王建},2019-05-15,2019-08-01,家中有事\n", "0/1/0/0"}},
			"王建 示例（甲）厂 true 2019-05-15 2019-08-01 3600 regular staff_list"},
		"twice in one file": {[]act{{"hires", "企业名称,姓名,身份证号,入职时间\n示例（甲）厂,{王建},2019-05-15\n示例（甲）厂,{王建},2019年5月\n示例（甲）厂,{王建},2019-06-15\n", "2/0/0/1: 2 overlap, 3 duplicate_in_file, 4 overlap"}},
			"王建 示例（甲）厂 true 2019-05-15 … 0 regular staff_list, 王建 示例（甲）厂 true 2019-06-15 … 0 regular staff_list"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := story(t, append([]act{{"associations", "乡镇,协会名称,覆盖行政村\n康宁镇,丙村务工协会,丙村\n", "1/0/0/0"}, works}, c.acts...)...)
			d.wants(t, c.want, reported)
		})
	}
}

// TestReportedRows: what a row may and may not say.
func TestReportedRows(t *testing.T) {
	t.Parallel()
	d := story(t, act{"associations", "乡镇,协会名称,覆盖行政村\n康宁镇,丙村务工协会,丙村\n", "1/0/0/0"}, works,
		act{"members", "村,姓名,身份证号码\n丙村,{王建}\n丙村,{李英}\n", "2/0/0/0"})
	const (
		ledger = "姓名,身份证号码,用工单位,上岗时间,离岗时间,就业渠道,岗位\n"
		staff  = "企业名称,统一社会信用代码,姓名,身份证号,户籍所在地,用工形式,入职时间\n"
	)
	for name, a := range map[string]act{
		"nobody known":             {"placements", ledger + "{张平},乙厂,2019.5.1,,,\n", "0/0/0/1: 2 unknown_worker"},
		"another name":             {"placements", ledger + "王大,142325197603089998,乙厂,2019.5.1,,,\n", "0/0/0/1: 2 name_mismatch"},
		"no such enterprise":       {"placements", ledger + "{王建},丙厂,2019.5.1,,,\n", "0/0/0/1: 2 unknown_enterprise"},
		"no start":                 {"placements", ledger + "{王建},乙厂,,,,\n", "0/0/0/1: 2 missing"},
		"dates the other way":      {"placements", ledger + "{王建},乙厂,2019.5.1,2019.4.1,,\n", "0/0/0/1: 2 date_order"},
		"before the 16th birthday": {"placements", ledger + "{王建},乙厂,1991.5.1,1991.8.1,,\n", "0/0/0/1: 2 under_age"},
		"a village pays":           {"placements", ledger + "{王建},丙村村委会,2019.5.1,2019.10.1,公益性岗位,护林员\n", "1/0/0/0"},
		"two public posts": {"placements", "姓名,身份证号码,用工单位,上岗时间,就业渠道,岗位,月工时\n{李英},村委会,2019.1.1,公益性岗位,保洁员,40\n{李英},合作总社,2019.2.1,公益性岗位,管理员,40\n",
			"2/0/0/0: 2 overlap, 3 overlap"},
		"a hire under another name": {"hires", staff + "乙厂,,王大,142325197603089998,兴县,正式,2019-05-15\n", "0/0/0/1: 2 name_mismatch"},
		"a form nobody knows":       {"hires", staff + "乙厂,,{高秀},兴县,劳务派遣制,2019-05-15\n", "0/0/0/1: 2 unknown_value"},
		"a child":                   {"hires", staff + "乙厂,,{任小},兴县,正式,2019-03-15\n", "0/0/0/1: 2 under_age"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := summary(d.csv(t, a.kind, people.Replace(a.csv))); got != a.want {
				t.Errorf("got %s, want %s", got, a.want)
			}
		})
	}
}

// TestLocal: roster and register outrank a staff list; where nobody says,
// nobody is local.
func TestLocal(t *testing.T) {
	t.Parallel()
	d := story(t, act{"associations", "乡镇,协会名称,覆盖行政村\n康宁镇,丙村务工协会,丙村\n", "1/0/0/0"}, works,
		act{"members", "村,姓名,身份证号码\n丙村,{王建}\n", "1/0/0/0"},
		act{"hires", "企业名称,姓名,身份证号,户籍所在地,入职时间\n乙厂,{王建},太原市,2019-05-15\n乙厂,{李英},,2019-05-15\n乙厂,{张平},山西省兴县,2019-05-15\n", "3/0/0/0"})
	const said = "SELECT name, coalesce(registered, '?'), registered_source FROM person ORDER BY id"
	d.wants(t, "王建 141123 roster, 李英 ? , 张平 141123 staff_list", said)
	if got := summary(d.csv(t, "hires", people.Replace("企业名称,姓名,身份证号,户籍所在地,入职时间\n乙厂,{李英},太原市,2019-05-15\n"))); got != "0/1/0/0" {
		t.Errorf("a register that becomes known: %s", got)
	}
	d.wants(t, "王建 141123 roster, 李英 140100 staff_list, 张平 141123 staff_list", said)
}

// TestReportsByRole: an enterprise sends its own list, of people whom it does
// not see; an association places its own members.
func TestReportsByRole(t *testing.T) {
	t.Parallel()
	const (
		staff  = "企业名称,姓名,身份证号,户籍所在地,入职时间\n"
		ledger = "姓名,身份证号码,用工单位,上岗时间\n"
	)
	for name, c := range map[string]struct {
		role         db.Role
		organisation string
		act          act
		want         string
	}{
		"enterprise, its own": {db.Enterprise, "甲厂", act{"hires", staff + "甲厂,{张平},太原,2019-05-15\n,{王建},,2019-05-15\n乙厂,{马俊},,2019-05-15\n", "2/0/0/1: 4 unknown_enterprise"},
			"张平 甲厂 staff_list 141123, 王建 甲厂 staff_list ?"},
		"enterprise, from a roster": {db.Enterprise, "甲厂", act{"hires", staff + "甲厂,{李英},,2019-05-15\n", "0/1/0/0"}, "李英 甲厂 roster+staff_list 141123"},
		"association, its own":      {db.Association, "甲村务工协会", act{"placements", ledger + "{李英},甲厂,2019-05-15\n{刘兰},甲厂,2019-05-15\n", "0/1/0/1: 3 conflict"}, "李英 甲厂 roster+referral 141123"},
		"township, its own":         {db.Township, "康宁镇政府", act{"placements", ledger + "{李英},乙厂,2018-05-15\n{张平},甲厂,2019-05-15\n", "1/0/0/1: 2 overlap, 3 conflict"}, "李英 乙厂 referral 141123"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := roles(t)
			d.csv(t, "members", people.Replace("村,姓名,身份证号码,务工单位,外出时间\n甲村,{李英},甲厂,2019.5\n"))
			sender := d.as(t, c.role, c.organisation)
			for _, want := range []string{c.act.want, ""} {
				got := sender.csv(t, c.act.kind, people.Replace(c.act.csv))
				if s := summary(got); want != "" && s != want || want == "" && got.Created+got.Updated > 0 {
					t.Errorf("got %s, want %s", s, want)
				}
			}
			d.wants(t, c.want, `
				SELECT p.name, w.employer, array_to_string(w.sources, '+'), coalesce(p.registered, '?')
				FROM placement w JOIN person p ON p.id = w.person WHERE w.sources <> '{roster}' ORDER BY p.name`)
		})
	}
}
