package imports

import (
	"strings"
	"testing"
)

// found is the county that stories begin in: 甲村's own association, one of 乙村
// and 丙村, and a 甲村 in another township with an association of the same name.
var founding = act{
	"associations", "乡镇,协会名称,覆盖行政村,成立时间\n" +
		"康宁镇,甲村务工协会,甲村,2017.5\n康宁镇,乙村务工协会,乙村、丙村,2017.5\n瓦塘镇,甲村务工协会,甲村,2017.5\n", "3/0/0/0",
}

func TestMembership(t *testing.T) {
	t.Parallel()
	for name, acts := range map[string][]act{
		"by name and township": {{"members", "乡镇,姓名,身份证号码,务工协会\n康宁镇,{王建},甲村务工协会\n瓦塘,{李英},甲村务工协会\n", "2/0/0/0"}},
		"without 务工协会":         {{"members", "姓名,身份证号码,所属协会\n{王建},乙村\n{李英},乙村协会\n{张平},乙村劳务协会\n", "3/0/0/0"}},
		"by code":              {{"members", "姓名,身份证号码,协会编号\n{王建},141123103001\n{李英},141123103999\n", "1/0/0/1: 3 unknown_association"}},
		"of one name in several townships": {{
			"members", "姓名,身份证号码,务工协会\n{王建},甲村务工协会\n", "0/0/0/1: 2 unknown_association",
		}},
		"with the township before the name": {{"members", "姓名,身份证号码,务工协会\n{王建},康宁镇乙村务工协会\n", "0/0/0/1: 2 unknown_association"}},
		"by the title":                      {{"members", "乙村务工协会会员花名册\n姓名,身份证号码,村\n{王建},\n{李英},丙村\n", "2/0/0/0"}},
		"by village":                        {{"members", "乡镇,村,姓名,身份证号码\n康宁镇,丙村,{王建}\n康宁镇,丙村村委会,{李英}\n,丙,{张平}\n,乙村,{刘兰}\n", "4/0/0/0"}},
		"village in several townships":      {{"members", "村,姓名,身份证号码\n甲村,{王建}\n", "0/0/0/1: 2 unknown_village"}},
		"village in the wrong township":     {{"members", "乡镇,村,姓名,身份证号码\n瓦塘镇,丙村,{王建}\n", "0/0/0/1: 2 unknown_village"}},
		"village that none covers": {
			{"associations", "乡镇,协会名称,覆盖行政村\n康宁镇,丁村务工协会,丁村、戊村\n", "1/0/0/0"},
			{"associations", "乡镇,协会名称,覆盖行政村\n康宁镇,丁村务工协会,丁村\n", "0/1/0/0"},
			{"members", "村,姓名,身份证号码\n戊村,{王建}\n", "0/0/0/1: 2 unknown_association"},
			{"members", "村,姓名,身份证号码,务工协会\n戊村,{王建},丁村\n", "1/0/0/0"},
			// Whose member he is is known: the row need not say it.
			{"members", "村,姓名,身份证号码,联系电话\n戊村,{王建},14000000001\n", "0/1/0/0"},
		},
		"village that several cover": {
			{"associations", "乡镇,协会名称,覆盖行政村\n康宁镇,丙村第二务工协会,丙村\n", "1/0/0/0"},
			{"members", "村,姓名,身份证号码\n丙村,{王建}\n", "0/0/0/1: 2 unknown_association"},
		},
		"conflict": {
			{"members", "村,姓名,身份证号码\n丙村,{王建}\n", "1/0/0/0"},
			{"members", "乡镇,姓名,身份证号码,务工协会\n康宁镇,{王建},甲村\n", "0/0/0/1: 2 conflict"},
			{"members", "乡镇,村,姓名,身份证号码\n康宁镇,甲村,{王建}\n", "0/0/0/1: 2 conflict"},
		},
		"lives where another association is": {
			{"members", "乡镇,村,姓名,身份证号码,务工协会\n康宁镇,甲村,{王建},乙村\n", "1/0/0/0"},
			{"members", "乡镇,村,姓名,身份证号码,电话\n康宁镇,甲村,{王建},14000000001\n", "0/1/0/0"},
		},
		"joining day learnt later": {
			{"members", "村,姓名,身份证号码\n丙村,{王建}\n", "1/0/0/0"},
			{"members", "姓名,身份证号码,入会时间\n{王建},2017.6\n", "0/1/0/0"},
			{"members", "姓名,身份证号码,入会时间\n{王建},\n", "0/0/1/0"},
		},
		"15 digits are the same person": {
			{"members", "村,姓名,身份证号码\n丙村,{李英}\n", "1/0/0/0"},
			{"members", "村,姓名,身份证号码,电话\n丙村,李英,142325700101998,14000000001\n", "0/1/0/0: 2 id_15_upgraded"},
		},
		"15 digits twice in a file": {{"members", "村,姓名,身份证号码\n丙村,{李英}\n丙村,李英,142325700101998\n", "1/0/0/1: 3 id_15_upgraded, 3 duplicate_in_file"}},
		"another name is kept": {
			{"members", "村,姓名,身份证号码\n丙村,{王建}\n", "1/0/0/0"},
			{"members", "姓名,身份证号码\n王建国,142325197603089998\n", "0/1/0/0: 2 name_mismatch"},
		},
		"a rejected row holds no key": {{
			"members", "村,姓名,身份证号码,电话\n丙村,{王建},12\n丙村,{王建},14000000001\n丙村,{王建},14000000002\n", "1/0/0/2: 2 phone_format, 4 duplicate_in_file",
		}},
		"an unknown association holds no key": {{
			"members", "姓名,身份证号码,务工协会\n{王建},不存在\n{王建},乙村\n", "1/0/0/1: 2 unknown_association",
		}},
		"known from the register alone": {
			{"households", "村,户编号,姓名,身份证号码\n丙村,7,{王建}\n", "1/0/0/0"},
			{"members", "姓名,身份证号码,务工协会\n{王建},乙村\n", "1/0/0/0"},
			{"households", "村,户编号,姓名,身份证号码\n丙村,7,{王建}\n", "0/0/1/0"},
		},
		"registered elsewhere": {
			{"members", "村,姓名,身份证号码,户籍所在地\n丙村,{王建},山西省临县\n丙村,{李英},北京市\n", "2/0/0/0"},
			{"members", "村,姓名,身份证号码\n丙村,{王建}\n丙村,{李英}\n", "0/0/2/0"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			story(t, append([]act{founding}, acts...)...)
		})
	}
}

