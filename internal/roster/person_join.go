package roster

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/notice"
	"laowu/internal/value"
	"laowu/internal/work"
)

// Two records of one person are made one by the county, where the records
// themselves prove it (Signs) and somebody says why. What names the one that
// goes names the other from then on: 017_merge.sql tells, noun by noun, what
// becomes of what both have. The number that is gone still finds the person, so
// that the next list that writes it makes no second record. A merge is undone as
// long as nothing later rests on it.

// The refusals of a merge; their texts go to people as they are.
var (
	ErrOneRecord   = errors.New("这是同一条记录，不用合并")
	ErrTwoPeople   = errors.New("两条记录说的是两个人，不能合并：要姓名相同，电话或村相同，而且出生日期和性别相同或身份证号码只错一位")
	ErrMergeReason = errors.New("请写明凭什么是同一个人，2 到 100 个字，不要写号码")
	ErrTangled     = errors.New("两条记录都有别的记录连着，合不到一起；请先在其中一条上删去重复的")
	ErrNoMerge     = errors.New("没有这次合并，或者已经拆开")
)

// RestsError refuses to undo a merge on which something later rests.
type RestsError struct {
	Merge int64  // a later merge of the same person, 0 where none
	Table string // whose row was changed since, empty where none was
}

// Error is a sentence for people.
func (e *RestsError) Error() string {
	if e.Merge != 0 {
		return fmt.Sprintf("这个人后来又合并过，请先拆开第 %d 次合并", e.Merge)
	}
	word := recordWords[e.Table]
	if word == "" {
		word = "别的记录"
	}
	return "合并以后又改过" + word + "，不能拆开；请先把那里改回合并时的样子"
}

// recordWords is what people call the rows that name a person, or what is his.
var recordWords = map[string]string{
	"person": "本人的记录", "membership": "会员关系", "placement": "务工记录", "enrolment": "培训记录", "certificate": "证书", "subsidy": "补贴",
	"consent": "企业查看的同意", "request": "更正和删除的请求", "account": "登录账号", "claim_code": "认领码", "visit": "回访", "followup_case": "维权的事",
	"case_step": "维权的事", "referral": "推荐", "referral_move": "推荐", "departure_member": "点对点出行的名单", "waiver_answer": "协会推荐的人", "referral_ask": "请协会代问的岗位", "saved_search": "存下的搜索", "unplaced_pause": "先不提醒的记号", "transfer": "转会的请求", "person_merge": "别的合并",
}

// Join makes gone one with kept, and returns the merge's number. reason says
// what paper or whose word it rests on. ErrRole; access.ErrNotFound where either
// is not on record, or was erased; ErrOneRecord, ErrTwoPeople, ErrMergeReason,
// ErrTangled.
func Join(ctx context.Context, tx *db.Tx, v *access.Vault, kept, gone int64, reason string) (int64, error) {
	if err := only(tx, db.County, db.Admin); err != nil {
		return 0, err
	}
	reason, err := mergeReason(reason)
	if err != nil {
		return 0, err
	}
	if err := Alone(ctx, tx); err != nil {
		return 0, err
	}
	signs, err := compare(ctx, tx, v, kept, gone)
	if err != nil {
		return 0, err
	}
	if !signs.Proven() {
		return 0, ErrTwoPeople
	}
	var merge int64
	err = tx.QueryRow(ctx, "SELECT access.join_people($1, $2, $3, $4, $5, $6)", kept, gone, signs.Names(), reason, tx.Actor.Name, tx.Now).Scan(&merge)
	if err != nil {
		return 0, refusedBy(err, "merge people", true)
	}
	if err := notice.Follow(ctx, tx, kept, gone); err != nil {
		return 0, err
	}
	if err := work.Gone(ctx, tx, kept, gone); err != nil {
		return 0, err
	}
	detail := map[string]any{"merge": merge, "gone": gone, "signs": signs.Names(), "reason": reason}
	return merge, access.Note(ctx, tx, access.Merged, "person", kept, detail)
}

// Part undoes a merge: both records are as they were, but for what was changed
// since in other respects. ErrRole, ErrNoMerge, ErrMergeReason, *RestsError.
func Part(ctx context.Context, tx *db.Tx, merge int64, reason string) error {
	if err := only(tx, db.County, db.Admin); err != nil {
		return err
	}
	if err := Alone(ctx, tx); err != nil {
		return err
	}
	var kept, gone, later int64
	err := tx.QueryRow(ctx, `
		SELECT m.kept, m.gone, coalesce((SELECT max(l.id) FROM person_merge l WHERE l.county = m.county AND l.kept = m.kept AND l.id > m.id AND l.undone_at IS NULL), 0)
		FROM person_merge m WHERE m.county = $1 AND m.id = $2 AND m.undone_at IS NULL`, tx.Actor.County, merge).Scan(&kept, &gone, &later)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return ErrNoMerge
	case err != nil:
		return fmt.Errorf("find merge: %w", err)
	case later != 0:
		return &RestsError{Merge: later}
	}
	if reason, err = mergeReason(reason); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "SELECT access.part_people($1, $2, $3, $4)", merge, reason, tx.Actor.Name, tx.Now); err != nil {
		return refusedBy(err, "undo merge", false)
	}
	if err := work.Changed(ctx, tx, work.Worker, kept, gone); err != nil {
		return err
	}
	for _, person := range []int64{kept, gone} {
		if err := access.Note(ctx, tx, access.Parted, "person", person, map[string]any{"merge": merge, "reason": reason}); err != nil {
			return err
		}
	}
	return nil
}

// mergeReason is a reason as it is kept.
func mergeReason(said string) (string, error) {
	reason := value.Clean(said)
	if n := utf8.RuneCountInString(reason); n < leastReason || n > mostReason || value.Redact(reason) != reason {
		return "", ErrMergeReason
	}
	return reason, nil
}

// refusedBy puts what the database refused into the nouns' words: where rows do
// not go together (class 23), of two that are to be one (tangled) and of one that
// is to be two again.
func refusedBy(err error, doing string, tangled bool) error {
	var pg *pgconn.PgError
	switch {
	case !errors.As(err, &pg):
	case pg.Code == "LW002", tangled && strings.HasPrefix(pg.Code, "23"):
		return ErrTangled
	case pg.Code == "LW001", strings.HasPrefix(pg.Code, "23"):
		return &RestsError{Table: strings.TrimPrefix(pg.TableName, "public.")}
	}
	return fmt.Errorf("%s: %w", doing, err)
}
