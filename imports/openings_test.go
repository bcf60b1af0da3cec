package imports

import "testing"

const offer = "企业名称,统一社会信用代码,岗位名称,需求人数,用工形式,工作地点"

func TestOpenings(t *testing.T) {
	t.Parallel()
	const (
		plant = "示例铝业有限公司,91141123MA0AL47R7J,"
		care  = "示例康养服务有限公司,91150602MA0FAG439B,"
	)
	for name, c := range map[string]struct {
		acts      []act
		ask, want string
	}{
		"wage and what it becomes": {
			[]act{
				{"openings", offer + ",月薪\n" + plant + "电工,3,长期,兴县,4000-5000\n", "1/0/0/0"},
				{"openings", offer + ",月薪\n" + plant + "电工,3,正式,兴县,\n", "0/0/1/0"},
				{"openings", offer + ",月薪\n" + plant + "电工,3,全日制,兴县,面议\n", "0/1/0/0"},
				{"openings", offer + ",工资（元/天）\n" + plant + "电工,3,长期,兴县,200\n", "0/1/0/0"},
				{"openings", offer + ",月薪\n" + plant + "电工,3,长期,兴县,5000以上\n", "0/1/0/0"},
			}, "SELECT wage_min, wage_max, pay, wage_text FROM opening", "5000 0 month 5000以上",
		},
		"contact": {
			[]act{
				{"openings", offer + ",联系人,联系电话\n" + plant + "电工,3,长期,兴县,白英,14000000001\n", "1/0/0/0"},
				{"openings", offer + ",联系人,联系电话\n" + plant + "电工,3,长期,兴县,白英,14000000002\n", "0/1/0/0"},
				{"openings", offer + ",联系人,联系电话\n" + plant + "电工,3,长期,兴县,高海,\n", "0/1/0/0"},
			}, "SELECT contact, phone_sealed IS NOT NULL FROM opening", "高海 true",
		},
		"board and lodging": {
			[]act{
				{"openings", offer + ",食宿\n" + plant + "电工,3,长期,兴县,包食宿\n", "1/0/0/0"},
				{"openings", offer + ",食宿\n" + plant + "电工,3,长期,兴县,\n", "0/0/1/0"},
				{"openings", offer + ",食宿\n" + plant + "电工,3,长期,兴县,/\n", "0/0/1/0"},
				{"openings", offer + ",食宿\n" + plant + "电工,3,长期,兴县,无\n", "0/1/0/0"},
			}, "SELECT board, lodging, board_text FROM opening", "false false 无",
		},
		"age": {
			[]act{
				{"openings", offer + ",年龄要求\n" + plant + "电工,3,长期,兴县,18-30\n", "1/0/0/0"},
				{"openings", offer + ",年龄要求\n" + plant + "电工,3,长期,兴县,35周岁以上\n", "0/1/0/0"},
				{"openings", offer + ",年龄要求\n" + plant + "电工,3,长期,兴县,\n", "0/0/1/0"},
				{"openings", offer + ",年龄要求\n" + plant + "电工,3,长期,兴县,不限\n", "0/1/0/0"},
				{"openings", offer + ",年龄要求\n" + plant + "保安,3,长期,兴县,15-30\n", "0/0/0/1: 2 number_range"},
			}, "SELECT age_min, age_max FROM opening", "16 0",
		},
		"education and certificates": {
			[]act{
				{"openings", offer + ",学历要求,证书要求\n" + plant + "电工,3,长期,兴县,初中及以上,电工证\n", "1/0/0/0"},
				{"openings", offer + ",学历要求,证书要求\n" + plant + "电工,3,长期,兴县,,\n", "0/0/1/0"},
				{"openings", offer + ",学历要求,证书要求\n" + plant + "电工,3,长期,兴县,不限,无\n", "0/1/0/0"},
			}, "SELECT education, certificates, cert_text FROM opening", " [] ",
		},
		"until when": {
			[]act{
				{"openings", offer + ",发布日期,有效期至\n" + plant + "电工,3,长期,兴县,2026.3,2026.6\n", "1/0/0/0"},
				{"openings", offer + ",有效期至\n" + plant + "电工,3,长期,兴县,长期有效\n", "0/0/1/0"},
				{"openings", offer + ",有效期至\n" + plant + "电工,3,长期,兴县,2025.1\n", "0/0/0/1: 2 date_order"},
				{"openings", offer + ",有效起止\n" + plant + "电工,3,长期,兴县,2026.1.1-2026.12.31\n", "0/1/0/0"},
			}, "SELECT valid_from, valid_until FROM opening", "2026-01-01 2026-12-31",
		},
		"employers": {
			[]act{
				{"openings", offer + "\n" + care + "护工,3,长期,东胜区\n示例康养服务有限公司,,保洁员,3,长期,东胜区\n,91150602MA0FAG439B,厨师,3,长期,东胜区\n", "3/0/0/0"},
				{"openings", offer + "\n,91141123MA0BCD1232,保洁员,3,长期,东胜区\n没见过的公司,,保洁员,3,长期,东胜区\n,,保洁员,3,长期,东胜区\n", "0/0/0/3: 2 missing, 3 missing, 4 missing"},
				{"openings", offer + "\n示例（康养）公司,91141123MA0BCD1232,护工,3,长期,东胜区\n示例(康养)公司,,保安,3,长期,东胜区\n", "2/0/0/0"},
				{"openings", offer + "\n示例(康养)公司,91141123MA0BCD456F,护工,3,长期,东胜区\n示例(康养)公司,,保安,3,长期,东胜区\n", "1/0/0/1: 3 missing"},
			}, "SELECT name, (SELECT count(*) FROM opening o WHERE o.enterprise = e.id), (SELECT count(*) FROM agreement) FROM enterprise e ORDER BY id",
			"示例康养服务有限公司 3 0, 示例（康养）公司 2 0, 示例(康养)公司 1 0",
		},
		"key": {
			[]act{
				{"openings", offer + "\n" + plant + "电工,3,长期,兴县\n" + plant + "电工,3,临时,兴县\n" + plant + "电工,3,长期,太原\n" + plant + "电工,9,正式,兴县\n", "3/0/0/1: 5 duplicate_in_file"},
				{"openings", offer + "\n" + plant + "电工,若干,长期,兴县\n" + plant + "电工,9,长期,兴县\n", "0/1/0/1: 2 number_format"},
			}, "SELECT headcount, form, place_text FROM opening ORDER BY id", "9 regular 兴县, 3 temporary 兴县, 3 regular 太原",
		},
		"forms": {
			[]act{
				{"openings", "用人单位,统一社会信用代码,招聘工种,招聘总人数,用工区域,工作地点\n" + plant + "电工,3,山西,兴县\n" + plant + "保安,3,太原,\n", "2/0/0/0"},
				{"openings", "用人单位,统一社会信用代码,招聘工种,招聘总人数,用工形式,工作地点\n" + plant + "厨师,3,,兴县\n", "0/0/0/1: 2 missing"},
			}, "SELECT title, form, place_text FROM opening ORDER BY id", "电工 regular 兴县, 保安 regular 太原",
		},
		"men and women": {
			[]act{
				{"openings", "企业名称,统一社会信用代码,岗位名称,需求人数,,,用工形式,工作地点\n,,,男,女,不限,,\n" + plant + "电工,3,2,,长期,兴县\n" + plant + "保安,,,,长期,兴县\n", "1/0/0/1: 4 missing"},
			}, "SELECT headcount FROM opening", "5",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			story(t, c.acts...).wants(t, c.want, c.ask)
		})
	}
}

