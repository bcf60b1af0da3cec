package access

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"laowu/internal/db"
)

// Action is what an audit entry says was done.
type Action string

// The actions, and what people call them.
const (
	LoggedIn         Action = "login"
	LoginFailed      Action = "login_failed"
	LoggedOut        Action = "logout"
	Switched         Action = "switch"
	SecretSet        Action = "secret_set"
	FactorSet        Action = "factor_set"
	FactorRemoved    Action = "factor_removed"
	Claimed          Action = "claim"
	ClaimPrinted     Action = "claim_printed"
	LoginAdded       Action = "login_added"
	LoginDisabled    Action = "login_disabled"
	LoginEnabled     Action = "login_enabled"
	LoginRevoked     Action = "login_revoked"
	AccountTaken     Action = "account_taken" // a role, from a login
	OfficeAdded      Action = "office_added"
	Revealed         Action = "reveal"
	Exported         Action = "export"
	Fetched          Action = "export_fetched" // a file that was written for who asked
	Imported         Action = "import"
	Undone           Action = "undo"
	FormKept         Action = "form_kept" // another office's blank
	FormChanged      Action = "form_changed"
	FormDropped      Action = "form_dropped"
	ImportSent       Action = "import_sent" // to be looked at first
	ImportDropped    Action = "import_dropped"
	OriginalTaken    Action = "original_taken" // the file that an import came in
	ConsentAsked     Action = "consent_asked"
	ConsentGiven     Action = "consent_given"
	ConsentRefused   Action = "consent_refused"
	ConsentEnded     Action = "consent_withdrawn"
	ReferralMade     Action = "referral_made"
	ReferralMoved    Action = "referral_moved"
	Placed           Action = "placed"   // at work, by his association
	AskMade          Action = "ask_made" // a worker asks his association to ask an employer
	AskRefused       Action = "ask_refused"
	AskEnded         Action = "ask_withdrawn"
	Complained       Action = "complaint_made"
	ComplaintDone    Action = "complaint_answered"
	OpeningAsked     Action = "opening_asked" // whether it still stands
	OpeningConfirmed Action = "opening_confirmed"
	OpeningClosed    Action = "opening_closed" // by its employer, or for want of confirmation
	OpeningWritten   Action = "opening_written"
	OpeningChanged   Action = "opening_changed"
	OpeningExtended  Action = "opening_extended"
	OpeningPaused    Action = "opening_paused"
	OpeningReopened  Action = "opening_reopened"
	PairDecided      Action = "pair_decided" // two openings, whether they are one
	WordAdded        Action = "word_added"   // to the county's words
	WordRemoved      Action = "word_removed"
	RequestMade      Action = "request_made"
	RequestDone      Action = "request_done"
	RequestRefused   Action = "request_refused"
	Announced        Action = "announced"
	Erased           Action = "erased"
	Renewed          Action = "renewed" // a certificate
	Visited          Action = "visited" // somebody at work
	CaseOpened       Action = "case_opened"
	CaseHanded       Action = "case_handed"
	CaseClosed       Action = "case_closed"
	TransferAsked    Action = "transfer_asked" // a member, by another association
	TransferAgreed   Action = "transfer_agreed"
	TransferNo       Action = "transfer_refused"
	TransferEnded    Action = "transfer_withdrawn"
	Merged           Action = "merged" // two records of one person
	Parted           Action = "parted"
	Reviewed         Action = "reviewed"
	UnplacedPaused   Action = "unplaced_paused" // the mark of who waits without a solution, until a day
	UnplacedResumed  Action = "unplaced_resumed"
	Certified        Action = "certified" // a class's certificates were given
	ClassOpened      Action = "class_opened"
	ClassChanged     Action = "class_changed"
	Enrolled         Action = "enrolled"
	Marked           Action = "marked" // attendance, examination, outcome
	RuleSet          Action = "rule_set"
	TripPlanned      Action = "trip_planned" // an organised departure
	TripLeft         Action = "trip_left"
	TripRecalled     Action = "trip_recalled" // it had not left after all
	TripArrived      Action = "trip_arrived"
	TripTakenBack    Action = "trip_taken_back" // the arrival
	TripCancelled    Action = "trip_cancelled"
	RiderAdded       Action = "rider_added"
	RiderDropped     Action = "rider_dropped"
	RiderAsked       Action = "rider_asked" // by telephone
	WaiverStated     Action = "waiver_stated"
	WaiverAnswered   Action = "waiver_answered"
	WaiverNamed      Action = "waiver_named" // a person, by his association
	NamedRefused     Action = "named_refused"
	WaiverEnded      Action = "waiver_ended" // granted, refused or withdrawn
	Submitted        Action = "report_submitted"
	Corrected        Action = "report_corrected"
	Commented        Action = "report_commented"
	KeysRotated      Action = "keys_rotated"
	DemoLoaded       Action = "demo_loaded"
	JobRetried       Action = "job_retried" // one of the service's own
	JobCancelled     Action = "job_cancelled"
	QuotaFrozen      Action = "quota_frozen"    // a month, as it was submitted
	QuotaCorrected   Action = "quota_corrected" // why a frozen month differs now
	NoticeSent       Action = "notice_sent"     // outside; the number was opened for it
	NoticeAgain      Action = "notice_again"    // one that failed is tried anew
)

