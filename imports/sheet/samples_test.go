package sheet

import (
	"slices"
	"testing"
)

// What openpyxl, xlrd and a text editor show of the offices' workbooks.
func TestSamples(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		file   string
		sheets []string // name, * when hidden, number of the last row
		sheet  int
		rows   int
		want   []string // some of the rows
	}{
		{"associations.xlsx", []string{"协会名册 10"}, 0, 10, []string{
			"1: 兴县务工协会名册",
			"2: 填报单位：兴县人社局 |  |  |  |  | 单位：个、人",
			"6: n3 | 魏家滩镇 | 后白家沟务工协会 | 单建 | 后白家沟 | 张平建 | 14000011239 | d42917",
			"8: n5 | 圪𪣻上乡 | 南高家崖务工协会 | 单建 | 南高家崖 | 刘秀 | 14087411407 | 2017年6月",
			"10: 合计 |  | n6",
		}},
		{"members-township.xlsx", []string{"花名册 48"}, 0, 47, []string{
			"1: 蔡家崖乡2019年外出务工人员花名册",
			"3: 序号 | 乡镇 | 行政村 | 姓名 | 性别 | 年龄 | 身份证号码 | 文化程度 | 联系电话 | 家庭类别 | 是否易地搬迁 | 务工情况 |  |  |  |  | 技能特长 | 备注",
			"4: 序号 | 乡镇 | 行政村 | 姓名 | 性别 | 年龄 | 身份证号码 | 文化程度 | 联系电话 | 家庭类别 | 是否易地搬迁 | 务工地点 | 务工单位 | 工种 | 月工资（元） | 外出时间 | 技能特长 | 备注",
			"5: n1 | 蔡家崖乡 | 下李家塔 | 樊丽 | 男 | n61 | 142325195807069973 | 中专 | 14085151909 | 建档立卡贫困户 | √ | 内蒙古鄂尔多斯 | 示例乙公司 | 育婴员 | 3500元 | n43556 | 司机",
			"10: n6 | 蔡家崖乡 | 前石岭则 | 马俊 | 男 | n25 | 141123199409089972 | 中专 | 14005639722 | 贫困户 | √ | 鄂尔多斯市东胜区 | 示例甲公司 | 保安 | 4.5千 | d43516 | 焊工",
			"27: n23 | 蔡家崖乡 | 下李家塔 | 牛峰生 | 女 | n21 | 141123 19980331\u00a09983 | 小学 | 14073658594 | 贫困户 | 是 | 太原市小店区 | 示例丙公司 | 厨师 | ５０００ | 2019.4 | 保安",
			"36: n32 | 蔡家崖乡 | 下李家塔 | 王亮丽 | 男 | n38 | n142325198108119000 | 小学 | 14078696694 | 一般户 |  | 太原 | 示例甲公司 | 养老护理员 | 3500元 | n43556 | 装载机司机",
			"43: n39 | 蔡家崖乡 | 前石岭则 | 康兰梅 | 男 | n30 | 14112319890711999X | 中专 | 14043972543 | 一般户 |  | 兴县 | 示例甲公司 | 焊工 | 3500-4500 | n2019.1 | 厨师",
			"47: 合计 |  |  | 41人",
			"48: 制表人：示例\u3000\u3000审核人：示例",
		}},
		{"members-villages.xlsx", []string{"填表说明 3", "后白家沟 9", "东杨家坡 9", "西刘家梁 9", "旧数据* 2"}, 4, 2, []string{
			"2: 142325196202199999 | 白军晋 | 后白家沟务工协会 | 14076962581",
		}},
		{"openings.xlsx", []string{"岗位信息 32"}, 0, 32, []string{
			"3: n1 | 示例康养服务有限公司 | 91150602MA0FAG439B | 樊丽小 | 14083550112 | 养老护理员 | n32 | 长期 | 18-50 | 不限 | 养老护理员证 | 6-8千 | 包食宿 | 鄂尔多斯市东胜区 | d49948",
			"29: n27 | 示例康养服务有限公司 | 91150602MA0FAG439B | 任丽红 | 14095961264 | 护工 | n-2 | 长期 | 不限 | 不限 |  | 4000 | 包食宿 | 鄂尔多斯市东胜区 | 2036-06-30",
			"32: 合计 |  |  |  |  |  | n999",
		}},
		{"bad-empty.xlsx", []string{"Sheet 1"}, 0, 1, []string{"1: 姓名 | 身份证号码 | 务工协会 | 联系电话"}},
		{"members-legacy.xls", []string{"Sheet1 13"}, 0, 13, []string{
			"1: 序号 | 姓名 | 身份证号码 | 行政村 | 联系电话 | 外出时间 | 月工资",
			"2: n1 | 康生兰 | 142325196806259964 | 南高家崖 | 14083301006 | d43525 | n3000",
			"13: n12 | 尹英 | 14232519681004996X | 南高家崖 | 14039403093 | d43536 | n4100",
		}},
		{"members-gbk.csv", []string{"members-gbk 11"}, 0, 11, []string{
			"1: 姓名 | 身份证号码 | 村 | 手机号码 | 从业状态 | 备注",
			"2: 李喆𪣻 | 14232519610206996X\t | 北孙家庄 | 14023812611 | 外出务工",
			"3: 高梅 | 142325195907149962 | 中任家湾 | 14013564003 | 县内务工",
		}},
	} {
		t.Run(c.file, func(t *testing.T) {
			t.Parallel()
			b := mustOpen(t, c.file, testdata(t, c.file))
			if got := sheetList(b); !slices.Equal(got, c.sheets) {
				t.Errorf("sheets %q, want %q", got, c.sheets)
			}
			rows := rowsOf(t, b, c.sheet)
			if len(rows) != c.rows {
				t.Errorf("%d rows, want %d", len(rows), c.rows)
			}
			for _, want := range c.want {
				if !slices.Contains(rows, want) {
					t.Errorf("no row %q", want)
				}
			}
		})
	}
}

func TestBadSamples(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]string{"bad-text.xlsx": NotAWorkbook, "bad-truncated.xlsx": Damaged, "bad-heading.xlsx": ""} {
		if got := failure(file, testdata(t, file)); got != want {
			t.Errorf("%s: %q, want %q", file, got, want)
		}
	}
}
