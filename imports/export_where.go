package imports

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/value"
	"laowu/training"
)

// WhereError says what is wrong with a condition of an export, and what would
// be right; it is a sentence for people.
type WhereError struct {
	Name string // of the condition; empty where there is none of that name
	text string
}

func (e *WhereError) Error() string { return e.text }

func unclear(format string, args ...any) error {
	return &WhereError{text: fmt.Sprintf(format, args...)}
}

// filter is a condition that a call may name.
type filter struct {
	name, means string
	sql         string // over the ledger's columns; ? is the value
	read        func(context.Context, *db.Tx, *Env, string) (any, error)
	date        bool                                                  // the value is a day
	offers      func(context.Context, *db.Tx, *Env) ([]string, error) // what there is to choose; nil: it is written
}

// Filters lists the conditions that an export of the kind knows, with their
// meaning: township（乡镇）.
func (k Kind) Filters() []string {
	out := make([]string, len(k.out.where))
	for i, f := range k.out.where {
		out[i] = f.name + "（" + f.means + "）"
	}
	return out
}

// conditions reads all of them; several that mean nothing are refused together.
func (q Export) conditions(ctx context.Context, tx *db.Tx, env *Env) ([]db.Condition, error) {
	var out []db.Condition
	var refused []error
	for _, said := range q.Where {
		c, err := q.condition(ctx, tx, env, said)
		if where := (*WhereError)(nil); err != nil && !errors.As(err, &where) {
			return nil, err
		}
		out, refused = append(out, c), append(refused, err)
	}
	return out, errors.Join(refused...)
}

func (q Export) condition(ctx context.Context, tx *db.Tx, env *Env, said string) (db.Condition, error) {
	name, written, ok := strings.Cut(said, "=")
	name, written = strings.TrimSpace(name), strings.TrimSpace(written)
	if !ok || written == "" {
		return db.Condition{}, unclear("条件要写成“名称=值”，例如 %s=…；%s可用的条件有：%s", q.Kind.out.where[0].name, q.Kind.Title, strings.Join(q.Kind.Filters(), "、"))
	}
	i := slices.IndexFunc(q.Kind.out.where, func(f filter) bool { return f.name == name })
	if i < 0 {
		return db.Condition{}, unclear("%s没有 %q 这个条件；可用的有：%s", q.Kind.Title, name, strings.Join(q.Kind.Filters(), "、"))
	}
	f := q.Kind.out.where[i]
	v, err := f.read(ctx, tx, env, written)
	if where := (*WhereError)(nil); errors.As(err, &where) {
		where.Name = name
	}
	return db.Condition{SQL: f.sql, Value: v}, err
}

func inTownship() filter {
	return filter{name: "township", means: "乡镇", sql: "l.township_code = ?", offers: townshipNames, read: func(ctx context.Context, tx *db.Tx, env *Env, written string) (any, error) {
		if code := env.townshipCalled(written); code != "" {
			return code, nil
		}
		known, _ := townshipNames(ctx, tx, env) // never fails
		return nil, unclear("本县没有 %q 这个乡镇；有：%s", written, strings.Join(known, "、"))
	}}
}

func townshipNames(_ context.Context, _ *db.Tx, env *Env) (known []string, err error) {
	for _, one := range env.townshipList() {
		known = append(known, one.Name)
	}
	return known, nil
}

func inVillage(sql string) filter {
	return filter{name: "village", means: "行政村", sql: sql, read: func(_ context.Context, _ *db.Tx, env *Env, written string) (any, error) {
		switch v := env.villageCalled("", written); {
		case v.code != "":
			return v.code, nil
		case v.count > 1:
			return nil, unclear("有 %d 个乡镇都有 %q；请连乡镇一起写，例如 康宁镇%s", v.count, written, written)
		}
		return nil, unclear("本县没有 %q 这个行政村；各协会有哪些村，看务工协会名册", written)
	}}
}

func ofAssociation() filter {
	return filter{name: "association", means: "务工协会编号或名称", sql: "l.association_code = ?", read: func(ctx context.Context, tx *db.Tx, _ *Env, written string) (any, error) {
		all, err := roster.Associations(ctx, tx)
		if err != nil {
			return nil, err
		}
		var named, known []string
		for _, a := range all {
			if a.Code == written {
				return a.Code, nil
			}
			if value.Key(a.Name) == value.Key(written) {
				named = append(named, a.Code)
			}
			known = append(known, a.Code+" "+a.Name)
		}
		switch {
		case len(named) == 1:
			return named[0], nil
		case len(named) > 1:
			return nil, unclear("有几个务工协会叫 %q，请写编号：%s", written, strings.Join(named, "、"))
		}
		return nil, unclear("没有 %q 这个务工协会；有：%s", written, some(known))
	}}
}

