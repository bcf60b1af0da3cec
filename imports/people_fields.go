package imports

import (
	"slices"

	"laowu/internal/value"
)

// The headings under which offices write of people; domain papers and the
// county's own files use all of these.

func nameField() field {
	return field{"name", []string{
		"姓名", "成员姓名", "会员姓名", "人员姓名", "务工人员姓名", "劳动力姓名", "本人姓名", "名字", "家庭成员姓名", "务工者姓名", "劳动者姓名",
	}, says("和身份证上一样", "王建").always()}
}

func idField() field {
	return field{"id_number", idTitles, numbered("18 位，末位是 X 的写 X；这一列是文本，末几位不会变成 0", "142325197603089998").always()}
}

// idTitles stand over ID numbers. Where there are an old column and one of 18
// digits, that one counts.
var idTitles = []string{
	"身份证号码", "18位身份证号", "18位身份证号码", "身份证号", "公民身份号码", "公民身份证号码", "居民身份证号码", "居民身份证号", "身份证", "身份证件号码",
	"证件号码", "证件号", "成员证件号码", "成员身份证号码", "成员身份证号", "会员身份证号码", "会员身份证号", "本人身份证号码", "本人身份证号", "身份号码",
}

// otherPeople are headings of lists of people that are neither rosters nor the
// household register: of courses, visits, and enterprises' staff.
var otherPeople = []string{"期次", "班期", "培训期次", "开班日期", "开班时间", "结业日期", "回访日期", "回访时间", "回访方式", "入职时间", "入职日期"}

func phoneField() field {
	return field{"phone", []string{
		"联系电话", "本人电话", "本人联系电话", "手机号码", "手机号", "成员联系电话", "会员联系电话", "电话", "电话号码", "联系方式", "移动电话", "手机", "联系手机",
	}, numbered("手机号 11 位；座机带区号", "14012345678")}
}

// aboutFields are what files say of a person beside name and numbers.
func aboutFields() []field {
	return []field{
		{"sex", []string{"性别"}, choice("可以不填，以身份证号码为准", "男", "女")},
		{"age", []string{"年龄", "周岁", "年龄周岁"}, beside("填报日期那天的周岁；可以不填，以身份证号码为准", "43")},
		{"ethnicity", []string{"民族"}, says("", "汉族")},
		{"education", []string{"文化程度", "学历", "受教育程度", "教育程度", "最高学历"}, choice("最高学历", schooling()...)},
		{"health", []string{"健康状况", "身体状况"}, choice("", "健康", "一般", "残疾", "患病")},
		{"ability", []string{"劳动能力", "是否有劳动能力", "有无劳动能力", "劳动技能"}, yesOrNo("有没有劳动能力")},
		{"willing", []string{
			"就业意愿", "务工意愿", "是否愿意就业", "有无就业意愿", "有就业意愿", "是否有就业意愿", "外出务工意愿", "是否有务工意愿", "就业愿望", "求职意愿",
		}, yesOrNo("愿不愿意出去干活")},
		{"skills", []string{"技能特长", "特长", "技术特长", "掌握技能", "有何特长", "技能"}, says("会什么手艺，几样用顿号分开", "电工、焊工")},
		{"wish_trades", []string{"期望工种", "意向工种", "求职工种", "期望岗位", "意向岗位", "期望职业", "就业意向", "求职意向"}, says("想干什么，几样用顿号分开", "养老护理员、保洁")},
		{"wish_places", []string{"期望地点", "意向地点", "期望就业地点", "意向地区", "输出意向地", "期望就业地区", "意向务工地点", "期望务工地点"}, says("想去哪里，写到市、县", "太原市")},
		{"wish_wage", []string{"期望工资", "期望薪资", "期望月薪", "意向工资", "期望待遇", "期望月工资", "期望薪酬"}, says("一个月多少元，可以写成 3500-4500", "3500-4500")},
		{"remark", []string{"备注", "备注说明", "说明"}, says("号码请填在它自己的列里，不要写在备注", "腿脚不便")},
		{"registered", []string{"户籍所在地", "户籍地", "户口所在地", "户籍"}, says("户口所在的省、市、县", "山西省吕梁市兴县")},
	}
}

