package web_test

import (
	"strings"
	"testing"

	"laowu/internal/access"
)

// courseForm is a right form of a class, changed as a test wants.
func courseForm(change ...string) []string {
	fields := []string{
		"programme", "1", "number", "3", "institution", "吕梁山护工培训基地", "trade", "养老护理员", "level", "5",
		"starts", "2026-11-20", "ends", "2026-12-10", "hours", "80", "seats", "2",
	}
	return but(fields, change...)
}

// TestClasses goes the way of a class through the pages: opened by the
// institution, joined by people of the county and of an association, marked in
// one form, and ended with a certificate. Each refusal keeps what was written.
func TestClasses(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	trainer := b.login(t, site, "trainer")
	trainer.wants(200, "还没有班期", "开一个班")
	trainer.get("/classes/new").wants(200, "吕梁山护工", "第几期").lacks("培训机构</label>")
	trainer.sound()
	trainer.post("/classes", courseForm("ends", "2026-11-19", "seats", "三十")...).
		wants(422, "有 2 处没填好", "结业日期早于开班日期", "看不懂这个数", `value="2026-11-19"`, `value="三十"`, `value="养老护理员"`, `<option value="1" selected>`)
	trainer.sound()
	trainer.post("/classes", courseForm("institution", "别人的学校")...).wants(303, "?done=opened")
	class := strings.TrimSuffix(trainer.at, "?done=opened")
	trainer.get(trainer.at).wants(200, "班开好了", "吕梁山护工第3期", "吕梁山护工培训基地", "0 / 2", "还没有归您管的人")
	trainer.post("/classes", courseForm()...).wants(422, "已经有这一期了", `value="2026-12-10"`)
	if said := b.trail(t, access.ClassOpened); len(said) != 1 || !strings.Contains(said[0], "trainer trainer") {
		t.Errorf("the trail says %q", said)
	}
	b.enrolments(t, site, class, trainer)
	b.marks(t, class, trainer)
	trainer.post(class+"/edit", courseForm("seats", "1")...).wants(422, "已经报名 2 人，计划人数不能比这少", `value="1"`)
	trainer.post(class+"/edit", courseForm("number", "4", "seats", "5")...).wants(303, class+"?done=changed")
	trainer.get(class).wants(200, "吕梁山护工第4期", "2 / 5")
	b.award(t, site, class, trainer)
}

// enrolments: by name and number, on the class's page or on the person's.
func (b *bureau) enrolments(t *testing.T, site, class string, trainer *browserless) {
	t.Helper()
	trainer.post(class+"/enrol", "name", "王建", "number", wang[:17]+"0").wants(422, "校验码不正确", `value="王建"`, `value="`+wang[:17]+`0"`, "<details class=\"fold\" open>")
	trainer.sound()
	trainer.post(class+"/enrol", "name", "王建国", "number", wang).wants(422, "登记的是另一个姓名", `value="王建国"`)
	trainer.post(class+"/enrol", "name", "王建", "number", wang).wants(303, class+"?done=enrolled")
	trainer.get(trainer.at).wants(200, "报上名了", "王建", "1 / 2").lacks(wang, "/people/")
	trainer.post(class+"/enrol", "name", "王建", "number", wang).wants(422, "已经在这个班里了")
	village := b.login(t, site, "association")
	village.get("/classes").wants(200, "吕梁山护工第3期", "1 / 2", "还有 1 个").lacks("开一个班")
	village.post(b.person(zhang)+"/enrol", "class", strings.TrimPrefix(class, "/classes/")).wants(404, "没有这个人")
	village.post(class+"/enrol", "name", "张平", "number", zhang).wants(422, "不归您管")
	village.get(b.person(li)).wants(200, "报名参加培训", "吕梁山护工第3期，吕梁山护工培训基地，11 月 20 日开班，还有 1 个名额", "没有登记证书")
	village.sound()
	village.post(b.person(li)+"/enrol", "class", "").wants(422, "请先选一个班")
	village.post(b.person(li)+"/enrol", "class", strings.TrimPrefix(class, "/classes/")).wants(303, b.person(li)+"?done=enrolled")
	village.get(village.at).wants(200, "报上名了", "正在上").lacks("报名参加培训")
	village.post(b.person(li)+"/enrol", "class", strings.TrimPrefix(class, "/classes/")).wants(422, "已经在这个班里了")
	village.post(class+"/marks", "people", "1").wants(403)
	county := b.login(t, site, "county")
	county.post(class+"/enrol", "name", "张平", "number", zhang).wants(422, "报满了", `value="张平"`)
	if n := len(b.trail(t, access.Enrolled)); n != 2 {
		t.Errorf("%d enrolments are on record", n)
	}
	b.login(t, site, "auditor").get(class).wants(200, "王**", "李**").lacks("王建", "李英", "给人报名", "改班期")
}

