package roster

import (
	"context"
	"strings"
	"testing"

	"laowu/internal/db"
	"laowu/internal/notice"
)

// told compares the notices in their order, each with whom it is for, and takes
// them away.
func (p place) told(t *testing.T, what string, want ...string) {
	t.Helper()
	got := p.text(t, `SELECT string_agg(concat_ws(' ', kind, role, nullif(organisation, 0), nullif(person, 0), text, nullif(about, 0)), E'\n' ORDER BY id) FROM notice`)
	if len(want) == 0 {
		want = []string{"null"}
	}
	if got != strings.Join(want, "\n") {
		t.Errorf("%s: told\n%s\nwant\n%s", what, got, strings.Join(want, "\n"))
	}
	p.owner(t, "DELETE FROM notice")
}

func TestTellRights(t *testing.T) {
	t.Parallel()
	p := settle(t)
	id := p.introduce(t, own, 1)
	p.told(t, "introduced", "consent_asked worker 1 示例铝业有限公司想看您的姓名和电话，好跟您联系：同意还是不同意，请答复")
	p.must(t, worker, func(ctx context.Context, tx *db.Tx) error { return Answer(ctx, tx, id, true) })
	p.told(t, "agreed", "consent_answered association 1 {who}对“示例铝业有限公司”："+ConsentGiven.Word()+" 1", "consent_answered enterprise 1 {who}："+ConsentGiven.Word()+" 1")
	request := p.correct(t, worker, 1, "name", "王健")
	p.told(t, "asked for a correction", "request_made association 1 {who}请求更正记录 1")
	p.must(t, own, func(ctx context.Context, tx *db.Tx) error {
		return AnswerRequest(ctx, tx, request, true, "核对过了")
	})
	p.told(t, "corrected", "request_answered worker 1 您请求更正“姓名”：已办。核对过了")
	erasure := p.askErasure(t)
	p.told(t, "asked to be erased", "request_made county {who}要求删掉自己的信息 1")
	p.must(t, county, func(ctx context.Context, tx *db.Tx) error {
		return AnswerRequest(ctx, tx, erasure, false, "还有案子在办")
	})
	p.told(t, "not erased", "request_answered worker 1 您要求删掉信息：没有办。还有案子在办")
}

// An association is reminded once that a transfer is to be answered, the county
// told once that it was not.
func TestRemindTransfers(t *testing.T) {
	t.Parallel()
	p, v := wanting(t)
	p.want(t, v, foreign)
	p.owner(t, "DELETE FROM notice")
	remind := func() {
		t.Helper()
		for range 2 {
			p.must(t, admin, RemindTransfers)
		}
	}
	remind()
	p.told(t, "while there is time")
	p.owner(t, "UPDATE transfer SET answer_by = '2026-11-26'")
	remind()
	p.told(t, "two days before", "transfer_due association 1 {who}的转会，2026-11-26前答复，过期由县里定 1")
	p.owner(t, "UPDATE transfer SET answer_by = '2026-11-23'")
	remind()
	p.told(t, "a day after", "transfer_due county {who}的转会，2026-11-23前没有答复，由县里定 1")
	p.owner(t, "UPDATE transfer SET answer_by = '2026-11-16'")
	remind()
	p.told(t, "long after")
	p.owner(t, "UPDATE transfer SET answer_by = '2026-11-24', state = 'refused', answered_at = now()")
	remind()
	p.told(t, "answered")
	refused(t, "an association reminds all", p.try(t, own, RemindTransfers), ErrRole)
}

// Of a question for a member each side is told, and learns no more by it than by
// the question: the asker gets no notice that names who counts the person.
func TestTellTransfers(t *testing.T) {
	t.Parallel()
	p, v := wanting(t)
	p.owner(t, "DELETE FROM notice")
	id := p.want(t, v, foreign)
	p.told(t, "asked", "transfer_asked association 1 {who}：别的协会请求转会，请答复 1")
	p.want(t, v, foreign)
	p.told(t, "asked again")
	p.must(t, own, func(ctx context.Context, tx *db.Tx) error {
		return AnswerTransfer(ctx, tx, id, false, "还欠着会费")
	})
	p.told(t, "refused", "transfer_answered association 2 {who}的转会："+TransferRefused.Word()+"，还欠着会费 1")
	id = p.want(t, v, foreign)
	p.owner(t, "DELETE FROM notice")
	p.must(t, foreign, func(ctx context.Context, tx *db.Tx) error { return WithdrawTransfer(ctx, tx, id) })
	p.told(t, "taken back", "transfer_answered association 1 {who}的转会："+TransferWithdrawn.Word()+" 1")
	p.must(t, station, func(ctx context.Context, tx *db.Tx) error {
		return notice.TellTransfer(ctx, tx, id, true, notice.TransferAsked, "不是他的")
	})
	p.told(t, "by somebody whom it does not concern")
}

