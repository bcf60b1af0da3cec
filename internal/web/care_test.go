package web_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/internal/hiring"
	"laowu/matching"
)

// left is the text of a page from a heading on.
func left(body, heading string) string {
	_, rest, _ := strings.Cut(body, heading)
	return rest
}

// TestEnterpriseConfirms walks an opening that nobody confirmed from the notice to
// its closing and back, by the buttons of the enterprise's page; visitors find it as
// long as it is open.
func TestEnterpriseConfirms(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	var id int64
	var title string
	b.tx(t, admin, func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), "SELECT id, title FROM opening WHERE enterprise = $1 AND closed_at IS NULL ORDER BY id LIMIT 1", b.enterprises[0]).Scan(&id, &title)
	})
	b.owner(t, "UPDATE opening SET updated_at = '2026-01-01', valid_until = NULL WHERE id = $1", id)
	turn := func() (s hiring.Stale) {
		b.tx(t, admin, func(tx *db.Tx) (err error) {
			if s, err = hiring.CareForStale(t.Context(), tx); err != nil {
				return err
			}
			return b.PutOpenings(t.Context(), tx, s.Closed...)
		})
		return s
	}
	found := func() bool {
		w := b.visitor(t, site)
		w.get(fmt.Sprintf("/openings/%d", id))
		return !strings.Contains(w.body, "已经不招了")
	}
	turn()
	w := b.login(t, site, "enterprise")
	w.get("/enterprise")
	if asks := left(w.body, "等您办的"); !strings.Contains(asks, "等您确认") || !strings.Contains(asks, fmt.Sprintf(`action="/openings/%d/confirm"`, id)) {
		t.Fatalf("the page does not ask for %s:\n%.2000s", title, asks)
	}
	w.post(fmt.Sprintf("/openings/%d/confirm", id)).wants(303, "/enterprise?done=opening")
	if w.get("/enterprise?done=opening"); !strings.Contains(w.body, "记下了") || strings.Contains(w.body, "等您确认") {
		t.Error("it is still asked for")
	}
	b.owner(t, "UPDATE opening_care SET confirmed_at = NULL, asked_on = '2026-11-01' WHERE opening = $1", id)
	if s := turn(); len(s.Closed) != 1 || found() {
		t.Errorf("closed %v, still found: %v", s.Closed, found())
	}
	w.post(fmt.Sprintf("/openings/%d/confirm", id)).wants(422, "")
	if !strings.Contains(w.body, "重新开放") {
		t.Error("the refusal does not say the way out")
	}
	w.post(fmt.Sprintf("/openings/%d/reopen", id)).wants(303, "/enterprise?done=opening")
	if !found() {
		t.Error("it is not found after it was reopened")
	}
	var documents int
	b.reads(t, &documents, "SELECT count(*) FROM search.opening WHERE id = $1", id)
	if documents != 1 {
		t.Errorf("%d search documents", documents)
	}
}

// TestCountyConfirms: of an enterprise without an account the county is told, and
// answers for it; an auditor sees it and changes nothing.
func TestCountyConfirms(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	var id int64
	b.tx(t, admin, func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), "SELECT id FROM opening WHERE closed_at IS NULL ORDER BY id LIMIT 1").Scan(&id)
	})
	b.owner(t, "UPDATE opening SET updated_at = '2026-01-01', valid_until = NULL WHERE id = $1", id)
	b.tx(t, admin, func(tx *db.Tx) error {
		_, err := hiring.CareForStale(t.Context(), tx)
		return err
	})
	button := fmt.Sprintf(`action="/openings/%d/confirm"`, id)
	if w := b.login(t, site, "auditor"); !strings.Contains(w.get("/stale").body, fmt.Sprintf("/openings/%d", id)) || strings.Contains(w.body, button) {
		t.Errorf("the auditor sees\n%.2000s", w.body)
	}
	w := b.login(t, site, "county")
	if w.get("/county"); !strings.Contains(w.body, "好久没有确认的岗位") {
		t.Error("the start page does not tell of it")
	}
	if w.get("/stale"); !strings.Contains(w.body, button) || !strings.Contains(w.body, "等您确认") {
		t.Fatalf("the county is not asked:\n%.2000s", w.body)
	}
	w.post(fmt.Sprintf("/openings/%d/confirm", id)).wants(303, "/stale?done=opening")
	if w.get("/stale?done=opening"); strings.Contains(w.body, button) || !strings.Contains(w.body, "记下了") {
		t.Error("it is still asked for")
	}
	if w.get("/county"); strings.Contains(w.body, "好久没有确认的岗位") {
		t.Error("the start page still tells of it")
	}
}

