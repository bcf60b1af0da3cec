package imports

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"laowu/imports/sheet"
)

// What stands in the cells, and as what: numbers that are names as texts, days
// as days, wages as numbers, and nothing as a formula.
func TestExportedCells(t *testing.T) {
	t.Parallel()
	d := story(t,
		act{"associations", "乡镇,协会名称,覆盖行政村,负责人,联系电话\n康宁镇,甲村务工协会,甲村,任秀,14000000001\n", "1/0/0/0"},
		act{"members", "村,姓名,身份证号码,联系电话,外出时间,务工单位,务工地点,月工资,就业渠道,备注,入会时间\n" +
			"甲村,{王建},14000000002,2018.3,=示例公司,太原市,4500,自主就业,=1+1,2018-01-01\n", "1/0/0/0"})
	k, _ := ByName("members")
	data, _ := d.export(t, Export{Kind: k, Reveal: true})
	b, err := sheet.Open("a.xlsx", bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	cells := map[string]sheet.Cell{}
	var heads []string
	for r, err := range b.Rows(0) {
		if err != nil {
			t.Fatal(err)
		}
		for c, cell := range r.Cells {
			switch r.Number {
			case 3:
				heads = append(heads, cell.Text)
			case 4:
				cells[heads[c]] = cell
			}
		}
	}
	for head, want := range map[string]sheet.Cell{
		"乡镇": {Text: "康宁镇", Kind: sheet.Text}, "务工协会": {Text: "甲村务工协会", Kind: sheet.Text}, "身份证号码": {Text: "142325197603089998", Kind: sheet.Text},
		"联系电话": {Text: "14000000002", Kind: sheet.Text}, "性别": {Text: "男", Kind: sheet.Text}, "外出时间": {Text: "43160", Kind: sheet.Date},
		"入会时间": {Text: "43101", Kind: sheet.Date}, "月工资": {Text: "4500", Kind: sheet.Number}, "务工单位": {Text: "=示例公司", Kind: sheet.Text},
		"备注": {Text: "=1+1", Kind: sheet.Text}, "从业状态": {Text: "外出务工", Kind: sheet.Text}, "户编号": {}, "户籍所在地": {Text: "山西省吕梁市兴县", Kind: sheet.Text},
	} {
		if !slices.Contains(heads, head) || cells[head] != want {
			t.Errorf("%s is %+v, want %+v", head, cells[head], want)
		}
	}
	if !strings.HasPrefix(d.shown(t, data), "会员花名册\n填报日期：") {
		t.Errorf("begins %q", d.shown(t, data)[:60])
	}
}

// Who took what and when stands on the last line and in the audit trail, with
// the reason where somebody gave one.
func TestExportIsNoted(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.csv(t, "associations", "乡镇,协会名称,覆盖行政村,负责人,联系电话\n康宁镇,甲村务工协会,甲村,任秀,14000000001\n")
	d.actor.Name = "os:任秀"
	k, _ := ByName("associations")
	masked, _ := d.export(t, Export{Kind: k, Where: []string{"township=康宁镇"}})
	whole, _ := d.export(t, Export{Kind: k, Reveal: true, Reason: "送县人社局 14000000009"})
	if s := d.shown(t, masked); !strings.Contains(s, "制表人：os:任秀（") || !strings.Contains(s, "1 行，号码已遮盖）") || !strings.Contains(s, "140****0001") {
		t.Errorf("masked: %s", s)
	}
	if s := d.shown(t, whole); !strings.Contains(s, "未遮盖") || !strings.Contains(s, "14000000001") {
		t.Errorf("whole: %s", s)
	}
	d.wants(t, `os:任秀 ledger false ["township=康宁镇"] <nil> 1, os:任秀 ledger true <nil> 送县人社局 *** 1`, `
		SELECT actor, noun, detail ->> 'revealed', detail ->> 'where', detail ->> 'reason', detail ->> 'rows' FROM audit WHERE action = 'export' ORDER BY id`)
}

// A kind of which there is nothing gives a sheet with its headings.
func TestExportOfNothing(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for _, k := range Kinds() {
		data, rows := d.export(t, Export{Kind: k, Reveal: true})
		if shown := d.shown(t, data); rows != 0 || !strings.Contains(shown, k.title(k.fields[0].name)) || !strings.Contains(shown, "0 行") {
			t.Errorf("%s: %d rows, %s", k.Name, rows, shown)
		}
	}
}