// Nothing is left of what an erased person was told, or others of him.
func TestEraseNotices(t *testing.T) {
	t.Parallel()
	p := settle(t)
	v := vault(t, p.DB)
	p.full(t, v)
	p.owner(t, noticesOf)
	p.must(t, worker, func(ctx context.Context, tx *db.Tx) error { return notice.SetWish(ctx, tx, notice.Wish{SMS: false}) })
	p.erase(t)
	for table, want := range map[string]string{"notice": "别人的", "notice_delivery": "2", "notice_wish": "null"} {
		column := map[string]string{"notice": "text", "notice_delivery": "person::text", "notice_wish": "person::text"}[table]
		if got := p.text(t, "SELECT string_agg("+column+", ' ') FROM "+table); got != want {
			t.Errorf("%s keeps %s, want %s", table, got, want)
		}
	}
}

// noticesOf are deliveries and notices of 王建, of his second record and of 李英.
const noticesOf = `
	INSERT INTO notice_delivery (county, id, way, kind, urgent, role, person, day, notices, next_at, made_at) VALUES
	  ('141123', 1, 'sms', 'referral_moved', false, 'worker', 1, '2026-11-24', 1, '2026-11-24', '2026-11-24'),
	  ('141123', 2, 'sms', 'referral_moved', false, 'worker', 2, '2026-11-24', 1, '2026-11-24', '2026-11-24');
	INSERT INTO notice (county, kind, role, organisation, person, about, text, link, told_at, outside, delivery) VALUES
	  ('141123', 'referral_moved', 'worker', 0, 1, 0, '他的', '/me', '2026-11-24', 'taken', 1), ('141123', 'referral_moved', 'association', 1, 0, 1, '说到他的', '/referrals', '2026-11-24', 'none', NULL),
	  ('141123', 'referral_moved', 'worker', 0, 2, 0, '别人的', '/me', '2026-11-24', 'taken', 2);`

// What a record was told that became one with another follows; what is on its way
// to both goes once.
func TestNoticesFollow(t *testing.T) {
	t.Parallel()
	p := settle(t)
	v := vault(t, p.DB)
	p.twins(t, v)
	p.owner(t, noticesOf+`
		INSERT INTO notice_delivery (county, id, way, kind, urgent, role, person, day, notices, next_at, made_at) VALUES
		  ('141123', 3, 'sms', 'referral_moved', false, 'worker', 5, '2026-11-24', 1, '2026-11-24', '2026-11-24'),
		  ('141123', 4, 'sms', 'case_moved', false, 'worker', 5, '2026-11-24', 1, '2026-11-24', '2026-11-24');
		INSERT INTO notice (county, kind, role, organisation, person, about, text, link, told_at, outside, delivery) VALUES
		  ('141123', 'referral_moved', 'worker', 0, 5, 0, '两边都有', '/me', '2026-11-24', 'taken', 3), ('141123', 'case_moved', 'worker', 0, 5, 0, '只有这边', '/me', '2026-11-24', 'taken', 4),
		  ('141123', 'consent_asked', 'worker', 0, 5, 0, '还没有发', '/me', '2026-11-24', 'waiting', NULL), ('141123', 'referral_moved', 'association', 2, 0, 5, '说到他', '/referrals', '2026-11-24', 'none', NULL);
		INSERT INTO notice_wish VALUES ('141123', 5, false, NULL, now());`)
	merge, err := p.join(t, v, 1, 5)
	if err != nil {
		t.Fatal(err)
	}
	for sql, want := range map[string]string{
		"SELECT string_agg(text || ' ' || coalesce(delivery, 0), ', ' ORDER BY id) FROM notice WHERE person = 1": "他的 1, 两边都有 0, 只有这边 4, 还没有发 0",
		"SELECT string_agg(text, ', ' ORDER BY id) FROM notice WHERE about = 1":                                  "说到他的, 说到他",
		"SELECT count(*) FROM notice WHERE 5 IN (person, about)":                                                 "0",
		"SELECT string_agg(id || ' ' || person, ', ' ORDER BY id) FROM notice_delivery":                          "1 1, 2 2, 4 1",
		"SELECT string_agg(person || ' ' || sms, ', ') FROM notice_wish":                                         "1 false",
	} {
		if got := p.text(t, sql); got != want {
			t.Errorf("%s:\n got %s\nwant %s", sql, got, want)
		}
	}
	if err := p.part(t, merge); err != nil {
		t.Errorf("notices stand in the way of parting: %v", err)
	}
}
