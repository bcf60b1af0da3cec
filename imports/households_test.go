package imports

import (
	"testing"

	"laowu/imports/sheet"
)

// homes is what the records say of households: their kinds with dates, where
// they moved, and who is in them.
const homes = `
	SELECT h.number, coalesce(h.relocated::text, '?'), h.site,
	       (SELECT string_agg(kind || '(' || coalesce(valid_from::text, '') || '~' || coalesce(valid_to::text, '') || ')', '+' ORDER BY valid_from NULLS FIRST)
	        FROM household_kind k WHERE k.household = h.id),
	       (SELECT string_agg(p.name || p.relation, '+' ORDER BY p.name) FROM person p WHERE p.household = h.id)
	FROM household h ORDER BY h.number, h.id`

func TestHouseholds(t *testing.T) {
	t.Parallel()
	const head = "村,户编号,家庭类别,是否易地搬迁,安置点,姓名,身份证号码,与户主关系\n"
	for name, c := range map[string]struct {
		acts []act
		want string
	}{
		"two rows of one household": {[]act{
			{"households", head + "丙村,7,脱贫户,是,蔚汾小区,{王建},户主\n丙村,7,脱贫户,是,蔚汾小区,{李英},配偶\n", "2/0/0/0"},
			{"households", head + "丙村,7,,,,{王建},\n丙村,7,,,,{李英},\n丙村,7,,,,{张平},儿子\n", "1/0/2/0"},
		}, "7 true 蔚汾小区 lifted(~) 张平儿子+李英配偶+王建户主"},
		"said in one row for all": {[]act{
			{"households", head + "丙村,7,,,,{王建},户主\n丙村,7,一般户,否,,{李英},配偶\n", "2/0/0/0"},
		}, "7 false  general(~) 李英配偶+王建户主"},
		"a household without people": {[]act{
			{"households", head + "丙村,7,脱贫户,是,,,,\n丙村,8,一般户,,,,,\n丙村,7,脱贫户,是,,,,\n", "2/0/0/1: 4 duplicate_in_file"},
			{"households", head + "丙村,7,脱贫户,否,,,,\n丙村,8,一般户,,,,,\n", "0/1/1/0"},
			{"households", head + "丙村,7,,,,{王建},户主\n", "1/0/0/0"},
		}, "7 false  lifted(~) 王建户主, 8 ?  general(~) <nil>"},
		"household and its people in one file": {[]act{
			{"households", head + "丙村,7,脱贫户,是,,,,\n丙村,7,,,,{王建},户主\n", "2/0/0/0"},
			{"households", head + "丙村,7,脱贫户,否,,,,\n丙村,7,,,,{王建},户主\n", "0/1/1/0"},
		}, "7 false  lifted(~) 王建户主"},
		"by its head": {[]act{
			{"households", "村,户编号,户主姓名,户主身份证号码,户类型\n丙村,7,{王建},贫困户\n丙村,8,某人,,一般户\n", "2/0/0/0"},
		}, "7 ?  lifted(~) 王建户主, 8 ?  general(~) <nil>"},
		"a kind that changed": {[]act{
			{"households", "填报日期：2019年12月31日\n" + head + "丙村,7,脱贫户,,,{王建},\n", "1/0/0/0"},
			{"households", "填报日期：2021年6月30日\n" + head + "丙村,7,监测户,,,{王建},\n", "0/1/0/0"},
			{"households", "填报日期：2020年12月31日\n" + head + "丙村,7,一般户,,,{王建},\n", "0/0/1/0"},
			{"households", "填报日期：2022年6月30日\n" + head + "丙村,7,脱贫户,,,{王建},\n", "0/1/0/0"},
		}, "7 ?  lifted(~2021-06-30)+monitored(2021-06-30~2022-06-30)+lifted(2022-06-30~) 王建"},
		"a kind that was not known": {[]act{
			{"households", head + "丙村,7,,,,{王建},\n", "1/0/0/0"},
			{"households", head + "丙村,7,一般户,,,{王建},\n", "0/1/0/0"},
		}, "7 ?  general(~) 王建"},
		"somebody moves": {[]act{
			{"households", head + "丙村,7,,,,{王建},\n丙村,8,,,,{李英},\n", "2/0/0/0"},
			{"households", head + "丙村,8,,,,{王建},\n", "0/1/0/0"},
		}, "7 ?  <nil> <nil>, 8 ?  <nil> 李英+王建"},
		"a roster without the number": {[]act{
			{"households", head + "丙村,7,一般户,,,{王建},户主\n", "1/0/0/0"},
			{"members", "村,姓名,身份证号码,家庭类别,易地搬迁\n丙村,{王建},脱贫户,√\n", "1/0/0/0"},
			{"members", "村,姓名,身份证号码,家庭类别,易地搬迁\n丙村,{王建},脱贫户,×\n", "0/1/0/0"},
		}, "7 false  general(~2026-11-24)+lifted(2026-11-24~) 王建户主"},
		"a member alone comes into a household": {[]act{
			{"members", "村,姓名,身份证号码,家庭类别,易地搬迁\n丙村,{王建},脱贫户,√\n丙村,{李英},一般户,否\n", "2/0/0/0"},
			{"households", head + "丙村,7,,,,{王建},户主\n", "1/0/0/0"},
			{"households", head + "丙村,7,,,,{李英},配偶\n", "1/0/0/0"},
		}, "7 true  lifted(~) 李英配偶+王建户主"},
		"a member's number where the village is known": {[]act{
			{"members", "村,姓名,身份证号码,户编号\n丙村,{王建},\n", "1/0/0/0"},
			{"members", "姓名,身份证号码,户编号\n{王建},7\n", "0/1/0/0"},
			{"members", "姓名,身份证号码,务工协会,户编号\n{李英},乙村,7\n", "0/0/0/1: 2 missing"},
			{"members", "姓名,身份证号码,务工协会,户编号\n{张平},141123103001,7\n", "1/0/0/0"},
		}, "7 ?  <nil> 王建, 7 ?  <nil> 张平"},
		"number cells": {[]act{
			{"households", head + "丙村,07,,,,{王建},\n丙村,７,,,,{李英},\n", "2/0/0/0"},
		}, "07 ?  <nil> 王建, 7 ?  <nil> 李英"},
		"wrong": {[]act{
			{"households", head + "丙村,7,富户,,,{王建},\n丙村,,,,,{李英},\n没有村,7,,,,{张平},\n丙村,7,,也许,,{刘兰},\n丙村,7,,,,马俊,,\n", "0/0/0/5: 2 unknown_value, 3 missing, 4 unknown_village, 5 unknown_value, 6 missing"},
		}, ""},
		"another name": {[]act{
			{"households", head + "丙村,7,,,,{王建},\n", "1/0/0/0"},
			{"households", head + "丙村,7,,是,,王小建,142325197603089998,\n丙村,7,,,,{王建},户主\n", "0/1/0/1: 2 name_mismatch"},
		}, "7 ?  <nil> 王建户主"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			story(t, append([]act{founding}, c.acts...)...).wants(t, c.want, homes)
		})
	}
}

