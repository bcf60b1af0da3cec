package contract

const (
	jia = "141123103v001" // in 康宁镇
	yi  = "141123104v001" // in 高家村镇
)

// people is whom every engine is asked about.
func people() []Worker {
	return []Worker{
		{Name: "wang", FullName: "王建", Phone: "14000000001", Born: "1974-03-08", Village: jia, Association: "甲村务工协会", Ready: true, WishTrades: "护工", WishPlaces: "鄂尔多斯", WishWage: 4500, Certs: []Cert{{Code: "elder_care", Level: 4}}},
		{Name: "li", FullName: "李英", Female: true, Born: "1970-01-01", Village: yi, Association: "乙村务工协会", Ready: true, WishTrades: "保姆", WishPlaces: "太原", WishWage: 4000, Works: []Spell{{Trade: "护工", Place: "150602", From: "2026-03-01"}}},
		{Name: "zhang", FullName: "张平", Born: "1980-05-12", Village: jia, Ready: true, WishTrades: "开铲车", WishPlaces: "东胜", Certs: []Cert{{Code: "driving_a2", Expires: "2030-01-01"}}},
		{Name: "liu", FullName: "刘兰", Female: true, Born: "1985-07-23", Village: jia, Association: "丙村务工协会", Learned: "母婴护理员"},
		{Name: "zhao", FullName: "赵强", Born: "1982-02-02", Village: jia, Association: "甲村务工协会", Ready: true, Works: []Spell{{Trade: "电工", Place: "140105", From: "2025-03-01", To: "2026-01-01"}}, Certs: []Cert{{Code: "electrician_op", Expires: "2026-11-23"}}},
		{Name: "qian", FullName: "钱有", Female: true, Born: "1979-09-09", Village: yi, Association: "乙村务工协会", Ready: true, WishTrades: "保洁", WishPlaces: "本县", WishWage: 3000, Works: []Spell{{Trade: "保洁", Place: "141123", From: "2026-03-01", PartTime: true}}},
		{Name: "sun", FullName: "孙太原", Born: "1990-10-10", Village: jia, Association: "甲村务工协会", Ready: true, WishTrades: "厨师"},
		{Name: "erased", FullName: "已清除", Born: "1974-01-01", Village: jia, Association: "甲村务工协会", Left: true, WishTrades: "护工", WishPlaces: "鄂尔多斯", Erased: true},
		{Name: "left", FullName: "郑离", Born: "1976-06-06", Village: yi, Association: "甲村务工协会", Left: true, Ready: true, WishTrades: "护工", WishPlaces: "太原", WishWage: 5000},
		{Name: "abroad", County: "141124", FullName: "王建", Born: "1974-03-08", Ready: true, WishTrades: "护工", WishPlaces: "鄂尔多斯"},
		{Name: "zhou", FullName: "周保安", Born: "1988-08-08", Village: yi, Association: "乙村务工协会", Ready: true, WishTrades: "保安", WishPlaces: "太原市小店区", Certs: []Cert{{Code: "driving_b2"}}},
		{Name: "wu", FullName: "吴良", Born: "1984-04-04", Ready: true, Works: []Spell{{Trade: "护工", Place: "150602", From: "2026-02-01"}}},
		{Name: "wei", FullName: "魏来", Female: true, Born: "1974-12-30", Village: yi, Association: "乙村务工协会", Ready: true, WishTrades: "护工、养老护理员", WishPlaces: "康巴什", WishWage: 6000, Works: []Spell{{Trade: "护工", Place: "150603", From: "2027-03-01"}}},
	}
}

// askingPeople is whom each question of the county finds, in any order.
var askingPeople = []struct{ text, want string }{
	// What somebody wishes, has learnt or works as; groups, near trades, pinyin.
	{"护工", "wang li liu left wu wei"},
	{"养老护理员", "wei"},
	{"月嫂", "liu"},
	{"装载机", "zhang"},
	{"hugong eerduosi", "wang wei"},
	{"养老护里员", "wei"},
	{"电工", "zhao"},
	{"保安 厨师", "zhou sun"},

	// Places wished for, and home.
	{"护工 鄂尔多斯", "wang wei"},
	{"护工 太原", "li left"},
	{"太原", "li left zhou"},
	{"小店", "zhou"},
	{"康宁镇", "wang zhang liu zhao sun"},
	{"东胜", "zhang"},
	{"保洁 本县", "qian"},

	// Free, wage, age, certificates that hold today.
	{"护工 空闲", "wang left wei"},
	{"在家 没活干 鄂尔多斯", "wang zhang wei"},
	{"护工 4500", "wang li liu wu"},
	{"护工 4000到4500", "wang li liu wu"},
	{"护工 4500以下", "wang li liu wu"},
	{"52岁", "wang wei"},
	{"养老护理员证", "wang"},
	{"B2驾照", "zhang zhou"},
	{"驾照", "zhang zhou"},
	{"A2驾照 东胜", "zhang"},
	{"电工操作证", ""},

	// Names, whole or in part, alone or with a condition; numbers.
	{"王建", "wang"},
	{"孙太原", "sun"},
	{"周保安", "zhou"},
	{"张平 装载机", "zhang"},
	{"张平 保洁", ""},
	{"王", "wang"},
	{"护工 王建", "wang"},
	{"14000000001", "wang"},
	{"护工 14000000001", "wang"},
	{"保洁 14000000001", ""},
	{"14000000002", ""},

	// Nobody.
	{"欧阳无人", ""},
	{"xyzzy", ""},
	{"护工 xyzzy", ""},
	{"宇航员", ""},
	{"护工 上海市", ""},
	{"", "wang li zhang liu zhao qian sun left zhou wu wei"},
}