func TestEnterprises(t *testing.T) {
	t.Parallel()
	const (
		head  = "企业名称,统一社会信用代码,联系人,用工协议起始日期,协议到期日期,长期用工本地比例,临时用工本地比例\n"
		plant = "示例铝业有限公司,91141123MA0AL47R7J,"
	)
	d := story(t,
		act{"enterprises", head + plant + "高海,,,,\n", "1/0/0/0"},
		act{"enterprises", head + plant + "高海,2019-01-01,,60%,1\n", "0/1/0/0"},
		act{"enterprises", head + plant + ",,,,\n", "0/0/1/0"},
		act{"enterprises", head + plant + ",2019.1,2021.12,0.65,100\n", "0/1/0/0"},
		act{"enterprises", head + plant + ",,,70,\n", "0/1/0/0"},
		act{"enterprises", head + plant + ",,2018.5,,\n", "0/0/0/1: 2 date_order"},
		act{"enterprises", head + plant + ",2022.1.1,长期,,\n", "0/1/0/0"},
		act{"enterprises", head + "示例康养服务有限公司,91150602MA0FAG439B,,,,60%,\n", "0/0/0/1: 2 missing"},
		act{"enterprises", head + "示例铝业集团,91141123MA0AL47R7J,,,,,\n示例铝业集团,91141123MA0AL47R7J,,,,,\n", "0/1/0/1: 3 duplicate_in_file"},
		act{"enterprises", head + plant + ",2019.5,2019.1,,\n甲厂,91141123MA0AL47R7K,,,,,\n甲厂,,,,,,\n,91141123MA0AL47R7J,,,,,\n" + plant + ",,,160%,\n" + plant + ",,,一半,\n",
			"0/0/0/6: 2 date_order, 3 uscc_checksum, 4 missing, 5 missing, 6 number_range, 7 number_format"},
	)
	d.wants(t, "示例铝业集团 高海 2019-01-01 2021-12-31 7000 10000, 示例铝业集团 高海 2022-01-01 <nil> 6000 10000",
		"SELECT e.name, e.contact, a.starts, a.ends, a.regular_share, a.temporary_share FROM enterprise e JOIN agreement a ON a.enterprise = e.id ORDER BY a.starts")
}

