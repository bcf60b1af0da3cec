package web

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/web/templates"
	jobs "laowu/internal/work"
	"laowu/matching/index"
)

// jobWords are what people call the kinds of jobs; daily are those of each day.
var jobWords = map[string]string{
	"import": "导入", "export": "导出", "reseal": "换密钥以后重新加密", "retention": "到期清理", "referrals": "推荐到期", "care": "照看岗位", "audit_check": "核对审计链",
	"searches": "存下的搜索有没有新岗位", "notices": "发消息", "reminders": "看有没有要提醒的",
}

// queueWords are what people call the queues.
var queueWords = map[string]string{
	"imports": "导入", "exports": "导出", "reseal": "加密", "audit": "审计", "retention": "到期清理", "referrals": "推荐", "care": "岗位", "notice": "消息",
}

var dailyJobs = []string{"retention", "referrals", "care", "searches", "audit_check"}

// JobKinds are the kinds of jobs that the page has a word for, and those of them
// that it shows as each day's.
func JobKinds() (all, daily []string) {
	return slices.Sorted(maps.Keys(jobWords)), slices.Clone(dailyJobs)
}

var jobStates = map[string]templates.Badge{
	"available": {Text: "等着做"}, "pending": {Text: "等着做"}, "scheduled": {Text: "到点再做"}, "running": {Text: "正在做"}, "completed": {Text: "做完了", Kind: "ok"},
	"retryable": {Text: "出错，会再试", Kind: "risk"}, "discarded": {Text: "出错，不再试", Kind: "bad"}, "cancelled": {Text: "取消了"},
}

// failureWords are what kinds of errors are called; what is unknown is in the
// service's log.
var failureWords = map[string]string{
	"retention failed": "清理没有做成", "referrals failed": "推荐到期没有做成", "care for openings failed": "照看岗位没有做成", "audit check failed": "审计链没有核对成",
	"kept searches failed": "存下的搜索没有看成", "notices failed": "消息没有发成",
}

// jobCuts are the tabs of the list, and the states that each shows.
var jobCuts = []struct {
	name, text string
	states     []string
}{
	{"", "全部", nil}, {"failed", "出错的", []string{"retryable", "discarded"}}, {"waiting", "等着的", []string{"available", "scheduled", "pending"}}, {"running", "正在做", []string{"running"}},
}

// jobList is what the service does in the background: the queues, what failed,
// the turns of each day, and what search has yet to hear.
func (s *Server) jobList(c *fiber.Ctx) error {
	cut := jobCut(c.Query("show"))
	from := int(atoi(c.Query("from")))
	var page []jobs.Job
	var counts []jobs.JobCount
	var turns map[string]jobs.Job
	var all int
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if page, all, err = jobs.Jobs(c.UserContext(), tx, jobs.JobQuery{States: jobCuts[cut].states, From: from, Limit: pageRows}); err != nil {
			return err
		}
		if counts, err = jobs.CountJobs(c.UserContext(), tx); err != nil {
			return err
		}
		turns, err = jobs.LastTurns(c.UserContext(), tx)
		return err
	})
	if err != nil {
		return err
	}
	lags, err := index.Lags(c.UserContext(), s.DB, s.County)
	if err != nil {
		return err
	}
	o := templates.Overview{
		Title: "后台任务", Lead: "服务自己排队做的事。只写种类和编号，不写是谁的资料。", TabsBy: "看哪一页", Tabs: adminTabs(c), Figures: jobFigures(counts, lags),
		Sections: []templates.OverviewSection{
			{Title: "每天做的", Table: s.turnTable(turns)},
			{Title: "任务：" + jobCuts[cut].text, Note: thousands(all) + " 个，最近的在前", Table: s.jobTable(page), Links: jobCutLinks(cut)},
		},
		Paging: pagesFrom("/admin/jobs?show="+jobCuts[cut].name+"&from=", "个任务", all, from, pageRows),
	}
	if len(page) == 0 {
		o.Sections[1].Table, o.Sections[1].Empty = nil, "现在没有。做完的任务一天以后清掉。"
	}
	if n, ok := jobDone[c.Query("done")]; ok {
		o.Notice = &n
	}
	return render(c, templates.OverviewPage(s.frame(c, o.Title), o))
}

