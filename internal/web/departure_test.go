package web_test

import (
	"strconv"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

// planTrip fills in the form of a departure to Ordos today, and returns its
// address.
func (b *bureau) planTrip(w *browserless) string {
	w.Helper()
	w.get("/departures/new").wants(200, "排一趟点对点", "几个座位")
	w.post("/departures", "employer", "示例康养公司", "trade", "护工", "place", "鄂尔多斯市东胜区", "channel", "association", "leaves_on", "2026-11-24",
		"leaves_at", "早上 6 点半", "origin", "甲村村委会", "transport", "coach", "seats", "2", "contact", "刘队长", "phone", "14000000009").wants(303, "/departures/")
	return w.at
}

// id is somebody's number as forms send it.
func (b *bureau) id(number string) string { return strconv.FormatInt(b.people[number], 10) }

// TestTrip goes through a departure as an association does: planned, confirmed,
// left, arrived, taken back.
func TestTrip(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	w := b.login(t, serve(t, b.Deps), "association")
	w.get("/departures").wants(200, "还没有安排过", "/departures/new")
	trip := b.planTrip(w)
	w.get(trip).wants(200, "示例康养公司", "2 座，名单 0 人", "甲村村委会", "加进名单", "王建", "李英", "在岗：护工").lacks("张平", "14000000009")
	w.post(trip+"/riders").wants(422, "请先选人")
	w.post(trip+"/riders", "rider", b.id(zhang)).wants(422, "不归您管")
	w.post(trip+"/find", "q", "李").wants(200, "李英", "加进名单").lacks("王建，", "rider-"+b.id(wang))
	w.post(trip+"/riders", "rider", b.id(wang), "rider", b.id(li)).wants(303, trip)
	w.get(trip).wants(200, "名单 2 人", "没问", "上了车的人")
	w.post(trip+"/answers", "person", b.id(wang), "answer", "confirmed").wants(303, trip)
	w.post(trip+"/answers", "person", b.id(li), "answer", "unreachable").wants(303, trip)
	w.post(trip+"/answers", "person", b.id(li), "answer", "maybe").wants(422, "还是没打通")
	w.get(trip).wants(200, "说去 1，不去 0，没打通 1", "甲村务工协会打的电话")
	w.post(trip+"/leave").wants(422, "一个人也没有上车")
	w.post(trip+"/leave", "person", b.id(wang), "person", b.id(li)).wants(303, trip)
	w.get(trip).wants(200, "已出发", "2 人", "到了的人").lacks("加进名单")
	w.post(trip+"/arrive", "on", "2026-11-25", "person", b.id(wang)).wants(422, "到达日期要在出发那天到今天之间")
	w.post(trip+"/arrive", "on", "2026-11-24", "person", b.id(wang)).wants(303, trip)
	w.get(trip).wants(200, "已到达", "1 人，11 月 24 日", "并进已有记录 1 人", "半路下了")
	w.get(b.person(wang)).wants(200, "示例康养公司")
	if n := strings.Count(w.body, "护工，示例康养公司"); n != 1 {
		t.Errorf("the page of who arrived tells of the work %d times", n)
	}
	w.post(trip+"/back", "reason", "").wants(422, "请写明原因")
	w.post(trip+"/back", "reason", "人没有到").wants(303, trip)
	w.post(trip+"/recall").wants(303, trip)
	w.post(trip+"/drop", "person", b.id(li)).wants(303, trip)
	w.post(trip+"/cancel", "reason", "下雪封路").wants(303, trip)
	w.get("/departures").wants(200, "已取消", "示例康养公司", trip)
	if n := len(b.trail(t, access.TripTakenBack)); n != 1 {
		t.Errorf("%d arrivals were taken back", n)
	}
}

// TestTripRefused: a plan that cannot be keeps what was typed.
func TestTripRefused(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	w := b.login(t, serve(t, b.Deps), "association")
	w.get("/departures/new?opening=7").wants(200, `value="7"`)
	good := map[string]string{
		"employer": "示例工地", "place": "东胜区", "channel": "association", "leaves_on": "2026-11-24", "origin": "甲村村口", "transport": "coach", "seats": "9",
	}
	for field, c := range map[string]struct{ value, says string }{
		"employer": {"", "去哪家单位"}, "leaves_on": {"2026-11-23", "出发日期"}, "origin": {" ", "在哪里上车"}, "seats": {"很多", "座位数"}, "opening": {"999999", "没有这个岗位"},
		"phone": {"1400000000", "手机号要 11 位"}, "contact": {"刘 14000000009", "联系电话"}, "channel": {"enterprise", "要选是哪家企业"}, "transport": {"camel", "坐什么车"},
	} {
		var fields []string
		for name, value := range good {
			if name != field {
				fields = append(fields, name, value)
			}
		}
		w.post("/departures", append(fields, field, c.value)...).wants(422, "没有排成", c.says)
		if field != "origin" {
			w.wants(422, "甲村村口")
		}
	}
	w.get("/departures").wants(200, "还没有安排过")
}

// TestManifestPage: printed with numbers masked; whole for a reason, noted and
// counted.
func TestManifestPage(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "association")
	trip := b.planTrip(w)
	w.post(trip+"/riders", "rider", b.id(wang), "rider", b.id(li)).wants(303)
	w.get(trip+"/manifest").wants(200, "直接打印", "王建", "甲村", "140****0001", "140****0009", `class="box"`, "座号", "点名人").lacks("14000000001", "140 0000 0001", wang)
	w.post(trip+"/manifest", "reason", "other", "other", "").wants(422, "至少两个字").lacks("140 0000 0001")
	w.post(trip+"/manifest", "reason", "打电话联系本人").wants(200, "140 0000 0001", "14000000009").lacks(wang, "印电话全号")
	if said := b.trail(t, access.Revealed); len(said) != 3 {
		t.Errorf("of two numbers and the contact's the trail says %q", said)
	}
	b.login(t, site, "auditor").get(trip+"/manifest").wants(200, "王**", "140****0001").lacks("王建", "印电话全号")
	station := b.login(t, site, "station")
	station.get(trip).wants(200, "出发以后看得到姓名").lacks("李英", "记到达")
	w.post(trip+"/leave", "person", b.id(li)).wants(303)
	station.get(trip).wants(200, "李英", "记到达").lacks("出发以后看得到姓名")
	w.post(trip+"/cancel", "reason", "车坏了，问 14000000009").wants(422, "不要在原因里写身份证号", "车坏了，问 14000000009", `aria-invalid="true"`)
	w.post(trip+"/arrive", "person", b.id(li), "on", "2026-11-23").wants(422, "到达日期要在", `value="2026-11-23"`)
	b.login(t, site, "association2").get(trip).wants(404, "没有这一趟")
}

