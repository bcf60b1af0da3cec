package match

import (
	"context"
	"slices"
	"testing"

	"laowu/internal/db"
)

// Each part: how many points it brings, and in which words.
func TestParts(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	const (
		opening   = "UPDATE opening SET "
		person    = "UPDATE person SET "
		household = "UPDATE household SET relocated = true; "
		gone      = "UPDATE certificate SET code = '', name = ''; "
		worked    = "INSERT INTO placement (county, person, employer, trade_text, started, ended, reported_on, sources) VALUES ('141123', 1, '老东家', "
		class     = `INSERT INTO class (county, id, programme, number, institution, trade, starts, ends) VALUES ('141123', 1, 1, '第3期', '护工学校', '养老护理员', '2026-01-01', '2026-02-01');
			INSERT INTO enrolment (county, person, class, result) VALUES ('141123', 1, 1, `
		husband = `INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed, village, household) VALUES ('141123', 9, '王大', 'male', '1980-01-01', '\x09', '\x09', '141123103v001', 1);
			INSERT INTO placement (county, person, employer, full_time, started, reported_on, sources) VALUES ('141123', 9, '小吃店', false, '2026-01-01', '2026-01-01', '{roster}')`
	)
	for _, c := range []struct {
		name, sql string
		part      Part
		points    Points // -1: the part is not there
		words     string
	}{
		{"wished", "SELECT 1", Trade, 3000, "工种：养老护理员，本人想干"},
		{"the very trade wished", person + "wish_trades = '养老护理员、保洁'", Trade, 3000, "工种：养老护理员，本人想干"},
		{"a certificate of it", person + "wish_trades = ''", Trade, 2700, "工种：养老护理员，手里有证"},
		{"learnt", gone + person + "wish_trades = ''; " + opening + "certificates = '{}', cert_text = '无'; " + class + "'passed')", Trade, 2400, "工种：养老护理员，学过"},
		{"done", gone + person + "wish_trades = ''; " + opening + "certificates = '{}', cert_text = '无'; " + worked + "'护工', '2025-01-01', '2026-01-01', '2026-01-01', '{roster}')", Trade, 2100, "工种：养老护理员，干过"},
		{"nothing known", gone + person + "wish_trades = ''; " + opening + "certificates = '{}', cert_text = '无'", Trade, 900, "工种：养老护理员，本人没有写想干什么"},
		{"the group of what is wished", gone + person + "wish_trades = '养老护理员'; " + opening + "trade = 'care', title = '护工', certificates = '{}', cert_text = '无'", Trade, 2400, "工种：护工，和本人想干的养老护理员相近"},
		{"a sister", gone + person + "wish_trades = '住家护工'; " + opening + "certificates = '{}', cert_text = '无'", Trade, 1500, "工种：养老护理员，和本人想干的住家照护相近"},
		{"another trade", gone + person + "wish_trades = '焊工'; " + opening + "certificates = '{}', cert_text = '无'", Trade, 0, "工种：养老护理员，和本人想干的、干过的不一样"},
		{"a title that says no trade", opening + "trade = '', title = '暖心岗'", Trade, 900, "工种：看不出岗位是什么工种"},

		{"covered", "SELECT 1", Certificate, 1500, "持证：养老护理员四级，覆盖要求"},
		{"covered by more", "UPDATE certificate SET level = 2", Certificate, 1500, "持证：养老护理员二级，覆盖要求"},
		{"none asked for", opening + "certificates = '{}', cert_text = '不需要'", Certificate, 1000, "持证：岗位不要证书"},
		{"missing", gone, Certificate, -1, ""},

		{"where wished", "SELECT 1", Place, 1500, "期望地点：鄂尔多斯"},
		{"in the district wished", person + "wish_places = '东胜区'", Place, 1500, "期望地点：东胜区"},
		{"beside it", person + "wish_places = '康巴什'", Place, 900, "地点：和期望的康巴什区在一个市"},
		{"no wish", person + "wish_places = ''", Place, 750, "地点：本人没有写想去哪里"},
		{"elsewhere", person + "wish_places = '太原'", Place, 0, "地点：不在本人想去的太原"},

		{"400 above", "SELECT 1", Wage, 816, "工资高出期望 400 元"},
		{"just enough", person + "wish_wage_min = 4400", Wage, 720, "工资正好够期望"},
		{"much above", person + "wish_wage_min = 2000", Wage, 1200, "工资高出期望 2400 元"},
		{"below", person + "wish_wage_min = 4700", Wage, 240, "工资低于期望 300 元"},
		{"no wish", person + "wish_wage_min = NULL", Wage, 660, "工资：4000–4400 元，本人没有写想挣多少"},
		{"none given", opening + "wage_min = 0, wage_max = 0", Wage, 360, "工资：面议"},

		{"no class", "SELECT 1", Training, -1, ""},
		{"a class", class + "'passed')", Training, 500, "培训：吕梁山护工第3期"},
		{"failed it", class + "'failed')", Training, -1, ""},

		{"far", "SELECT 1", NearHome, -1, ""},
		{"in the province", opening + "place = '140105'", NearHome, 100, "离家：在本省"},
		{"in the prefecture", opening + "place = '141124'", NearHome, 200, "离家：在本市"},
		{"in the county", opening + "place = '141123'", NearHome, 320, "离家：在本县"},
		{"in the township", opening + "place = '141123103'", NearHome, 400, "离家：在本乡镇"},

		{"a month on the roster", "SELECT 1", Waiting, 66, "等活：已经 30 天没有活干"},
		{"work ended", worked + "'', '2026-01-01', '2026-11-14', '2026-01-01', '{roster}')", Waiting, 22, "等活：已经 10 天没有活干"},
		{"long", "UPDATE membership SET joined = '2020-01-01'", Waiting, 400, "等活：已经 2519 天没有活干"},

		{"both", "SELECT 1", Board, 300, "吃住：包吃包住"},
		{"a bed", opening + "board = false", Board, 210, "吃住：包住"},
		{"a meal", opening + "lodging = false", Board, 120, "吃住：包吃"},
		{"neither", opening + "board = false, lodging = false", Board, -1, ""},

		{"not relocated", "SELECT 1", Relocated, -1, ""},
		{"relocated, none works", household, Relocated, 400, "优先：易地搬迁户，家里没有人务工（2000-01-01 起的规定）"},
		{"relocated, one works", household + husband, Relocated, -1, ""},
		{"none works", "SELECT 1", ZeroWork, 200, "优先：家里没有人务工（2000-01-01 起的规定）"},
		{"one works", husband, ZeroWork, -1, ""},
		{"lifted", "UPDATE household_kind SET kind = 'lifted'", Lifted, 200, "优先：脱贫户（2000-01-01 起的规定）"},
		{"watched", "UPDATE household_kind SET kind = 'monitored_sudden'", Monitored, 200, "优先：防止返贫监测户（2000-01-01 起的规定）"},
		{"lifted is not watched", "UPDATE household_kind SET kind = 'lifted'", Monitored, -1, ""},
		{"by a rule of today", household + "INSERT INTO match_weight VALUES ('relocated', '2026-11-24', 3, '县文')", Relocated, 300, "优先：易地搬迁户，家里没有人务工（2026-11-24 起的规定）"},
		{"by a rule of tomorrow", household + "INSERT INTO match_weight VALUES ('relocated', '2026-11-25', 3, '县文')", Relocated, 400, "优先：易地搬迁户，家里没有人务工（2000-01-01 起的规定）"},
	} {
		o.with(t, c.sql, func(ctx context.Context, tx *db.Tx) {
			f := o.worker(ctx, t, tx)
			all := slices.Concat(f.Matches, f.Near)
			if len(all) != 1 {
				t.Fatalf("%s: %d openings", c.name, len(all))
			}
			i := slices.IndexFunc(all[0].Parts, func(p PartShown) bool { return p.Part == c.part })
			got := PartShown{c.part, -1, ""}
			if i >= 0 {
				got = all[0].Parts[i]
			}
			if want := (PartShown{c.part, c.points, c.words}); got != want {
				t.Errorf("%s: %+v, want %+v", c.name, got, want)
			}
			adds(t, all[0].Match)
		})
	}
}

