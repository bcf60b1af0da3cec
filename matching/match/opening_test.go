package match

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
)

// Who sees whom: an opening's people are those of the one who asks.
func TestWhoIsMatched(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for _, c := range []struct {
		as   db.Actor
		of   error // of the opening
		who  string
		him  error // of 王秀英
		fits int
	}{
		{admin, nil, "王秀英", nil, 1},
		{bureau, nil, "王秀英", nil, 1},
		{auditor, nil, "王秀英", nil, 1},
		{jia, nil, "王秀英", nil, 1},
		{kangning, nil, "王秀英", nil, 1},
		{yi, nil, "", access.ErrNotFound, 0},
		{ordos, nil, "", access.ErrNotFound, 0},
		{linxian, nil, "", access.ErrNotFound, 0},
		{wang, ErrRole, "", nil, 1},
		{li, ErrRole, "", access.ErrNotFound, 0},
		{home, ErrRole, "", ErrRole, 0},
		{school, ErrRole, "", ErrRole, 0},
		{nobody, ErrRole, "", ErrRole, 0},
	} {
		o.must(t, c.as, func(ctx context.Context, tx *db.Tx) error {
			f, err := o.matcher.Opening(ctx, tx, 1, 10)
			var names []string
			for _, m := range slices.Concat(f.Matches, f.Near) {
				names = append(names, m.Name)
			}
			if who := strings.Join(names, " "); !errors.Is(err, c.of) || who != c.who {
				t.Errorf("%s: the opening has %q, %v", c.as.Name, who, err)
			}
			w, err := o.matcher.Worker(ctx, tx, 1, 10)
			if !errors.Is(err, c.him) || len(w.Matches) != c.fits {
				t.Errorf("%s: 王秀英 has %d openings, %v", c.as.Name, len(w.Matches), err)
			}
			return nil
		})
	}
}

// What leads to an opening: a wish, a certificate, a class, work done.
func TestCandidates(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	const only = "UPDATE person SET wish_trades = ''; UPDATE certificate SET code = '', name = ''; UPDATE opening SET certificates = '{}', cert_text = '无'; "
	for _, c := range []struct{ name, sql, want string }{
		{"nothing", only, ""},
		{"a wish", only + "UPDATE person SET wish_trades = '伺候老人' WHERE id = 2", "李二"},
		{"the wish for the group", only + "UPDATE person SET wish_trades = '护工' WHERE id = 2", "李二"},
		{"a certificate of the name", only + "INSERT INTO certificate (county, id, person, kind, name) VALUES ('141123', 5, 2, 'skill', '养老护理员（五级）职业技能等级证书')", "李二"},
		{"a class", only + `INSERT INTO class (county, id, programme, number, institution, trade, ends) VALUES ('141123', 1, 1, '第3期', '学校', '养老护理员', '2026-02-01');
			INSERT INTO enrolment (county, person, class, result) VALUES ('141123', 2, 1, 'good')`, "李二"},
		{"work", only + "INSERT INTO placement (county, person, trade_text, started, ended, reported_on, sources) VALUES ('141123', 2, '养老院护工', '2025-01-01', '2025-02-01', '2025-02-01', '{roster}')", "李二"},
		{"work today", only + "INSERT INTO placement (county, person, trade_text, started, reported_on, sources) VALUES ('141123', 2, '养老院护工', '2025-01-01', '2025-02-01', '{roster}')", ""},
		{"who was erased", only + "UPDATE person SET wish_trades = '护工', erased_on = '2026-01-01' WHERE id = 2", ""},
		{"an opening of no trade", only + "UPDATE opening SET trade = '', title = '暖心岗'", "王秀英 李二"},
		{"the certificate alone, of an opening of no trade", "UPDATE person SET wish_trades = ''; UPDATE opening SET trade = '', title = '暖心岗'", "王秀英"},
		{"who was sent there", only + "UPDATE person SET wish_trades = '护工'; " + sentTo(1, "seen"), "李二"},
		{"the better first", only + "UPDATE person SET wish_trades = '护工'; UPDATE membership SET joined = '2020-01-01'", "王秀英 李二"},
		{"who is near, last", "UPDATE person SET wish_trades = '护工'", "王秀英 李二!"},
	} {
		o.with(t, c.sql, func(ctx context.Context, tx *db.Tx) {
			f, err := o.matcher.Opening(ctx, tx, 1, 10)
			var names []string
			for _, m := range f.Matches {
				names = append(names, m.Name)
				adds(t, m.Match)
			}
			for _, m := range f.Near {
				names = append(names, m.Name+"!")
			}
			if got := strings.Join(names, " "); err != nil || got != c.want {
				t.Errorf("%s: %s, want %s (%v)", c.name, got, c.want, err)
			}
		})
	}
}

