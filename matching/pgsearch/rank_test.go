package pgsearch_test

import (
	"strings"
	"testing"

	"laowu/matching"
	"laowu/matching/contract"
)

// order are the titles and places of what a question finds, best first.
func order(t *testing.T, q matching.Question, openings ...contract.Opening) string {
	t.Helper()
	_, e, _ := desk(t, openings...)
	q.Limit = 10
	a, err := e.SearchOpenings(t.Context(), nobody, q)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, h := range a.Hits {
		out = append(out, h.Title+"@"+h.PlaceText)
	}
	return strings.Join(out, " ")
}

// guard is an opening of a guard. Each of the tests below gives the better
// answer the lower wage, so that the wage alone would turn the order round.
func guard(title, employer, place string, low, high int) contract.Opening {
	return contract.Opening{Title: title, Enterprise: employer, Place: "150622", PlaceText: place, WageMin: low, WageMax: high}
}

// A title that says all that was asked stands before one that says some, that
// before an employer that does, and that before others of the trade.
func TestTitlesThatSayMore(t *testing.T) {
	t.Parallel()
	q := matching.Question{Trades: []string{"guard"}, Hints: []string{"夜班", "保安"}}
	got := order(t, q,
		guard("门岗", "示例物业有限公司", "甲", 5000, 5000), guard("门卫", "示例保安有限公司", "乙", 4500, 4500),
		guard("医院保安", "示例医院", "丙", 4200, 4200), guard("夜班保安", "示例学校", "丁", 4000, 4000))
	if got != "夜班保安@丁 医院保安@丙 门卫@乙 门岗@甲" {
		t.Error(got)
	}
}

// What is written to be at the place that was named stands before the rest of
// its division, and nothing of the division is left out.
func TestSpotsStandFirst(t *testing.T) {
	t.Parallel()
	q := matching.Question{Places: []string{"150622"}, Spots: []string{"薛家湾"}}
	got := order(t, q, guard("保安", "示例一", "准格尔旗", 9000, 9000), guard("保安", "示例二", "准格尔旗薛家湾镇", 3000, 3000))
	if got != "保安@准格尔旗薛家湾镇 保安@准格尔旗" {
		t.Error(got)
	}
}

// Who surely pays the wage that was asked for stands before who may.
func TestSureWagesStandFirst(t *testing.T) {
	t.Parallel()
	openings := []contract.Opening{guard("保安", "示例一", "至多", 3000, 7000), guard("保安", "示例二", "至少", 5000, 5500), guard("保安", "示例三", "不到", 3000, 4000)}
	if got := order(t, matching.Question{WageMin: 5000}, openings...); got != "保安@至少 保安@至多" {
		t.Error(got)
	}
	if got := order(t, matching.Question{}, openings...); got != "保安@至多 保安@至少 保安@不到" {
		t.Errorf("nothing asked: %s", got)
	}
}
