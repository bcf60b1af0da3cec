package imports

import (
	"context"
	"slices"
	"strings"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/value"
	"laowu/training"
)

// courses: an institution's list of a class (期), with the results and the
// certificates. It is of people who are known; it creates none.
func courses() Kind {
	return Kind{
		Name: "training", Title: "培训花名册", shared: true, from: []db.Role{db.Trainer},
		must:  []string{"name", "id_number", "class", "programme|trade"},
		never: []string{"回访日期", "回访时间", "入职时间", "入职日期"},
		fields: slices.Concat([]field{
			{"name", append(nameField().titles, "学员姓名", "学员", "培训人员姓名", "培训人员"), says("和身份证上一样", "王建").always()}, idField(), {"sex", []string{"性别"}, choice("可以不填，以身份证号码为准", "男", "女")}, {"age", []string{"年龄", "周岁", "年龄周岁"}, beside("填报日期那天的周岁；可以不填，以身份证号码为准", "43")},
		}, classFields(), resultFields()),
		open: openCourses,
		out: outgoing{
			ledger: training.ClassLedger(),
			says:   map[string]func(string) string{"sex": sexWord, "result": worded(value.Outcome.Word)},
			cells:  map[string]func(record) any{"level": levelCell("level"), "certificate_level": levelCell("certificate_level")},
			where:  append([]filter{ofProgramme()}, between("starts", "开班日期")...),
			to:     []db.Role{db.Association, db.Township, db.Trainer}, people: []string{"name"},
		},
	}
}

func classFields() []field {
	return []field{
		{"programme", []string{"培训项目", "项目名称", "培训项目名称", "项目", "培训名称", "培训班名称", "培训班", "班级名称", "培训类别", "品牌"}, offered("从列表里选；没有项目的写工种也可以", "吕梁山护工", ourProgrammes).always()},
		{"class", []string{"期次", "班期", "培训期次", "期数", "培训班期", "培训期数", "期", "班次"}, says("第几期，同一期写一样的", "第3期").always()},
		{"institution", []string{"培训机构", "培训机构名称", "培训学校", "学校名称", "培训单位", "承训单位", "承训机构", "承办机构", "培训机构/学校名称", "机构名称", "学校"}, offered("哪个学校办的", "示例培训学校", ourInstitutions).always()},
		{"trade", []string{"培训工种", "培训专业", "专业", "培训职业", "职业工种", "培训职业(工种)", "工种", "职业(工种)", "工种/专业"}, says("学什么", "养老护理")},
		{"level", []string{"培训等级", "等级", "工种等级", "技能等级", "级别", "培训级别"}, choice("", levels()...)},
		{"starts", []string{"开班日期", "开班时间", "培训开始时间", "培训开始日期", "开始日期", "开始时间", "起始日期", "开课日期", "起止时间", "培训时间", "培训起止时间", "培训起止日期", "起止日期"}, dated("哪天开班")},
		{"ends", []string{"结业日期", "结业时间", "结束日期", "培训结束时间", "培训结束日期", "结束时间", "终止日期", "结课日期"}, dated("哪天结业")},
		{"hours", []string{"课时", "培训课时", "总课时", "学时", "培训学时", "课时数"}, says("一共多少课时，写数字", "160")},
		{"seats", []string{"计划人数", "班级人数", "开班人数", "核定人数"}, says("计划招多少人，写数字", "50")},
	}
}

