package imports

import "testing"

// spells is what the records say of work: who, where, from when to when.
const spells = `
	SELECT p.name, w.employer || CASE WHEN w.employer = '' THEN w.place_text ELSE '' END, coalesce(w.started::text, '?'), coalesce(w.ended::text, '…')
	FROM placement w JOIN person p ON p.id = w.person ORDER BY p.name, coalesce(w.started, w.reported_on), w.id`

func TestSpells(t *testing.T) {
	t.Parallel()
	const (
		head = "村,姓名,身份证号码,务工单位,外出时间,结束时间\n丙村,{王建},"
		on18 = "填报日期：2018年12月31日\n"
		on19 = "填报日期：2019年12月31日\n"
		on20 = "填报日期：2020年12月31日\n"
		on21 = "填报日期：2021年12月31日\n"
	)
	for name, c := range map[string]struct {
		acts []act
		want string
	}{
		"a new employer ends the spell before": {[]act{
			{"members", head + "甲厂,2018.3,\n", "1/0/0/0"},
			{"members", head + "乙厂,2019.5,\n", "0/1/0/0"},
		}, "王建 甲厂 2018-03-01 2019-05-01, 王建 乙厂 2019-05-01 …"},
		"without starts, by the forms' days": {[]act{
			{"members", on19 + head + "甲厂,,\n", "1/0/0/0"},
			{"members", on20 + head + "乙厂,,\n", "0/1/0/0"},
			{"members", on21 + head + "甲厂,,\n", "0/1/0/0"},
		}, "王建 甲厂 ? 2020-12-31, 王建 乙厂 ? 2021-12-31, 王建 甲厂 ? …"},
		"an older roster afterwards": {[]act{
			{"members", on20 + head + "乙厂,2020.3,\n", "1/0/0/0"},
			{"members", on18 + head + "甲厂,2018.3,\n", "0/1/0/0"},
			{"members", on19 + head + "丁厂,,\n", "0/1/0/0"},
		}, "王建 甲厂 2018-03-01 2019-12-31, 王建 丁厂 ? 2020-03-01, 王建 乙厂 2020-03-01 …"},
		"an older roster of the same work": {[]act{
			{"members", on20 + head + "甲厂,,\n", "1/0/0/0"},
			{"members", on19 + head + "甲厂,,\n", "0/0/1/0"},
		}, "王建 甲厂 ? …"},
		"an older roster without work": {[]act{
			{"members", on20 + head + "甲厂,2019.3,\n", "1/0/0/0"},
			{"members", on18 + "村,姓名,身份证号码,从业状态\n丙村,{王建},未就业\n", "0/0/1/0"},
		}, "王建 甲厂 2019-03-01 …"},
		"stops working": {[]act{
			{"members", on19 + head + "甲厂,2018.3,\n", "1/0/0/0"},
			{"members", on20 + "村,姓名,身份证号码,从业状态\n丙村,{王建},未就业\n", "0/1/0/0"},
			{"members", on21 + "村,姓名,身份证号码,从业状态\n丙村,{王建},未就业\n", "0/0/1/0"},
		}, "王建 甲厂 2018-03-01 2020-12-31"},
		"came home on a day": {[]act{
			{"members", on19 + head + "甲厂,2018.3,\n", "1/0/0/0"},
			{"members", on20 + "村,姓名,身份证号码,从业状态,返乡时间\n丙村,{王建},已返乡,2020.6.10\n", "0/1/0/0"},
		}, "王建 甲厂 2018-03-01 2020-06-10"},
		"the same employer again, later": {[]act{
			{"members", head + "甲厂,2018.3,\n", "1/0/0/0"},
			{"members", head + "甲厂,2019.5,\n", "0/1/0/0"},
		}, "王建 甲厂 2018-03-01 2019-05-01, 王建 甲厂 2019-05-01 …"},
		"a start that becomes known": {[]act{
			{"members", on19 + head + "甲厂,,\n", "1/0/0/0"},
			{"members", on20 + head + "甲厂,2018.3,\n", "0/1/0/0"},
		}, "王建 甲厂 2018-03-01 …"},
		"a start that becomes exact": {[]act{
			{"members", head + "甲厂,2018,\n", "1/0/0/0"},
			{"members", head + "甲厂,2018年1月,\n", "0/0/1/0"},
			{"members", head + "甲厂,2018-01-15,\n", "0/1/0/0"},
			{"members", head + "甲厂,2018.1,\n", "0/0/1/0"},
			{"members", head + "甲厂,,\n", "0/0/1/0"},
		}, "王建 甲厂 2018-01-15 …"},
		"an employer that becomes known": {[]act{
			{"members", head + ",2018.3,\n", "1/0/0/0"},
			{"members", head + "甲厂,2018.3,\n", "0/1/0/0"},
			{"members", head + ",2018.3,\n", "0/0/1/0"},
		}, "王建 甲厂 2018-03-01 …"},
		"an end that becomes known": {[]act{
			{"members", head + "甲厂,2018.3,至今\n", "1/0/0/0"},
			{"members", head + "甲厂,2018.3,2019.6\n", "0/1/0/0"},
			{"members", head + "甲厂,2018.3,\n", "0/0/1/0"},
		}, "王建 甲厂 2018-03-01 2019-06-30"},
		"an end alone": {[]act{{"members", head + "甲厂,,2019.6\n", "1/0/0/0"}}, "王建 甲厂 ? 2019-06-30"},
		"ends before known starts": {[]act{
			{"members", head + "甲厂,2019.5,\n", "1/0/0/0"},
			{"members", head + "甲厂,,2018.1\n", "0/1/0/0"},
		}, "王建 甲厂 2019-05-01 …, 王建 甲厂 ? 2018-01-31"},
		"a period in one cell": {[]act{
			{"members", head + "甲厂,2018.3-2019.6,\n", "1/0/0/0"},
			{"members", head + "乙厂,2019.7至今,\n", "0/1/0/0"},
		}, "王建 甲厂 2018-03-01 2019-06-30, 王建 乙厂 2019-07-01 …"},
		"one month's end is the next work's start": {[]act{
			{"members", head + "甲厂,2018.3,2019.6\n", "1/0/0/0"},
			{"members", head + "乙厂,2019.6,\n", "0/1/0/0"},
		}, "王建 甲厂 2018-03-01 2019-06-30, 王建 乙厂 2019-06-01 …"},
		"history beside today's work": {[]act{
			{"members", head + "甲厂,2018.3,\n", "1/0/0/0"},
			{"members", head + "乙厂,2016.3,2017.6\n", "0/1/0/0"},
			{"members", head + "丁厂,2018.8,2019.6\n", "0/1/0/0: 2 overlap"},
		}, "王建 乙厂 2016-03-01 2017-06-30, 王建 甲厂 2018-03-01 …, 王建 丁厂 2018-08-01 2019-06-30"},
		"ambiguous": {[]act{{"members", head + "甲厂,去年,\n丙村,{李英},甲厂,2019.4,2019.3\n", "0/0/0/2: 2 date_format, 3 date_order"}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			story(t, append([]act{founding}, c.acts...)...).wants(t, c.want, spells)
		})
	}
}

