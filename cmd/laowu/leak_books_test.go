package main

import (
	"os"
	"path/filepath"

	"laowu/imports/sheet"
)

// Of people who do not exist. They write their numbers wherever there is room.
const (
	wang = "142325197603089998"
	li   = "142325197001019984"
)

// careless are tables as offices fill them in: with numbers in the wrong cells.
var careless = []struct{ kind, file, text string }{
	{"associations", "甲村14000000101", "乡镇,协会名称,覆盖行政村,负责人,联系电话\n康宁镇,甲村务工协会,甲村,王会长14000000102,14000000103\n"},
	{"members", "王建" + wang, "乡镇,村,姓名,身份证号码,联系电话,务工地点,务工单位,工种,月工资,备注,技能,民族,期望地点,户编号,户籍地,联系人14000000104\n" +
		"康宁镇,甲村,王建," + wang + ",14000000105,鄂尔多斯市东胜区 14000000106,示例公司老板１４００００００１０７,护工140-0000-0108,4500,家属 142325 19700101 9984,会开车 0358-0000109,汉14000000110,太原（14000000111）,7,临县14000000112,x\n" +
		"康宁镇,甲村,李英14000000113," + li + ",14000000114,太原,,保洁,面议14000000115,,,,,,,\n" +
		"康宁镇,甲村,张平,142325198005129974,14000000116,太原,,,,,,,,,,\n"},
	{"households", "户册", "乡镇,村,户编号,户主姓名,户主身份证号码,安置点,备注\n康宁镇,甲村," + wang + ",王建," + wang + ",,\n康宁镇,甲村,8,李英," + li + ",安置点14000000118,电14000000119\n"},
	{"enterprises", "企业", "企业名称,统一社会信用代码,行业,所在地,联系人,联系电话\n示例服务公司,91141123MA0AL47R7J,家政14000000120,太原14000000121,王经理 14000000122,14000000123\n"},
	{"openings", "岗位", "企业名称,岗位名称,需求人数,工作地点,月薪,食宿,学历要求,证书要求,工种说明,联系人,联系电话\n" +
		"示例服务公司,护工 14000000124,3,太原市小店区 14000000125,面议（14000000126）,包吃住14000000127,初中14000000128,健康证14000000129,打电话 1400 0000 130，找 " + wang + ",李经理14000000131,14000000132\n"},
	{"followups", "回访", "姓名,身份证号码,用工单位,回访日期,回访方式,是否在岗,问题类别,问题描述,处理结果,回访人\n" +
		"王建," + wang + ",示例公司老板１４００００００１０７,2026.1.5,电话14000000180,在岗,拖欠工资14000000181,找老板 1400 0000 182 要，身份证 " + wang + ",已打14000000183,任秀14000000184\n"},
}

// importCareless imports them; that some rows are rejected is no matter.
func (h *hunt) importCareless() {
	h.Helper()
	dir := h.TempDir()
	for _, b := range careless {
		path := filepath.Join(dir, b.file+".csv")
		if err := os.WriteFile(path, []byte(b.text), 0o600); err != nil {
			h.Fatal(err)
		}
		h.secrets.add(b.file)
		h.secrets.addBook(h.T, path)
		h.command(either, "import", b.kind, path, "--errors", filepath.Join(dir, "退回"+b.kind+".xlsx"))
	}
	if left, _ := filepath.Glob(dir + "/.*"); len(left) > 0 { // the pattern is sound
		h.Errorf("beside the rejected rows are left %v", left)
	}
	members := filepath.Join(dir, careless[1].file+".csv")
	h.command(either, "import", "members", members, "--json", "--dry-run")
	h.command(exitFailed, "import", "members", members, "--association", "14000000133")
	h.command(exitRejected, "import", "members", numberedSheets(h, dir))
}

// numberedSheets is a workbook whose sheets and headings are called by numbers.
func numberedSheets(h *hunt, dir string) string {
	h.Helper()
	w, err := sheet.Create()
	if err != nil {
		h.Fatal(err)
	}
	for _, name := range []string{"14000000134", wang} {
		s, err := w.Sheet(name, sheet.Layout{})
		if err != nil {
			h.Fatal(err)
		}
		for _, row := range [][]any{
			{"乡镇", "村", "姓名", "身份证号码", "联系电话（14000000135也可）", "14000000136的话"},
			{"康宁镇", "甲村", "赵安", "142325198812259991", "不知道", "x"},
		} {
			if err := s.Row(row...); err != nil {
				h.Fatal(err)
			}
		}
	}
	path := filepath.Join(dir, "表14000000137.xlsx")
	f, err := os.Create(path)
	if err != nil {
		h.Fatal(err)
	}
	defer f.Close()
	if err := w.Save(f); err != nil {
		h.Fatal(err)
	}
	h.secrets.add("14000000133 14000000134")
	h.secrets.addBook(h.T, path)
	return path
}
