package web

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/hiring"
	"laowu/internal/value"
	"laowu/matching"
)

// detailWords are what details are called.
var detailWords = map[string]string{
	"account": "身份", "again": "重记", "answer": "答复", "as_of": "截止", "ask": "代问", "association": "协会", "boarded": "上车", "by": "凭", "bytes": "字节",
	"case": "案件", "closed": "关闭岗位", "code": "意思", "consent": "同意书", "count": "数", "created": "新增", "delivery": "发送", "departure": "出行", "dry_run": "只检查",
	"enterprise": "企业", "field": "哪一项", "file": "文件", "files": "文件", "form": "形式", "from": "原来", "gone": "并掉的记录", "how": "怎样结的", "into": "并入", "job": "任务",
	"joined": "并到原有记录", "kept": "留下", "kind": "种类", "late": "逾期", "merge": "合并", "month": "月份", "name": "名称", "no_show": "没来", "old": "旧证书", "on": "从哪天",
	"once": "一次性", "opening": "岗位", "organisation": "机构", "other": "另一个岗位", "outcome": "结果", "people": "人数", "person": "人员", "place": "地点", "placed": "上岗",
	"points": "分", "posts": "人数", "reason": "原因", "referral": "推荐", "rejected": "退回", "removed": "删去", "report": "报表", "request": "请求", "restored": "恢复",
	"revealed": "全号", "role": "身份", "rows": "行", "rule": "哪一项", "scale": "规模", "seats": "座位", "seed": "种子", "set": "定为", "signs": "相同的", "source": "依据",
	"state": "状态", "to": "变成", "transfer": "转会", "try": "第几次", "unchanged": "不变", "unit": "单位", "until": "到哪天", "updated": "更新", "valid_from": "从哪天",
	"values": "个", "version": "版本", "visit": "回访", "waiver": "招工说明", "where": "条件", "why": "原因", "word": "词",
}

// worded is the word of a stored code, empty where the type has none.
func worded[T interface {
	~string
	Word() string
}](code string) string {
	return T(code).Word()
}

// valueWords are what the codes in a detail are called; a detail of several kinds
// of codes asks each.
var valueWords = map[string][]func(string) string{
	"answer":  {worded[hiring.RiderAnswer], wordOf(map[string]string{hiring.PairSame: "同一批", hiring.PairDifferent: "不是一回事"})},
	"by":      {wordOf(map[string]string{byPassword: "密码", byCode: "动态码", byClaim: "认领码"})},
	"field":   {wordOf(map[string]string{"id_number": "身份证号", "phone": "电话"}), correctionWord},
	"form":    {worded[value.Form]},
	"from":    {worded[hiring.ReferralState]},
	"how":     {worded[followup.Ending]},
	"job":     {func(code string) string { return jobWords[code] }},
	"kind":    {worded[followup.Kind], worded[followup.ComplaintKind], roleWord, wordOf(map[string]string{"correction": "更正", "erasure": "删除"}), additionWord},
	"outcome": {worded[followup.Outcome]},
	"report":  {func(code string) string { r, _ := reportNamed(code); return r.title }},
	"role":    {roleWord},
	"rule":    {wordOf(map[string]string{"subsidy": "补贴核对", "certificate": "证书的有效期和复审"})},
	"signs":   {wordOf(map[string]string{"phone": "电话", "village": "村", "birth": "出生日期和性别", "slip": "号码只错一位"})},
	"state":   {worded[hiring.WaiverState]},
	"to":      {worded[hiring.ReferralState], roleWord},
	"why":     {wordOf(map[string]string{"asked": "本人要求", "idle": "到期没有用过", "decided": "县里决定", "paused": "暂停"}), closedWord},
}

func wordOf(words map[string]string) func(string) string {
	return func(code string) string { return words[code] }
}

func roleWord(code string) string { return db.Role(code).Title() }

func additionWord(code string) string { return matching.AdditionKind(code).Title() }

func closedWord(code string) string {
	for _, w := range hiring.ClosedWhy() {
		if w.Code == code {
			return w.Word
		}
	}
	return ""
}

// detailText is an entry's detail in words: 原因：核对；行：12. Kinds are
// imports.Titles.
func detailText(raw []byte, kinds map[string]string) string {
	var all map[string]any
	if json.Unmarshal(raw, &all) != nil {
		return ""
	}
	var parts []string
	for k, v := range all {
		if text := valueText(k, v, kinds); text != "" {
			parts = append(parts, cmp.Or(detailWords[k], k)+"："+text)
		}
	}
	slices.Sort(parts)
	return strings.Join(parts, "；")
}

// recordDetails name a record: 0 names none.
var recordDetails = []string{"closed", "enterprise", "opening", "other"}

func valueText(detail string, v any, kinds map[string]string) string {
	switch v := v.(type) {
	case bool:
		return map[bool]string{true: "是", false: "否"}[v]
	case float64:
		if v == 0 && slices.Contains(recordDetails, detail) {
			return ""
		}
		return strconv.FormatFloat(v, 'f', -1, 64)
	case string:
		if title := kinds[v]; title != "" && detail == "kind" {
			return title
		}
		for _, word := range valueWords[detail] {
			if known := word(v); known != "" {
				return known
			}
		}
		return v
	case []any:
		var parts []string
		for _, one := range v {
			parts = append(parts, valueText(detail, one, kinds))
		}
		return strings.Join(parts, "、")
	}
	return fmt.Sprint(v)
}
