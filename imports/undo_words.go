package imports

import (
	"fmt"
	"slices"
	"strings"
)

// UndoError refuses to take an import back. Its text goes to people as it is.
type UndoError struct {
	Code    string    `json:"code"` // rests_on, too_old, other_version, other_key, not_done, dry_run, undone_already
	Message string    `json:"message"`
	Rests   []Resting `json:"rests"` // of rests_on: what does
}

func (e *UndoError) Error() string { return e.Message }

func undoError(code, message string) error {
	return &UndoError{Code: code, Message: message, Rests: []Resting{}}
}

// Resting is records of a noun that later rest on an import: changed since (by
// which later import, 0 where by hand), gone since, or made since and naming
// what the import made. Counts alone: it names nobody.
type Resting struct {
	Code    string `json:"code"` // changed, gone, named
	Noun    string `json:"noun"` // the table
	Import  int64  `json:"import,omitempty"`
	Count   int64  `json:"count"`
	Message string `json:"message"`
}

// nounWords are what people call the rows of a table, and how they count them.
var nounWords = map[string][2]string{
	"person": {"个", "人"}, "membership": {"条", "会员关系"}, "household": {"个", "户"}, "household_kind": {"条", "家庭类别"},
	"association": {"个", "务工协会"}, "association_village": {"条", "协会覆盖的村"}, "area": {"个", "村"},
	"enterprise": {"家", "企业"}, "agreement": {"份", "用工协议"}, "opening": {"个", "岗位"}, "placement": {"条", "务工记录"},
	"programme": {"个", "培训项目"}, "class": {"个", "培训班"}, "enrolment": {"条", "培训记录"}, "certificate": {"本", "证书"}, "subsidy": {"笔", "补贴"},
	"visit": {"次", "回访"}, "followup_case": {"件", "维权的事"}, "case_step": {"条", "维权的处理"},
	"referral": {"次", "推荐"}, "referral_move": {"条", "推荐的进展"},
}

// laterWords are what came of people since, where records that name them are
// howMany by people.
var laterWords = map[string]string{
	"membership": "入了协会", "placement": "有了务工记录", "enrolment": "参加了培训", "certificate": "有了证书", "subsidy": "有了补贴",
	"consent": "有了给企业查看的同意", "request": "提了更正或删除的请求", "account": "认领了自己的记录", "claim_code": "领了认领码",
	"visit": "有了回访", "followup_case": "有了维权的事", "referral": "有了推荐", "departure_member": "上了点对点出行的名单",
	"waiver_answer": "被协会推荐过", "referral_ask": "请协会问过岗位", "saved_search": "存了搜索", "unplaced_pause": "写了先不提醒", "transfer": "有了转会的请求",
}

func howMany(n int64, noun string) string {
	w, ok := nounWords[noun]
	if !ok {
		w = [2]string{"条", "别的记录"}
	}
	if noun == "person" {
		return fmt.Sprintf("%d 人", n)
	}
	return fmt.Sprintf("%d %s%s", n, w[0], w[1])
}

// words is a count as a sentence.
func (r Resting) words() string {
	later := "后来"
	if r.Import != 0 {
		later = fmt.Sprintf("后来的第 %d 号导入", r.Import)
	}
	switch {
	case r.Code == "changed" && r.Import == 0:
		return howMany(r.Count, r.Noun) + "后来又改过"
	case r.Code == "changed":
		return later + "改了其中 " + howMany(r.Count, r.Noun)
	case r.Code == "gone":
		return howMany(r.Count, r.Noun) + "后来合并或者删去了"
	case r.Code == "named" && r.Import != 0:
		return fmt.Sprintf("%s给其中 %d %s写了%s", later, r.Count, who(r.Noun), nounWord(r.Noun))
	case r.Code == "named" && laterWords[r.Noun] != "":
		return fmt.Sprintf("%d 人后来%s", r.Count, laterWords[r.Noun])
	case r.Code == "named":
		return howMany(r.Count, r.Noun) + "后来用到了它写的记录"
	}
	return howMany(r.Count, r.Noun)
}

// who is how rows of a noun are counted where they name what an import made.
func who(noun string) string {
	if laterWords[noun] != "" {
		return "人"
	}
	return "处"
}

func nounWord(noun string) string {
	if w, ok := nounWords[noun]; ok {
		return w[1]
	}
	return "别的记录"
}

// restsOn is the refusal as one sentence, and which later imports come first.
func restsOn(rests []Resting) string {
	var said []string
	var first []int64
	for _, r := range rests {
		said = append(said, r.Message)
		if r.Import != 0 && !slices.Contains(first, r.Import) {
			first = append(first, r.Import)
		}
	}
	text := "不能撤回，后来的记录要靠它：" + strings.Join(said, "；")
	if len(first) == 0 {
		return text
	}
	slices.Sort(first)
	slices.Reverse(first)
	return text + "。请先撤回第 " + strings.ReplaceAll(strings.Trim(fmt.Sprint(first), "[]"), " ", "、") + " 号导入"
}