func TestRegistered(t *testing.T) {
	t.Parallel()
	d := story(
		t, founding,
		act{"members", "村,姓名,身份证号码,户籍所在地\n丙村,{王建},山西省临县\n丙村,{李英},北京市\n丙村,{张平},兴县康宁镇\n丙村,{刘兰},\n", "4/0/0/0"},
		act{"members", "村,姓名,身份证号码\n丙村,{王建}\n", "0/0/1/0"},
	)
	d.wants(t, "王建 141124 roster, 李英 北京市 roster, 张平 141123 roster, 刘兰 141123 roster", "SELECT name, registered, registered_source FROM person ORDER BY id")
}

// TestEmptyCells: what a later row leaves out stays as it was, in every column
// and whether the column is blank, struck through or not there.
func TestEmptyCells(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind, keys, key string // headings and cells that say who or what the row is
		titles, cells   string // and all others
		state           string
	}{
		"members": {
			"members", "姓名,身份证号码", "{王建}",
			"行政村,联系电话,户编号,家庭类别,是否易地搬迁,与户主关系,民族,文化程度,健康状况,劳动能力,就业意愿,技能特长,期望工种,期望地点,期望工资,备注,户籍所在地,入会时间," +
				"从业状态,务工地点,务工单位,工种,月工资,外出时间,就业渠道",
			"丙村,14000000001,12,脱贫户,是,户主,汉族,初中,健康,有,是,焊工,焊工,太原,4000,勤快,临县,2017.6,外出务工,太原,示例甲公司,焊工,3500-4500,2018.3,自主",
			"SELECT p, h, k.kind, m.joined, w FROM person p JOIN household h ON h.id = p.household JOIN household_kind k ON k.household = h.id " +
				"JOIN membership m ON m.person = p.id JOIN placement w ON w.person = p.id",
		},
		"households": {
			"households", "行政村,户编号,姓名,身份证号码", "丙村,7,{王建}",
			"家庭类别,是否易地搬迁,安置点,与户主关系,联系电话,民族,文化程度,健康状况,劳动能力,就业意愿,技能特长,期望工种,期望地点,期望工资,备注,户籍所在地",
			"监测户,是,蔚汾小区,户主,14000000001,汉族,初中,健康,无,否,焊工,焊工,太原,4000,勤快,临县",
			"SELECT p, h, k.kind, k.valid_to FROM person p JOIN household h ON h.id = p.household JOIN household_kind k ON k.household = h.id",
		},
		"associations": {
			"associations", "乡镇,协会名称", "康宁镇,庚村务工协会", "组建方式,覆盖行政村,负责人,联系电话,成立时间", "合建,庚村、辛村,王兰,14000000001,2017.5",
			"SELECT a, (SELECT count(*) FROM association_village v WHERE v.association = a.id AND v.valid_to IS NULL) FROM association a WHERE name = '庚村务工协会'",
		},
		"enterprises": {
			"enterprises", "企业名称,统一社会信用代码", "甲厂,91141123MA0AL47R7J",
			"行业,所在地,联系人,联系电话,用工协议起始日期,用工协议终止日期,长期用工本地比例,临时用工本地比例", "铝业,兴县,高海,14000000001,2019.1.1,2029.12.31,65%,90%",
			"SELECT e, a FROM enterprise e JOIN agreement a ON a.enterprise = e.id",
		},
		"openings": {
			"openings", "企业名称,统一社会信用代码,岗位名称,工作地点,用工形式,需求人数", "甲厂,91141123MA0AL47R7J,电工,兴县,临时,3",
			"年龄要求,学历要求,证书要求,月薪,食宿,发布日期,有效期至,特殊技能岗位,工种说明,联系人,联系电话", "18-45,高中,电工证,4000-5000,包食宿,2026.1,2026.12,是,倒班,高海,14000000001",
			"SELECT o FROM opening o",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := story(t, founding, act{c.kind, c.keys + "," + c.titles + "\n" + c.key + "," + c.cells + "\n", "1/0/0/0"})
			before := d.tell(t, c.state)
			n := strings.Count(c.titles, ",")
			for _, text := range []string{
				c.keys + "," + c.titles + "\n" + c.key + "," + strings.Repeat(",", n) + "\n",
				c.keys + "," + c.titles + "\n" + c.key + strings.Repeat(",/", n+1) + "\n",
				c.keys + "," + c.titles + "\n" + c.key + strings.Repeat(",-", n+1) + "\n",
			} {
				if got := summary(d.csv(t, c.kind, people.Replace(text))); got != "0/0/1/0" {
					t.Errorf("%s: %s", text, got)
				}
			}
			if before == "" || d.tell(t, c.state) != before {
				t.Errorf("records say\n%s\nwant\n%s", d.tell(t, c.state), before)
			}
		})
	}
}

