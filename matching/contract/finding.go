package contract

import "laowu/matching"

// finding is what each question finds, in any order.
var finding = []struct {
	text    string
	request matching.Request
	want    string
}{
	// Trades as workers say them, with what belongs to them and what is near.
	{text: "护工 鄂尔多斯", want: "elder-dongsheng elder-yijinhuoluo companion-kangbashi carer-dalate mother-dongsheng"},
	{text: "养老护理员", want: "elder-dongsheng elder-yijinhuoluo elder-taiyuan"},
	{text: "月嫂", want: "mother-dongsheng"},
	{text: "保姆", want: "housekeeper-taiyuan"},
	{text: "开大车的", want: "truck-yijinhuoluo"},
	{text: "看大门", want: "guard-xiaodian couple-loading"},
	{text: "铲车", want: "loader-dongsheng"},
	{text: "扫地", want: "cleaner-xiaodian cleaner-xingxian couple-loading"},
	{text: "司机", want: "truck-yijinhuoluo"},
	{text: "电工", want: "electrician-zhungeer electrician-xiaodian"},
	{text: "井下电工", want: "electrician-zhungeer"},
	{text: "煤矿", want: "electrician-zhungeer"},
	{text: "保安 钢筋", want: "guard-xiaodian couple-loading rebar-wanbailin"},

	// Places find what lies inside them, under any of their names.
	{text: "东胜", want: "elder-dongsheng mother-dongsheng loader-dongsheng"},
	{text: "准旗", want: "welder-zhungeer electrician-zhungeer"},
	{text: "薛家湾 焊工", want: "welder-zhungeer"},
	{text: "鄂尔多斯市东胜区养老护理员", want: "elder-dongsheng"},
	{text: "太原 电工", want: "electrician-xiaodian"},
	{text: "小店 迎泽", want: "electrician-xiaodian cleaner-xiaodian guard-xiaodian housekeeper-taiyuan"},
	{text: "太原 安检", want: "check-taiyuan"},
	{text: "本县 保洁", want: "cleaner-xingxian"},
	{text: "兴县 护林", want: "forest-township"},
	{text: "吕梁 看大门", want: "couple-loading"},
	{text: "内蒙古 拉煤", want: "truck-yijinhuoluo"},
	{text: "北京", want: "cook-beijing"},
	{text: "厨师 朝阳区", want: "cook-beijing"},

	// Pinyin, initials, one wrong character.
	{text: "hugong eerduosi", want: "elder-dongsheng elder-yijinhuoluo companion-kangbashi carer-dalate mother-dongsheng"},
	{text: "hù gōng", want: "elder-dongsheng elder-yijinhuoluo elder-taiyuan companion-kangbashi carer-dalate mother-dongsheng"},
	{text: "hg dongsheng", want: "elder-dongsheng mother-dongsheng"},
	{text: "gangjingong", want: "rebar-wanbailin"},
	{text: "养老护里员 东胜", want: "elder-dongsheng"},
	{text: "安俭员", want: "check-taiyuan"},
	{text: "秩序维护圆", want: "guard-xiaodian couple-loading"},
	{text: "护工 鄂尔多期", want: "elder-dongsheng elder-yijinhuoluo companion-kangbashi carer-dalate mother-dongsheng"},
	{text: "云数据讲解助守", want: "assistant-xingxian"},
	{text: "示例康养服务有限公斯 护理", want: "elder-dongsheng mother-dongsheng"},

	// Conditions.
	{text: "护工 5000以上", want: "elder-dongsheng elder-yijinhuoluo mother-dongsheng"},
	{text: "太原 保洁 3000以上 包住", want: "cleaner-xiaodian"},
	{text: "9000-4500 太原 包吃住", want: "guard-xiaodian rebar-wanbailin housekeeper-taiyuan"},
	{text: "护工 不要证", want: "companion-kangbashi carer-dalate"},
	{text: "护工 58岁", want: "companion-kangbashi carer-dalate"},
	{text: "临时 电工", want: "electrician-zhungeer"},
	{text: "焊工证", want: "welder-zhungeer welder-xingxian"},
	{text: "A2驾照", want: "truck-yijinhuoluo"},

	// Words as they are written: title, employer, description.
	{text: "示例铁路服务", want: "check-taiyuan"},
	{text: "夫妻", want: "companion-kangbashi"},
	{text: "护工 夫妻 夜班", want: "companion-kangbashi"},
	{text: "许坦街", want: "electrician-xiaodian"},
	{text: "云", want: "assistant-xingxian"},
	{text: "示例铁路", want: "check-taiyuan"},

	// The end of a word, its middle, and single characters of a title.
	{text: "简单", want: "furniture-fenyang"},
	{text: "处理", want: "furniture-fenyang"},
	{text: "旧沙发", want: "furniture-fenyang"},
	{text: "沙发", want: "furniture-fenyang"},
	{text: "家堡", want: "clerk-fenyang"},
	{text: "打卡", want: "clerk-fenyang"},

	// All words count, also the eleventh and the twelfth.
	{text: "沙发 小院 梯子 电钻 锤子 卷尺 扳手 钳子 起子 手套 安全帽", want: "furniture-fenyang"},
	{text: "沙发 小院 梯子 电钻 锤子 卷尺 扳手 钳子 起子 手套 安全帽 水平仪"},

	// What sounds alike is another trade, and another word.
	{text: "木工", want: "carpenter-fenyang"},
	{text: "牧工", want: "herder-fenyang"},
	{text: "浇注工", want: "casting-fenyang"},
	{text: "浇筑工"},
	{text: "沙法"},

	// Employers as they are spelled.
	{text: "shilitielufuwu", want: "check-taiyuan"},
	{text: "shili tielu fuwu", want: "check-taiyuan"},
	{text: "sltlfw", want: "check-taiyuan"},
	{text: "shilizhuangshi 汾阳", want: "carpenter-fenyang"},

	// Names of people are none of an opening's words: both characters stand in
	// one opening, apart.
	{text: "张云"},
	{text: "云张"},

	// What must find nothing.
	{text: "宇航员"},
	{text: "公务员 太原"},
	{text: "护工 火星"},
	{text: "打铁工"},
	{text: "东城区 保安"},
	{text: "护工 20000以上"},
	{text: "14000000000"},

	// What is picked beside the text narrows it.
	{text: "护工", request: matching.Request{Place: "150600", Occupation: "elder_care"}, want: "elder-dongsheng elder-yijinhuoluo"},
	{text: "护工 鄂尔多斯", request: matching.Request{Place: "东胜"}, want: "elder-dongsheng mother-dongsheng"},
	{text: "护工 东胜", request: matching.Request{Place: "康巴什"}},
	{request: matching.Request{Occupation: "护工", WageMin: 5000}, want: "elder-dongsheng elder-yijinhuoluo"},
	{request: matching.Request{Place: "142325", Form: "regular"}, want: "assistant-xingxian markup"},
	{request: matching.Request{Place: "太原", Board: true, NoCert: true}, want: "guard-xiaodian rebar-wanbailin check-taiyuan housekeeper-taiyuan"},
	{request: matching.Request{Occupation: "guard", Lodging: true}, want: "guard-xiaodian"},
	{request: matching.Request{Place: "141181"}, want: "last-day for-us"},
	{request: matching.Request{Occupation: "cleaner", Age: 60}, want: "cleaner-xingxian couple-loading"},
}
