package contract

import "time"

// corpus is what every engine is asked about. The employers are made up.
func corpus() []Opening {
	return []Opening{
		{Name: "elder-dongsheng", Title: "养老护理员", Enterprise: "示例康养服务有限公司", Place: "150602", PlaceText: "鄂尔多斯市东胜区", Headcount: 32, WageMin: 6000, WageMax: 8000, Board: true, Lodging: true, AgeMin: 18, AgeMax: 50, Certs: []string{"elder_care"}, CertText: "养老护理员证", Until: "2036-09-30"},
		{Name: "mother-dongsheng", Title: "母婴护理员", Enterprise: "示例康养服务有限公司", Place: "150602", PlaceText: "鄂尔多斯市东胜区", Headcount: 21, Temporary: true, WageMin: 6000, WageMax: 8000, Lodging: true, AgeMin: 18, AgeMax: 55, Certs: []string{"infant_care"}, CertText: "育婴员证", Until: "2036-09-30"},
		{Name: "elder-yijinhuoluo", Title: "养老护理员", Enterprise: "示例物流有限公司", Place: "150627", PlaceText: "鄂尔多斯伊金霍洛旗", Headcount: 11, WageMin: 5000, Lodging: true, AgeMin: 18, AgeMax: 50, Certs: []string{"elder_care"}, CertText: "养老护理员证", Until: "2036-09-30"},
		{Name: "elder-taiyuan", Title: "养老护理员", Enterprise: "示例建设有限公司", Place: "140109", PlaceText: "太原万柏林", Headcount: 37, Temporary: true, Lodging: true, AgeMin: 18, AgeMax: 55, Certs: []string{"elder_care"}, CertText: "养老护理员证", Until: "2036-09-30"},
		{Name: "companion-kangbashi", Title: "医院陪护（先培训）", Enterprise: "示例陪护服务有限公司", Place: "150603", PlaceText: "康巴什区", Headcount: 20, WageMin: 3800, WageMax: 4600, Lodging: true, AgeMin: 18, AgeMax: 60, CertText: "不要证", Description: "夫妻可以同去，有夜班", Until: "2026-12-31"},
		{Name: "carer-dalate", Title: "护工", Enterprise: "示例敬老院", Place: "150621", PlaceText: "达拉特旗", Headcount: 8, WageMin: 4000, WageMax: 4800, Board: true, Lodging: true, AgeMin: 18, AgeMax: 60},
		{Name: "welder-zhungeer", Title: "焊工", Enterprise: "示例煤业有限公司", Place: "150622", PlaceText: "准格尔旗", Headcount: 38, WageMin: 4500, WageMax: 4500, AgeMin: 18, AgeMax: 50, Certs: []string{"welder_op"}, CertText: "焊工证", Until: "2036-12-31"},
		{Name: "welder-xingxian", Title: "电焊工", Enterprise: "示例铝业有限公司", Place: "141123", PlaceText: "兴县", Headcount: 27, Temporary: true, WageMin: 4500, WageMax: 4500, Certs: []string{"welder_op"}, CertText: "焊工证"},
		{Name: "electrician-zhungeer", Title: "井下电工", Enterprise: "示例煤业有限公司", Place: "150622", PlaceText: "准格尔旗", Headcount: 2, Temporary: true, WageMin: 4500, WageMax: 4500, Board: true, Lodging: true, Certs: []string{"electrician_op"}, CertText: "电工操作证"},
		{Name: "electrician-xiaodian", Title: "维修电工", Enterprise: "示例物业有限公司", Place: "140105", PlaceText: "太原市小店区许坦街", WageMin: 4000, WageMax: 5000, Certs: []string{"electrician_op"}, CertText: "低压电工证"},
		{Name: "truck-yijinhuoluo", Title: "货车司机", Enterprise: "示例物流有限公司", Place: "150627", PlaceText: "鄂尔多斯伊金霍洛旗", Headcount: 15, Temporary: true, WageMin: 5000, AgeMax: 50, Certs: []string{"driving_a2"}, CertText: "A2驾驶证", Until: "2036-06-30"},
		{Name: "loader-dongsheng", Title: "装载机司机", Enterprise: "示例康养服务有限公司", Place: "150602", PlaceText: "鄂尔多斯市东胜区", Headcount: 29, Temporary: true, WageMin: 4000, WageMax: 6000, AgeMax: 55},
		{Name: "cleaner-xiaodian", Title: "保洁员", Enterprise: "示例物业有限公司", Place: "140105", PlaceText: "太原市小店区", Headcount: 18, WageMin: 3200, WageMax: 3200, Lodging: true, AgeMax: 55},
		{Name: "cleaner-xingxian", Title: "保洁", Enterprise: "示例铝业有限公司", Place: "141123", PlaceText: "兴县", Headcount: 27, Temporary: true, WageMin: 2600, WageMax: 2600, Board: true, Lodging: true},
		{Name: "guard-xiaodian", Title: "秩序维护员", Enterprise: "示例物业有限公司", Place: "140105", PlaceText: "太原市小店区", Headcount: 4, WageMin: 4500, WageMax: 4500, Board: true, Lodging: true, AgeMax: 60},
		{Name: "rebar-wanbailin", Title: "钢筋工", Enterprise: "示例建设有限公司", Place: "140109", PlaceText: "太原万柏林", Headcount: 31, WageMin: 4500, WageMax: 4500, Board: true, Lodging: true, AgeMax: 50},
		{Name: "check-taiyuan", Title: "铁路安检员", Enterprise: "示例铁路服务有限公司", Place: "140100", PlaceText: "太原", Headcount: 60, WageMin: 3500, WageMax: 4200, Board: true, AgeMax: 35},
		{Name: "housekeeper-taiyuan", Title: "家政服务员", Enterprise: "示例家政有限公司", Place: "140106", PlaceText: "太原市迎泽区", Headcount: 10, WageMin: 4000, WageMax: 5500, Board: true, Lodging: true, AgeMax: 58},
		{Name: "forest-township", Title: "护林员", Enterprise: "示例林业合作社", Place: "141123101", PlaceText: "魏家滩镇", Headcount: 3, Temporary: true, WageMin: 1500, WageMax: 1500},
		{Name: "cook-beijing", Title: "厨师", Enterprise: "示例餐饮有限公司", PlaceText: "北京市朝阳区", Headcount: 2, WageMin: 7000, WageMax: 9000, Board: true, Lodging: true},
		{Name: "assistant-xingxian", Title: "云数据讲解助手", Enterprise: "兴动示例云数据有限公司", Place: "141123", PlaceText: "兴县", Headcount: 5, WageMin: 3000, WageMax: 4000},
		{Name: "markup", Title: "<b>普工</b> & 'Q2' 操作工", Enterprise: "示例电子有限公司", Place: "141123", PlaceText: "兴县", Headcount: 1, WageMin: 3600, WageMax: 4200},
		{Name: "couple-loading", Title: "保安、保洁", Enterprise: "示例物业有限公司", Place: "141102", PlaceText: "离石区", Headcount: 2, WageMin: 2800, WageMax: 3300, Published: time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)},
		{Name: "carpenter-fenyang", Title: "木工", Enterprise: "示例装饰有限公司", Place: "141182", PlaceText: "汾阳市", WageMin: 5000, WageMax: 5500, Description: "给牧业小院做门窗"},
		{Name: "herder-fenyang", Title: "牧工", Enterprise: "示例牧业合作社", Place: "141182", PlaceText: "汾阳市", WageMin: 3000, WageMax: 3000},
		{Name: "casting-fenyang", Title: "浇注工", Enterprise: "示例铸造有限公司", Place: "141182", PlaceText: "汾阳市", WageMin: 5200, WageMax: 5200},
		{Name: "furniture-fenyang", Title: "安装简单家具", Enterprise: "示例家具有限公司", Place: "141182", PlaceText: "汾阳市", WageMin: 3900, WageMax: 3900, Description: "待处理旧沙发，在建小院旁，自带梯子、电钻、锤子、卷尺、扳手、钳子、起子、手套、安全帽"},
		{Name: "clerk-fenyang", Title: "普通文员", Enterprise: "示例家具有限公司", Place: "141182", PlaceText: "汾阳市张家堡", WageMin: 2900, WageMax: 2900, Description: "张经理带班，云端打卡"},

		{Name: "expired", Title: "养老护理员", Enterprise: "示例康养服务有限公司", Place: "150602", PlaceText: "东胜区二号院", Headcount: 100, WageMin: 9000, WageMax: 9000, Until: "2026-11-23"},
		{Name: "not-yet", Title: "养老护理员", Enterprise: "示例康养服务有限公司", Place: "150602", PlaceText: "东胜区三号院", Headcount: 100, WageMin: 9000, WageMax: 9000, From: "2026-11-25"},
		{Name: "closed", Title: "养老护理员", Enterprise: "示例康养服务有限公司", Place: "150602", PlaceText: "东胜区四号院", Headcount: 100, WageMin: 9000, WageMax: 9000, Closed: true},
		{Name: "elsewhere", Title: "养老护理员", Enterprise: "示例康养服务有限公司", Place: "150602", PlaceText: "东胜区五号院", Headcount: 100, WageMin: 9000, WageMax: 9000, To: []string{"141124"}},
		{Name: "last-day", Title: "塔吊司机", Enterprise: "示例建设有限公司", Place: "141181", PlaceText: "孝义市", Headcount: 1, WageMin: 8000, WageMax: 9000, Until: "2026-11-24"},
		{Name: "for-us", Title: "挖掘机司机", Enterprise: "示例建设有限公司", Place: "141181", PlaceText: "孝义市", Headcount: 1, WageMin: 7000, WageMax: 8000, To: []string{"141123"}},
	}
}