// homeFields are what files say of a person's village and household.
func homeFields() []field {
	return []field{
		townshipField(),
		{"village", []string{"行政村", "行政村名称", "所属行政村", "所在行政村", "村", "村名", "所在村", "村委会", "村委", "村(社区)", "村/社区", "村名称", "社区"}, says("写全名；有同名的村，请同时写乡镇", "甲村")},
		{"household_number", []string{"户编号", "户号", "户编码", "家庭编号", "农户编号", "户籍编号"}, numbered("一户的人写一样的编号；写了它就要写是哪个村", "007")},
		{"household_kind", []string{"家庭类别", "家庭类型", "户类型", "户类别", "户属性", "脱贫属性", "贫困户属性", "农户类型", "贫困类型", "家庭属性"}, choice("从列表里选", value.HouseholdKinds()...)},
		{"relocated", []string{"是否易地搬迁", "是否易地搬迁户", "是否易地扶贫搬迁", "是否易地扶贫搬迁户", "是否搬迁户", "易地搬迁", "易地扶贫搬迁", "易地搬迁户", "搬迁户"}, yesOrNo("是不是易地搬迁户")},
		{"relation", []string{"与户主关系", "与户主的关系", "户主关系", "家庭关系"}, choice("", kin()...)},
	}
}

func townshipField() field {
	return field{"township", []string{"乡镇", "乡(镇)", "镇(乡)", "乡/镇", "乡、镇", "所属乡镇", "所在乡镇", "乡镇名称", "乡(镇、街道)", "镇", "乡"}, offered("从列表里选", "康宁镇", ourTownships)}
}

// workFields are what rosters say of the work that a member does.
func workFields() []field {
	return slices.Concat(
		[]field{
			{"status", []string{"从业状态", "就业状态", "务工状态", "当前状态", "就业情况"}, choice("现在干不干活、在哪里", statusWords()...)},
			{"employer", []string{
				"务工单位", "务工单位名称", "务工企业名称", "务工企业", "就业单位", "就业单位名称", "就业企业", "工作单位", "用工单位", "单位名称", "企业名称",
			}, says("现在干活的单位，写全称", "示例家政公司")},
			{"trade", []string{
				"工种", "务工工种", "就业工种", "从事工种", "务工职业", "就业岗位", "工作岗位", "从事岗位", "务工岗位", "岗位", "职业", "从事行业",
			}, says("干什么活", "保洁员")},
			{"wage", []string{
				"月工资", "月收入", "月均收入", "月平均工资", "平均月工资", "月薪", "务工月收入", "务工月工资", "月工资收入", "务工工资", "工资", "日工资", "日薪", "小时工资", "时薪",
			}, says("一个月多少元，可以写成 3500-4500", "4000")},
			{"wage_year", []string{"年收入", "务工年收入", "年工资", "年工资收入", "务工总收入"}, beside("一年一共多少元；写了月工资就不用写", "48000")},
			{"channel", []string{"就业渠道", "组织方式", "转移就业方式", "输出方式", "转移方式", "就业形式"}, choice("工作是怎么找到的", channelWords()...)},
		}, workPlaceFields(), workDateFields())
}

func workPlaceFields() []field {
	return []field{
		{"place", []string{
			"务工地点", "务工所在地", "务工地", "务工地址", "就业地点", "就业地址", "就业所在地", "就业地", "工作地点", "工作地址", "务工去向", "外出地点", "外出务工地点", "外出去向",
		}, says("写到市、县；在本县的写乡镇", "鄂尔多斯市东胜区")},
		{"place_province", []string{"务工所在省", "务工省份", "务工省", "务工所在地省", "务工地点省", "就业所在省", "就业省份", "就业省", "就业地点省"}, beside("和市、县两列合起来是务工地点", "内蒙古")},
		{"place_city", []string{"务工所在市", "务工市", "务工所在地市", "务工地点市", "就业所在市", "就业市", "就业地点市"}, beside("和省、县两列合起来是务工地点", "鄂尔多斯市")},
		{"place_county", []string{
			"务工所在县", "务工县", "务工所在地县", "务工地点县", "务工县区", "务工县(市、区)", "务工地点县(市、区)", "务工地点县区", "就业所在县", "就业县", "就业地点县",
		}, beside("和省、市两列合起来是务工地点", "东胜区")},
	}
}

func workDateFields() []field {
	return []field{
		{"started", []string{
			"外出时间", "开始时间", "务工开始时间", "开始务工时间", "务工起始时间", "外出务工时间", "就业时间", "上岗时间", "起始时间", "外出日期", "开始日期", "务工起止时间", "务工时间",
		}, dated("哪天开始干的")},
		{"ended", []string{"结束时间", "务工结束时间", "返乡时间", "离岗时间", "终止时间", "结束日期", "返乡日期", "截止时间"}, dated("哪天不干的，还在干的不填")},
		// How many months somebody worked is no date.
		{"", []string{"务工时间(月)", "务工时间(个月)", "务工时间(月数)", "务工时间(天)", "务工月数", "外出时间(月)", "务工时长"}, guide{}},
	}
}