func resultFields() []field {
	return []field{
		{"category", []string{"人员类别", "人员类型", "学员类别", "培训对象类别", "身份类别"}, says("", "脱贫劳动力")},
		{"attended", []string{"出勤课时", "实到课时", "实际课时", "出勤学时", "到课课时", "考勤课时", "出勤"}, says("这个人上了多少课时，写数字", "156")},
		{"result", []string{"考核结果", "考试结果", "鉴定结果", "考核情况", "结业考核", "是否合格", "评定结果", "考核等次"}, choice("从列表里选", value.Outcomes()...)},
		{"score", []string{"考核成绩", "考试成绩", "成绩", "鉴定成绩", "分数", "结业成绩"}, says("写数字", "86")},
		{"dropped", []string{"是否中途退出", "中途退出", "是否退训", "退训", "是否中途退学", "是否退出"}, yesOrNo("中途不学了的写“是”")},
		{"certificate", []string{"证书名称", "证书类别", "取得证书", "证书", "证书种类", "取得证书名称", "所获证书"}, says("发了什么证，没发的不填", "养老护理员（四级）")},
		{"certificate_level", []string{"证书等级", "证书级别"}, choice("", levels()...)},
		{"certificate_number", []string{"证书编号", "证书号码", "结业证书编号", "合格证编号", "证书号", "等级证书编号", "证件编号", "培训合格证编号", "结业证编号"}, numbered("照证书上的写；这一列是文本", "S593230336")},
		{"issued", []string{"发证日期", "发证时间", "取证时间", "取证日期", "颁发日期", "领证日期", "初次领证日期"}, dated("哪天发的证")},
		{"expires", []string{"有效期至", "证书有效期", "有效期", "到期日期", "有效期止", "有效期限"}, dated("长期有效的不填")},
		{"review_on", []string{"复审日期", "复审时间", "下次复审日期", "应复审日期"}, dated("不用复审的不填")},
		{"amount", []string{"补贴金额", "补贴标准", "培训补贴", "补贴标准(元)", "补贴金额(元)", "补贴"}, says("多少元，写数字", "1800")},
		{"paid_on", []string{"补贴发放日期", "发放日期", "拨付日期", "补贴拨付日期", "发放时间", "拨付时间"}, dated("哪天发的补贴")},
	}
}

type courseRows struct {
	env        *Env
	register   *training.Register
	programmes map[string]string // by Key of what offices write
	offices    map[string]int64  // training institutions by Key of their names
	own        access.Office     // the sender's, where it is one
}

func openCourses(ctx context.Context, tx *db.Tx, env *Env) (importer, error) {
	register, err := training.NewRegister()
	if err != nil {
		return nil, err
	}
	programmes, err := training.Programmes(ctx, tx)
	if err != nil {
		return nil, err
	}
	offices, err := access.Offices(ctx, tx, "trainer")
	if err != nil {
		return nil, err
	}
	c := &courseRows{env: env, register: register, programmes: training.ProgrammeNames(programmes), offices: map[string]int64{}}
	for _, o := range offices {
		c.offices[value.Key(o.Name)] = o.ID
		if tx.Actor.Role == db.Trainer && o.ID == tx.Actor.Organisation {
			c.own = o
		}
	}
	if tx.Actor.Role == db.Trainer && c.own.ID == 0 {
		return nil, &FileError{Code: NotAllowed.Code, Message: "这家培训机构已停用，请联系县里"}
	}
	return c, nil
}

func (c *courseRows) table() []db.Column { return training.ClassColumns() }

func (c *courseRows) check(r *row) []any {
	p := c.env.person(r)
	institution, office := c.institution(r)
	starts, ends := classDates(r)
	level := training.LevelIn(r.text("level"))
	values := []any{
		p.hash, p.name, nil, nil, c.programme(r), training.ClassNumber(r.need("class")), institution, nullID(office),
		null(r.text("trade")), nullInt(level), day(starts), day(ends.Last()), nullInt(r.count("hours", 1, 5000)), nullInt(r.count("seats", 1, 5000)),
	}
	values = append(values, result(r)...)
	values = append(values, c.certificate(r, p)...)
	return append(values, amount(r, "amount"), day(parse(r, "paid_on", value.ParseDay)))
}

// programme is the name under which the row's is kept. A list without one names
// its trade instead. A training institution cannot add to the county's list.
func (c *courseRows) programme(r *row) string {
	field := "programme"
	if !r.wants(field) && r.wants("trade") {
		field = "trade"
	}
	written := value.Clean(r.need(field))
	if name, ok := c.programmes[value.Key(written)]; ok {
		return name
	}
	if c.own.ID != 0 && written != "" {
		r.report(field, value.UnknownValue, "县里没有登记这个培训项目，请核对名称，或请县里先登记")
	}
	return written
}

