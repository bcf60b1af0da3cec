package sheet

import (
	"testing"

	"github.com/xuri/excelize/v2"
)

// forms are ten blanks as offices around a county send them: what each asks of
// whoever fills it in stands beside it.
var forms = map[string]func(*testing.T) *formMaker{
	// Running numbers, a formula, sums, a signature, a printed area, choices.
	"01-roster": func(t *testing.T) *formMaker {
		f := newForm(t, "花名册")
		f.row(1, f.note, "外出务工人员花名册")
		f.merge("A1:J1")
		f.row(2, f.note, "填报单位：兴县人社局,,,,,,,填报日期：2019年12月31日")
		f.row(3, f.head, "序号,姓名,性别,身份证号码,联系电话,务工地点,月工资(元),外出时间,年收入(元),备注")
		f.rows(4, 8, 10, f.cell, 24)
		f.column(4, 8, 7, f.month)
		for r := range 5 {
			f.ok(f.file.SetCellValue(f.name, ref(4+r, 0), r+1))
			f.ok(f.file.SetCellFormula(f.name, ref(4+r, 8), "G"+ref(4+r, 0)[1:]+"*12"))
		}
		f.row(9, f.head, "合计,,,,,,=SUM(G4:G8),,=SUM(I4:I8),")
		f.merge("A9:B9")
		f.row(11, f.note, "制表人：,,,审核人：,,,,负责人：")
		f.merge("A11:C11", "D11:F11")
		f.ok(f.file.SetRowHeight(f.name, 11, 36))
		f.print("$A$1:$J$11", "$1:$3")
		f.freeze("A4", 3)
		f.list("C4:C8", "男", "女")
		f.widths(6, 10, 6, 21, 14, 22, 10, 12, 10, 16)
		return f
	},
	// Two levels of headings, units under them, one row with an example, days as
	// text, a hidden column, an explanation sheet.
	"02-two-levels": func(t *testing.T) *formMaker {
		f := newForm(t, "就业台账")
		f.row(1, f.note, "脱贫劳动力务工就业台账")
		f.merge("A1:L1")
		f.row(2, f.head, "序号,基本情况,,,,家庭情况,,,务工情况,,,")
		f.row(3, f.head, ",姓名,年龄,身份证号码,联系电话,乡镇,行政村,是否脱贫户,务工单位,工种,月工资,开始时间")
		f.merge("A2:A3", "B2:E2", "F2:H2", "I2:L2")
		f.row(4, f.head, ",,(岁),,,,,(是/否),,,(元),")
		f.rows(5, 5, 12, f.cell, 20)
		f.row(5, f.text, "例,张某某,35,140000199001019990,14000000000,某某镇,某某村,是,某某公司,焊工,4500,2019年4月")
		f.row(6, f.note, "注：1.年龄按填报当天计算；2.月工资填实发数。")
		f.merge("A6:L6")
		f.ok(f.file.SetColVisible(f.name, "E", false))
		f.list("H5", "是", "否")
		f.print("$A$1:$L$6", "$2:$4")
		f.add("填表说明")
		f.row(1, f.note, "本表由各乡镇填写，每月25日前报县人社局。")
		return f
	},
	// A sheet a township, and one that sums them.
	"03-a-sheet-a-town": func(t *testing.T) *formMaker {
		f := newForm(t, "康宁镇")
		for i, town := range []string{"康宁镇", "瓦塘镇"} {
			if i > 0 {
				f.add(town)
			}
			f.row(1, f.note, town+"外出务工人员花名册")
			f.row(2, f.head, "序号,姓名,身份证号,行政村,务工单位,月收入")
			f.rows(3, 4, 6, f.cell, 18)
			f.row(5, f.head, "合计,,,,,=SUM(F3:F4)")
			f.print("$A$1:$F$5", "")
		}
		f.add("汇总表")
		f.row(1, f.head, "各乡镇工资合计,金额")
		f.row(2, f.cell, "康宁镇,=康宁镇!F5")
		f.row(3, f.cell, "瓦塘镇,=瓦塘镇!F5")
		f.row(4, f.head, "全县,=SUM(B2:B3)")
		return f
	},
	// Several townships in one sheet, each with its rows and its own sum.
	"04-towns-in-one": func(t *testing.T) *formMaker {
		f := newForm(t, "各乡镇名单")
		f.row(1, f.note, "各乡镇外出务工人员名单")
		f.merge("A1:E1")
		f.row(2, f.head, "序号,姓名,身份证号码,务工地点,月工资")
		f.row(3, f.head, "一、康宁镇,,,,")
		f.merge("A3:E3")
		f.rows(4, 5, 5, f.cell, 18)
		f.row(6, f.head, "小计,,,,=SUM(E4:E5)")
		f.row(7, f.head, "二、瓦塘镇,,,,")
		f.merge("A7:E7")
		f.rows(8, 8, 5, f.cell, 18)
		f.row(9, f.head, "小计,,,,=SUM(E8:E8)")
		f.row(10, f.head, "合计,,,,=E6+E9")
		f.row(12, f.note, "填表人：")
		f.print("$A$1:$E$12", "")
		return f
	},
	// The sum at the top, left open.
	"05-sum-at-top": func(t *testing.T) *formMaker {
		f := newForm(t, "Sheet1")
		f.row(1, f.note, "劳务输出人员统计")
		f.row(2, f.head, "姓名,身份证号,人数,月工资,期望工种")
		f.row(3, f.head, "合计,,,,")
		f.rows(4, 6, 5, f.cell, 18)
		return f
	},
	// A register of households: ticks, 有 and 无, a list of kinds.
	"06-register": func(t *testing.T) *formMaker {
		f := newForm(t, "家庭台账")
		f.row(1, f.note, "康宁镇家庭台账")
		f.row(2, f.head, "户编号,姓名,身份证号码,行政村,家庭类别,是否易地搬迁(打√),有无就业意愿,出生日期,家庭住址")
		f.rows(3, 4, 9, f.cell, 18)
		f.list("E3:E4", "脱贫户", "监测户", "一般户")
		return f
	},
	// Openings, with a number of posts that is summed.
	"07-openings": func(t *testing.T) *formMaker {
		f := newForm(t, "岗位信息")
		f.row(1, f.head, "序号,企业名称,统一社会信用代码,岗位名称,需求人数,月薪,工作地点,联系电话")
		f.rows(2, 3, 8, f.cell, 18)
		f.row(4, f.head, "合计,,,,,,,")
		f.row(5, f.note, "填表人：")
		return f
	},
	// Courses, under columns that are numbered, with a sum that adds cell to cell.
	"08-course": func(t *testing.T) *formMaker {
		f := newForm(t, "培训花名册")
		f.row(1, f.note, "职业技能培训补贴花名册")
		f.row(2, f.head, "序号,姓名,身份证号码,培训项目,期次,考核结果,证书编号,补贴金额(元),发放签字")
		f.row(3, f.head, "1,2,3,4,5,6,7,8,9")
		f.rows(4, 6, 9, f.cell, 18)
		f.row(7, f.head, "合计,,,,,,,=H4+H5+H6,")
		f.print("$A$1:$I$7", "$2:$3")
		return f
	},
	// An enterprise's staff: one row whose cells are merged sideways, numbered by
	// its place, with colours that hang on a condition.
	"09-staff": func(t *testing.T) *formMaker {
		f := newForm(t, "用工名册")
		f.row(1, f.note, "企业用工名册")
		f.row(2, f.head, "序号,姓名,身份证号码,用工单位,,岗位,用工形式,上岗时间(如2019.04),月工资")
		f.merge("D2:E2")
		f.row(3, f.cell, "=ROW()-2,,,,,,,,")
		f.merge("D3:E3")
		f.ok(f.file.SetRowHeight(f.name, 3, 30))
		f.row(4, f.head, "合计,,,,,,,,=SUM(I3:I3)")
		red := f.conditional()
		f.ok(f.file.SetConditionalFormat(f.name, "I3:I3", []excelize.ConditionalFormatOptions{{Type: "cell", Criteria: "<", Format: &red, Value: "1900"}}))
		f.list("G3:G3", "长期", "临时")
		f.print("$A$1:$I$3", "")
		return f
	},
	// Headings alone; whole columns formatted, and choices to the very end.
	"10-headings-alone": func(t *testing.T) *formMaker {
		f := newForm(t, "名单")
		f.row(1, f.head, "姓名,身份证号码,性别,务工省份,务工市,外出时间年,外出时间月,村")
		f.ok(f.file.SetColStyle(f.name, "B", f.text))
		f.list("C2:C1048576", "男", "女")
		f.print("$A$1:$H$1", "$1:$1")
		return f
	},
}

// conditional is a format that hangs on a condition.
func (f *formMaker) conditional() int {
	id, err := f.file.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: "9C0006"}})
	f.ok(err)
	return id
}