func TestAssociations(t *testing.T) {
	t.Parallel()
	const head = "乡镇,协会名称,组建方式,覆盖行政村,负责人,成立时间\n"
	d := story(t,
		act{"associations", head + "康宁镇,甲村务工协会,单建,甲村,王兰,2017.5\n康宁,乙村务工协会,合建,\"乙村，丙村\",,\n恶虎滩乡,老村务工协会,单建,老村,,2017.6\n", "3/0/0/0"},
		act{"associations", head + "康宁镇,乙村务工协会,,乙村委会、丙村村民委员会,,\n", "0/0/1/0"},
		act{"associations", head + "康宁镇,乙村务工协会,,,张平,2017年6月\n", "0/1/0/0"},
		act{"associations", head + "康宁镇,乙村务工协会,,乙村、丁村,,\n", "0/1/0/0"},
		act{"associations", head + "康宁镇,戊村务工协会,,,,\n没有乡,己村务工协会,,己村,,\n,己村务工协会,,己村,,\n康宁镇,,,己村,,\n", "0/0/0/4: 2 missing, 3 unknown_value, 4 missing, 5 missing"},
		act{"associations", "康宁镇务工协会名册\n" + head + ",己村务工协会,,己村,,\n", "1/0/0/0"},
		act{"associations", head + "康宁镇,庚村务工协会,,庚村,,\n康宁镇,庚村 务工协会,,辛村,,\n", "1/0/0/1: 3 duplicate_in_file"},
	)
	d.wants(t, "141123103001 甲村务工协会 sole 王兰 2017-05-01, 141123103002 乙村务工协会 joint 张平 2017-06-01, 141123103003 己村务工协会   <nil>, "+
		"141123103004 庚村务工协会   <nil>, 141123201001 老村务工协会 sole  2017-06-01", "SELECT code, name, form, leader, founded FROM association ORDER BY code")
	d.wants(t, "乙村 <nil> <nil>, 丙村 <nil> 2026-11-24, 丁村 2026-11-24 <nil>",
		"SELECT v.name, c.valid_from, c.valid_to FROM association_village c JOIN area v ON v.code = c.village JOIN association a ON a.id = c.association WHERE a.name = '乙村务工协会' ORDER BY v.code")
}