// adds wants the parts to add up to the score, and no reason for nothing.
func adds(t *testing.T, m Match) {
	t.Helper()
	var sum Points
	for _, p := range m.Parts {
		sum += p.Points
		if p.Points < 0 || p.Words == "" {
			t.Errorf("the part %+v", p)
		}
	}
	if sum != m.Score || m.Score > whole {
		t.Errorf("the parts come to %d, the score is %d", sum, m.Score)
	}
}

// What few were sent to lately rises, the most what nobody was sent to.
func TestLift(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for sql, want := range map[string]PartShown{
		"SELECT 1": {Lift, 200, "冷门岗位：推荐去的只有 0 人，往前排"},
		sentTo(2, "seen") + "; INSERT INTO opening_care (county, opening, lift) VALUES ('141123', 1, 2)": {Lift, 133, "冷门岗位：推荐去的只有 1 人，往前排"},
	} {
		o.with(t, sql, func(ctx context.Context, tx *db.Tx) {
			m := o.worker(ctx, t, tx).Matches[0]
			if last := m.Parts[len(m.Parts)-1]; last != want {
				t.Errorf("%s: %+v, want %+v", sql, last, want)
			}
			adds(t, m.Match)
			f, err := o.matcher.Opening(ctx, tx, 1, 10)
			if err != nil || len(f.Matches) == 0 || f.Matches[0].Parts[len(f.Matches[0].Parts)-1] != want {
				t.Errorf("%s: the opening has %+v, %v", sql, f.Matches, err)
			}
		})
	}
	o.with(t, sentTo(2, "hired")+"; INSERT INTO opening_care (county, opening, lift) VALUES ('141123', 1, 0)", func(ctx context.Context, tx *db.Tx) {
		parts := o.worker(ctx, t, tx).Matches[0].Parts
		if last := parts[len(parts)-1]; last.Part == Lift {
			t.Errorf("as many were sent as there are posts: %+v", last)
		}
	})
}
