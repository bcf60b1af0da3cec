package match

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"laowu/internal/db"
)

// Each hard condition: what keeps a person from an opening, what only nearly,
// and what does not.
func TestConditions(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	const (
		opening = "UPDATE opening SET "
		person  = "UPDATE person SET "
		gone    = "UPDATE certificate SET code = '', name = ''" // one that says nothing; nobody deletes any
		paper   = "UPDATE certificate SET "
		spell   = "INSERT INTO placement (county, person, employer, full_time, started, ended, term_ends, reported_on, sources) VALUES ('141123', 1, '小吃店', "
		classes = "INSERT INTO class (county, programme, number, institution, trade, starts, seats) VALUES ('141123', 1, '第9期', '护工学校', "
	)
	for _, c := range []struct{ name, sql, want string }{
		{"as it is", "SELECT 1", "fits"},
		{"no certificate asked for", opening + "certificates = '{}', cert_text = '不限'", "fits"},
		{"none held", gone, "缺：养老护理员四级，县内眼下没有排班，可以报给县里开班"},
		{"none held, a class comes", gone + "; " + classes + "'养老护理员', '2027-03-01', 30)", "缺：养老护理员四级，县内下一期 3 月开班"},
		{"a class that is a year off", gone + "; " + classes + "'养老护理员', '2027-11-25', 30)", "缺：养老护理员四级，县内下一期 2027 年 11 月开班"},
		{"a class of another trade", gone + "; " + classes + "'焊工', '2027-03-01', 30)", "缺：养老护理员四级，县内眼下没有排班，可以报给县里开班"},
		{"a class that has begun", gone + "; " + classes + "'养老护理员', '2026-11-24', 30)", "缺：养老护理员四级，县内眼下没有排班，可以报给县里开班"},
		{"a class without a seat", gone + "; " + classes + "'养老护理员', '2027-03-01', 1); INSERT INTO enrolment (county, person, class) SELECT '141123', 2, id FROM class",
			"缺：养老护理员四级，县内眼下没有排班，可以报给县里开班"},
		{"a lower level", paper + "level = 5", "缺：养老护理员四级，本人是五级，县内眼下没有排班，可以报给县里开班"},
		{"a higher level", paper + "level = 3", "fits"},
		{"no level on the paper", paper + "level = NULL", "要养老护理员四级，本人的证没有写等级，请核对"},
		{"no level asked for", paper + "level = NULL; " + opening + "cert_text = '养老护理员证'", "fits"},
		{"it ended yesterday", paper + "expires = '2026-11-23'", "养老护理员证 2026-11-23 到期，先换证"},
		{"it ends today", paper + "expires = '2026-11-24'", "fits"},
		{"a review is overdue", paper + "review_on = '2026-11-23'", "养老护理员证 2026-11-23 前要复审，先办复审"},
		{"a renewed one", paper + "expires = '2026-11-01'; INSERT INTO certificate (county, id, person, kind, code, level, issued) VALUES ('141123', 2, 1, 'skill', 'elder_care', 4, '2026-10-01'); " + paper + "replaced_by = 2 WHERE id = 1", "fits"},
		{"a better one beside it", paper + "level = 5; INSERT INTO certificate (county, id, person, kind, code, level) VALUES ('141123', 2, 1, 'skill', 'elder_care', 2)", "fits"},
		{"a completion certificate", paper + "kind = 'completion'", "缺：养老护理员四级，县内眼下没有排班，可以报给县里开班"},
		{"a licence that covers", opening + "certificates = '{driving_b2}', cert_text = 'B2驾照'; " + paper + "kind = 'driving', code = 'driving_a2'", "fits"},
		{"a licence that does not", opening + "certificates = '{driving_a2}', cert_text = 'A2驾照'; " + paper + "kind = 'driving', code = 'driving_b2'",
			"缺：A2 驾驶证，县内眼下没有排班，可以报给县里开班"},
		{"two, one is missing", opening + "certificates = '{elder_care,health}', cert_text = '养老护理员证、健康证'", "缺：健康证，县内眼下没有排班，可以报给县里开班"},
		{"one of two", opening + "certificates = '{elder_care,health}', cert_text = '养老护理员证或健康证'", "fits"},
		{"one that nobody knows", opening + "certificates = '{}', cert_text = '太空行走证'", "岗位要“太空行走证”，平台认不出是哪种证，请核对本人的证"},

		{"not sixteen", person + "birth = '2010-11-25' WHERE id = 1", "none"},
		{"sixteen today", person + "birth = '2010-11-24' WHERE id = 1", "fits"},
		{"the oldest that is taken", opening + "age_max = 46", "fits"},
		{"two years older", opening + "age_max = 44", "年龄超出 2 岁，先问单位收不收"},
		{"three years older", opening + "age_max = 43", "none"},
		{"one year too young", opening + "age_min = 47", "年龄还差 1 岁，先问单位收不收"},
		{"three years too young", opening + "age_min = 49", "none"},
		{"old, and no limit", person + "birth = '1950-01-01' WHERE id = 1", "fits"},

		{"closed", opening + "closed_at = now()", "none"},
		{"over", opening + "valid_until = '2026-11-23'", "none"},
		{"its last day", opening + "valid_until = '2026-11-24'", "fits"},
		{"not begun", opening + "valid_from = '2026-11-25'", "none"},
		{"another county's", opening + "published_to = '{141124}'", "none"},
		{"published to the county", opening + "published_to = '{141124,141123}'", "fits"},
		{"the enterprise is another's now", "UPDATE enterprise SET merged_into = 2, merged_on = '2026-11-24' WHERE id = 1", "none"},
		{"full", opening + "headcount = 1; " + sentTo(2, "hired"), "none"},
		{"one seat left", sentTo(2, "hired"), "fits"},
		{"sent there and waiting", sentTo(1, "new"), "none"},
		{"refused there", sentTo(1, "refused"), "none"},
		{"it expired", sentTo(1, "expired"), "fits"},

		{"at work, no end known", spell + "true, '2026-01-01', NULL, NULL, '2026-01-01', '{roster}')", "none"},
		{"at work until June", spell + "true, '2026-01-01', '2027-06-30', NULL, '2026-01-01', '{roster}')", "正在务工，合同到 6 月"},
		{"a post that ends in June", spell + "true, '2026-01-01', NULL, '2027-06-30', '2026-01-01', '{roster}')", "正在务工，合同到 6 月"},
		{"work that ended today", spell + "true, '2026-01-01', '2026-11-24', NULL, '2026-01-01', '{roster}')", "fits"},
		{"work that begins tomorrow", spell + "true, '2026-11-25', NULL, NULL, '2026-11-01', '{roster}')", "fits"},
		{"work beside", spell + "false, '2026-01-01', NULL, NULL, '2026-01-01', '{roster}')", "fits"},

		{"not able", person + "able = false WHERE id = 1", "none"},
		{"not willing", person + "willing = false WHERE id = 1", "none"},
		{"nobody said", person + "able = NULL, willing = NULL WHERE id = 1", "fits"},
		{"a school that she has not", opening + "education = '高中及以上'", "none"},
		{"a school that she has", opening + "education = '初中及以上'", "fits"},
		{"a school, and nobody knows hers", opening + "education = '高中'; " + person + "education = ''", "fits"},
		{"300 yuan less", opening + "wage_min = 3000, wage_max = 3700", "工资低于期望 300 元，先问本人去不去"},
		{"much less", opening + "wage_min = 2000, wage_max = 2500", "none"},
		{"open upwards", opening + "wage_min = 4000, wage_max = 0", "fits"},
		{"none given", opening + "wage_min = 0, wage_max = 0", "fits"},
		{"two things", opening + "age_max = 45, wage_min = 3000, wage_max = 3900", "年龄超出 1 岁，先问单位收不收；工资低于期望 100 元，先问本人去不去"},
		{"three things", gone + "; " + opening + "age_max = 45, wage_min = 3000, wage_max = 3900", "none"},
		{"a wish for men alone", opening + "description = '只要男的', title = '养老护理员（男）'", "fits"},
		{"nearly, of another trade", gone + "; " + person + "wish_trades = '焊工' WHERE id = 1", "none"},
	} {
		o.with(t, c.sql, func(ctx context.Context, tx *db.Tx) {
			if got := stands(o.worker(ctx, t, tx)); got != c.want {
				t.Errorf("%s: %s, want %s", c.name, got, c.want)
			}
		})
	}
}

