package hiring

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"laowu/internal/access"
	"laowu/internal/area"
	"laowu/internal/db"
)

// form is a good form, changed by pairs of field and value.
func form(changes ...string) func(string) string {
	said := map[string]string{
		"title": "养老护理员", "place": "鄂尔多斯市东胜区", "headcount": "5", "form": "regular", "wage_min": "3500", "wage_max": "4500", "pay": "month",
		"board": "yes", "age_min": "18", "age_max": "50", "valid_until": "2026-12-31", "contact": "王经理", "phone": "14000000009",
	}
	for i := 0; i < len(changes); i += 2 {
		said[changes[i]] = changes[i+1]
	}
	return func(field string) string { return said[field] }
}

func (y yard) reader(t *testing.T) (r OpeningReader) {
	t.Helper()
	y.must(t, clerk, func(ctx context.Context, tx *db.Tx) error {
		atlas, err := area.Load(ctx, tx)
		r = OpeningReader{
			County: "141123", Atlas: atlas, Today: tx.Today(),
			Trade: func(string) string { return "elder_care" }, Certificates: func(string) []string { return []string{"elder_care"} },
		}
		return err
	})
	return r
}

// remarkMarks writes remarks as field:refused.
func remarkMarks(remarks []OpeningRemark) string {
	var all []string
	for _, r := range remarks {
		mark := "?"
		if r.Refused {
			mark = "!"
		}
		all = append(all, r.Field+mark)
	}
	return strings.Join(all, " ")
}

func TestReadOpening(t *testing.T) {
	t.Parallel()
	r := newYard(t).reader(t)
	o, remarks := r.Read(form("certificates", "养老护理员证", "wage_min", "150", "wage_max", "180", "pay", "day"))
	low, high := o.Wage.Monthly()
	if len(remarks) != 0 || o.Place != "150602" || o.Trade != "elder_care" || fmt.Sprint(o.Certificates) != "[elder_care]" || low != 3263 || high != 3915 || !o.Board || o.Lodging ||
		o.AgeMin != 18 || o.AgeMax != 50 || o.Phone != "14000000009" || o.ValidUntil.Format(time.DateOnly) != "2026-12-31" {
		t.Errorf("read %+v, %v", o, remarks)
	}
	for _, c := range []struct{ field, typed, want string }{
		{"title", "  ", "title!"}, {"title", strings.Repeat("长", 41), "title!"}, {"place", "", "place!"}, {"headcount", "", "headcount!"},
		{"headcount", "若干", "headcount!"}, {"headcount", "0", "headcount!"}, {"form", "", "form!"}, {"pay", "weekly", "pay!"},
		{"wage_max", "3000", "wage_max!"}, {"wage_min", "很高", "wage_min!"}, {"wage_max", "9999999", "wage_min!"}, {"age_min", "15", "age_min!"},
		{"age_max", "17", "age_max!"}, {"valid_until", "2026-11", "valid_until!"}, {"valid_until", "2026-11-23", "valid_until!"}, {"valid_until", "2026-11-24", ""},
		{"valid_from", "2027-01-01", "valid_until!"}, {"phone", "123", "phone!"}, {"description", "打 14000000009 找我", "description!"},
		{"description", strings.Repeat("做", 2001), "description!"}, {"special_skill", "yes", "special_skill!"}, {"insurance", "gold", "insurance!"},
		{"age_min", "", ""}, {"age_max", "", ""}, {"valid_until", "", ""}, {"wage_max", "", ""}, {"phone", "", ""},
	} {
		if _, remarks := r.Read(form(c.field, c.typed)); remarkMarks(remarks) != c.want {
			t.Errorf("%s %.20q: %s %v, want %s", c.field, c.typed, remarkMarks(remarks), remarks, c.want)
		}
	}
}