func ofEnterprise() filter {
	return filter{name: "enterprise", means: "企业的统一社会信用代码或名称", sql: "l.uscc = ?", read: func(ctx context.Context, tx *db.Tx, _ *Env, written string) (any, error) {
		all, err := hiring.EnterpriseNames(ctx, tx)
		if err != nil {
			return nil, err
		}
		var known []string
		for name, codes := range all {
			if slices.Contains(codes, strings.ToUpper(written)) {
				return strings.ToUpper(written), nil
			}
			if name == value.Key(written) && len(codes) == 1 {
				return codes[0], nil
			}
			for _, c := range codes {
				known = append(known, c+" "+name)
			}
		}
		slices.Sort(known)
		return nil, unclear("没有 %q 这家企业，或者有几家同名；有：%s", written, some(known))
	}}
}

func ofProgramme() filter {
	return filter{name: "programme", means: "培训项目", sql: "l.programme = ?", offers: programmeNames, read: func(ctx context.Context, tx *db.Tx, _ *Env, written string) (any, error) {
		all, err := training.Programmes(ctx, tx)
		if err != nil {
			return nil, err
		}
		if name, ok := training.ProgrammeNames(all)[value.Key(written)]; ok {
			return name, nil
		}
		known, err := programmeNames(ctx, tx, nil)
		if err != nil {
			return nil, err
		}
		return nil, unclear("没有 %q 这个培训项目；有：%s", written, some(known))
	}}
}

func programmeNames(ctx context.Context, tx *db.Tx, _ *Env) (known []string, err error) {
	all, err := training.Programmes(ctx, tx)
	for _, p := range all {
		known = append(known, p.Name)
	}
	return known, err
}

// some are the first of a list, with how many more there are.
func some(known []string) string {
	const shown = 40
	if len(known) == 0 {
		return "（还没有）"
	}
	if len(known) <= shown {
		return strings.Join(known, "、")
	}
	return fmt.Sprintf("%s等 %d 个", strings.Join(known[:shown], "、"), len(known))
}

// between are the conditions since and until over a day of the ledger.
func between(column, means string) []filter {
	day := func(sql string, pick func(value.Day) value.Day) (string, func(context.Context, *db.Tx, *Env, string) (any, error)) {
		return sql, func(_ context.Context, _ *db.Tx, _ *Env, written string) (any, error) {
			d, code := value.ParseDay(value.Raw{Text: written})
			if code != "" || d.IsZero() {
				return nil, unclear("%q 不是日期；请写成 2019-01-01", written)
			}
			return pick(d).Time(), nil
		}
	}
	since, readSince := day("l."+column+" >= ?::date", value.Day.First)
	until, readUntil := day("l."+column+" <= ?::date", value.Day.Last)
	return []filter{
		{name: "since", means: means + "不早于", sql: since, read: readSince, date: true}, {name: "until", means: means + "不晚于", sql: until, read: readUntil, date: true},
	}
}

// ofList is a condition over a closed list, by the words of forms.
func ofList[T ~string](name, means, sql string, words []string, parse func(value.Raw) (T, value.Code)) filter {
	offers := func(context.Context, *db.Tx, *Env) ([]string, error) { return words, nil }
	return filter{name: name, means: means, sql: sql, offers: offers, read: func(_ context.Context, _ *db.Tx, _ *Env, written string) (any, error) {
		v, code := parse(value.Raw{Text: written})
		if code != "" || v == "" {
			return nil, unclear("没有 %q 这个%s；有：%s", written, means, strings.Join(words, "、"))
		}
		return string(v), nil
	}}
}

// ofHouseholdKind finds with 监测户 its three kinds too.
func ofHouseholdKind() filter {
	return ofList("kind", "家庭类别", "(l.household_kind = ? OR ? = 'monitored' AND l.household_kind LIKE 'monitored%')", value.HouseholdKinds(), value.ParseHouseholdKind)
}

func ofForm() filter {
	return ofList("form", "用工形式", "l.form = ?", value.Forms(), value.ParseForm)
}