// What takes nobody is refused, as a referral to it would be.
func TestOpeningRefused(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for sql, want := range map[string]error{
		"SELECT 1":                                                                          nil,
		"UPDATE opening SET closed_at = now()":                                              hiring.ErrOpeningClosed,
		"UPDATE opening SET valid_until = '2026-11-23'":                                     hiring.ErrOpeningOver,
		"UPDATE opening SET headcount = 1; " + sentTo(2, "hired"):                           hiring.ErrOpeningFull,
		"UPDATE opening SET published_to = '{141124}'":                                      hiring.ErrNotFound,
		"UPDATE enterprise SET merged_into = 2, merged_on = '2026-11-24' WHERE id = 1":      hiring.ErrEnterpriseGone,
		"UPDATE opening SET valid_from = '2026-12-24'":                                      nil,
		"UPDATE opening SET title = '暖心岗', trade = '', certificates = '{}', cert_text = ''": nil,
	} {
		o.with(t, sql, func(ctx context.Context, tx *db.Tx) {
			if _, err := o.matcher.Opening(ctx, tx, 1, 10); !errors.Is(err, want) {
				t.Errorf("%s: %v, want %v", sql, err, want)
			}
			for _, limit := range []int{0, -1, 101} {
				if _, err := o.matcher.Opening(ctx, tx, 1, limit); !errors.Is(err, ErrLimit) {
					t.Errorf("limit %d: %v", limit, err)
				}
				if _, err := o.matcher.Worker(ctx, tx, 1, limit); !errors.Is(err, ErrLimit) {
					t.Errorf("limit %d: %v", limit, err)
				}
			}
		})
	}
}

// A certificate must outlive the start of an opening that begins later.
func TestStartsLater(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for until, near := range map[string]int{"2026-12-23": 1, "2026-12-24": 0} {
		o.with(t, "UPDATE opening SET valid_from = '2026-12-24'; UPDATE certificate SET expires = '"+until+"'", func(ctx context.Context, tx *db.Tx) {
			f, err := o.matcher.Opening(ctx, tx, 1, 10)
			if err != nil || len(f.Near) != near || len(f.Matches) != 1-near {
				t.Errorf("until %s: %d fit, %d nearly, %v", until, len(f.Matches), len(f.Near), err)
			}
		})
	}
}

// The best are found whatever their order, and no more than are asked for.
func TestLimitAndOrder(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.keeps(t, `INSERT INTO opening (id, county, enterprise, title, trade, place, place_text, headcount, form, wage_min, wage_max)
		SELECT 100 + n, '141123', 1, '护工' || n, 'care', '150602', '东胜区', 1, 'regular', 4000, 4000 + 10 * (n * 7 % 50) FROM generate_series(1, 50) n`)
	o.must(t, bureau, func(ctx context.Context, tx *db.Tx) error {
		f, err := o.matcher.Worker(ctx, tx, 1, 50)
		if err != nil {
			return err
		}
		few, err := o.matcher.Worker(ctx, tx, 1, 7)
		for i := range f.Matches[1:] {
			x, y := f.Matches[i], f.Matches[i+1]
			if x.Score < y.Score || x.Score == y.Score && x.ID > y.ID {
				t.Errorf("%d with %d stands before %d with %d", x.ID, x.Score, y.ID, y.Score)
			}
		}
		if len(f.Matches) != 50 || len(few.Matches) != 7 {
			t.Fatalf("%d and %d openings", len(f.Matches), len(few.Matches))
		}
		for i, m := range few.Matches {
			if m.ID != f.Matches[i].ID {
				t.Errorf("the %dth of seven is %d, of fifty %d", i, m.ID, f.Matches[i].ID)
			}
		}
		return err
	})
}

// What programs get: the points of a match add up to its score.
func TestJSON(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.keeps(t, "INSERT INTO opening (id, county, enterprise, title, trade, place, place_text, headcount, form, certificates, cert_text) VALUES (2, '141123', 1, '护工班长', 'care', '150602', '东胜区', 1, 'regular', '{health}', '健康证')")
	o.must(t, bureau, func(ctx context.Context, tx *db.Tx) error {
		for _, get := range []func() (any, error){
			func() (any, error) { f, err := o.matcher.Worker(ctx, tx, 1, 10); return f.JSON(), err },
			func() (any, error) { f, err := o.matcher.Opening(ctx, tx, 1, 10); return f.JSON(), err },
		} {
			got, err := get()
			if err != nil {
				return err
			}
			doc, err := json.Marshal(got)
			if err != nil {
				return err
			}
			check(t, doc)
		}
		return nil
	})
}

func check(t *testing.T, doc []byte) {
	t.Helper()
	type one struct {
		Opening, Title, Worker, Name string
		Score                        float64
		Parts                        []struct {
			Part   string
			Points float64
			Words  string
		}
		Reasons, Missing []string
	}
	var got struct {
		Worker, Opening string
		TookMS          *float64 `json:"took_ms"`
		Matches, Near   []one
	}
	if err := json.Unmarshal(doc, &got); err != nil {
		t.Fatalf("%v in %s", err, doc)
	}
	if got.TookMS == nil || got.Worker+got.Opening != "1" || got.Near == nil || len(got.Matches) != 1 {
		t.Fatalf("%s", doc)
	}
	m := got.Matches[0]
	if got.Worker != "" && (m.Opening != "1" || m.Title != "养老护理员" || len(got.Near) != 1 || len(got.Near[0].Missing) != 1) ||
		got.Opening != "" && (m.Worker != "1" || m.Name != "王秀英") {
		t.Errorf("%s", doc)
	}
	sum := 0.0
	for _, p := range m.Parts {
		sum += p.Points
	}
	if math.Abs(sum-m.Score) > 1e-9 || len(m.Reasons) == 0 || !slices.Contains(m.Reasons, "持证：养老护理员四级，覆盖要求") {
		t.Errorf("the points come to %v, the score is %v: %v", sum, m.Score, m.Reasons)
	}
}