// TestJudgeOpening: what law is against is said at its field, and only money that
// is taken from workers is refused. The minimum wage in Ordos is 2270 since
// 2024-12-01 and was 1980 before.
func TestJudgeOpening(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	y.exec(t, "INSERT INTO minimum_wage (place, valid_from, monthly, source) VALUES ('150600', '2027-01-01', 2500, '测试')")
	y.exec(t, "INSERT INTO opening_word (word, valid_from, kind, source) VALUES ('单身优先', '2026-11-01', 'free', '测试'), ('属龙', '2027-01-01', 'free', '测试')")
	r := y.reader(t)
	for _, c := range []struct {
		changes []string
		want    string
	}{
		{nil, ""},
		{[]string{"wage_min", "2270"}, ""}, {[]string{"wage_min", "2269"}, "wage_min?"}, {[]string{"wage_min", "", "wage_max", "2000"}, "wage_min?"},
		{[]string{"wage_min", "2270", "valid_from", "2027-01-01", "valid_until", "2027-06-01"}, "wage_min?"},
		{[]string{"wage_min", "100", "wage_max", "", "pay", "day"}, "wage_min?"}, {[]string{"wage_min", "", "wage_max", ""}, "wage_min?"},
		{[]string{"wage_min", "2269", "place", "北京市"}, ""},
		{[]string{"description", "进门先交押金 200 元"}, "description!"}, {[]string{"description", "体检费自理"}, "description!"},
		{[]string{"description", "不收押金，也不收培训费"}, ""}, {[]string{"description", "押金：无；免培训费"}, ""}, {[]string{"description", "不限经验，要交押金"}, "description!"},
		{[]string{"description", "不用经验收押金 500 元"}, "description!"}, {[]string{"description", "不限学历先交服装费"}, "description!"}, {[]string{"description", "不用交押金"}, ""},
		{[]string{"description", "不需要向公司交押金"}, ""}, {[]string{"description", "不需要先付报名费"}, ""},
		{[]string{"title", "男工"}, "title?"}, {[]string{"description", "男女不限"}, ""}, {[]string{"description", "限女，已婚已育优先"}, "description? description?"},
		{[]string{"description", "入职查乙肝五项"}, "description?"}, {[]string{"description", "不查乙肝"}, ""}, {[]string{"description", "体检要 hbv"}, "description?"},
		{[]string{"description", "属虎的不要"}, "description?"}, {[]string{"description", "外地勿扰"}, "description?"},
		{[]string{"description", "单身优先"}, ""}, {[]string{"description", "属龙"}, "description?"},
		{[]string{"age_min", "16", "description", "井下采掘"}, "age_min?"}, {[]string{"age_min", "18", "description", "井下采掘"}, ""},
		{[]string{"age_min", "16", "title", "焊工", "description", "高处焊接"}, "age_min?"},
		{[]string{"insurance", "none"}, "insurance?"}, {[]string{"insurance", "none", "form", "temporary"}, ""}, {[]string{"insurance", "social"}, ""},
	} {
		o, remarks := r.Read(form(c.changes...))
		if len(remarks) != 0 {
			t.Fatalf("%v: %v", c.changes, remarks)
		}
		y.must(t, lvye, func(ctx context.Context, tx *db.Tx) error {
			got, err := o.Judge(ctx, tx, r.Atlas)
			for _, one := range got {
				if one.Source == "" || one.Text == "" {
					t.Errorf("%v says %+v", c.changes, one)
				}
			}
			if remarkMarks(got) != c.want {
				t.Errorf("%v: %s, want %s: %v", c.changes, remarkMarks(got), c.want, got)
			}
			return err
		})
	}
}