// sentTo has somebody been sent to the opening, with what came of it.
func sentTo(person int, state string) string {
	return fmt.Sprintf(`INSERT INTO referral (county, person, opening, sent_role, made_at, moved_at, expires_on) VALUES
		('141123', %d, 1, 'admin', now(), now(), '2030-01-01'); UPDATE referral SET state = '%s'`, person, state)
}

// stands is how the one opening stands to the person: fits, none, or what is
// missing.
func stands(f ForWorker) string {
	switch {
	case len(f.Matches) == 1 && len(f.Near) == 0 && f.Matches[0].Missing == nil:
		return "fits"
	case len(f.Matches) == 0 && len(f.Near) == 1:
		return strings.Join(f.Near[0].Missing, "；")
	case len(f.Matches)+len(f.Near) == 0:
		return "none"
	}
	return "both"
}

// What keeps somebody from every opening is said once.
func TestBlocks(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for sql, want := range map[string][]string{
		"SELECT 1":                       nil,
		"UPDATE person SET able = false": {"登记的是没有劳动能力"},
		"UPDATE person SET willing = false, birth = '2015-01-01'": {"不满 16 周岁，不能介绍去干活", "登记的是不愿意出去干活；愿意了先改登记"},
		"INSERT INTO placement (county, person, employer, started, reported_on, sources) VALUES ('141123', 1, '小吃店', '2026-01-01', '2026-01-01', '{roster}')": {"正在务工（小吃店），没有写到哪天；不干了先登记离岗"},
		"UPDATE person SET birth = '1956-01-01'; UPDATE opening SET age_max = 50":                                                                             {"想干的、干过的工种现在有 1 个岗位，都去不了", "1 个要年纪更轻的"},
		"UPDATE person SET wish_wage_min = 9000; UPDATE opening SET wage_min = 3000, wage_max = 4000":                                                         {"想干的、干过的工种现在有 1 个岗位，都去不了", "1 个工资比期望低 1000 元以上"},
		"UPDATE opening SET closed_at = now()": {"想干的、干过的工种现在没有单位招人"},
	} {
		o.with(t, sql, func(ctx context.Context, tx *db.Tx) {
			if got := o.worker(ctx, t, tx).Blocks; !slices.Equal(got, want) {
				t.Errorf("%s: %v, want %v", sql, got, want)
			}
		})
	}
}