// TestRegisterMergedDownwards: a household's cells stand once, merged over the
// rows of its people; 家庭信息 and 成员信息 stand over the headings.
func TestRegisterMergedDownwards(t *testing.T) {
	t.Parallel()
	d := story(t, founding)
	path := pages(t, "台账.xlsx", page{
		name: "丙村", csv: "家庭户台账,,,,,,\n户主信息,,,家庭信息,,成员信息,\n户编号,姓名,身份证号码,类别,是否易地搬迁,姓名,身份证号码\n" +
			"7,{王建},脱贫户,是,{王建}\n,,,,,{李英}\n,,,,,{张平}\n8,{刘兰},一般户,否,{刘兰}\n合计,,,,,4人,\n",
		merges: []sheet.Merge{block(1, 0, 1, 6), block(2, 0, 2, 2), block(2, 3, 2, 4), block(2, 5, 2, 6), block(4, 0, 6, 0), block(4, 1, 6, 1), block(4, 2, 6, 2), block(4, 3, 6, 3), block(4, 4, 6, 4)},
	})
	for _, want := range []string{"4/0/0/0", "0/0/4/0"} {
		if got := summary(d.send(t, "households", path)); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	d.wants(t, "7 true  lifted(~) 张平+李英+王建, 8 false  general(~) 刘兰", homes)
}