// TestWriteOpening writes, changes and refuses openings.
func TestWriteOpening(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	r := y.reader(t)
	y.own(t, "SELECT setval('opening_id_seq', 100)")
	vault, err := access.OpenVault(t.Context(), y.DB, clerk, filepath.Join(t.TempDir(), "keyset.json"))
	if err != nil {
		t.Fatal(err)
	}
	add := func(as db.Actor, enterprise int64, changes ...string) (id int64, err error) {
		o, remarks := r.Read(form(changes...))
		err = y.try(t, as, func(ctx context.Context, tx *db.Tx) (err error) {
			id, err = AddOpening(ctx, tx, vault, enterprise, o, remarks)
			return err
		})
		return id, err
	}
	id, err := add(nursing, 2) // whatever it says, an enterprise writes its own
	if err != nil {
		t.Fatal(err)
	}
	y.must(t, nursing, func(ctx context.Context, tx *db.Tx) error {
		o, err := FindKeptOpening(ctx, tx, vault, id)
		if o.Enterprise.ID != 1 || o.WageText != "3500-4500" || o.ContactPhone != "14000000009" || o.Place != "150602" || o.Headcount != 5 || o.AgeMin != 18 {
			t.Errorf("written %+v", o)
		}
		return err
	})
	if _, err := add(nursing, 0); !errors.Is(err, ErrOpeningTwin) {
		t.Errorf("a twin is written: %v", err)
	}
	if _, err := add(jia, 1, "title", "另一个"); err == nil {
		t.Error("an association writes openings")
	}
	if _, err := add(bureau, 2, "title", "县里写的"); err != nil {
		t.Errorf("the county: %v", err)
	}
	if _, err := add(nursing, 0, "title", "童工", "age_min", "12"); !errors.Is(err, ErrRemarks) {
		t.Errorf("what is refused is written: %v", err)
	}
	change := func(as db.Actor, id int64, seen time.Time, changes ...string) error {
		o, remarks := r.Read(form(changes...))
		return y.try(t, as, func(ctx context.Context, tx *db.Tx) error { return ChangeOpening(ctx, tx, vault, id, seen, o, remarks) })
	}
	now := y.Now()
	var seen time.Time
	y.must(t, clerk, func(ctx context.Context, tx *db.Tx) error {
		return tx.QueryRow(ctx, "SELECT updated_at FROM opening WHERE id = $1", id).Scan(&seen)
	})
	for name, c := range map[string]struct {
		err, want error
	}{
		"somebody else changed it": {change(nursing, id, now.Add(-time.Hour)), ErrOpeningChanged},
		"a foreign one":            {change(aluminium, id, seen), ErrNotFound},
		"into a twin":              {change(nursing, id, seen, "title", "护工"), ErrOpeningTwin},
	} {
		if !errors.Is(c.err, c.want) {
			t.Errorf("%s: %v, want %v", name, c.err, c.want)
		}
	}
	if err := change(nursing, id, seen, "title", "高级护理员", "wage_max", "5000"); err != nil {
		t.Fatal(err)
	}
	y.wants(t, "the changed one", fmt.Sprintf("SELECT title || ' ' || wage_max || ' ' || (updated_at > created_at OR updated_at = created_at) FROM opening WHERE id = %d", id), "高级护理员 5000 true")
	y.wants(t, "audit", "SELECT string_agg(action || ' ' || role, ', ' ORDER BY id) FROM audit WHERE noun = 'opening'",
		"opening_written enterprise, opening_written county, opening_changed enterprise")
}

// TestOpeningStates: what rests goes on, what is closed for a reason stays closed
// until it is reopened, and a later last day makes an opening found again.
func TestOpeningStates(t *testing.T) {
	t.Parallel()
	y := laidOut(t, staleRows)
	closing := func(why string) func(context.Context, *db.Tx, int64) error {
		return func(ctx context.Context, tx *db.Tx, id int64) error { return CloseOpening(ctx, tx, id, why) }
	}
	extend := func(until string) func(context.Context, *db.Tx, int64) error {
		return func(ctx context.Context, tx *db.Tx, id int64) error {
			return ExtendOpening(ctx, tx, id, date(t, until))
		}
	}
	for _, c := range []struct {
		what string
		do   func() error
		want error
	}{
		{"one rests", y.doing(t, lvye, 1, PauseOpening), nil},
		{"it rests already", y.doing(t, lvye, 1, PauseOpening), ErrClosedAlready},
		{"it is closed for no reason", y.doing(t, lvye, 1, closing("")), ErrCloseWhy},
		{"it is closed as if it rested", y.doing(t, lvye, 1, closing("paused")), ErrCloseWhy},
		{"it is closed", y.doing(t, lvye, 1, closing("filled")), nil},
		{"it is closed again", y.doing(t, lvye, 1, closing("filled")), ErrClosedAlready},
		{"it is reopened", y.doing(t, lvye, 1, ReopenOpening), nil},
		{"another's rests", y.doing(t, lvye, 20, PauseOpening), ErrNotFound},
		{"another's is extended", y.doing(t, lvye, 20, extend("2027-01-01")), ErrNotFound},
		{"one past its day is reopened", y.doing(t, lvye, 5, ConfirmOpening), ErrConfirmOver},
		{"it is extended to today", y.doing(t, lvye, 5, extend("2026-11-24")), ErrExtendDay},
		{"it is extended", y.doing(t, lvye, 5, extend("2026-12-24")), nil},
		{"it is confirmed", y.doing(t, lvye, 5, ConfirmOpening), nil},
		{"one is extended backwards", y.doing(t, lvye, 3, extend("2026-12-30")), ErrExtendBack},
		{"the county closes any", y.doing(t, bureau, 20, closing("mistake")), nil},
	} {
		if err := c.do(); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.what, err, c.want)
		}
	}
	y.wants(t, "what stands", "SELECT string_agg(o.id || ' ' || (o.closed_at IS NULL) || ' ' || k.closed_why, ', ' ORDER BY o.id) FROM opening o JOIN opening_care k ON k.opening = o.id WHERE o.id IN (1, 20)",
		"1 true , 20 false mistake")
}