// TestManifestLimit: a list is no way around what an account is shown.
func TestManifestLimit(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	w := b.login(t, serve(t, b.Deps), "county")
	w.post("/departures", "employer", "示例工地", "place", "东胜区", "channel", "association", "leaves_on", "2026-11-24", "origin", "县城", "transport", "train", "seats", "3").wants(303)
	trip := w.at
	b.tx(t, admin, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "INSERT INTO departure_member (county, departure, person, leaves_on) SELECT county, $1, id, '2026-11-24' FROM person", strings.TrimPrefix(trip, "/departures/"))
		return err
	})
	w.get(trip).wants(200)
	for range 33 { // of a hundred showings, three each
		w.post(trip+"/manifest", "reason", "打电话联系本人").wants(200)
	}
	before := len(b.trail(t, access.Revealed))
	w.post(trip+"/manifest", "reason", "打电话联系本人").wants(429, "看全号太多了").lacks("140 0000")
	if after := len(b.trail(t, access.Revealed)); after != before {
		t.Errorf("a refused list is noted as shown: %d, was %d", after, before)
	}
}

// TestTripIsTold: who goes reads of it on his own page, who looks after him on
// his, and each start page leads to what waits.
func TestTripIsTold(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "association")
	trip := b.planTrip(w)
	w.post(trip+"/riders", "rider", b.id(wang)).wants(303)
	w.get(b.person(wang)).wants(200, "点对点出行", "去示例康养公司", "甲村村委会上车", "没问")
	w.get(b.person(li)).wants(200).lacks("点对点出行</h2>")
	b.claim(t, wang, "271828")
	b.workerLogin(t, site, "271828").get("/me").wants(200, "您的点对点出行", "11 月 24 日早上 6 点半在甲村村委会上车，甲村务工协会组织")
	b.login(t, site, "county").get("/county").wants(200, "1 趟在准备或者在路上", `href="/departures"`)
	b.login(t, site, "station").get("/station").wants(200, "要来的车", "1 <small>趟</small>", `href="/arrivals"`)
	for login, home := range map[string]string{"association": "/association", "township": "/township"} {
		b.login(t, site, login).get(home).wants(200, "点对点出行在准备", "1 趟，最早的 11 月 24 日出发", `href="/departures"`)
	}
	b.login(t, site, "association2").get("/association").wants(200, `href="/departures"`).lacks("出行在准备")
}

// TestTripOffersReferred: who was sent to the departure's opening is offered first,
// and whom the employer has taken is ticked.
func TestTripOffersReferred(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	first, _, _ := b.openings(t)
	w := b.login(t, serve(t, b.Deps), "association")
	w.post("/departures", "opening", first, "channel", "association", "leaves_on", "2026-11-24", "origin", "甲村村口", "transport", "coach", "seats", "9").wants(303, "/departures/")
	trip := w.at
	w.get(trip).wants(200, "王建", "李英").lacks("推荐到这个岗位的人")
	w.post("/people/refer", "opening", first, "person", b.id(li)).wants(303)
	w.get(trip).wants(200, "推荐到这个岗位的人", "李英").lacks("王建", "checked")
	b.owner(t, "UPDATE referral SET state = 'accepted'")
	w.get(trip).wants(200, "李英", "checked")
	w.post(trip+"/riders", "rider", b.id(li)).wants(303)
	w.get(trip).wants(200, "名单 1 人", "王建").lacks("推荐到这个岗位的人")
}
