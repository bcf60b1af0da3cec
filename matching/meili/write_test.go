package meili_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"laowu/internal/db/testdb"
	"laowu/matching"
	"laowu/matching/contract"
	"laowu/matching/meili"
)

func total(t *testing.T, e *meili.Engine, q matching.Question) int {
	t.Helper()
	q.Limit = 10
	a, err := e.SearchOpenings(t.Context(), nobody, q)
	if err != nil {
		t.Fatal(err)
	}
	return a.Total
}

var (
	cleaner = contract.Opening{Title: "保洁员", Enterprise: "示例物业有限公司", Place: "140105", PlaceText: "太原市小店区", WageMin: 3000}
	chef    = contract.Opening{Title: "厨师", Enterprise: "示例餐饮有限公司", PlaceText: "北京"}
)

// What PutOpenings was told of is found, changed and gone when it returns.
func TestPutFollows(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	l := lexicon(t, d)
	docs, ids := insert(t, d, l, []contract.Opening{cleaner, chef})
	e := engine(t, l)
	rebuild(t, e, docs[:1], nil)
	both := func(what string, cleaners, chefs int) {
		t.Helper()
		if c, s := total(t, e, matching.Question{Trades: []string{"cleaner"}}), total(t, e, matching.Question{Trades: []string{"chef"}}); c != cleaners || s != chefs {
			t.Errorf("%s: %d cleaners and %d chefs, want %d and %d", what, c, s, cleaners, chefs)
		}
	}
	both("built", 1, 0)
	for _, step := range []struct {
		what            string
		docs            []matching.OpeningDocument
		gone            []int64
		cleaners, chefs int
	}{
		{"one more", docs[1:], nil, 1, 1},
		{"the same again", docs, nil, 1, 1},
		{"one gone", nil, ids[:1], 0, 1},
		{"gone again, and one that never was", nil, []int64{ids[0], 4711}, 0, 1},
		{"one back and one gone", docs[:1], ids[1:], 1, 0},
		{"nothing", nil, nil, 1, 0},
	} {
		if err := e.PutOpenings(t.Context(), step.docs, step.gone); err != nil {
			t.Fatalf("%s: %v", step.what, err)
		}
		both(step.what, step.cleaners, step.chefs)
	}
	// A document is replaced whole: what was given is not given any more.
	docs[0].Lodging = true
	if err := e.PutOpenings(t.Context(), docs[:1], nil); err != nil {
		t.Fatal(err)
	}
	docs[0].Lodging = false
	if err := e.PutOpenings(t.Context(), docs[:1], nil); err != nil {
		t.Fatal(err)
	}
	if n := total(t, e, matching.Question{Lodging: true}); n != 0 {
		t.Errorf("%d with lodging after it was taken back", n)
	}
}

// Documents that the engine refuses are named, without what they say; the
// others of their batch are in.
func TestPutFindsTheBadOnes(t *testing.T) {
	t.Parallel()
	e, _, _ := desk(t, cleaner)
	var ids []int64
	var texts []string
	for i := range int64(40) {
		id := fmt.Sprint(1000 + i)
		if i == 7 || i == 23 {
			id = `"身份 14012345678"` // no number of a document
		}
		ids = append(ids, 1000+i)
		texts = append(texts, fmt.Sprintf(`{"id":%s,"see":["*"],"from":0,"until":99991231,"trades":["chef"],"groups":["chef"],"card":{"t":"厨师"},"title":"厨师"}`, id))
	}
	err := e.PutRaw(t.Context(), ids, texts)
	var refused *matching.RefusedError
	if !errors.As(err, &refused) {
		t.Fatalf("%v", err)
	}
	var bad []int64
	for _, r := range refused.Refused {
		bad = append(bad, r.ID)
		if r.Why != "invalid_document_id" {
			t.Errorf("%d: %s", r.ID, r.Why)
		}
	}
	if !slices.Equal(bad, []int64{1007, 1023}) || strings.Contains(err.Error(), "14012345678") {
		t.Errorf("%v", err)
	}
	if n := total(t, e, matching.Question{Trades: []string{"chef"}}); n != 38 {
		t.Errorf("%d of the others are in, want 38", n)
	}
	// What is not JSON at all is refused before it becomes a task.
	err = e.PutRaw(t.Context(), []int64{1, 2}, []string{`{"id":1`, `{"id":2}`})
	if !errors.As(err, &refused) || len(refused.Refused) != 1 || refused.Refused[0] != (matching.Refused{ID: 1, Why: "malformed_payload"}) {
		t.Errorf("%v", err)
	}
}

func TestBatches(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		documents, size int
		want            []int
	}{{0, 1, nil}, {1, 20 << 20, []int{1}}, {3, 5 << 20, []int{1, 1, 1}}, {3, 4 << 20, []int{2, 1}}, {12000, 10, []int{5000, 5000, 2000}}} {
		if got := meili.Batches(c.documents, c.size); !slices.Equal(got, c.want) {
			t.Errorf("%d of %d bytes: %v, want %v", c.documents, c.size, got, c.want)
		}
	}
}

// A task that does not end in time is an error of its own, and so is one that
// nobody waits for any more.
func TestPutIsNotPatientForEver(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	l := lexicon(t, d)
	docs, _ := insert(t, d, l, contract.Many(rand.New(rand.NewPCG(1, 2)), l, 300))
	e, at := engineAt(t, l)
	rebuild(t, e, docs, nil)
	hasty := meili.New(meili.Options{URL: at.url, Key: at.key, Prefix: at.prefix, Lexicon: l, Patience: time.Nanosecond})
	defer hasty.Close()
	if err := hasty.PutOpenings(t.Context(), docs, nil); !errors.Is(err, meili.ErrStuck) {
		t.Errorf("%v, want ErrStuck", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := e.PutOpenings(ctx, docs, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want canceled", err)
	}
}

// No number of anybody is in a document, wherever an office wrote one.
func TestNoNumbersInDocuments(t *testing.T) {
	t.Parallel()
	with := contract.Opening{
		Title: "保洁员14012345678", Enterprise: "示例物业１４０１２３４５６７８", Place: "140105", PlaceText: "小店区 140-1234-5678",
		CertText: "141123199001019990", Description: "联系王经理140 1234 5678，身份证14112319900101999X也可，宿舍602，4000-6000元",
	}
	d := testdb.New(t)
	l := lexicon(t, d)
	docs, ids := insert(t, d, l, []contract.Opening{with})
	e, at := engineAt(t, l)
	rebuild(t, e, docs, nil)
	text := string(get(t, at, at.master, fmt.Sprintf("/indexes/%sopenings/documents/%d", at.prefix, ids[0])))
	if !strings.Contains(text, "保洁员") {
		t.Fatal(text)
	}
	folded := l.Fold(text)
	for _, number := range []string{"14012345678", "140-1234-5678", "140 1234 5678", "141123199001019990", "14112319900101999", "12345678"} {
		if strings.Contains(folded, number) {
			t.Errorf("%s stands in %s", number, text)
		}
	}
	for word, want := range map[string]int{"602": 1, "4000": 1, "14012345678": 0, "5678": 0} {
		if n := total(t, e, matching.Question{Words: []string{word}}); n != want {
			t.Errorf("%s finds %d, want %d", word, n, want)
		}
	}
}
