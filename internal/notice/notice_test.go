package notice

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

var errTakenBack = errors.New("taken back")

// What is told is told with what it tells of, or not at all.
func TestToldTogether(t *testing.T) {
	t.Parallel()
	p := settle(t)
	err := p.Tx(t.Context(), bureau, func(tx *db.Tx) error {
		if err := Tell(t.Context(), tx, moved(1, "已经看过")); err != nil {
			t.Fatal(err)
		}
		return errTakenBack
	})
	if !errors.Is(err, errTakenBack) {
		t.Fatal(err)
	}
	if got := p.list(t, wang); got != nil {
		t.Errorf("told though it was not done: %q", got)
	}
	p.tell(t, bureau, moved(1, "已经看过"))
	if got := p.list(t, wang); len(got) != 1 {
		t.Errorf("told %q", got)
	}
}

// Each reads his own, with names as he may see them.
func TestWhoReads(t *testing.T) {
	t.Parallel()
	p := settle(t)
	p.tell(t, bureau,
		moved(1, "“电工”：单位已经看过"),
		News{Kind: ReferralMoved, To: Office(db.Association, 1), About: 1, Text: Who + "的推荐：单位已经看过", Link: "/referrals"},
		News{Kind: ReferralMoved, To: Office(db.Association, 1), About: 2, Text: Who + "的推荐：单位已经看过", Link: "/referrals"},
		News{Kind: WaiverAsked, To: Office(db.Association, 2), Text: "示例企业缺 3 名电工", Link: "/waivers"},
		News{Kind: ImportDone, To: Clerk(jia), Text: "会员花名册：120 行", Link: "/imports/1"})
	p.tell(t, jia, News{Kind: RequestMade, To: Office(db.County, 1), About: 1, Text: Who + "要求删除", Link: "/requests"},
		News{Kind: ReferralMoved, To: Office(db.Association, 1), Text: "自己做的", Link: "/referrals"})
	other := jia
	other.Account = 9
	for name, c := range map[string]struct {
		as   db.Actor
		want []string
	}{
		"himself": {wang, []string{"○referral_moved “电工”：单位已经看过"}},
		"another": {li, nil},
		"his association": {jia, []string{
			"○import_done 会员花名册：120 行", "○referral_moved 有一个人的推荐：单位已经看过", "○referral_moved 王建的推荐：单位已经看过",
		}},
		"a colleague":         {other, []string{"○referral_moved 有一个人的推荐：单位已经看过", "○referral_moved 王建的推荐：单位已经看过"}},
		"another association": {yi, []string{"○waiver_asked 示例企业缺 3 名电工"}},
		"the bureau":          {bureau, []string{"○request_made 王建要求删除"}},
		"the auditor":         {auditor, nil},
		"nobody":              {nobody, nil},
	} {
		if got := p.list(t, c.as); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s reads %q, want %q", name, got, c.want)
		}
	}
}

func TestToldOnce(t *testing.T) {
	t.Parallel()
	p := settle(t)
	due := News{Kind: CertificateDue, To: Person(1), Text: "电工证 30 天后到期", Link: "/me", Once: "certificate 7 2026-12-24 30"}
	p.tell(t, admin, due)
	p.tell(t, admin, due, due)
	p.tell(t, admin, moved(1, "已经看过"), moved(1, "已经看过"))
	if got := p.text(t, "SELECT string_agg(kind, ' ' ORDER BY kind) FROM notice"); got != "certificate_due referral_moved referral_moved" {
		t.Errorf("told %s", got)
	}
}