func TestAssociationNamedBySender(t *testing.T) {
	t.Parallel()
	d := story(t, founding)
	for _, c := range []struct{ association, csv, want string }{
		{"141123103002", "姓名,身份证号码\n{王建}\n", "1/0/0/0"},
		{"141123103002", "乡镇,村,姓名,身份证号码\n康宁镇,甲村,{李英}\n", "1/0/0/0"},
		{"141123103002", "姓名,身份证号码,务工协会\n{张平},乙村务工协会\n", "1/0/0/0"},
		{"141123103002", "乡镇,姓名,身份证号码,务工协会\n康宁镇,{刘兰},甲村务工协会\n", "0/0/0/1: 2 conflict"},
		{"141123103001", "姓名,身份证号码\n{王建}\n", "0/0/0/1: 2 conflict"},
	} {
		r, err := d.sendFor(t, c.association, "members", c.csv)
		if got := summary(r); err != nil || got != c.want {
			t.Errorf("for %s: %s: %s, %v; want %s", c.association, c.csv, got, err, c.want)
		}
	}
	var file *FileError
	if _, err := d.sendFor(t, "141123103999", "members", "姓名,身份证号码\n{王建}\n"); !asFile(err, &file) || file.Code != "unknown_association" {
		t.Errorf("unknown association: %v", err)
	}
}