// TestRepeatsAreDecided: the county is shown a pair with both, refuses to guess, and
// closes the one that it names.
func TestRepeatsAreDecided(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	var first, second, pair int64
	b.tx(t, admin, func(tx *db.Tx) error {
		err := tx.QueryRow(t.Context(), "SELECT min(id), max(id) FROM opening WHERE closed_at IS NULL AND coalesce(valid_until >= $1, true)", tx.Today()).Scan(&first, &second)
		if err != nil {
			return err
		}
		n, err := hiring.KeepPairs(t.Context(), tx, []int64{first, second}, []hiring.OfferPair{{First: hiring.Offer{ID: first}, Second: hiring.Offer{ID: second}, Score: 85, Signs: []string{"联系电话相同"}}})
		if err != nil || n != 1 {
			t.Fatalf("%d pairs, %v", n, err)
		}
		return tx.QueryRow(t.Context(), "SELECT id FROM opening_pair").Scan(&pair)
	})
	w := b.login(t, site, "county")
	if w.get("/county"); !strings.Contains(w.body, "可能重复的岗位") {
		t.Error("the start page does not tell of it")
	}
	w.get("/repeats")
	for _, want := range []string{"联系电话相同", fmt.Sprintf("岗位 %d：", first), fmt.Sprintf("岗位 %d：", second), "不是同一个，不再提示"} {
		if !strings.Contains(w.body, want) {
			t.Errorf("the page does not say %s", want)
		}
	}
	at := fmt.Sprintf("/repeats/%d", pair)
	w.post(at, "answer", "same").wants(422, "")
	if !strings.Contains(w.body, "请选关闭哪一个岗位") {
		t.Error("the refusal does not say what is missing")
	}
	w.post(at, "answer", "same", "close", fmt.Sprint(second)).wants(303, "/repeats?done=yes")
	if w.get("/repeats"); !strings.Contains(w.body, "没有可能重复的岗位") {
		t.Error("the pair is still listed")
	}
	w.get(fmt.Sprintf("/openings/%d", second))
	if !strings.Contains(w.body, "已经不招了") {
		t.Error("the second is still open")
	}
	var documents int
	b.reads(t, &documents, "SELECT count(*) FROM search.opening WHERE id = $1 OR id = $2", first, second)
	if documents != 1 {
		t.Errorf("%d search documents of both", documents)
	}
}

// TestCountyAddsAWord: what was asked often is listed, a word of it is refused
// where it means something and keeps what was typed, and is taken where it does not.
func TestCountyAddsAWord(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	b.tx(t, admin, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "INSERT INTO search_question VALUES ('141123', $1, '扫院院', 7, 9, 0), ('141123', $1, '描花样', 3, 50, 0)", db.Day(testdb.Now))
		return err
	})
	w := b.login(t, site, "county")
	w.get("/words")
	if !strings.Contains(w.body, "扫院院") || strings.Contains(w.body, "描花样") {
		t.Error("listed is what was asked in fewer than three hours, or not what was in three")
	}
	w.post("/words", "word", "保姆", "kind", "trade", "target", "保洁").wants(422, "")
	if !strings.Contains(w.body, "已经有意思了：工种：") || !strings.Contains(w.body, `value="保姆"`) {
		t.Errorf("refused without a reason, or what was typed is lost")
	}
	w.post("/words", "word", "扫院院", "kind", "trade", "target", "宇航员").wants(422, "")
	if !strings.Contains(w.body, matching.ErrWordTarget.Error()) {
		t.Error("the refusal does not say that there is no such name")
	}
	w.post("/words", "word", "扫院院", "kind", "trade", "target", "保洁").wants(303, "/words?done=added")
	w.get("/words")
	if !strings.Contains(w.body, "扫院院 就是 保洁员") || strings.Contains(w.body, "加成本县的叫法") {
		t.Error("the word is not listed as the county's, or still as not understood")
	}
	var id int64
	b.reads(t, &id, "SELECT id FROM lexicon_word")
	w.post(fmt.Sprintf("/words/%d/remove", id)).wants(303, "/words?done=removed")
	if w.get("/words"); !strings.Contains(w.body, "还没有加过") {
		t.Error("the word is still there")
	}
	auditor := b.login(t, site, "auditor")
	if auditor.get("/words"); strings.Contains(auditor.body, `action="/words"`) || !strings.Contains(auditor.body, "扫院院") {
		t.Error("the auditor may add words, or sees none")
	}
}

// reads is one value, as the owner of the tables sees it.
func (b *bureau) reads(t *testing.T, into any, sql string, args ...any) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), b.url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	if err := conn.QueryRow(t.Context(), sql, args...).Scan(into); err != nil {
		t.Fatal(err)
	}
}