// The table says who gets a kind; nobody tells without saying who he is; who was
// erased is told nothing; and no number stands in a text.
func TestWhatIsNotTold(t *testing.T) {
	t.Parallel()
	p := settle(t)
	p.tell(t, admin, News{Kind: ReferralMade, To: Person(1), Text: "有人来应聘", Link: "/"}, News{Kind: "made_up", To: Person(1), Text: "没有这种", Link: "/"},
		moved(99, "没有这个人"), moved(2, "请打 14000000021 联系"))
	if got := p.text(t, "SELECT string_agg(text, ' ') FROM notice"); got != "请打 *** 联系" {
		t.Errorf("told %s", got)
	}
	err := p.Tx(t.Context(), nobody, func(tx *db.Tx) error { return Tell(t.Context(), tx, moved(1, "谁说的")) })
	if err == nil {
		t.Error("nobody told something")
	}
	complaint := News{Kind: ComplaintMade, To: Office(db.County, 0), Text: "收钱", Link: "/complaints/1"}
	if err := p.Tx(t.Context(), nobody, func(tx *db.Tx) error { return Tell(t.Context(), tx, complaint) }); err != nil {
		t.Errorf("a visitor complains: %v", err)
	}
	if err := p.Tx(t.Context(), nobody, func(tx *db.Tx) error { return Tell(t.Context(), tx, complaint, moved(1, "谁说的")) }); err == nil {
		t.Error("a visitor told something beside his complaint")
	}
	if got := p.text(t, "SELECT string_agg(concat_ws(' ', kind, role), ',') FROM notice WHERE kind = 'complaint_made'"); got != "complaint_made county" {
		t.Errorf("of a complaint is told %s", got)
	}
	err = p.Tx(t.Context(), jia, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "INSERT INTO notice (county, kind, role, person, text, link, told_at) VALUES ('141123', 'referral_moved', 'worker', 1, '假的', '/', now())")
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "42501") {
		t.Errorf("a notice is written past the rules: %v", err)
	}
}

func TestReading(t *testing.T) {
	t.Parallel()
	p := settle(t)
	p.tell(t, bureau, moved(1, "第一条"))
	p.clock.set(t, "2026-11-24 11:00")
	p.tell(t, bureau, moved(1, "第二条"))
	seen := p.clock.at
	p.clock.set(t, "2026-11-24 12:00")
	p.tell(t, bureau, News{Kind: ReferralMoved, To: Person(1), Text: "第三条", Link: "/me#referrals"})
	var last int64
	p.must(t, wang, func(ctx context.Context, tx *db.Tx) error {
		l, err := List(ctx, tx, 2, 0)
		if err != nil || l.Total != 3 || l.Unread != 3 || len(l.Lines) != 2 || l.Lines[0].Text != "第三条" || l.Lines[0].Word != "推荐有进展" {
			t.Fatalf("%+v, %v", l, err)
		}
		last = l.Lines[0].ID
		return nil
	})
	p.must(t, li, func(ctx context.Context, tx *db.Tx) error {
		if _, err := Open(ctx, tx, last); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("another opens it: %v", err)
		}
		return nil
	})
	p.must(t, bureau, func(ctx context.Context, tx *db.Tx) error {
		if _, err := Open(ctx, tx, last); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("the bureau opens it: %v", err)
		}
		return nil
	})
	p.must(t, wang, func(ctx context.Context, tx *db.Tx) error {
		n, err := ReadAll(ctx, tx, seen) // the third came while he looked
		if n != 2 || err != nil {
			t.Errorf("%d marked, %v", n, err)
		}
		return err
	})
	if got := p.list(t, wang); !reflect.DeepEqual(got, []string{"○referral_moved 第三条", "●referral_moved 第二条", "●referral_moved 第一条"}) {
		t.Errorf("list %q", got)
	}
	p.must(t, wang, func(ctx context.Context, tx *db.Tx) error {
		link, err := Open(ctx, tx, last)
		if link != "/me#referrals" {
			t.Errorf("leads to %q", link)
		}
		return err
	})
	if got := p.list(t, wang); got[0] != "●referral_moved 第三条" {
		t.Errorf("list %q", got)
	}
}

// The header counts what the account that asks has not read.
func TestUnread(t *testing.T) {
	t.Parallel()
	p := settle(t)
	p.tell(t, bureau, moved(1, "一"), moved(1, "二"), News{Kind: WaiverAsked, To: Office(db.Association, 1), Text: "三", Link: "/waivers"},
		News{Kind: ImportDone, To: Clerk(yi), Text: "四", Link: "/imports/1"})
	for _, c := range []struct{ login, account, want string }{{"2", "20", "2"}, {"1", "1", "1"}, {"1", "20", "0"}, {"1", "0", "0"}} {
		if got := p.text(t, "SELECT access.unread("+c.login+", "+c.account+")"); got != c.want {
			t.Errorf("login %s as %s: %s unread, want %s", c.login, c.account, got, c.want)
		}
	}
}
