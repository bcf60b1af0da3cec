package imports

import (
	"errors"
	"io"
	"strings"
	"testing"

	"laowu/internal/db"
)

// refusedExport is why an export is refused.
func (d *testDesk) refusedExport(t *testing.T, q Export) string {
	t.Helper()
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		_, err := q.Write(t.Context(), tx, d.service.Vault, io.Discard)
		return err
	})
	var where *WhereError
	if !errors.As(err, &where) {
		t.Fatalf("%v: %v", q.Where, err)
	}
	return where.Error()
}

// chosen is a county of which an export may choose.
func chosen(t *testing.T) *testDesk {
	t.Helper()
	return story(t,
		act{"associations", "乡镇,协会名称,覆盖行政村,成立时间\n康宁镇,甲村务工协会,甲村,2017.5\n蔚汾镇,乙村务工协会,乙村、丙村,2018.5\n", "2/0/0/0"},
		act{"enterprises", "企业名称,统一社会信用代码,协议起始日期\n示例甲公司,91141123MA0AL47R7J,2019-01-01\n", "1/0/0/0"},
		act{"members", "村,姓名,身份证号码,家庭类别,入会时间\n甲村,{王建},脱贫户,2018-03-01\n乙村,{李英},边缘户,2019-01-01\n丙村,{张平},监测户,2019-06-01\n", "3/0/0/0"},
		act{"households", "村,户编号,家庭类别,姓名,身份证号码\n丙村,7,突发严重困难户,{张平}\n", "1/0/0/0"},
		act{"placements", "姓名,身份证号码,用工单位,上岗时间,用工形式,务工协会\n{王建},示例甲公司,2019-03-01,长期,甲村务工协会\n{李英},示例甲公司,2019-07-01,临时,\n", "2/0/0/0"},
		act{"hires", "姓名,身份证号码,用工单位,入职时间,用工形式\n{刘兰},示例甲公司,2019-08-01,长期\n", "1/0/0/0"},
		act{"training", "姓名,身份证号码,培训项目,期次,培训机构,开班日期\n{王建},护工,第1期,示例学校,2019-02-01\n{李英},驾驶员,第1期,示例学校,2019-09-01\n", "2/0/0/0"},
		act{"followups", "姓名,身份证号码,用工单位,回访日期,是否在岗\n{王建},示例甲公司,2019-04-01,是\n{李英},示例甲公司,2019-08-01,是\n", "2/0/0/0"},
	)
}

func TestExportChooses(t *testing.T) {
	t.Parallel()
	d := chosen(t)
	code := d.tell(t, "SELECT code FROM association WHERE name = '乙村务工协会'")
	for _, c := range []struct {
		kind, where, want string // who is in it
	}{
		{"members", "", "王建 李英 张平"},
		{"members", "township=康宁", "王建"},
		{"members", "village=蔚汾镇丙村", "张平"},
		{"members", "association=" + code, "李英 张平"},
		{"members", "association=甲村务工协会", "王建"},
		{"members", "kind=监测户", "李英 张平"},
		{"members", "kind=边缘易致贫户", "李英"},
		{"members", "since=2019-01-01;until=2019-05", "李英"},
		{"members", "township=蔚汾镇;since=2019-06-01", "张平"},
		{"members", "township=康宁镇;since=2019-06-01", ""},
		{"households", "township=康宁镇", ""},
		{"households", "kind=突发严重困难户;village=丙村", "张平"},
		{"associations", "village=丙村", "乙村务工协会"},
		{"associations", "until=2017", "甲村务工协会"},
		{"enterprises", "enterprise=91141123MA0AL47R7J;since=2019-01-01", "示例甲公司"},
		{"enterprises", "since=2019-01-02", ""},
		{"placements", "form=临时", "李英"},
		{"placements", "township=康宁镇;enterprise=示例甲公司", "王建"},
		{"hires", "enterprise=91141123MA0AL47R7J", "刘兰"},
		{"hires", "until=2019-07-31", ""},
		{"training", "programme=护工培训", "王建"},
		{"training", "since=2019-03-01", "李英"},
		{"followups", "since=2019-05-01", "李英"},
	} {
		k, _ := ByName(c.kind)
		q := Export{Kind: k}
		if c.where != "" {
			q.Where = strings.Split(c.where, ";")
		}
		data, rows := d.export(t, q)
		shown := d.shown(t, data)
		for _, who := range []string{"王建", "李英", "张平", "刘兰", "甲村务工协会", "乙村务工协会", "示例甲公司"} {
			in := strings.Contains(shown, who)
			if asked := strings.Contains(c.want, who); asked != in && (asked || len([]rune(who)) == 2) {
				t.Errorf("%s %s: %s in it is %v", c.kind, c.where, who, in)
			}
		}
		if rows != len(strings.Fields(c.want)) {
			t.Errorf("%s %s: %d rows, want %q", c.kind, c.where, rows, c.want)
		}
	}
}

func TestExportRefusesWhatMeansNothing(t *testing.T) {
	t.Parallel()
	d := chosen(t)
	for _, c := range []struct{ kind, where, tells string }{
		{"members", "康宁镇", "township（乡镇）"},
		{"members", "township=", "名称=值"},
		{"members", "colour=red", "village（行政村）"},
		{"households", "since=2019-01-01", "kind（家庭类别）"},
		{"members", "township=东京", "康宁镇"},
		{"members", "village=东京", "没有"},
		{"members", "association=东京", "甲村务工协会"},
		{"members", "kind=低保户", "边缘易致贫户"},
		{"members", "since=昨天", "2019-01-01"},
		{"placements", "form=兼职", "长期"},
		{"hires", "enterprise=东京", "91141123MA0AL47R7J"},
		{"training", "programme=东京", "吕梁山护工"},
	} {
		k, _ := ByName(c.kind)
		if why := d.refusedExport(t, Export{Kind: k, Where: []string{c.where}}); !strings.Contains(why, c.tells) {
			t.Errorf("%s %s: %s", c.kind, c.where, why)
		}
	}
	for _, k := range Kinds() {
		if len(k.Filters()) == 0 {
			t.Errorf("%s has no conditions", k.Name)
		}
	}
}