// marks: all of a class in one form.
func (b *bureau) marks(t *testing.T, class string, trainer *browserless) {
	t.Helper()
	at := func(field, number string) string {
		return field + "-" + strings.TrimPrefix(b.person(number), "/people/")
	}
	people := strings.TrimPrefix(b.person(wang), "/people/") + "," + strings.TrimPrefix(b.person(li), "/people/")
	trainer.get(class+"/marks").wants(200, "登记这 2 人", at("attended", wang), at("result", li), `value="`+strings.Join(reversed(people), ",")+`"`)
	trainer.sound()
	trainer.post(class+"/marks", "people", people, at("attended", wang), "81", at("result", wang), "合格", at("result", li), "良好", at("dropped", li), "yes", at("category", wang), "农村劳动力").
		wants(422, "有 2 处没填好", "王建：填 0 到 80 的数", "李英：中途退出的不能算合格", `value="81"`, `value="农村劳动力"`, `value="合格" selected`, "checked")
	trainer.sound()
	trainer.get(class).wants(200, "没有登记").lacks("合格</span>")
	trainer.post(class+"/marks", "people", people, at("attended", wang), "80", at("result", wang), "合格", at("score", wang), "88.5", at("result", li), "不合格").wants(303, class+"?done=marked")
	trainer.get(trainer.at).wants(200, "登记好了", "80 课时", "88.5 分", "不合格")
	trainer.post(class+"/marks", "people", strings.Split(people, ",")[1], at("result", li), "良好").wants(303)
	trainer.get(class).wants(200, "88.5 分", "良好") // who was not asked about keeps what he has
	if n := len(b.trail(t, access.Marked)); n != 2 {
		t.Errorf("%d markings are on record", n)
	}
}

// reversed: 李英 comes before 王建 in the list.
func reversed(people string) []string {
	all := strings.Split(people, ",")
	return []string{all[1], all[0]}
}

// award: once the class has ended, its certificate; then it is over.
func (b *bureau) award(t *testing.T, site, class string, trainer *browserless) {
	t.Helper()
	trainer.post(class+"/certificates", "certificate", "养老护理员（五级）", "issued", "2026-11-24").wants(422, "发证日期早于结业日期", `value="养老护理员（五级）"`)
	trainer.post(class+"/edit", courseForm("ends", "2026-11-23")...).wants(303)
	trainer.get(class).wants(200, "登记这个班发的证书", "已结业").lacks("给人报名")
	trainer.post(class+"/enrol", "name", "张平", "number", zhang).wants(422, "已经结业，不能再报名")
	trainer.post(class+"/certificates", "certificate", "养老护理员（五级）", "issued", "2026-11-24").wants(303, "?done=certified")
	trainer.get(trainer.at).wants(200, "证书登记好了", "养老护理员（五级）", "职业技能等级证书，11 月 24 日发")
	trainer.post(class+"/certificates", "certificate", "养老护理员（五级）", "issued", "2026-11-24").wants(303, "?done=nobody")
	b.claim(t, wang, "271828")
	b.workerLogin(t, site, "271828").get("/me").wants(200, "您的培训", "吕梁山护工第3期", "您的证书", "养老护理员（五级）", "有效").lacks("换证")
}

// sound holds the last page to what previews are held to.
func (w *browserless) sound() {
	w.Helper()
	readPage(w.T, strings.ReplaceAll(w.body, w.token, "token")).check(w.T)
}

// TestTrainerBegins: a training institution begins with what waits, and with
// nothing of others.
func TestTrainerBegins(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.owner(t, `
		INSERT INTO class (county, id, programme, number, institution, office, starts, ends, seats)
		SELECT '141123', n, 1, '第' || n || '期', CASE n WHEN 4 THEN '别的学校' ELSE '吕梁山护工培训基地' END, CASE n WHEN 4 THEN NULL ELSE (SELECT id FROM office WHERE kind = 'trainer') END,
		       '2026-01-01'::date + n, CASE n WHEN 1 THEN '2026-12-31' ELSE '2026-02-01' END::date + n, 10 FROM generate_series(1, 4) n;
		INSERT INTO enrolment (county, person, class, result, dropped)
		SELECT '141123', p.id, c.id, CASE WHEN c.id = 3 THEN 'good' ELSE '' END, p.name = '李英' FROM person p, class c WHERE p.name <> '张平' OR c.id = 1`)
	w := b.login(t, serve(t, b.Deps), "trainer")
	w.get("/trainer").wants(200, "登记成绩：吕梁山护工第2期", "1 人还没有成绩", "/classes/2/marks", "还有 8 个", "<dt>结业合格</dt><dd class=\"v\">1 <small>", "结业班共 4 人次", "在办和要开的班")
	w.lacks("第4期", "登记成绩：吕梁山护工第3期", "登记成绩：吕梁山护工第1期", "王建")
	w.sound()
	w.get("/classes").wants(200, "吕梁山护工第1期", "2 / 10").lacks("第4期", "第2期")
	w.get("/classes?when=over").wants(200, "第2期", "第3期").lacks("第4期", "还有 9 个")
	w.get("/classes/4").wants(404, "没有这个班")
}