// Actions lists all actions with their words, in the order of the page's
// filter.
func Actions() []struct {
	Action Action
	Word   string
} {
	return []struct {
		Action Action
		Word   string
	}{
		{LoggedIn, "登录"}, {LoginFailed, "登录失败"}, {LoggedOut, "退出"}, {Switched, "换身份"}, {SecretSet, "改密码"},
		{FactorSet, "设动态码"}, {FactorRemoved, "撤动态码"}, {Claimed, "认领本人记录"}, {ClaimPrinted, "打印认领码"},
		{LoginAdded, "加账号或身份"}, {AccountTaken, "撤身份"}, {LoginDisabled, "停用账号"}, {LoginEnabled, "启用账号"}, {LoginRevoked, "退出全部登录"}, {OfficeAdded, "加机构"},
		{Revealed, "看全号"}, {Exported, "导出"}, {Fetched, "取走导出的文件"}, {Imported, "导入"}, {Undone, "撤回导入"},
		{FormKept, "存下空白表"}, {FormChanged, "改空白表"}, {FormDropped, "删除空白表"},
		{ImportSent, "送表预检"}, {ImportDropped, "撤掉预检"}, {OriginalTaken, "取回导入的原文件"},
		{ConsentAsked, "介绍给企业"}, {ConsentGiven, "同意企业查看"}, {ConsentRefused, "不同意企业查看"}, {ConsentEnded, "收回同意"},
		{ReferralMade, "推荐到岗位"}, {ReferralMoved, "办理推荐"}, {Placed, "记上岗"},
		{AskMade, "请协会代问岗位"}, {AskRefused, "答复代问"}, {AskEnded, "撤回代问"}, {Complained, "投诉"}, {ComplaintDone, "答复投诉"},
		{OpeningAsked, "请单位确认岗位"}, {OpeningConfirmed, "确认岗位还在招"}, {OpeningWritten, "发布岗位"}, {OpeningChanged, "改岗位"}, {OpeningExtended, "延长岗位"}, {OpeningPaused, "暂停岗位"}, {OpeningClosed, "关闭岗位"}, {OpeningReopened, "重新开放岗位"}, {PairDecided, "核对重复的岗位"},
		{WordAdded, "加本县的叫法"}, {WordRemoved, "去掉本县的叫法"},
		{RequestMade, "提出请求"}, {RequestDone, "办完请求"}, {RequestRefused, "驳回请求"}, {Announced, "预告清理"}, {Erased, "清除个人信息"}, {Renewed, "登记换证"},
		{Visited, "记回访"}, {CaseOpened, "开维权案件"}, {CaseHanded, "转交案件"}, {CaseClosed, "结案"},
		{TransferAsked, "请求转会"}, {TransferAgreed, "同意转会"}, {TransferNo, "不同意转会"}, {TransferEnded, "撤回转会请求"},
		{Merged, "合并记录"}, {Parted, "拆开合并的记录"},
		{Reviewed, "登记复审"}, {Certified, "登记发证"}, {ClassOpened, "开班"}, {ClassChanged, "改班期"}, {Enrolled, "报名培训"}, {Marked, "登记考勤和成绩"}, {UnplacedPaused, "消掉没着落的提醒"}, {UnplacedResumed, "恢复没着落的提醒"}, {RuleSet, "改规定"},
		{TripPlanned, "安排点对点"}, {TripLeft, "点对点出发"}, {TripRecalled, "撤回出发"}, {TripArrived, "点对点到达"}, {TripTakenBack, "撤回到达"},
		{TripCancelled, "取消点对点"}, {RiderAdded, "排进点对点"}, {RiderDropped, "移出点对点"}, {RiderAsked, "电话确认出行"},
		{WaiverStated, "说明招不到本地人"}, {WaiverAnswered, "答复招工说明"}, {WaiverNamed, "推荐给缺人的企业"}, {NamedRefused, "推荐的人没有用"}, {WaiverEnded, "招工说明办结"},
		{Submitted, "提交报表"}, {Corrected, "更正报表"}, {Commented, "说明排名"},
		{KeysRotated, "换密钥"}, {DemoLoaded, "装入演示县"}, {JobRetried, "重做后台任务"}, {JobCancelled, "取消后台任务"},
		{QuotaFrozen, "封存用工协议月份"}, {QuotaCorrected, "更正封存的月份"},
		{NoticeSent, "发短信"}, {NoticeAgain, "再发失败的消息"},
	}
}

// Word is what people call an action; the action itself where it has none.
func (a Action) Word() string {
	for _, one := range Actions() {
		if one.Action == a {
			return one.Word
		}
	}
	return string(a)
}

// Note adds an entry to the audit trail in the transaction that does what it
// says, so that neither is without the other: who and for which organisation
// are the transaction's own actor. target is the record's number, 0 where there
// is none. detail holds reasons and counts, never a personal number.
func Note(ctx context.Context, tx *db.Tx, action Action, noun string, target int64, detail map[string]any) error {
	if detail == nil {
		detail = map[string]any{}
	}
	text, err := json.Marshal(detail)
	if err != nil {
		return fmt.Errorf("write audit detail: %w", err)
	}
	on := ""
	if target != 0 {
		on = strconv.FormatInt(target, 10)
	}
	_, err = tx.Exec(ctx, "SELECT access.note($1, $2, $3, $4, $5, $6, $7)",
		action, noun, on, text, tx.Actor.Name, tx.Actor.Origin, tx.Now)
	if err != nil {
		return fmt.Errorf("note %s: %w", action, err)
	}
	return nil
}
