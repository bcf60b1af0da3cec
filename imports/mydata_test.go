package imports

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"laowu/imports/sheet"
	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/matching"
)

// copyOf is the workbook that somebody gets of a person, a line a row.
func (d *testDesk) copyOf(t *testing.T, as db.Actor, person int64) (string, error) {
	t.Helper()
	var out bytes.Buffer
	err := d.service.DB.Tx(t.Context(), as, func(tx *db.Tx) error { return ExportMyData(t.Context(), tx, d.service.Vault, person, &out) })
	if err != nil {
		return "", err
	}
	book, err := sheet.Open("a.xlsx", bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for i, s := range book.Sheets() {
		text.WriteString("[" + s.Name + "]\n")
		for r, err := range book.Rows(i) {
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range r.Cells {
				text.WriteString(c.Text + "|")
			}
			text.WriteString("\n")
		}
	}
	return text.String(), nil
}

// TestMyData: the person's own copy holds all that is on record of him, in
// words, and nothing of others; each is noted.
func TestMyData(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.csv(t, "associations", oneAssociation)
	d.csv(t, "members", people.Replace("姓名,身份证号码,村,电话,民族,务工单位,务工地点,工种,月工资,开始时间,就业渠道,备注\n"+
		"{王建},甲村,14000000001,汉族,示例养老院,鄂尔多斯市东胜区,护工,4200,2024-03-01,协会组织,=1+1\n{李英},甲村,14000000002,,,,,,,,"))
	d.csv(t, "training", people.Replace(courseHeadings+"{王建},护工,3,甲校,2019.3.1,2019.4.10,160,合格,养老护理员（四级）,S593230336,2019年4月28日\n{李英},驾驶员,3,乙校,2019.3.1,2019.4.10,160,合格,,,\n"))
	d.csv(t, "followups", people.Replace("姓名,身份证号码,用工单位,回访日期,回访方式,是否在岗,月工资,问题类别,问题描述,回访人\n{王建},示例养老院,2024.6.1,电话,是,4300,拖欠工资,两月未发,任秀\n"))
	d.exec(t, "INSERT INTO enterprise (id, county, uscc, name) VALUES (7, '141123', '91141123MA0AL47R7J', '示例铝业有限公司')")
	d.exec(t, "INSERT INTO opening (id, county, enterprise, title, place_text, headcount, form) VALUES (5, '141123', 7, '电工', '兴县', 3, 'regular')")
	d.exec(t, "UPDATE certificate SET reviewed = '{2022-04-28,2025-04-28}'; INSERT INTO subsidy (county, person, class, occupation, level, amount) SELECT '141123', 1, class, '养老护理员', 4, 1234 FROM certificate")
	d.exec(t, `INSERT INTO departure (county, id, role, employer, channel, place_text, origin, leaves_on, leaves_at, seats, planned_at) VALUES
		('141123', 5, 'admin', '示例养老院', 'association', '东胜', '甲村村口', '2026-12-01', '6 点半', 9, now());
		INSERT INTO departure_member (county, departure, person, leaves_on, answer) VALUES ('141123', 5, 1, '2026-12-01', 'confirmed'), ('141123', 5, 2, '2026-12-01', 'unasked')`)
	d.exec(t, "SET LOCAL laowu.role = 'enterprise'; SET LOCAL laowu.organisation = '7'; INSERT INTO waiver (county, id, enterprise, trade_text, form, posts, reason, stated_on, answer_by) "+
		"VALUES ('141123', 5, 7, '电工', 'regular', 1, '没有人', '2026-11-20', '2026-11-27')")
	d.exec(t, "SET LOCAL laowu.role = 'association'; SET LOCAL laowu.organisation = '1'; INSERT INTO waiver_answer (county, waiver, association, person, late, answered_at) VALUES ('141123', 5, 1, 1, false, '2026-11-24 10:00+8')")
	worker := db.Actor{County: "141123", Role: db.Worker, Person: 1}
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		_, err := roster.Introduce(t.Context(), tx, 1, 7, 0)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = d.service.DB.Tx(t.Context(), worker, func(tx *db.Tx) error {
		if err := roster.Answer(t.Context(), tx, 1, true); err != nil {
			return err
		}
		if _, err := hiring.AskAssociation(t.Context(), tx, 5, "几点下班"); err != nil {
			return err
		}
		if _, err := matching.SaveSearch(t.Context(), tx, "娘的活", "q=护工"); err != nil {
			return err
		}
		sent, err := hiring.Refer(t.Context(), tx, 1, 5)
		if err != nil {
			return err
		}
		if err := hiring.MoveReferral(t.Context(), tx, sent, hiring.ReferralStep{To: hiring.ReferralWithdrawn, Reason: "far", Note: "走不开"}); err != nil {
			return err
		}
		_, err = roster.AskCorrection(t.Context(), tx, 1, "village", "乙村")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.copyOf(t, worker, 1); err != nil {
		t.Fatal(err)
	}
	got, err := d.copyOf(t, worker, 1) // and this one tells of the first
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"[基本信息]", "姓名|王建|", "性别|男|", "身份证号|142325197603089998|", "手机号|14000000001|", "村|甲村|", "民族|汉族|", "户籍地|兴县|", "备注|=1+1|",
		"[会员]", "甲村务工协会|", "[务工]", "示例养老院|护工|东胜区|鄂尔多斯市东胜区|是|是|协会组织|4200|4200|", "|花名册|",
		"[回访]", "示例养老院|45444|电话|在岗|", "|4300|4300|拖欠工资|两月未发||任秀|", "[维权]", "拖欠工资|示例养老院|", "|两月未发||在办||", "[维权经过]", "拖欠工资|示例养老院|2026-11-24 10:00||登记|",
		"[推荐]", "电工|示例铝业有限公司|本人|2026-11-24 10:00|不去了|2026-11-24 10:00|太远|走不开|", "[培训]", "吕梁山护工|第3期|甲校|", "|合格|", "[证书]", "养老护理员（四级）|职业技能等级证书|4|S593230336|",
		"|2022-04-28、2025-04-28|否|", "[培训补贴]", "吕梁山护工|第3期|养老护理员|4|1234|",
		"[点对点出行]", "|示例养老院|东胜|甲村村口|46357|6 点半|准备中|去|", "[推荐给缺人的企业]", "甲村务工协会|示例铝业有限公司|电工|2026-11-24 10:00|",
		"[请协会问的岗位]", "电工|示例铝业有限公司|甲村务工协会|几点下班|2026-11-24 10:00|已经报上名||2026-11-24 10:00|", "[存下的搜索]", "娘的活|q=护工|2026-11-24 10:00|",
		"[同意]", "示例铝业有限公司|同意||2026-11-24 10:00|2026-11-24 10:00|本人|我同意示例铝业有限公司查看", "[请求]", "更正村|乙村|在办|2026-11-24 10:00|",
		"[合并]", "[谁看过]", "|本人||导出|本人的一份|", "|本人||提出请求|", "|本人||同意企业查看|", "|管理员||介绍给企业|",
	} {
		if !strings.Contains(got, line) {
			t.Errorf("the copy does not say %s", line)
		}
	}
	if strings.Contains(got, "李英") || strings.Contains(got, "14000000002") {
		t.Error("the copy holds another's data")
	}
	if t.Failed() {
		t.Log(got)
	}
	d.wants(t, "worker 1, worker 1", "SELECT role, target FROM audit WHERE action = 'export' AND noun = 'person'")
}

func TestMyDataOfOthers(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.csv(t, "associations", oneAssociation)
	d.csv(t, "members", people.Replace(twoMembers))
	for name, c := range map[string]struct {
		as   db.Actor
		want error
	}{
		"another worker":      {db.Actor{County: "141123", Role: db.Worker, Person: 2}, access.ErrNotFound},
		"another association": {db.Actor{County: "141123", Role: db.Association, Organisation: 9}, access.ErrNotFound},
		"auditor":             {db.Actor{County: "141123", Role: db.Auditor}, roster.ErrRole},
		"his association":     {db.Actor{County: "141123", Role: db.Association, Organisation: 1}, nil},
	} {
		if _, err := d.copyOf(t, c.as, 1); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	d.wants(t, "association", "SELECT role FROM audit WHERE action = 'export'")
}
