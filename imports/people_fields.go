package imports

// The headings under which offices write of people; domain papers and the
// county's own files use all of these.

func nameField() field {
	return field{"name", []string{"姓名", "成员姓名", "会员姓名", "人员姓名", "务工人员姓名", "劳动力姓名", "本人姓名", "名字", "家庭成员姓名", "务工者姓名"}}
}

func idField() field {
	return field{"id_number", []string{"身份证号码", "身份证号", "证件号码", "身份证", "18位身份证号", "18位身份证号码", "公民身份号码", "公民身份证号码", "成员证件号码", "证件号", "居民身份证号码", "居民身份证号"}}
}

func phoneField() field {
	return field{"phone", []string{"联系电话", "电话", "手机号", "手机号码", "本人电话", "成员联系电话", "联系方式", "电话号码", "本人联系电话", "移动电话", "手机"}}
}

// aboutFields are what files say of a person beside name and numbers.
func aboutFields() []field {
	return []field{
		{"sex", []string{"性别"}},
		{"age", []string{"年龄", "周岁", "年龄周岁"}},
		{"ethnicity", []string{"民族"}},
		{"education", []string{"文化程度", "学历", "受教育程度", "教育程度", "最高学历"}},
		{"health", []string{"健康状况", "身体状况"}},
		{"ability", []string{"劳动能力", "劳动技能", "是否有劳动能力", "有无劳动能力"}},
		{"willing", []string{"就业意愿", "务工意愿", "是否愿意就业", "有无就业意愿", "有就业意愿", "是否有就业意愿", "外出务工意愿", "是否有务工意愿", "就业愿望", "求职意愿"}},
		{"skills", []string{"技能特长", "技能", "特长", "技术特长", "掌握技能", "有何特长"}},
		{"wish_trades", []string{"期望工种", "意向工种", "求职工种", "期望岗位", "意向岗位", "就业意向", "期望职业", "求职意向"}},
		{"wish_places", []string{"期望地点", "意向地点", "期望就业地点", "意向地区", "输出意向地", "期望就业地区", "意向务工地点", "期望务工地点"}},
		{"wish_wage", []string{"期望工资", "期望薪资", "期望月薪", "意向工资", "期望待遇", "期望月工资", "期望薪酬"}},
		{"remark", []string{"备注", "说明", "备注说明"}},
		{"registered", []string{"户籍所在地", "户籍地", "户籍", "户口所在地"}},
	}
}

// homeFields are what files say of a person's village and household.
func homeFields() []field {
	return []field{
		{"township", []string{"乡镇", "乡(镇)", "所属乡镇", "所在乡镇", "乡镇名称", "镇"}},
		{"village", []string{"行政村", "村", "村委", "村名", "所在村", "村委会", "村(社区)", "村名称", "行政村名称", "所属行政村", "社区"}},
		{"household_number", []string{"户编号", "户号", "家庭编号", "户编码", "农户编号", "户籍编号"}},
		{"household_kind", []string{"家庭类别", "家庭类型", "户类型", "贫困户属性", "脱贫属性", "户属性", "户类别", "农户类型", "贫困类型", "家庭属性"}},
		{"relocated", []string{"是否易地搬迁", "易地搬迁", "是否易地扶贫搬迁", "是否易地搬迁户", "是否搬迁户", "易地扶贫搬迁", "搬迁户"}},
		{"relation", []string{"与户主关系", "户主关系", "家庭关系", "与户主的关系"}},
	}
}

// workFields are what rosters say of the work that a member does.
func workFields() []field {
	return []field{
		{"status", []string{"从业状态", "就业状态", "就业情况", "务工状态", "当前状态"}},
		{"place", []string{"务工地点", "务工所在地", "就业地址", "就业地点", "务工地址", "务工地", "工作地点", "就业所在地", "务工去向", "外出地点"}},
		{"place_province", []string{"务工所在省", "务工省份", "务工所在地省", "务工地点省", "省"}},
		{"place_city", []string{"务工所在市", "务工所在地市", "务工地点市", "市"}},
		{"place_county", []string{"务工所在县", "务工所在地县", "务工地点县", "县", "县(市、区)", "县区"}},
		{"employer", []string{"务工单位", "务工企业名称", "务工企业", "就业单位", "单位名称", "用工单位", "就业企业", "工作单位", "企业名称"}},
		{"trade", []string{"工种", "务工职业", "就业工种", "从事行业", "岗位", "职业", "务工工种", "从事工种", "就业岗位", "工作岗位", "从事岗位"}},
		{"wage", []string{"月工资", "月收入", "月均收入", "月平均工资", "月薪", "工资", "务工月收入", "月工资收入", "平均月工资"}},
		{"wage_year", []string{"年收入", "务工年收入", "年工资", "务工总收入"}},
		{"started", []string{"外出时间", "务工时间", "开始时间", "务工开始时间", "就业时间", "上岗时间", "开始务工时间", "外出务工时间", "起始时间", "务工起始时间"}},
		{"ended", []string{"结束时间", "务工结束时间", "返乡时间", "离岗时间", "截止时间", "终止时间"}},
		{"channel", []string{"就业渠道", "组织方式", "转移就业方式", "输出方式", "转移方式", "就业形式"}},
	}
}