func TestWorkPlace(t *testing.T) {
	t.Parallel()
	d := story(t, founding, act{"members", "村,姓名,身份证号码,务工地点,从业状态\n" +
		"丙村,{王建},鄂尔多斯市东胜区,\n丙村,{李英},兴县蔚汾镇,\n丙村,{张平},乙村,\n丙村,{刘兰},北京市,\n丙村,{马俊},山西,县内务工\n丙村,{高秀},,外出务工\n丙村,{任小},本县,未就业\n", "7/0/0/0"})
	d.wants(t, "刘兰 北京市 <nil> true, 张平 乙村 <nil> false, 李英 兴县蔚汾镇 141123100 false, 王建 鄂尔多斯市东胜区 150602 true, 马俊 山西 140000 false, 高秀  <nil> true",
		"SELECT p.name, w.place_text, w.place, w.away FROM placement w JOIN person p ON p.id = w.person ORDER BY p.name")
}

// TestLawful: who is refused leaves no trace, so one county serves all.
func TestLawful(t *testing.T) {
	t.Parallel()
	const head = "村,姓名,身份证号码,务工单位,外出时间,结束时间,从业状态\n丙村,{任小},"
	story(
		t, founding,
		act{"members", head + "甲厂,2019-04-14,,\n", "0/0/0/1: 2 under_age"},
		act{"members", "填报日期：2018年12月31日\n" + head + "甲厂,,,\n", "0/0/0/1: 3 under_age"},
		act{"members", head + "甲厂,,2018.6,\n", "0/0/0/1: 2 under_age"},
		act{"members", "填报日期：2018年12月31日\n" + head + ",,,在校\n", "1/0/0/0"},
		act{"members", "填报日期：2019年12月31日\n" + head + "甲厂,,,\n", "0/1/0/0"},
		act{"members", head + "甲厂,2019.4,,\n", "0/1/0/0"},
		act{"members", head + "甲厂,2019-04-15,,\n", "0/1/0/0"},
		act{"members", head + "甲厂,,,\n", "0/0/1/0"},
	)
}

func TestMinimumWage(t *testing.T) {
	t.Parallel()
	const head = "村,姓名,身份证号码,务工地点,月工资,就业渠道\n"
	story(
		t, founding,
		act{"members", head + "丙村,{王建},鄂尔多斯,2000,\n丙村,{李英},太原,2000,\n丙村,{张平},北京,500,\n丙村,{刘兰},兴县,1000,公益性岗位\n丙村,{马俊},鄂尔多斯,2000-3000,\n",
			"5/0/0/0: 2 wage_below_minimum"},
		act{"members", "填报日期：2022年12月31日\n" + head + "丙村,{高秀},鄂尔多斯,2000,\n丙村,{任小},鄂尔多斯,1900,\n", "2/0/0/0: 4 wage_below_minimum"},
	)
	story(t, founding, act{"members", "填报日期：2019年12月31日\n" + head + "丙村,{高秀},鄂尔多斯,200,\n", "1/0/0/0"})
}