var jobDone = map[string]templates.Notice{
	"retried": {Kind: "ok", What: "马上再做一次", Then: "过一会儿刷新这一页看结果。"}, "cancelled": {Kind: "ok", What: "取消了", Then: "还可以再做。"},
}

func jobCut(name string) int {
	for i, cut := range jobCuts {
		if cut.name == name {
			return i
		}
	}
	return 0
}

func jobCutLinks(current int) (links []templates.Link) {
	for i, cut := range jobCuts {
		if i != current {
			links = append(links, templates.Link{Text: cut.text, To: "/admin/jobs?show=" + cut.name})
		}
	}
	return links
}

func jobFigures(counts []jobs.JobCount, lags []index.Lag) []templates.Figure {
	n := map[string]int{}
	queues := map[string]bool{}
	for _, k := range counts {
		n[k.State] += k.Count
		queues[k.Queue] = true
	}
	heard := 0
	for _, l := range lags {
		heard += int(l.Waiting)
	}
	return []templates.Figure{
		figure("正在做", n["running"], "个", thousands(len(queues))+" 个队列", "/admin/jobs?show=running"), figure("等着做", n["available"]+n["scheduled"]+n["pending"], "个", "", "/admin/jobs?show=waiting"),
		figure("出错的", n["retryable"]+n["discarded"], "个", "看是哪一种", "/admin/jobs?show=failed"), figure("搜索等着更新", heard, "条", "看引擎", "/admin/search"),
	}
}

// turnTable is when each day's turn was last, and when it is next.
func (s *Server) turnTable(turns map[string]jobs.Job) *templates.Table {
	t := &templates.Table{Label: "每天做的", Heads: []templates.Head{{Text: "什么"}, {Text: "上一次"}, {Text: "结果"}, {Text: "下一次"}}}
	for _, kind := range dailyJobs {
		row := []templates.Cell{{Text: jobWords[kind]}, {Text: "最近一天没有"}, {}, {Text: "服务启动时"}}
		if j, ok := turns[kind]; ok {
			row[1], row[2] = templates.Cell{Text: s.moment(j.CreatedAt)}, templates.Cell{Badge: jobStates[j.State], Small: failureText(j)}
			row[3] = templates.Cell{Text: s.moment(j.CreatedAt.Add(24*time.Hour)) + " 前后"}
			if j.State == "retryable" {
				row[3] = templates.Cell{Text: s.moment(j.NextAt) + " 再试"}
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (s *Server) jobTable(page []jobs.Job) *templates.Table {
	t := &templates.Table{Label: "任务", Heads: []templates.Head{{Text: "任务"}, {Text: "队列"}, {Text: "排队"}, {Text: "状态"}, {Text: "试了", Num: true}}}
	for _, j := range page {
		state := templates.Cell{Badge: jobStates[j.State], Small: failureText(j)}
		if j.EndedAt != nil {
			state.Small += " " + s.moment(*j.EndedAt)
		}
		row := []templates.Cell{
			{Text: jobWord(j.Kind), To: "/admin/jobs/" + itoa(j.ID), Small: "第 " + itoa(j.ID) + " 号"}, {Text: queueWord(j.Queue)}, {Text: s.moment(j.CreatedAt)}, state, {Text: strconv.Itoa(j.Attempt) + " / " + strconv.Itoa(j.Most)},
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// queueWord is what people call a queue; a command has one of its own.
func queueWord(queue string) string {
	if strings.HasPrefix(queue, "own_") {
		return "命令行"
	}
	return or(queueWords[queue], queue)
}

func jobWord(kind string) string {
	if word := jobWords[kind]; word != "" {
		return word
	}
	return kind
}

func failureText(j jobs.Job) string {
	switch word := failureWords[j.Failure]; {
	case j.Failure == "" || j.State == "completed":
		return ""
	case word != "":
		return word
	}
	return "程序出错，详情在服务的日志里"
}
