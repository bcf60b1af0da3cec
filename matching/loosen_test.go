package matching

import (
	"context"
	"slices"
	"testing"

	"laowu/internal/db"
)

// What hangs on a trade in a long sentence and is written nowhere is left out,
// told of, and shown as no condition; what stands apart, is short, or belongs
// to a place is asked for as it is and finds nothing.
func TestTalk(t *testing.T) {
	t.Parallel()
	for text, left := range map[string]string{
		"照看老人吃饭睡觉":         "吃饭睡觉",
		"想给孩子挣学费找个工资高的月嫂活": "孩子挣学费",
		"火星保洁":              "",
		"火星 保洁":             "",
		"张云 想找个保洁的活":        "",
		"小店区许坦街保洁员找活":       "",
		"锦界工业园招聘保洁员工":       "",
		"我想去火星":             "",
		"我想在东胜当保安管吃管住 双休日的": "",
	} {
		var asked []Question
		e := engine(func(q Question) (Answer, error) {
			asked = append(asked, q)
			if len(q.Words) > 0 {
				return Answer{}, nil
			}
			return Answer{Total: 1}, nil
		})
		s := NewService(testLexicon(t), e, func(context.Context) ([]Term, error) { return nil, nil })
		if err := s.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		found, err := s.Search(t.Context(), db.Actor{County: "141123"}, Request{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		last := asked[len(asked)-1]
		shown := slices.ContainsFunc(found.Chips, func(c Chip) bool { return c.Kind == ChipWords })
		if left == "" && (found.Total > 0 || len(last.Words) == 0 || !shown) {
			t.Errorf("%s: %d found by %+v", text, found.Total, last)
		}
		if left != "" && (found.Total != 1 || shown || len(last.Trades) == 0 || found.Note == "" || !slices.Equal(asked[0].Words, []string{left})) {
			t.Errorf("%s: %d found, first asked %q, %s", text, found.Total, asked[0].Words, found.Note)
		}
	}
}