// institution is who held the class: as the row says, else who sends it.
func (c *courseRows) institution(r *row) (name string, office int64) {
	if !r.wants("institution") && c.own.ID != 0 {
		return c.own.Name, c.own.ID
	}
	name = value.Clean(r.need("institution"))
	office = c.offices[value.Key(name)]
	if c.own.ID != 0 && office != c.own.ID && name != "" {
		r.report("institution", value.Conflict, "这是另一家培训机构的班，只能导入本机构的")
	}
	if office == c.own.ID && c.own.ID != 0 {
		name = c.own.Name
	}
	return name, office
}

// classDates are a class's first and last day, in two cells or in one.
func classDates(r *row) (starts, ends value.Day) {
	starts = parse(r, "starts", func(raw value.Raw) (value.Day, value.Code) {
		p, code := value.ParsePeriod(raw)
		ends = p.To
		return p.From, code
	})
	if r.wants("ends") {
		ends = parse(r, "ends", value.ParseDay)
	}
	if code := value.Order(starts, ends); code != "" {
		r.report("ends", code, "")
	}
	return starts, ends
}

// result are the values of attendance and examination. A mark is a number; in a
// list without a column of results, the column of marks may say the result.
func result(r *row) []any {
	outcome := parse(r, "result", value.ParseOutcome)
	var score *float64
	if said, code := value.ParseOutcome(r.raw("score")); r.wants("score") && code == "" && outcome == "" {
		outcome = said
	} else if r.wants("score") && code != "" {
		n, _, code := value.ParseDecimal(r.raw("score"), 2)
		if code == "" && n > 99999 {
			code = value.NumberRange
		}
		if code != "" {
			r.report("score", code, "")
		}
		score = ptr(float64(n) / 100)
	}
	return []any{null(r.text("category")), nullInt(r.count("attended", 0, 5000)), null(string(outcome)), score, yesNo(r, "dropped")}
}

// certificate are the values of what the class gave; nulls where it gave
// nothing. A number that is the holder's ID number is not kept.
func (c *courseRows) certificate(r *row, p identity) []any {
	name, number := r.text("certificate"), value.Key(r.text("certificate_number"))
	issued, expires := parse(r, "issued", value.ParseDay), parse(r, "expires", parseEnd)
	if code := value.Order(issued, expires); code != "" {
		r.report("expires", code, "")
	}
	review := parse(r, "review_on", value.ParseDay)
	if name == "" && number == "" && issued.IsZero() {
		return make([]any, 8)
	}
	if id := strings.ToLower(p.id.Reveal()); id != "" && strings.Contains(number, id) {
		number = strings.ReplaceAll(number, id, "本人身份证号码")
	}
	kind, code := c.register.KindOf(name)
	if name == "" {
		kind = training.Completion
	}
	level := training.LevelIn(r.text("certificate_level") + name)
	return []any{
		string(kind), null(code), null(name), nullInt(level), null(strings.ToUpper(number)), day(issued), day(expires.Last()), day(review.Last()),
	}
}

// amount is a sum in yuan, nil where the cell is blank.
func amount(r *row, field string) *int {
	n, given, code := value.ParseDecimal(r.raw(field), 0)
	if code != "" {
		r.report(field, code, "")
	}
	if !given {
		return nil
	}
	return ptr(int(n))
}

func (c *courseRows) merge(ctx context.Context, tx *db.Tx, in *intake) (db.Merged, error) {
	known, err := db.Prepare(ctx, tx, roster.FindPeople(tx)...)
	if err != nil {
		return db.Merged{}, err
	}
	if err := in.ask(ctx, tx, courseDoubts(tx)...); err != nil {
		return db.Merged{}, err
	}
	merged, err := db.Merge(ctx, tx, training.MergeClasses(tx)...)
	merged.Costs = append(known, merged.Costs...)
	return merged, err
}

// courseDoubts are what only the records can tell of a course's rows.
func courseDoubts(tx *db.Tx) []doubt {
	doubts := whom(tx.Actor, "")
	for _, q := range training.Reversed {
		doubts = append(doubts, doubt{field: q.Field, code: value.DateOrder, sql: q.SQL, args: []any{tx.Actor.County}})
	}
	return append(doubts, duplicates("id_number", "id_hash, programme, number, institution"))
}
