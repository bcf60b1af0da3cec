package imports

import (
	"slices"

	"laowu/internal/value"
)

// word is what stands in a cell, and what it means.
type word struct{ said, means string }

var posts = []word{
	{"新增", "new"}, {"新设", "new"}, {"空缺", "vacant"}, {"补缺", "vacant"}, {"补员", "vacant"}, {"顶岗", "vacant"}, {"原有", "existing"}, {"存量", "existing"},
}

// endReasons: who was sent away for one of the first says so first. Of a reason,
// the first word is the one that ledgers write.
var endReasons = []word{
	{"期满", "term_over"}, {"到期", "term_over"}, {"完工", "term_over"}, {"拖欠工资", "arrears"}, {"拖欠", "arrears"}, {"欠薪", "arrears"}, {"辞退", "dismissed"}, {"解除", "dismissed"},
	{"裁员", "dismissed"}, {"停产", "closed"}, {"关闭", "closed"}, {"倒闭", "closed"}, {"工伤", "injury"}, {"受伤", "injury"}, {"去世", "died"}, {"死亡", "died"},
	{"退休", "retired"}, {"身体原因", "health"}, {"病", "health"}, {"身体", "health"}, {"工资低", "wage"}, {"工资", "wage"}, {"家庭原因", "family"}, {"家", "family"},
	{"另找工作", "other_work"}, {"另找", "other_work"}, {"换", "other_work"}, {"跳槽", "other_work"},
	{"辞职", "resigned"}, {"离职", "resigned"}, {"其他", "other"},
}

var welfareKinds = []word{
	{"护林", "forest_guard"}, {"保洁", "cleaning"}, {"环卫", "cleaning"}, {"合作总社", "cooperative"}, {"洗衣", "laundry"},
}

func registeredField() field {
	return field{"registered", []string{"户籍所在地", "户籍地", "户口所在地", "户籍"}, says("户口所在的省、市、县；是不是本地人看这一列", "山西省吕梁市兴县")}
}

// reportFields are what ledgers and staff lists say of work.
func reportFields() []field {
	return slices.Concat([]field{
		{"employer", []string{
			"用工单位", "用人单位", "企业名称", "单位名称", "用工单位名称", "用人单位名称", "就业单位", "务工单位", "务工企业", "用工企业", "就业企业", "工作单位", "公司名称", "企业", "单位",
		}, says("写全称；单位要先登记。也可以只写统一社会信用代码", "示例康养公司").always()},
		usccField(),
		{"trade", []string{"岗位", "岗位名称", "工种", "就业岗位", "工作岗位", "务工岗位", "从事岗位", "职务", "职位", "岗位(工种)"}, says("干什么活", "养老护理员")},
		{"form", []string{"用工形式", "用工类型", "用工性质", "用工方式"}, choice("从列表里选", value.Forms()...)},
		{"post", []string{"岗位来源", "岗位情况", "岗位类别", "新增或空缺", "新增/空缺"}, choice("这个岗位是新增的、空出来的，还是原来就有的", "新增", "空缺", "原有")},
		{"special_skill", []string{"特殊技能岗位", "是否特殊技能岗位", "特殊技能", "是否特殊岗位"}, yesOrNo("企业用工协议里写明的特殊技能岗位写“是”")},
		{"started", []string{
			"上岗时间", "入职时间", "上岗日期", "入职日期", "到岗时间", "到岗日期", "就业时间", "用工时间", "开始时间", "开始日期", "起始时间", "聘用时间", "聘用日期", "录用时间", "录用日期", "进厂时间", "务工时间",
		}, dated("哪天上岗").always()},
		{"ended", []string{"离岗时间", "离职时间", "离岗日期", "离职日期", "结束时间", "结束日期", "终止时间", "解聘时间", "返乡时间"}, dated("哪天离岗，还在岗的不填")},
		{"end_reason", []string{"离岗原因", "离职原因", "终止原因", "解聘原因"}, choice("离岗的才填", reasonWords()...)},
		{"wage", []string{"月工资", "月收入", "月薪", "月平均工资", "工资", "月补贴", "岗位补贴", "工资标准", "日工资", "日薪", "小时工资"}, says("一个月多少元，可以写成 3500-4500", "4000")},
		{"wage_year", []string{"年收入", "年工资"}, beside("一年一共多少元；写了月工资就不用写", "48000")},
		{"channel", []string{"就业渠道", "组织方式", "转移就业方式", "输出方式", "就业类型"}, choice("工作是怎么找到的", channelWords()...)},
		{"brand", []string{"劳务品牌", "品牌名称", "品牌"}, says("是劳务品牌的写品牌名称", "吕梁山护工")},
		{"funder", []string{"资金来源", "补贴来源", "出资单位"}, says("公益性岗位的钱从哪里出", "县财政")},
		{"term_ends", []string{"聘期至", "协议期至", "聘用期至", "岗位期限至", "聘用截止日期"}, dated("公益性岗位聘到哪天")},
		{"hours", []string{"月工时", "每月工时", "月工作小时"}, says("一个月干多少小时，写数字", "160")},
		{"sex", []string{"性别"}, choice("可以不填，以身份证号码为准", "男", "女")},
		{"age", []string{"年龄", "周岁", "年龄周岁"}, beside("填报日期那天的周岁；可以不填，以身份证号码为准", "43")},
	}, workPlaceFields())
}
