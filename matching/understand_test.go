package matching

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// reading writes what matters of a question: t: trades, n: near ones, p:
// places, c: certificates, w: wage, +board +lodging +nocert, age, form, and
// words in quotes.
func reading(q Question) string {
	var out []string
	for prefix, codes := range map[string][]string{"t:": q.Trades, "p:": q.Places, "c:": q.Certs} {
		for _, code := range codes {
			out = append(out, prefix+code)
		}
	}
	for _, word := range q.Words {
		out = append(out, fmt.Sprintf("%q", word))
	}
	for text, on := range map[string]bool{"+board": q.Board, "+lodging": q.Lodging, "+nocert": q.NoCert, q.Form: q.Form != ""} {
		if on {
			out = append(out, text)
		}
	}
	if q.WageMin > 0 {
		out = append(out, fmt.Sprintf("w:%d", q.WageMin))
	}
	if q.Age > 0 {
		out = append(out, fmt.Sprintf("a:%d", q.Age))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func TestUnderstand(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	for _, c := range []struct{ text, want string }{
		// Everyday words.
		{"护工 鄂尔多斯", "p:150600 t:care"},
		{"保姆", "t:housekeeper"},
		{"月嫂", "t:maternity_care"},
		{"陪护", "t:care"},
		{"开大车的", "t:truck_driver"},
		{"看大门", "t:guard"},
		{"扫地", "t:cleaner"},
		{"打扫卫生", "t:cleaner"},
		{"小工", "t:helper"},
		{"大工", "t:skilled_builder"},
		{"架子工", "t:scaffolder"},
		{"抹灰", "t:plasterer"},
		{"铲车", "t:loader"},
		{"挖机", "t:excavator"},
		{"塔吊", "t:tower_crane"},
		{"帮厨", "t:kitchen_help"},
		{"洗碗", "t:dishwasher"},
		{"秩序维护员", "t:guard"},
		{"安检", "t:security_check"},
		{"话务", "t:customer_service"},
		{"缝纫", "t:sewing"},
		{"流水线", "t:general_worker"},
		{"京东方员工", "t:general_worker"},
		{"分拣", "t:sorter"},
		{"代驾", "t:designated_driver"},
		{"下井", "t:mining"},
		{"放羊", "t:livestock"},
		{"种树", "t:forestry"},
		{"会开铲车", "t:loader"},
		{"我想在东胜当保安", "p:150602 t:guard"},
		{"装载机师傅 找活", "t:loader"},
		{"保安 保洁", "t:cleaner t:guard"},
		{"司机 货车", "t:truck_driver"},
		{"医院护工", "t:hospital_care"},

		// Places of work hint, they do not ask.
		{"电子厂保安", "t:guard"},
		{"工地 做饭", "t:chef"},
		{"电子厂", "t:electronics"},
		{"煤矿 康巴什", "p:150603 t:mining"},
		{"学校 保洁", "t:cleaner"},

		// Places.
		{"鄂尔多斯市东胜区", "p:150602"},
		{"太原万柏林 钢筋工", "p:140109 t:rebar"},
		{"内蒙古鄂尔多斯 电焊", "p:150600 t:welder"},
		{"鄂尔多斯伊金霍洛旗货车司机", "p:150627 t:truck_driver"},
		{"伊旗 拉煤", "p:150627 t:truck_driver"},
		{"薛家湾", "p:150622"},
		{"东胜 康巴什 护工", "p:150602 p:150603 t:care"},
		{"山西 吕梁 临县", "p:141124"},
		{"本县 护林员", "p:141123 t:forest_guard"},
		{"太原市小店区许坦街", `"许坦街" p:140105`},
		{"北京市朝阳区保安", `"北京" "朝阳区" t:guard`},
		{"康宁 保洁", `"康宁" t:cleaner`},

		// Conditions.
		{"太原 保洁 3000以上 包住", "+lodging p:140100 t:cleaner w:3000"},
		{"4000-6000 服务员", "t:waiter w:4000"},
		{"月薪5千 厨师", "t:chef w:5000"},
		{"5k电工", "t:electrician w:5000"},
		{"5K 电工", "t:electrician w:5000"},
		{"三千以上", "w:3000"},
		{"三千五", "w:3500"},
		{"3千5以上", "w:3500"},
		{"五六千", "w:5000"},
		{"一万二", "w:12000"},
		{"4-6千", "w:4000"},
		{"1-2万", "w:10000"},
		{"0.5万", "w:5000"},
		{"3.5千", "w:3500"},
		{"3,500元/月", "w:3500"},
		{"月工资：4500元左右", "w:4500"},
		{"工资4000以上", "w:4000"},
		{"９０００－３０００", "w:3000"},
		{"至少4000", "w:4000"},
		{"5000以下", ""},
		{"200一天 小工", "t:helper"},
		{"2026年", `"2026年"`},
		{"100000000", `"100000000"`},
		{"管吃管住 小工", "+board +lodging t:helper"},
		{"包吃", "+board"},
		{"不要证 护工", "+nocert t:care"},
		{"55岁 保安", "a:55 t:guard"},
		{"五十五岁", "a:55"},
		{"五十多岁看大门", "a:55 t:guard"},
		{"我今年五十五了能看大门吗", "a:55 t:guard"},
		{"55岁 能干的 离家近", "a:55"},
		{"月休4天 司机", `"月休4天" t:driver`},
		{"20元一小时 钟点工", "t:housekeeper"},
		{"8小时 保洁", `"8小时" t:cleaner`},
		{"长期 电工", "regular t:electrician"},
		{"日结", "temporary"},
		{"长期 临时", ""},
		{"电工证", "c:electrician_op"},
		{"A2驾驶证 鄂尔多斯", "c:driving_a2 p:150600"},
		{"A2 驾驶证", "c:driving_a2"},
		{"有焊工证 准格尔", "c:welder_op p:150622"},
		{"a2司机", "t:truck_driver"},

		// Pinyin and initials.
		{"hugong", "t:care"},
		{"HuGong", "t:care"},
		{"hu gong", "t:care"},
		{"hù gōng", "t:care"},
		{"hu4 gong1", "t:care"},
		{"hu4gong1", "t:care"},
		{"hugongeerduosi", "p:150600 t:care"},
		{"hugong 鄂尔多斯", "p:150600 t:care"},
		{"taiyuan baojie", "p:140100 t:cleaner"},
		{"hg", "t:care"},
		{"hg eeds", "p:150600 t:care"},
		{"lvhua", "t:gardener"},
		{"luhua", "t:gardener"},
		{"xingxian", "p:141123"},
		{"hello", `"hello"`},
		{"xqz", `"xqz"`},

		// Wrong characters.
		{"养老护里员", "t:elder_care"},
		{"安俭员", "t:security_check"},
		{"保洁源", "t:cleaner"},
		{"电焊公", "t:welder"},
		{"鄂尔多期 护工", "p:150600 t:care"},
		{"康巴十", "p:150603"},
		{"伊金火洛旗", "p:150627"},
		{"贷车司机", "t:truck_driver"},
		{"护工 东胜取", "p:150602 t:care"},

		// Right words that are near ours.
		{"护林工", "t:forest_guard"},
		{"火车司机", "t:train_driver"},
		{"程序员", "t:it"},
		{"公务员", `"公务员"`},
		{"宇航员 太原", `"宇航员" p:140100`},
		{"打铁工", `"打铁工"`},
		{"东城区 保安", `"东城区" t:guard`},
		{"养老金", `"养老金"`},
		{"护工 火星", `"火星" t:care`},
		{"高级公务员", `"公务员" "高级"`},

		// Nothing and everything.
		{"", ""},
		{"找工作", ""},
		{"请问有没有适合女的工作", ""},
		{"！？。，", ""},
		{"😀 & | ! ( ) : * ' \" \\", ""},
		{"“养老护理员”（太原市）", "p:140100 t:elder_care"},
		{"養老護理員", "t:elder_care"},
		{"护\u200b工", "t:care"},
		{"护工\x00\x01", "t:care"},
		{"护工 护工 护工", "t:care"},
		{"护工 双休 夫妻", `"双休" "夫妻" t:care`},
		{"14000000000", `"14000000000"`},
	} {
		if got := reading(l.Understand("141123", c.text).Question); got != c.want {
			t.Errorf("%q is %s, want %s", c.text, got, c.want)
		}
	}
}

func TestChips(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	for text, want := range map[string]string{
		"护工 鄂尔多斯":         "[trade 工种：护工|护工|鄂尔多斯] [place 地点：鄂尔多斯市|鄂尔多斯|护工]",
		"太原 保洁 3000以上 包住": "[place 地点：太原市|太原|保洁 3000以上 包住] [trade 工种：保洁员|保洁|太原 3000以上 包住] [wage 工资：3000 元以上|3000以上|太原 保洁 包住] [benefit 包住|包住|太原 保洁 3000以上]",
		"鄂尔多斯市东胜区装载机师傅":   "[place 地点：东胜区|鄂尔多斯市东胜区|装载机师傅] [trade 工种：装载机司机|装载机师傅|鄂尔多斯市东胜区]",
		"鄂尔多斯 护工 东胜":      "[trade 工种：护工|护工|鄂尔多斯 东胜] [place 地点：东胜区|东胜|鄂尔多斯 护工]",
		"护工 养老护理员":        "[trade 工种：养老护理员|养老护理员|护工]",
		"保洁 太原 清洁工":       "[trade 工种：保洁员|保洁 清洁工|太原] [place 地点：太原市|太原|保洁 清洁工]",
		"ＨＵＧＯＮＧ　不要证":      "[trade 工种：护工|ＨＵＧＯＮＧ|不要证] [benefit 不要证书|不要证|ＨＵＧＯＮＧ]",
		"hg":              "[trade 工种：护工、焊工|hg|]",
		"养老护里员":           "[trade 工种：养老护理员|养老护里员|]",
		"护工 双休":           "[trade 工种：护工|护工|双休] [words 写着“双休”|双休|护工]",
		"A2 驾驶证 55岁 长期":   "[certificate 证书：A2 驾驶证|A2|驾驶证 55岁 长期] [age 年龄：55 岁|55岁|A2 驾驶证 长期] [form 用工：长期|长期|A2 驾驶证 55岁]",
		"薛家湾 电焊 离家近":      "[place 地点：准格尔旗|薛家湾|电焊 离家近] [trade 工种：焊工|电焊|薛家湾 离家近] [near 离家近的在前|离家近|薛家湾 电焊]",
		"找工作":             "",
	} {
		var got []string
		for _, c := range l.Understand("141123", text).Chips {
			got = append(got, fmt.Sprintf("[%s %s|%s|%s]", c.Kind, c.Label, c.Text, c.Without))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q:\n %s\nwant\n %s", text, strings.Join(got, " "), want)
		}
	}
}

func TestNotes(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	for text, want := range map[string]string{
		"护工 鄂尔多斯":   "护工也包括养老护理员、医院陪护、住家照护等，相近的母婴护理员、护理主管排在后面",
		"电焊 太原":     "",
		"司机":        "司机也包括货车司机、小货车司机、客车司机等",
		"养老护里员 太原":  "“养老护里员”按“养老护理员”找；相近的助老员、护理主管排在后面",
		"9000-3000": "工资写反了，按 3000 到 9000 元找",
		"5000以下 电焊": "只按最低工资找，“5000以下”没有用上",
		"电焊 200一天":  "按天、按小时的工资还不能比，这个条件没有用上",
		"电焊 长期 短期":  "长期和临时都要，就不按用工形式挑",
	} {
		if got := l.Understand("141123", text).Note; got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	if got := l.Understand("141123", strings.Repeat("太原 ", 500)).Note; !strings.Contains(got, "只看了前 200 个字") {
		t.Errorf("a long question: %s", got)
	}
}

// What the lexicon knows of open openings explains words that it has no entry
// for, and puts them right.
func TestUnderstandTerms(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	v := l.learnTerms([]Term{
		{false, "云数据讲评助手"}, {false, "高级月嫂"}, {false, "<b>普工</b>"}, {false, "打铁工"},
		{true, "示例康养服务有限公司"}, {true, "太原保洁有限公司"}, {true, "示例保安服务有限公司"},
	})
	for text, want := range map[string]string{
		"云数据讲评助手":                  `"云数据讲评助手"`,
		"云数据讲平助手":                  `"云数据讲评助手"`,
		"yunshujujiangpingzhushou": `"云数据讲评助手"`,
		"ysjjpzs":                  `"云数据讲评助手"`,
		"高级月嫂":                     `"高级" t:maternity_care`,
		"打铁公":                      `"打铁工"`,
		"示例康养服务 护理":                `"示例康养服务" t:care`,
		"示例康样服务有限公司":               `"示例康养服务有限公司"`,
		"示例保安服务":                   `"示例保安服务"`,
		"太原保洁":                     "p:140100 t:cleaner",
		"太原保洁有限公司":                 `"太原保洁有限公司"`,
	} {
		if got := reading(l.understand("141123", text, v).Question); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}
